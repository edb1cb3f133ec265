"""Tickets for humans: one for each review or escalation, with transcript and context; solved when the matter is."""

from dataclasses import dataclass, replace
from typing import Any, Literal, cast

from brightthread.contract.instants import render
from brightthread.service.crash_points import crash_point
from platform_service.application.jobs import Jobs
from platform_service.application.ports import Transactions
from platform_service.application.records import Actor, Escalation, Review
from platform_service.application.storage import Directory, Work
from platform_service.application.vendor_ports import Crm, CrmUnavailable, Priority, TicketDraft

Matter = Review | Escalation
MatterKind = Literal["review_id", "escalation_id"]


@dataclass(frozen=True, slots=True)
class TicketFields:
    """Numbers of the CRM's custom fields."""

    order_id: int
    conversation_id: int
    reason: int


class Tickets:
    """Opens and solves tickets; may be asked any number of times."""

    def __init__(
        self,
        transactions: Transactions,
        directory: Directory,
        crm: Crm,
        jobs: Jobs,
        fields: TicketFields,
        workbench_url: str,
    ) -> None:
        self._transactions = transactions
        self._directory = directory
        self._crm = crm
        self._jobs = jobs
        self._fields = fields
        self._workbench_url = workbench_url

    async def open(self, kind: MatterKind, ident: str) -> None:
        """Open the ticket of a review or escalation and let the conversation know its number."""
        matter = await self._matter(kind, ident)
        if matter.ticket_id is not None:
            return
        requester = await self._directory.find(matter.user_id) if matter.user_id else None
        crash_point("ticket.before_call")
        ticket_id = await self._crm.open_ticket(self._draft(ident, matter, requester))
        crash_point("ticket.after_call")
        async with self._transactions.system() as work:
            locked = await _lock(work, kind, ident)
            if locked is None or locked.ticket_id is not None:
                return
            _store(work, replace(locked, ticket_id=ticket_id, ticket_status="open"))
            self._jobs.tell(work, "ticket_created", locked.conversation_id, **{kind: ident})

    async def solve(self, kind: MatterKind, ident: str) -> None:
        """Solve the ticket of a settled matter; waits for the ticket to be there."""
        matter = await self._matter(kind, ident)
        if matter.ticket_id is None:
            raise CrmUnavailable("ticket_not_open", "the ticket is not open yet")
        await self._crm.solve(matter.ticket_id, _settled(matter))
        async with self._transactions.system() as work:
            locked = await _lock(work, kind, ident)
            if locked is not None:
                _store(work, replace(locked, ticket_status="solved"))

    async def forget(self, ident: str) -> None:
        """Erase what the ticket of an erased customer's matter says."""
        await self._crm.forget(ident)

    async def _matter(self, kind: MatterKind, ident: str) -> Matter:
        async with self._transactions.system() as work:
            found = await (work.reviews.get(ident) if kind == "review_id" else work.escalations.get(ident))
        assert found is not None, "a job names a stored matter"
        return found

    def _draft(self, ident: str, matter: Matter, requester: Actor | None) -> TicketDraft:
        order = matter.order_id or "no order"
        priority: Priority = "high"
        if isinstance(matter, Escalation):
            priority = cast(Priority, matter.priority)
        what = "Review" if isinstance(matter, Review) else "Escalation"
        return TicketDraft(
            external_id=ident,
            subject=f"{what}: {matter.reason.replace('_', ' ')} ({order})",
            note=self._note(matter, requester),
            priority=priority,
            tags=("brightthread", what.lower(), matter.reason),
            requester_name=requester.name if requester else "BrightThread",
            requester_email=requester.email if requester else "support@brightthread.example",
            fields={
                self._fields.order_id: matter.order_id or "",
                self._fields.conversation_id: matter.conversation_id,
                self._fields.reason: matter.reason,
            },
        )

    def _note(self, matter: Matter, requester: Actor | None) -> str:
        company = requester.company_name if requester else None
        lines = [
            f"Reason: {matter.reason}",
            f"Order: {matter.order_id or '–'}",
            f"Customer: {requester.name if requester else '–'} ({company or '–'})",
            f"Answer expected by: {render(matter.expected_response_by)}",
        ]
        if isinstance(matter, Escalation):
            lines.append(f"Summary: {matter.summary}")
        else:
            lines.append(f"Decide by: {render(matter.decide_by)}")
            lines.extend(_offer(matter))
            lines.append("Approve or reject in the workbench, or with the tag bt_approve or bt_reject.")
        if self._workbench_url:
            lines.append(f"Workbench: {self._workbench_url}?conversation={matter.conversation_id}")
        lines += ["", "Transcript:", *(_said(turn) for turn in matter.transcript)]
        return "\n".join(lines)


def _offer(review: Review) -> list[str]:
    option = next((o for o in review.quote["options"] if o["option_id"] == review.option_id), None)
    if option is None:
        return []
    delta, refund = option["price_delta"], option["refund"]
    return [
        f"Change: {option['title']}",
        f"Price difference: {_money(delta)}; refund: {_money(refund)}",
        f"New delivery date: {option['new_delivery_date']}",
    ]


def _money(value: dict[str, Any]) -> str:
    sign = "-" if value["amount"] < 0 else ""
    return f"{sign}{abs(value['amount']) // 100}.{abs(value['amount']) % 100:02} {value['currency']}"


def _said(turn: dict[str, Any]) -> str:
    return f"[{turn.get('at', '')}] {turn.get('role', '')}: {turn.get('text', '')}"


def _settled(matter: Matter) -> str:
    return f"Settled: the {'review' if isinstance(matter, Review) else 'escalation'} is {matter.status}."


async def _lock(work: Work, kind: MatterKind, ident: str) -> Matter | None:
    return await (work.reviews.lock(ident) if kind == "review_id" else work.escalations.lock(ident))


def _store(work: Work, matter: Matter) -> None:
    if isinstance(matter, Review):
        work.reviews.update(matter)
    else:
        work.escalations.update(matter)
