"""Reading what carriers did: a signed webhook, or a look of our own where none came."""

from datetime import timedelta

from brightthread.contract.instants import render
from platform_service.application.ports import Clock, Transactions
from platform_service.application.progress_order import ProgressOrder
from platform_service.application.records import TrackedShipment
from platform_service.application.vendor_ports import Carrier, Tracking
from platform_service.domain.order import Order, Status

_REACHED = {"TRANSIT": Status.SHIPPED, "DELIVERED": Status.DELIVERED, "RETURNED": Status.RETURNED}
_LOOK_AGAIN = timedelta(seconds=60)


class FollowParcel:
    """Brings orders to where their parcel is. The carrier is asked, not the message believed: order does not matter."""

    def __init__(self, transactions: Transactions, carrier: Carrier, progress: ProgressOrder, clock: Clock) -> None:
        self._transactions = transactions
        self._carrier = carrier
        self._progress = progress
        self._clock = clock

    async def __call__(self, carrier: str, tracking_number: str) -> None:
        """Look the parcel up and take in where it is; nothing happens for one that is not ours."""
        async with self._transactions.system() as work:
            order_ids = await work.fulfilment.orders_of_parcel(carrier, tracking_number)
        if not order_ids:
            return
        tracking = await self._carrier.track(carrier, tracking_number)
        for order_id in order_ids:
            await self._take_in(order_id, tracking)

    async def look(self, limit: int = 20) -> int:
        """Look after parcels nobody told us of for a while; return how many."""
        since = self._clock.now() - _LOOK_AGAIN
        async with self._transactions.system() as work:
            labels = await work.fulfilment.parcels_on_the_way(limit, since)
        for label in labels:
            await self(label.carrier, label.tracking_number)
        return len(labels)

    async def _take_in(self, order_id: str, tracking: Tracking) -> None:
        async with self._transactions.system() as work:
            opened = await work.orders.opened(order_id)
            if opened is None:
                return
            now = self._clock.now()
            work.fulfilment.note_parcel(opened.order, _as_kept(tracking), now)
            reached = _REACHED.get(tracking.status)
            if reached is not None and _may_leave(opened.order):
                self._progress(work, opened, reached, {}, "Carrier", now)


def _may_leave(order: Order) -> bool:
    """A parcel that moves belongs to an order that is at least ready: earlier ones are the ERP's to report first."""
    return order.status in (Status.READY_TO_SHIP, Status.SHIPPED, Status.DELIVERED)


def _as_kept(tracking: Tracking) -> TrackedShipment:
    events = [
        {"at": render(event.at), "status": event.status, "location": event.location, "description": event.description}
        for event in tracking.events
    ]
    return TrackedShipment(
        tracking.carrier, tracking.tracking_number, tracking.status, tracking.eta, tracking.url, events
    )
