"""Validation errors in the words of the API: ``changes[0].new_quantity``, never pydantic's own paths."""

from collections.abc import Iterable, Sequence
from typing import Any

from brightthread.contract.problems import FieldErrorView

_PLACES = frozenset({"body", "query", "path", "header", "cookie"})
_TAG_ERRORS = frozenset({"union_tag_invalid", "union_tag_not_found"})
_MOST = 100


def field_errors(errors: Iterable[Any], body: Any) -> list[FieldErrorView]:
    """Pydantic's errors about ``body`` (or parameters), the first hundred of them."""
    return [_field_error(error, body) for error, _ in zip(errors, range(_MOST), strict=False)]


def _field_error(error: Any, body: Any) -> FieldErrorView:
    path = _plain_path(error["loc"], body)
    if error["type"] in _TAG_ERRORS:
        path.append(_discriminator(error))
    return FieldErrorView(field=field_name(path), code=error["type"], message=error["msg"])


def _discriminator(error: Any) -> str:
    return str(error.get("ctx", {}).get("discriminator", "type")).strip("'")


def _plain_path(loc: Sequence[int | str], body: Any) -> list[int | str]:
    """The location without its first word and without the names of union members, which are values, not fields."""
    path: list[int | str] = []
    place = body
    for step in loc[1:] if loc and loc[0] in _PLACES else loc:
        if isinstance(place, dict) and step not in place and step in (place.get("type"), place.get("kind")):
            continue
        path.append(step)
        place = _inside(place, step)
    return path


def _inside(place: Any, step: int | str) -> Any:
    if isinstance(place, dict):
        return place.get(step)
    if isinstance(place, list) and isinstance(step, int) and step < len(place):
        return place[step]
    return None


def field_name(path: Sequence[int | str]) -> str:
    """``["changes", 0, "new_quantity"]`` → ``changes[0].new_quantity``; the whole body is ``body``."""
    name = ""
    for step in path:
        name += f"[{step}]" if isinstance(step, int) else f".{step}" if name else step
    return name or "body"
