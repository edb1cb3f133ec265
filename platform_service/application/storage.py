"""The system of record as the use cases see it: one Protocol a subject. Writes are collected and sent before commit."""

from collections.abc import Sequence
from typing import Any, Protocol

from platform_service.application.records import (
    Actor,
    OrderItem,
    OrderSearch,
)
from platform_service.domain.order import Order

Json = dict[str, Any]


class OrderReads(Protocol):
    """Orders of the scope."""

    async def get(self, order_id: str) -> Order | None: ...

    async def page(self, search: OrderSearch) -> Sequence[OrderItem]:
        """Newest first, at most ``search.limit + 1`` of them."""
        ...


class Reads(Protocol):
    """What a read-only transaction offers."""

    @property
    def orders(self) -> OrderReads: ...


class Work(Protocol):
    """What a transaction that writes offers."""

    @property
    def orders(self) -> OrderReads: ...


class Directory(Protocol):
    """Who may sign in."""

    async def find(self, user_id: str) -> Actor | None: ...
