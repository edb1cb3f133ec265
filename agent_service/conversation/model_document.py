"""The JSON object in what a model wrote: alone, fenced, or with prose around it; repaired by code, not asked again."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from agent_service.conversation.interpretation import Json

LONGEST = 50_000
TRIES = 20
_DECODER = json.JSONDecoder()


def document_in(text: str) -> Json | None:
    """The one object that ``text`` holds; None for none, for several that differ, and for what is far too long."""
    if len(text) > LONGEST:
        return None
    found = list(_objects(text))
    if not found or any(other != found[0] for other in found[1:]):
        return None
    return _unwrapped(found[0])


def _objects(text: str) -> Iterator[Json]:
    """Every object of the outermost level, in order."""
    at = text.find("{")
    for _ in range(TRIES):
        if at < 0:
            return
        document, end = _decoded(text, at)
        if isinstance(document, dict) and document:
            yield document
        at = text.find("{", end)


def _decoded(text: str, at: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):  # no JSON from here on, a number beyond all measure, or nested to wear us out
        return None, at + 1


def _unwrapped(document: Mapping[str, Any]) -> Json:
    """``{"Interpretation": {…}}`` is the object inside."""
    inner = next(iter(document.values())) if len(document) == 1 else None
    return dict(inner) if isinstance(inner, dict) and inner else dict(document)
