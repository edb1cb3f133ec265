"""Lists: one page of items and an opaque cursor to the next, ``null`` on the last."""

from typing import Generic, TypeVar

from brightthread.contract.wire import View

Item = TypeVar("Item")


class ListView(View, Generic[Item]):
    """One page; ``next_cursor`` stays valid while items are inserted."""

    items: list[Item]
    next_cursor: str | None
