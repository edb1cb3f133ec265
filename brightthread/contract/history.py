"""What happened to an order (timeline) and where its parcels are (tracking)."""

from typing import Literal

from brightthread.contract.lists import ListView
from brightthread.contract.orders import OrderStatus
from brightthread.contract.wire import ABSENT, Instant, View


class ActorView(View):
    type: Literal["customer", "cx_agent", "system"]
    name: str


class TimelineEntryView(View):
    at: Instant
    kind: Literal["status", "change", "review", "escalation", "sync"]
    summary: str
    status: OrderStatus | None = ABSENT
    change_id: str | None = ABSENT
    by: ActorView


class TrackingEventView(View):
    at: Instant
    status: str
    location: str | None
    description: str | None


class ShipmentView(View):
    carrier: str
    tracking_number: str
    status: str
    eta: Instant | None
    url: str | None
    events: list[TrackingEventView]


class TrackingView(View):
    order_id: str
    shipments: list[ShipmentView]


TimelineView = ListView[TimelineEntryView]
