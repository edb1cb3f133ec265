"""Taking a change back that another system refused for good: order, stock, ledger, trail; customer and CX are told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from brightthread.service.crash_points import committed, committing
from platform_service.application.escalate import Escalate, Plea
from platform_service.application.jobs import Jobs
from platform_service.application.ports import Clock, Transactions
from platform_service.application.pricing import short_of
from platform_service.application.record_change import trail_entries
from platform_service.application.records import By, OpenedOrder, StoredChange
from platform_service.application.storage import Work
from platform_service.domain.audit import Author, Event
from platform_service.domain.audit_replay import rebuilt
from platform_service.domain.effects import amount_owed, stock_moves
from platform_service.domain.order import Order

_SYSTEM = Author("system", "BrightThread")


class ReverseChange:
    """Reverses a change in one transaction, or hands it to a human where it cannot be undone by itself."""

    def __init__(
        self, transactions: Transactions, escalate: Escalate, jobs: Jobs, clock: Clock, new_salt: Callable[[], str]
    ) -> None:
        self._transactions = transactions
        self._escalate = escalate
        self._jobs = jobs
        self._clock = clock
        self._new_salt = new_salt

    async def __call__(self, change_id: str, system: str, code: str) -> StoredChange:
        """Return the change, reversed; or set aside where later changes or the stock stand against it."""
        async with self._transactions.system() as work:
            change = await self._settled(work, change_id, system, code)
            committing("reversal")
        committed("reversal")
        return change

    async def _settled(self, work: Work, change_id: str, system: str, code: str) -> StoredChange:
        now = self._clock.now()
        change = await work.changes.lock(change_id)
        assert change is not None, "changes are never deleted"
        if change.sync_state != "pending":
            return change
        opened = await work.orders.opened(change.order_id)
        assert opened is not None, "a change has its order"
        before = await self._order_before(work, change, opened.order)
        if before is None or not await self._stock_allows(work, opened.order, before, now):
            return await self.set_aside(work, change, code, now, system)
        return await self._reversed(work, change, opened, before, (system, code), now)

    async def set_aside(
        self, work: Work, change: StoredChange, code: str, now: datetime, system: str | None = None
    ) -> StoredChange:
        """Mark what could not be carried out as failed and open a ticket; what waits to go back goes on waiting."""
        for step in change.steps:
            if step.status == "compensating":
                work.changes.update_step(change, replace(step, error_code=code))
            elif step.status in ("pending", "doing") and system in (None, step.system):
                work.changes.update_step(change, replace(step, status="failed", error_code=code))
        failed = replace(change, sync_state="failed", finished_at=now)
        work.changes.update(failed)
        text = f"Could not be carried out ({code}) and needs a person: {change.summary} (order {change.order_id})."
        await self._hand_over(work, change, text, now)
        return failed

    async def _order_before(self, work: Work, change: StoredChange, current: Order) -> Order | None:
        """The order as it was before the change, on top of today's; None when later changes build on it."""
        if change.version_after is None or current.version != change.version_after:
            return None
        trail = await work.trail.entries(change.order_id)
        past = [rebuilt(trail[:upto]) for upto in range(1, len(trail) + 1)]
        earlier = [order for order in past if order.version < change.version_after]
        if not earlier:
            return None
        then = earlier[-1]
        cancelled = current.status != then.status and current.status == "CANCELLED"
        produced = {line.line_id: line.pieces_produced for line in current.lines}
        lines = tuple(
            replace(line, pieces_produced=produced.get(line.line_id, line.pieces_produced)) for line in then.lines
        )
        return replace(
            then,
            status=then.status if cancelled else current.status,
            version=current.version + 1,
            next_line=current.next_line,
            lines=lines,
        )

    async def _stock_allows(self, work: Work, current: Order, before: Order, now: datetime) -> bool:
        needs = stock_moves(current, before)
        return not short_of(needs, await work.stock.lock(sorted(needs), now, ()))

    async def _reversed(
        self,
        work: Work,
        change: StoredChange,
        opened: OpenedOrder,
        before: Order,
        refusal: tuple[str, str],
        now: datetime,
    ) -> StoredChange:
        system, code = refusal
        current = opened.order
        facts = {"change_id": change.change_id, "system": system, "error_code": code}
        event = Event("change_reversed", now, _SYSTEM, current, before, facts)
        work.stock.move(stock_moves(current, before))
        if before.status is not current.status:
            work.fulfilment.reopen(before.order_id)
        work.orders.save(current, before)
        if before.status is not current.status:
            work.orders.note_status(before, now, By("system", "BrightThread"))
        work.changes.owe(change, "reversal", amount_owed(current, before), before.currency, now)
        work.trail.append(change.company_id, trail_entries(opened.trail, event, self._new_salt))
        reversed_ = replace(change, status="reversed", sync_state="compensating")
        for step in change.steps:
            if step.system == system:
                work.changes.update_step(change, replace(step, status="failed", error_code=code))
            elif step.status in ("done", "doing"):
                work.changes.update_step(change, replace(step, status="compensating"))
        work.changes.update(reversed_)
        text = f"Refused ({code}) and taken back: {change.summary} (order {change.order_id})."
        await self._hand_over(work, change, text, now)
        self._jobs.carry_out(work, change)
        return reversed_

    async def _hand_over(self, work: Work, change: StoredChange, summary: str, now: datetime) -> None:
        plea = Plea(
            conversation_id=change.conversation_id,
            reason="change_failed",
            summary=summary,
            transcript=(),
            order_id=change.order_id,
            quote_id=change.quote_id,
            change_id=change.change_id,
        )
        waiting = await work.escalations.open_of(change.conversation_id)
        escalation = waiting or self._escalate.open(work, change.company_id, change.user_id, plea, now)
        ids = {"change_id": change.change_id, "escalation_id": escalation.escalation_id}
        self._jobs.tell(work, "change_reversed", change.conversation_id, **ids)
