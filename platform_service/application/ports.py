"""What the use cases ask of the world: time, ids, and transactions over the system of record."""

from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any, Literal, Protocol

from platform_service.application.storage import Reads, Work

EVERY_COMPANY = "*"
"""Scope of staff and of the system itself; customers never get it."""

Json = dict[str, Any]
Prefix = Literal["q", "opt", "chg", "rcp", "rev", "esc", "adr", "art", "evt"]


class Clock(Protocol):
    """The time, in UTC, whole milliseconds."""

    def now(self) -> datetime: ...


class IdSource(Protocol):
    """New ids of ours, ``<prefix>_<uuid7 hex>``."""

    def __call__(self, prefix: Prefix) -> str: ...


class Transactions(Protocol):
    """Opens transactions: left normally they commit, left by an exception they roll back.

    Raises ``DependencyUnavailable`` where the database cannot serve just now.
    """

    def reading(self, company_id: str) -> AbstractAsyncContextManager[Reads]:
        """Read-only; ``company_id`` may be EVERY_COMPANY."""
        ...

    def customer(self, company_id: str, exclusive: str | None = None) -> AbstractAsyncContextManager[Work]:
        """On behalf of a customer; ``exclusive`` names a lock held to the end (taken: InProgress at once)."""
        ...

    def system(self, company_id: str = EVERY_COMPANY) -> AbstractAsyncContextManager[Work]:
        """On behalf of staff or the system itself."""
        ...
