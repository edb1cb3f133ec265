"""An order and what hangs on it. All money is integer cents in the order's currency; dates are calendar days, UTC."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Status(StrEnum):
    """Where an order stands; the arrows between them are in ``domain.md``."""

    CREATED = "CREATED"
    APPROVED = "APPROVED"
    IN_PRODUCTION = "IN_PRODUCTION"
    READY_TO_SHIP = "READY_TO_SHIP"
    SHIPPED = "SHIPPED"
    DELIVERED = "DELIVERED"
    RETURNED = "RETURNED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Address:
    """A place to ship to; ``address_id`` is None for a one-off address that is not stored yet."""

    address_id: str | None
    label: str
    street: str
    city: str
    region: str
    postal_code: str
    country: str


@dataclass(frozen=True, slots=True)
class ArtworkRef:
    """The artwork a line carries."""

    artwork_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """One SKU on an order, at the unit price of the time of order (cents)."""

    line_id: str
    sku: str
    product_id: str
    product_name: str
    color: str
    size: str
    quantity: int
    unit_price: int
    artwork: ArtworkRef | None = None
    pieces_produced: int = 0

    @property
    def total(self) -> int:
        return self.quantity * self.unit_price


@dataclass(frozen=True, slots=True)
class Posting:
    """A fee or a credit on an order (cents, positive); ``change_id`` is None until the change is applied."""

    code: str
    label: str
    amount: int
    change_id: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A user as shown on an order."""

    user_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Order:
    """An order as it stands at ``version``; ``next_line`` numbers the next new line (ids are never used twice)."""

    order_id: str
    company_id: str
    placed_by: Person
    status: Status
    version: int
    created_at: datetime
    delivery_date: date
    address: Address
    lines: tuple[Line, ...]
    next_line: int
    currency: str = "USD"
    fees: tuple[Posting, ...] = ()
    credits: tuple[Posting, ...] = ()

    @property
    def goods(self) -> int:
        return sum(line.total for line in self.lines)

    @property
    def total(self) -> int:
        """I3: goods + fees − credits."""
        return self.goods + sum(fee.amount for fee in self.fees) - sum(credit.amount for credit in self.credits)

    @property
    def pieces(self) -> int:
        return sum(line.quantity for line in self.lines)
