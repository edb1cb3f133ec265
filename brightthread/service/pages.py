"""Lists by cursor: opaque, stable while items are inserted, 422 when not one of ours (``docs/api``, Conventions)."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Depends, Query
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from brightthread.service.problems import invalid
from brightthread.service.strict_json import MalformedJson, loads

Item = TypeVar("Item")
Position = tuple[str | int, ...]
"""The sort key of the last item seen; it must be unique within the list, so end it with an id."""

MAX_CURSOR = 1024


@dataclass(frozen=True, slots=True)
class PageRequest:
    """``limit`` items after the position ``after`` (None: from the start)."""

    limit: int
    cursor: str | None = None

    def after(self, kind: str, *types: type) -> Position | None:
        """Where to go on in the list ``kind`` whose sort key has these types; a cursor of another list is 422."""
        return None if self.cursor is None else read_cursor(self.cursor, kind, types)


def _only_digits(value: object) -> object:
    if isinstance(value, str) and not (value.isascii() and value.isdecimal()):
        raise PydanticCustomError("int_parsing", "Input should be a whole number, in digits")
    return value


def _page_request(
    limit: Annotated[int, Query(ge=1, le=100), BeforeValidator(_only_digits)] = 20,
    cursor: Annotated[str | None, Query(max_length=MAX_CURSOR)] = None,
) -> PageRequest:
    return PageRequest(limit, cursor)


Page = Annotated[PageRequest, Depends(_page_request)]
"""Parameter type of a route: ``async def browse(page: Page)``."""


@dataclass(frozen=True, slots=True)
class PageOf(Generic[Item]):
    """The items of one page, and the cursor to the next."""

    items: list[Item]
    next_cursor: str | None


def cut(fetched: Sequence[Item], limit: int, kind: str, position: Callable[[Item], Position]) -> PageOf[Item]:
    """One page out of ``limit + 1`` fetched items: the one too many says that there are more."""
    items = list(fetched[:limit])
    more = len(fetched) > limit
    return PageOf(items, write_cursor(kind, position(items[-1])) if more else None)


def write_cursor(kind: str, position: Position) -> str:
    """The opaque form of a position in the list ``kind``."""
    plain = json.dumps([kind, *position], separators=(",", ":"), ensure_ascii=False).encode()
    return base64.urlsafe_b64encode(plain).decode("ascii").rstrip("=")


def read_cursor(cursor: str, kind: str, types: Sequence[type]) -> Position:
    """The position that ``cursor`` stands for; a 422 Problem for anything but a cursor of this list."""
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        parts: Any = loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (UnicodeEncodeError, binascii.Error, MalformedJson):
        parts = None
    if not _is_position(parts, kind, types):
        raise invalid("cursor", "cursor_invalid", "This is not a cursor of this list")
    return tuple(parts[1:])


def _is_position(parts: Any, kind: str, types: Sequence[type]) -> bool:
    if not isinstance(parts, list) or len(parts) != len(types) + 1 or parts[0] != kind:
        return False
    return all(type(part) is expected for part, expected in zip(parts[1:], types, strict=True))
