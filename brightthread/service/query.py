"""Query parameters: one unknown to a call, or told twice, is refused like such a field (``docs/api``, Conventions)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import get_origin

from fastapi import Request
from fastapi.dependencies.models import Dependant

from brightthread.contract.problems import FieldErrorView
from brightthread.service.problems import Problem

_SHOWN = 100


def query_names(dependant: Dependant) -> Iterator[tuple[str, bool]]:
    """All query parameters of an endpoint and its dependencies: the name, and whether it may be repeated."""
    for field in dependant.query_params:
        yield field.alias, get_origin(field.field_info.annotation) is list
    for dependency in dependant.dependencies:
        yield from query_names(dependency)


def check_query(request: Request, known: Mapping[str, bool]) -> None:
    """A 422 Problem that names the parameters which are not ``known``, or repeated though they may not be."""
    if not request.scope["query_string"]:
        return
    given = Counter(name for name, _ in request.query_params.multi_items())
    errors = [error for name, times in given.items() if (error := _error(name, times, known)) is not None]
    if errors:
        raise Problem("validation_failed", errors=errors[:_SHOWN])


def _error(name: str, times: int, known: Mapping[str, bool]) -> FieldErrorView | None:
    if name not in known:
        code, message = "extra_forbidden", "This call has no such parameter"
    elif times > 1 and not known[name]:
        code, message = "duplicate_field", "This parameter was sent more than once"
    else:
        return None
    return FieldErrorView(field=name[:_SHOWN], code=code, message=message)
