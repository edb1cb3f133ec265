"""Query parameters: one that a call does not know is refused like an unknown field (``docs/api``, Conventions)."""

from collections.abc import Iterator

from fastapi import Request
from fastapi.dependencies.models import Dependant

from brightthread.contract.problems import FieldErrorView
from brightthread.service.problems import Problem

_SHOWN = 100


def query_names(dependant: Dependant) -> Iterator[str]:
    """The names of all query parameters of an endpoint and its dependencies."""
    for field in dependant.query_params:
        yield field.alias
    for dependency in dependant.dependencies:
        yield from query_names(dependency)


def check_query(request: Request, known: frozenset[str]) -> None:
    """A 422 Problem that names the parameters which are not in ``known``."""
    if not request.scope["query_string"]:
        return
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        raise Problem("validation_failed", errors=[_error(name) for name in unknown[:_SHOWN]])


def _error(name: str) -> FieldErrorView:
    return FieldErrorView(field=name[:_SHOWN], code="extra_forbidden", message="This call has no such parameter")
