"""The reasons a quote gives: stable codes, a sentence for people, the facts behind it, and the policy's heading.

Every ``policy_ref`` is a heading of ``docs/policies/order-changes.md``; a test ties the two.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from platform_service.domain.money import money, spoken
from platform_service.domain.order import Order, Status
from platform_service.domain.quote import Reason
from platform_service.domain.wording import day, goods

#: The fee line of pieces that go while their price stays.
PRICE_KEPT = "materials_committed"

_DOCUMENT = "order-changes"
_STATUS_HEADINGS = {
    Status.CREATED: "created",
    Status.APPROVED: "approved",
    Status.IN_PRODUCTION: "in-production",
    Status.READY_TO_SHIP: "ready-to-ship",
    Status.SHIPPED: "shipped",
    Status.DELIVERED: "delivered-returned-or-cancelled",
    Status.RETURNED: "delivered-returned-or-cancelled",
    Status.CANCELLED: "delivered-returned-or-cancelled",
}
_HEADINGS = {
    "insufficient_stock": "stock",
    "no_such_variant": "sizes-and-colors",
    "artwork_unusable": "artwork-files",
    "below_minimum": "order-limits",
    "above_maximum": "order-limits",
    "no_change": "requests-that-change-nothing",
    "carrier_cannot_redirect": "redirecting-a-parcel",
    "date_in_past": "delivery-dates",
    "rush": "delivery-dates",
    "lead_time_moves_date": "lead-times",
    "split_shipment": "when-a-person-decides",
    "refund_above_threshold": "refunds",
    "refund_applies": "refunds",
}


def heading_refs() -> frozenset[str]:
    """Every policy reference a reason can carry."""
    return frozenset(f"{_DOCUMENT}#{slug}" for slug in [*_STATUS_HEADINGS.values(), *_HEADINGS.values()])


def _reason(code: str, order: Order, message: str, index: int | None, facts: Mapping[str, Any] | None = None) -> Reason:
    heading = _HEADINGS.get(code, _STATUS_HEADINGS[order.status])
    return Reason(code, message, index, f"{_DOCUMENT}#{heading}", facts or {})


def status_forbids(order: Order, index: int, *, human: bool) -> Reason:
    """The order is too far along for this part; ``human`` tells whether a person may still do it."""
    tail = "only a person can do that now." if human else "that can no longer be changed."
    message = f"The order is {_said(order.status)}: {tail}"
    return _reason("status_forbids", order, message, index, {"status": order.status.value})


def order_shipped(order: Order, index: int) -> Reason:
    """The order is on its way: a person has to look at any change."""
    message = "The order has shipped: a person has to look at any change."
    return _reason("order_shipped", order, message, index, {"status": order.status.value})


def order_final(order: Order, index: int) -> Reason:
    """Nothing changes any more."""
    message = f"The order is {_said(order.status)}: nothing can be changed any more."
    return _reason("order_final", order, message, index, {"status": order.status.value})


def split_shipment(order: Order, index: int) -> Reason:
    """Splitting a shipment is arranged by a person."""
    return _reason("split_shipment", order, "Splitting a shipment is arranged by a person.", index)


def rush(order: Order, index: int, wanted: date) -> Reason:
    """An earlier date than promised is a rush, which a person arranges."""
    facts = {"delivery_date": order.delivery_date.isoformat(), "requested_date": wanted.isoformat()}
    message = f"Delivery before {day(order.delivery_date)} is a rush: a person has to arrange it."
    return _reason("rush", order, message, index, facts)


def date_in_past(order: Order, index: int, wanted: date, today: date) -> Reason:
    """The date asked for is over."""
    facts = {"requested_date": wanted.isoformat(), "today": today.isoformat()}
    return _reason("date_in_past", order, f"{day(wanted)} is in the past.", index, facts)


def no_such_variant(order: Order, index: int, message: str, facts: Mapping[str, Any]) -> Reason:
    """The product does not come in that size or color; ``facts`` list the ones there are."""
    return _reason("no_such_variant", order, message, index, facts)


def artwork_unusable(order: Order, index: int, name: str, artwork_id: str, problems: Sequence[str]) -> Reason:
    """The artwork cannot be printed, and why."""
    facts = {"artwork_id": artwork_id, "artwork_name": name, "problems": list(problems)}
    message = f"The artwork {name} cannot be printed. " + " ".join(problems)
    return _reason("artwork_unusable", order, message, index, facts)


def carrier_cannot_redirect(order: Order, index: int, carrier: str, tracking_status: str) -> Reason:
    """The parcel is in the carrier's hands, or the carrier does not redirect."""
    facts = {"carrier": carrier, "tracking_status": tracking_status}
    return _reason("carrier_cannot_redirect", order, "The carrier cannot redirect this parcel.", index, facts)


def more_than_in_line(order: Order, index: int, line_id: str, asked: int, in_line: int) -> Reason:
    """More pieces are asked to move than the line holds."""
    facts = {"line_id": line_id, "requested": asked, "in_line": in_line}
    looks = {line.line_id: goods(line.product_name, line.color, line.size) for line in order.lines}
    noun = "piece" if in_line == 1 else "pieces"
    message = f"There are only {in_line} {noun} of {looks.get(line_id, line_id)}, not {asked}."
    return _reason("above_maximum", order, message, index, facts)


def line_too_long(order: Order, index: int, line_id: str | None, pieces: int, maximum: int) -> Reason:
    """A line would hold more pieces than a line may."""
    facts = {"line_id": line_id, "quantity": pieces, "maximum": maximum}
    message = f"A line can hold at most {maximum} pieces; it would have {pieces}."
    return _reason("above_maximum", order, message, index, facts)


def below_minimum(order: Order, index: int, pieces: int, minimum: int) -> Reason:
    """Too few pieces would be left; the way out is to cancel the whole order."""
    message = f"An order holds at least {minimum} pieces; {pieces} would be left. You can cancel the order instead."
    return _reason("below_minimum", order, message, index, {"pieces": pieces, "minimum": minimum})


def insufficient_stock(order: Order, index: int, what: str, requested: int, facts: Mapping[str, Any]) -> Reason:
    """Fewer pieces are free than the request needs; ``facts.available`` says how many there are."""
    available = facts["available"]
    is_there = "is" if available == 1 else "are"
    noun = "piece of" if available == 1 else "pieces of"
    count = f"Only {available} more {noun} {what} {is_there} in stock" if available else f"{what} is out of stock"
    message = f"{count}; {requested} needed."
    return _reason("insufficient_stock", order, message, index, facts)


def no_change(order: Order) -> Reason:
    """The order would be as before."""
    return _reason("no_change", order, "The order is already as you ask: nothing would change.", None)


def free_of_charge(order: Order) -> Reason:
    """No money and no day."""
    return _reason("free_of_charge", order, "This change is free of charge and does not move the delivery.", None)


def fee_applies(order: Order, index: int, label: str, amount: int, facts: Mapping[str, Any]) -> Reason:
    """A part brings a fee line."""
    message = f"{label}: {spoken(amount, order.currency)}."
    return _reason("fee_applies", order, message, index, facts)


def price_kept(order: Order, index: int, amount: int, facts: Mapping[str, Any]) -> Reason:
    """Pieces go, their price stays: the materials are committed."""
    message = f"Materials are already committed: {spoken(amount, order.currency)} is not refunded."
    return _reason("no_refund", order, message, index, facts)


def nothing_left(order: Order) -> Reason:
    """A cancellation of which nothing is paid back."""
    facts = {"refund": money(0, order.currency), "total": money(order.total, order.currency)}
    return _reason("no_refund", order, "Nothing of the order's total is refunded.", 0, facts)


def refund_applies(order: Order, refund: int) -> Reason:
    """Money goes back to the customer."""
    message = f"{spoken(refund, order.currency)} is refunded."
    return _reason("refund_applies", order, message, None, {"refund": money(refund, order.currency)})


def refund_above_threshold(order: Order, refund: int, threshold: int) -> Reason:
    """A refund so large is approved by a person."""
    facts = {"refund": money(refund, order.currency), "threshold": money(threshold, order.currency)}
    message = f"Refunds above {spoken(threshold, order.currency)} are approved by a person."
    return _reason("refund_above_threshold", order, message, None, facts)


def days_added(order: Order, index: int, days: int, delivery: date) -> Reason:
    """The days the policy's table adds (the longest of the parts)."""
    facts = {"days": days, "new_delivery_date": delivery.isoformat()}
    message = f"The change takes {days} more {'day' if days == 1 else 'days'}."
    return _reason("days_added", order, message, index, facts)


def lead_time_moves_date(order: Order, index: int, lead_days: int, delivery: date) -> Reason:
    """The goods cannot be made before today plus the lead time."""
    facts = {"lead_time_days": lead_days, "new_delivery_date": delivery.isoformat()}
    message = f"At least {lead_days} days are needed from today, so delivery moves to {day(delivery)}."
    return _reason("lead_time_moves_date", order, message, index, facts)


def _said(status: Status) -> str:
    return status.value.lower().replace("_", " ")
