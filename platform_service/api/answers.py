"""Answers: the documents of the use cases as JSON, and pages of them."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from pydantic_core import to_json
from starlette.responses import Response

from brightthread.service.pages import PageRequest, Position, cut
from platform_service.application.idempotency import Answer

Item = TypeVar("Item")


def answer(document: Any, status: int = 200) -> Response:
    """``document`` (plain JSON) as it is, in its own order."""
    return Response(to_json(document), status, media_type="application/json")


def listing(
    fetched: Sequence[Item],
    page: PageRequest,
    kind: str,
    position: Callable[[Item], Position],
    document: Callable[[Item], Any],
) -> Response:
    """One page of a list out of ``limit + 1`` fetched items."""
    part = cut(fetched, page.limit, kind, position)
    return answer({"items": [document(item) for item in part.items], "next_cursor": part.next_cursor})


def keyed_answer(given: Answer) -> Response:
    """An answer as its use case rendered it, byte for byte; a replay says so."""
    headers = {"Idempotent-Replayed": "true"} if given.replayed else {}
    return Response(given.body, given.status, headers, media_type="application/json")
