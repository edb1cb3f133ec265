"""Reading what production did: the ERP is polled by the time of its last writes (vendors.md), with an overlap."""

from datetime import UTC, datetime, timedelta

from brightthread.contract.instants import parse, render
from platform_service.application.ports import Clock, Transactions
from platform_service.application.progress_order import ProgressOrder
from platform_service.application.records import TrackedShipment
from platform_service.application.vendor_ports import Erp, ErpOrder
from platform_service.domain.order import Order, Status

_MARK = "erp"
_OVERLAP = timedelta(seconds=3)
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


class FollowErp:
    """Brings our orders to where the ERP says they are; safe to run twice on the same news."""

    def __init__(self, transactions: Transactions, erp: Erp, progress: ProgressOrder, clock: Clock) -> None:
        self._transactions = transactions
        self._erp = erp
        self._progress = progress
        self._clock = clock
        self._seen: dict[str, ErpOrder] = {}

    async def __call__(self) -> int:
        """Take one page of news in and return how many orders were looked at."""
        async with self._transactions.system() as work:
            mark = await work.fulfilment.watermark(_MARK)
        since = parse(mark) - _OVERLAP if mark else _BEGINNING
        news = await self._erp.changed_since(since)
        fresh = [order for order in news if self._seen.get(order.order_ref) != order]
        for reported in fresh:
            await self._take_in(reported)
        if news:
            newest = max(order.written_at for order in news)
            async with self._transactions.system() as work:
                work.fulfilment.move_watermark(_MARK, render(newest))
        self._seen = {order.order_ref: order for order in news}
        return len(fresh)

    async def _take_in(self, reported: ErpOrder) -> None:
        async with self._transactions.system() as work:
            opened = await work.orders.opened(reported.order_ref)
            if opened is None:
                return
            now = self._clock.now()
            produced = {line.line_id: line.pieces_produced for line in reported.lines if line.line_id}
            order = self._progress(work, opened, reported.status, produced, "ERP", now)
            known = {(s.carrier, s.tracking_number) for s in await work.timeline.shipments(order.order_id)}
            for parcel in reported.shipments:
                if (parcel.carrier, parcel.tracking_number) not in known and not _replaced(order):
                    shipment = TrackedShipment(parcel.carrier, parcel.tracking_number, "UNKNOWN", None, None, ())
                    work.fulfilment.note_parcel(order, shipment, _BEGINNING)


def _replaced(order: Order) -> bool:
    """Whether a label we do not know is of no interest: the order is over."""
    return order.status in (Status.CANCELLED, Status.RETURNED)
