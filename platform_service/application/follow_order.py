"""What happened to an order (timeline), and where its parcels are (tracking)."""

from collections.abc import Sequence
from datetime import datetime

from brightthread.contract.instants import render
from platform_service.application.ports import Json, Transactions
from platform_service.application.records import Actor, Happening, TrackedShipment
from platform_service.application.refusals import NotFound
from platform_service.application.vendor_ports import Carrier, Tracking, VendorError


class FollowOrder:
    """Reads what became of an order."""

    def __init__(self, transactions: Transactions, carrier: Carrier) -> None:
        self._transactions = transactions
        self._carrier = carrier

    async def timeline(
        self, actor: Actor, order_id: str, limit: int, after: tuple[datetime, str] | None
    ) -> Sequence[Happening]:
        """Return what happened, oldest first, one more than ``limit`` where there is more."""
        async with self._transactions.reading(actor.scope) as reads:
            if not await reads.orders.exists(order_id):
                raise NotFound(order_id)
            return await reads.timeline.page(order_id, limit, after)

    async def tracking(self, actor: Actor, order_id: str) -> Json:
        """Return the parcels as the carrier sees them now; as it told us last, where it does not answer."""
        async with self._transactions.reading(actor.scope) as reads:
            if not await reads.orders.exists(order_id):
                raise NotFound(order_id)
            shipments = await reads.timeline.shipments(order_id)
        return {"order_id": order_id, "shipments": [await self._shipment(shipment) for shipment in shipments]}

    async def _shipment(self, known: TrackedShipment) -> Json:
        try:
            seen = await self._carrier.track(known.carrier, known.tracking_number)
        except VendorError:
            return _as_known(known)
        return _as_seen(seen)


def happening_document(happening: Happening) -> Json:
    """An item of the timeline."""
    document: Json = {"at": render(happening.at), "kind": happening.kind, "summary": happening.summary}
    if happening.status is not None:
        document["status"] = happening.status
    if happening.change_id is not None:
        document["change_id"] = happening.change_id
    return {**document, "by": {"type": happening.by.type, "name": happening.by.name}}


def _as_known(shipment: TrackedShipment) -> Json:
    return {
        "carrier": shipment.carrier,
        "tracking_number": shipment.tracking_number,
        "status": shipment.status,
        "eta": None if shipment.eta is None else render(shipment.eta),
        "url": shipment.url,
        "events": list(shipment.events),
    }


def _as_seen(tracking: Tracking) -> Json:
    return {
        "carrier": tracking.carrier,
        "tracking_number": tracking.tracking_number,
        "status": tracking.status,
        "eta": None if tracking.eta is None else render(tracking.eta),
        "url": tracking.url,
        "events": [
            {
                "at": render(event.at),
                "status": event.status,
                "location": event.location,
                "description": event.description,
            }
            for event in tracking.events
        ],
    }
