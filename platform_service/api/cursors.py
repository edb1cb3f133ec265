"""Sort keys of lists by time, to and from cursors."""

from datetime import datetime

from brightthread.service.pages import PageRequest, Position
from brightthread.service.problems import invalid


def moment_position(at: datetime, ident: str) -> Position:
    """The cursor's form of (moment, id)."""
    return at.isoformat(), ident


def after_moment(page: PageRequest, kind: str) -> tuple[datetime, str] | None:
    """The (moment, id) a page starts after; a cursor that holds none is 422."""
    position = page.after(kind, str, str)
    if position is None:
        return None
    try:
        at = datetime.fromisoformat(str(position[0]))
    except ValueError:
        at = None
    if at is None or at.tzinfo is None or "\x00" in str(position[1]):
        raise invalid("cursor", "cursor_invalid", "This is not a cursor of this list")
    return at, str(position[1])


def after_number(page: PageRequest, kind: str) -> tuple[int, str] | None:
    """The (number, id) a page starts after; a cursor that holds none is 422."""
    position = page.after(kind, int, str)
    if position is None:
        return None
    number, ident = int(position[0]), str(position[1])
    if not -(2**31) <= number < 2**31 or "\x00" in ident:
        raise invalid("cursor", "cursor_invalid", "This is not a cursor of this list")
    return number, ident
