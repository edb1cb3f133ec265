"""What the system of record keeps, in plain types."""

from dataclasses import dataclass
from datetime import date, datetime

STAFF = frozenset({"cx_agents", "ops"})


@dataclass(frozen=True, slots=True)
class Actor:
    """A user of ours; staff belongs to no company."""

    user_id: str
    name: str
    email: str
    groups: frozenset[str]
    company_id: str | None
    company_name: str | None

    @property
    def is_staff(self) -> bool:
        return not self.groups.isdisjoint(STAFF)

    @property
    def scope(self) -> str:
        """Whose rows this user may see: the company's, or every company's for staff."""
        return "*" if self.is_staff else self.company_id or ""


@dataclass(frozen=True, slots=True)
class OrderSearch:
    """A page of orders, newest first; ``after`` is (created_at, order_id) of the last one seen."""

    limit: int
    status: str | None = None
    words: str | None = None
    after: tuple[datetime, str] | None = None


@dataclass(frozen=True, slots=True)
class OrderItem:
    """An order in a list; money in cents, ``lines`` as people read them."""

    order_id: str
    status: str
    version: int
    created_at: datetime
    delivery_date: date
    pieces: int
    total: int
    currency: str
    lines: tuple[str, ...]
