"""What the vendors' data of a loaded order have in common: its parcel and when things happened to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

STAGES = ("CREATED", "APPROVED", "IN_PRODUCTION", "READY_TO_SHIP", "SHIPPED", "DELIVERED", "RETURNED")
DEFAULT_CARRIER = "ups"
Order = Mapping[str, Any]


def stage(status: str) -> int:
    """Return how far along the way a status is; -1 for CANCELLED."""
    return STAGES.index(status) if status in STAGES else -1


@dataclass(frozen=True, slots=True)
class Parcel:
    """A carrier (``ups``) and a tracking number."""

    carrier: str
    number: str


def parcel_of(order: Order) -> Parcel | None:
    """Return the parcel of an order of the seed format: the one it names, or one made up for what is ready to ship.

    Everything from READY_TO_SHIP on has a label; the number is derived from the order id, so every loader agrees.
    """
    if order["status"] not in STAGES[3:]:
        return None
    named = order.get("tracking")
    return Parcel(named["carrier"], named["number"]) if named else made_up(str(order["id"]))


def made_up(order_id: str) -> Parcel:
    """Return the parcel an order without one gets."""
    letters = "".join(c for c in order_id.upper() if c.isascii() and c.isalnum())
    return Parcel(DEFAULT_CARRIER, f"1Z{letters}0000")


@dataclass(frozen=True, slots=True)
class Moments:
    """When an order was made, shipped, delivered and returned, as far as it got."""

    created: datetime
    shipped: datetime
    delivered: datetime
    returned: datetime


def moments(order: Order, now: datetime) -> Moments:
    """Spread an order's history between its making and now."""
    created = now - timedelta(days=order["created_days_ago"])
    due = now + timedelta(days=order["delivery_in_days"])
    if order["status"] == "SHIPPED":
        shipped = now - (now - created) / 10
        return Moments(created, shipped, now, now)
    delivered = min(max(due, created), now)
    shipped = delivered - (delivered - created) / 5
    return Moments(created, shipped, delivered, min(delivered + timedelta(days=5), now))
