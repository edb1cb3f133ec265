"""Bringing ERP, carrier and CRM along after a change was applied: a step a system, keyed, read back (ADR 6).

What if it fails here? Before a call: the step is ``doing``, the job runs again and reads first. After the call, before
the step is stored: the same. A refusal reverses the change; an outage is tried again by the job layer.
"""

from dataclasses import dataclass, replace

from brightthread.service.crash_points import crash_point
from platform_service.application.jobs import Jobs, Task
from platform_service.application.ports import Clock, Transactions
from platform_service.application.records import Label, Step, StoredChange
from platform_service.application.reverse_change import ReverseChange
from platform_service.application.storage import Directory, Work
from platform_service.application.vendor_ports import (
    Carrier,
    Crm,
    CrmUnavailable,
    Erp,
    ErpShipment,
    Redirect,
    Refused,
    VendorError,
)
from platform_service.domain.audit_replay import rebuilt
from platform_service.domain.order import Order

_OPEN = ("pending", "doing")
_STUCK = ("failed", "compensating")
# What the CRM does not take in is no reason to take a change back.
_MAY_REFUSE = ("erp", "shipping")
# The ERP may refuse, so it is asked before money is spent on a label; the CRM only hears of what is done.
_SEQUENCE = ("erp", "shipping", "crm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """The systems around."""

    erp: Erp
    carrier: Carrier
    crm: Crm


class CarryOut:
    """Carries one change out, step by step; every run does only what is left."""

    def __init__(
        self,
        transactions: Transactions,
        directory: Directory,
        outside: Outside,
        reverse: ReverseChange,
        jobs: Jobs,
        clock: Clock,
    ) -> None:
        self._transactions = transactions
        self._directory = directory
        self._outside = outside
        self._reverse = reverse
        self._jobs = jobs
        self._clock = clock

    async def __call__(self, change_id: str) -> None:
        """Bring all systems along; Unavailable or Misused pass through for the job layer to try again."""
        change = await self._change(change_id)
        if change.sync_state == "compensating":
            await self._carry_back(change)
            return
        for system in _SEQUENCE:
            if change.sync_state != "pending":
                return
            if any(step.system == system and step.status in _OPEN for step in change.steps):
                change = await self._step(change, system)
        if change.sync_state == "pending":
            await self._finish(change.change_id)

    async def give_up(self, change_id: str, error: Exception) -> None:
        """Set a change aside that no run could carry out: CX is told, operators may have it tried again."""
        async with self._transactions.system() as work:
            change = await work.changes.lock(change_id)
            if change is None or change.sync_state not in ("pending", "compensating"):
                return
            code = error.code if isinstance(error, VendorError) else "internal_error"
            await self._reverse.set_aside(work, change, code, self._clock.now())

    async def resume(self, change_id: str) -> bool:
        """Take a change that was set aside up again (an operator's command); False if it is not set aside."""
        async with self._transactions.system() as work:
            change = await work.changes.lock(change_id)
            if change is None or change.sync_state != "failed":
                return False
            for step in change.steps:
                if step.status == "failed" and change.status != "reversed":
                    work.changes.update_step(change, replace(step, status="pending", error_code=None))
            self._take_up(work, change)
            return True

    async def skip(self, change_id: str, system: str) -> bool:
        """Leave a step out for good (an operator did it by hand); False if it is not what the change is stuck at."""
        async with self._transactions.system() as work:
            change = await work.changes.lock(change_id)
            if change is None or change.sync_state != "failed":
                return False
            stuck = [step for step in change.steps if step.system == system and step.status in _STUCK]
            if not stuck:
                return False
            work.changes.update_step(change, replace(stuck[0], status="done", done_at=self._clock.now()))
            self._take_up(work, change)
            return True

    def _take_up(self, work: Work, change: StoredChange) -> None:
        """Go on in the direction the change was going: forth, or back if it is reversed."""
        direction = "compensating" if change.status == "reversed" else "pending"
        work.changes.update(replace(change, sync_state=direction, finished_at=None))
        work.jobs.forget_failed(Task.CARRY_OUT, {"change_id": change.change_id})
        self._jobs.carry_out(work, change)

    async def _change(self, change_id: str) -> StoredChange:
        async with self._transactions.system() as work:
            change = await work.changes.get(change_id)
        assert change is not None, "a job names a stored change"
        return change

    async def _step(self, change: StoredChange, system: str) -> StoredChange:
        change = await self._begun(change.change_id, system)
        try:
            crash_point(f"{system}.before_call")
            reference = await self._call(change, system)
            crash_point(f"{system}.after_call")
        except Refused as refused:
            if system in _MAY_REFUSE:
                return await self._reverse(change.change_id, system, refused.code)
            await self.give_up(change.change_id, refused)
            return await self._change(change.change_id)
        except VendorError as error:
            await self._note(change.change_id, system, error_code=error.code)
            raise
        return await self._note(change.change_id, system, done=True, reference=reference)

    async def _begun(self, change_id: str, system: str) -> StoredChange:
        return await self._note(change_id, system, begun=True)

    async def _note(
        self,
        change_id: str,
        system: str,
        *,
        begun: bool = False,
        done: bool = False,
        reference: str | None = None,
        error_code: str | None = None,
    ) -> StoredChange:
        """Store where a step stands and return the change."""
        async with self._transactions.system() as work:
            change = await work.changes.lock(change_id)
            assert change is not None, "changes are never deleted"
            step = next(s for s in change.steps if s.system == system)
            step = replace(
                step,
                status="done" if done else "doing",
                attempts=step.attempts + begun,
                reference=reference or step.reference,
                error_code=error_code,
                done_at=self._clock.now() if done else None,
            )
            work.changes.update_step(change, step)
        return _with_step(change, step)

    async def _call(self, change: StoredChange, system: str) -> str | None:
        if system == "erp":
            return (await self._outside.erp.apply_change(await self._order_after(change), change.change_id)).reference
        if system == "shipping":
            return await self._redirect(change)
        return await self._settle_ticket(change)

    async def _order_after(self, change: StoredChange) -> Order:
        """The order as this very change left it: later changes have their own turn at the ERP.

        Those that had it while this one was set aside (an operator tries it again) are not taken back.
        """
        async with self._transactions.system() as work:
            order = await work.orders.get(change.order_id)
            assert order is not None, "a change has its order"
            wanted = await work.changes.synced_version(change)
            if order.version == wanted:
                return order
            trail = await work.trail.entries(change.order_id)
        for upto in range(1, len(trail) + 1):
            past = rebuilt(trail[:upto])
            if past.version == wanted:
                return past
        return order

    async def _redirect(self, change: StoredChange) -> str:
        order = await self._order_after(change)
        async with self._transactions.system() as work:
            old = await work.orders.label_to_redirect(change.order_id)
        assert old is not None, "the step is only there for an order with a label"
        recipient = await self._directory.find(change.user_id)
        redirect = Redirect(
            order_ref=order.order_id,
            carrier=old.carrier,
            tracking_number=old.tracking_number,
            recipient=recipient.name if recipient else order.order_id,
            address=order.address,
            key=change.change_id,
        )
        label = await self._outside.carrier.redirect(redirect)
        shipment = ErpShipment(label.carrier, label.tracking_number)
        crash_point("label.before_call")
        await self._outside.erp.apply_change(order, change.change_id, shipment)
        crash_point("label.after_call")
        async with self._transactions.system() as work:
            work.fulfilment.replace_label(order, old, Label(label.carrier, label.tracking_number))
        return label.reference

    async def _settle_ticket(self, change: StoredChange) -> str | None:
        async with self._transactions.system() as work:
            review = await work.reviews.get(change.review_id or "")
        if review is None:
            return None
        if review.ticket_id is None:
            raise CrmUnavailable("ticket_not_open", "the review's ticket is not open yet")
        await self._outside.crm.solve(review.ticket_id, f"Change {change.change_id} is applied and carried out.")
        return review.ticket_id

    async def _finish(self, change_id: str) -> None:
        crash_point("carry_out.before_finish")
        async with self._transactions.system() as work:
            change = await work.changes.lock(change_id)
            if change is None or change.sync_state != "pending":
                return
            work.changes.update(replace(change, sync_state="synced", finished_at=self._clock.now()))
            self._jobs.tell(work, "change_synced", change.conversation_id, change_id=change.change_id)

    async def _carry_back(self, change: StoredChange) -> None:
        """Show the systems the order as it is after the reversal."""
        async with self._transactions.system() as work:
            order = await work.orders.get(change.order_id)
        assert order is not None, "a change has its order"
        if any(step.status in _STUCK for step in change.steps):  # unless an operator did it by hand
            crash_point("erp_reversal.before_call")
            await self._outside.erp.apply_change(order, f"{change.change_id}:reversed")
            crash_point("erp_reversal.after_call")
        async with self._transactions.system() as work:
            locked = await work.changes.lock(change.change_id)
            if locked is None or locked.sync_state != "compensating":
                return
            for step in locked.steps:
                if step.status == "compensating":
                    work.changes.update_step(locked, replace(step, status="done", done_at=self._clock.now()))
            work.changes.update(replace(locked, sync_state="reversed", finished_at=self._clock.now()))


def _with_step(change: StoredChange, step: Step) -> StoredChange:
    steps = tuple(step if other.system == step.system else other for other in change.steps)
    return replace(change, steps=steps)
