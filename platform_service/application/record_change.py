"""Writing a confirmed change down: order, stock, ledger, trail, receipt, jobs, in the caller's transaction (I4)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from platform_service.application.jobs import Jobs
from platform_service.application.ports import IdSource
from platform_service.application.receipts import Receipts
from platform_service.application.records import By, OpenedOrder, Step, StoredChange
from platform_service.application.storage import Work
from platform_service.domain.audit import Author, Event, TrailEntry, TrailHead, entry_after
from platform_service.domain.effects import amount_owed, stamped, stock_moves
from platform_service.domain.order import Order, Person, Status

SYSTEMS = ("erp", "shipping", "crm")


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A change about to be applied: ``after`` is what the rules made of the order just now.

    ``by``: who makes it happen; ``customer``: who said yes.
    """

    change: StoredChange
    by: Author
    customer: Person
    quote_digest: str
    opened: OpenedOrder
    after: Order


def trail_entries(head: TrailHead, event: Event, new_salt: Callable[[], str]) -> list[TrailEntry]:
    """The entry for ``event``, after one that opens the trail where the order has none yet."""
    entries = []
    if head.sequence == 0 and event.before is not None:
        opening = Event("order_opened", event.at, Author("system", "BrightThread"), None, event.before)
        entries.append(entry_after(head, opening, new_salt))
        head = entries[-1].head
    return [*entries, entry_after(head, event, new_salt)]


def steps_of(before: Order, after: Order, *, labelled: bool, reviewed: bool) -> tuple[Step, ...]:
    """What the systems around have to follow: the ERP always, the carrier a redirected parcel, the CRM a review."""
    redirected = labelled and before.address != after.address and before.status is Status.READY_TO_SHIP
    needed = {"erp": True, "shipping": redirected, "crm": reviewed}
    return tuple(Step(system, "pending" if needed[system] else "not_needed") for system in SYSTEMS)


class RecordChange:
    """Applies what was confirmed."""

    def __init__(self, receipts: Receipts, ids: IdSource, jobs: Jobs, new_salt: Callable[[], str]) -> None:
        self._receipts = receipts
        self._ids = ids
        self._jobs = jobs
        self._new_salt = new_salt

    def apply(self, work: Work, confirmed: Confirmed, now: datetime, *, known: bool) -> tuple[StoredChange, Order]:
        """Write everything and return the change and the order as stored; ``known``: the change has its row already."""
        before = confirmed.opened.order
        after = self._stored_order(work, before, confirmed, now)
        change = replace(
            confirmed.change, status="applied", sync_state="pending", applied_at=now, version_after=after.version
        )
        entries = trail_entries(confirmed.opened.trail, self._event(change, confirmed, after, now), self._new_salt)
        receipt = self._receipts.issue(
            change, confirmed.customer, confirmed.quote_digest, (before, after), entries[-1], now
        )
        if known:
            work.changes.update(change)
        else:
            work.changes.add(change)
        work.stock.move(stock_moves(before, after))
        work.quotes.drop_hold(change.quote_id)
        work.orders.save(before, after)
        if after.status is not before.status:
            work.orders.note_status(after, now, By(confirmed.by.type, confirmed.by.name))
        work.changes.owe(change, "change", amount_owed(before, after), after.currency, now)
        work.trail.append(change.company_id, entries)
        work.changes.keep_receipt(change, receipt, now)
        self._jobs.carry_out(work, change)
        return replace(change, receipt=receipt), after

    def _stored_order(self, work: Work, before: Order, confirmed: Confirmed, now: datetime) -> Order:
        address_id = None
        if confirmed.after.address.address_id is None:
            address_id = self._ids("adr")
        after = stamped(before, confirmed.after, confirmed.change.change_id, address_id)
        if address_id is not None:
            work.book.add_address(after.company_id, after.address, one_off=True, is_default=False, at=now)
        return after

    def _event(self, change: StoredChange, confirmed: Confirmed, after: Order, now: datetime) -> Event:
        return Event(
            kind="change_applied",
            at=now,
            by=confirmed.by,
            before=confirmed.opened.order,
            after=after,
            facts={
                "change_id": change.change_id,
                "quote_id": change.quote_id,
                "option_id": change.option_id,
                "quote_digest": confirmed.quote_digest,
                "review_id": change.review_id,
                "confirmed_by": confirmed.customer.user_id,
                "conversation_id": change.confirmation["conversation_id"],
                "message_id": change.confirmation["message_id"],
                "price_delta": amount_owed(confirmed.opened.order, after),
            },
            texts={"confirmation": change.confirmation["text"]},
        )
