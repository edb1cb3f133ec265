"""How many requests to the store the turn at hand has made; shown in its trace."""

from contextvars import ContextVar


class _Tally:
    """A number that all tasks of one turn share."""

    def __init__(self) -> None:
        self.requests = 0


_current: ContextVar[_Tally | None] = ContextVar("request_tally", default=None)


def begin() -> None:
    """Count from zero, for this task and those it starts."""
    _current.set(_Tally())


def note(requests: int = 1) -> None:
    """So many more requests; without effect where nobody counts."""
    if (tally := _current.get()) is not None:
        tally.requests += requests


def total() -> int:
    """The requests since ``begin``, 0 where nobody counts."""
    tally = _current.get()
    return tally.requests if tally is not None else 0
