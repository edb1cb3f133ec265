"""Moving an order along its arrows as production and carriers report: status, pieces, stock and trail in one commit."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from platform_service.application.record_change import trail_entries
from platform_service.application.records import By, OpenedOrder
from platform_service.application.storage import Work
from platform_service.domain.audit import Author, Event, TrailHead
from platform_service.domain.order import Order, Status
from platform_service.domain.status import RESERVING, can_move

#: The way an order goes when nobody cancels it.
WAY = (
    Status.CREATED,
    Status.APPROVED,
    Status.IN_PRODUCTION,
    Status.READY_TO_SHIP,
    Status.SHIPPED,
    Status.DELIVERED,
    Status.RETURNED,
)


class ProgressOrder:
    """Applies what was reported, one arrow at a time; what lies behind the order already is no news."""

    def __init__(self, new_salt: Callable[[], str]) -> None:
        self._new_salt = new_salt

    def __call__(
        self, work: Work, opened: OpenedOrder, status: Status, produced: Mapping[str, int], system: str, now: datetime
    ) -> Order:
        """Return the order as it now stands; ``produced``: pieces printed, by line id."""
        order, head = self._printed(work, opened, produced, system, now)
        for step in _ahead(order.status, status):
            moved = replace(order, status=step)
            entries = trail_entries(head, _event("status_moved", system, order, moved, now), self._new_salt)
            work.orders.save(order, moved)
            work.orders.note_status(moved, now, By("system", system))
            work.trail.append(order.company_id, entries)
            if order.status in RESERVING and step is Status.CANCELLED:
                work.stock.move({sku: -pieces for sku, pieces in _pieces(order).items()})
            elif order.status in RESERVING and step not in RESERVING:
                work.fulfilment.ship(_pieces(order))
            order, head = moved, entries[-1].head
        return order

    def _printed(
        self, work: Work, opened: OpenedOrder, produced: Mapping[str, int], system: str, now: datetime
    ) -> tuple[Order, TrailHead]:
        order = opened.order
        lines = tuple(
            replace(line, pieces_produced=min(line.quantity, produced.get(line.line_id, line.pieces_produced)))
            for line in order.lines
        )
        if lines == order.lines or order.status is Status.CANCELLED:
            return order, opened.trail
        printed = replace(order, lines=lines)
        entries = trail_entries(
            opened.trail, _event("production_progressed", system, order, printed, now), self._new_salt
        )
        work.orders.save(order, printed)
        work.trail.append(order.company_id, entries)
        return printed, entries[-1].head


def _ahead(now: Status, reported: Status) -> tuple[Status, ...]:
    """The statuses between where the order is and where it is reported to be; none if that is not ahead."""
    if reported is Status.CANCELLED:
        return (reported,) if can_move(now, reported) else ()
    if now not in WAY or reported not in WAY:
        return ()
    return WAY[WAY.index(now) + 1 : WAY.index(reported) + 1]


def _event(kind: str, system: str, before: Order, after: Order, now: datetime) -> Event:
    return Event(kind, now, Author("system", system), before, after, {"status": str(after.status)})


def _pieces(order: Order) -> dict[str, int]:
    pieces: dict[str, int] = {}
    for line in order.lines:
        pieces[line.sku] = pieces.get(line.sku, 0) + line.quantity
    return pieces
