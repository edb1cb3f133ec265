"""Handing a request to a human: stored, and a ticket on its way, whatever state the other systems are in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from brightthread.contract.instants import render
from platform_service.application.idempotency import Answer, KeyedRequest, answer_of
from platform_service.application.jobs import Jobs
from platform_service.application.ports import Clock, IdSource, Json, Transactions
from platform_service.application.records import Actor, Escalation
from platform_service.application.refusals import InvalidField, NotFound
from platform_service.application.storage import Directory, Work
from platform_service.domain.policy import Policy
from platform_service.domain.support_hours import expected_response_by, priority_of


@dataclass(frozen=True, slots=True)
class Plea:
    """What is to be handed over; ``escalation_id`` where the agent had to promise one already."""

    conversation_id: str
    reason: str
    summary: str
    transcript: Sequence[Json]
    order_id: str | None = None
    quote_id: str | None = None
    change_id: str | None = None
    escalation_id: str | None = None


class Escalate:
    """Opens escalations; while one of a conversation is open, asking again returns it."""

    def __init__(
        self,
        transactions: Transactions,
        directory: Directory,
        policy: Policy,
        clock: Clock,
        ids: IdSource,
        jobs: Jobs,
        time_zone: tzinfo,
    ) -> None:
        self._transactions = transactions
        self._directory = directory
        self._policy = policy
        self._clock = clock
        self._ids = ids
        self._jobs = jobs
        self._time_zone = time_zone

    async def for_user(self, user_id: str | None, plea: Plea, keyed: KeyedRequest) -> Answer:
        """On behalf of a user, asked by a machine; InvalidField without a user, NotFound for one we do not know."""
        if user_id is None:
            raise InvalidField("user_id", "missing", "Say for whom")
        actor = await self._directory.find(user_id)
        if actor is None or actor.company_id is None:
            raise NotFound(user_id)
        return await self(actor, plea, keyed)

    async def __call__(self, actor: Actor, plea: Plea, keyed: KeyedRequest) -> Answer:
        """Return 201 with the Escalation; NotFound for an order, quote or change that is not the company's."""
        company_id = actor.company_id or ""
        async with self._transactions.customer(company_id, exclusive=keyed.lock_name(company_id)) as work:
            now = self._clock.now()
            stored = await keyed.replay(work, now)
            if stored is not None:
                return stored
            await _check_ids(work, plea)
            answer = answer_of(201, escalation_document(await self._opened(work, actor, plea, now)))
            keyed.keep(work, answer, now)
            return answer

    async def _opened(self, work: Work, actor: Actor, plea: Plea, now: datetime) -> Escalation:
        if plea.escalation_id is not None:
            known = await work.escalations.get(plea.escalation_id)
            if known is not None:
                return known
        waiting = await work.escalations.open_of(plea.conversation_id)
        return waiting or self.open(work, actor.company_id, actor.user_id, plea, now)

    def open(self, work: Work, company_id: str | None, user_id: str | None, plea: Plea, now: datetime) -> Escalation:
        """Store a new escalation in the caller's transaction and enqueue its ticket."""
        escalation = Escalation(
            escalation_id=plea.escalation_id or self._ids("esc"),
            company_id=company_id,
            user_id=user_id,
            order_id=plea.order_id,
            conversation_id=plea.conversation_id,
            reason=plea.reason,
            summary=plea.summary,
            priority=priority_of(plea.reason, self._policy.support),
            status="open",
            expected_response_by=expected_response_by(plea.reason, now, self._time_zone, self._policy.support),
            created_at=now,
            quote_id=plea.quote_id,
            change_id=plea.change_id,
            transcript=plea.transcript,
        )
        work.escalations.add(escalation)
        self._jobs.open_ticket(work, escalation)
        return escalation


async def _check_ids(work: Work, plea: Plea) -> None:
    if plea.order_id is not None and not await work.orders.exists(plea.order_id):
        raise NotFound(plea.order_id)
    if plea.quote_id is not None and await work.quotes.get(plea.quote_id) is None:
        raise NotFound(plea.quote_id)
    if plea.change_id is not None and await work.changes.get(plea.change_id) is None:
        raise NotFound(plea.change_id)


class Escalations:
    """Escalations as they stand."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def get(self, actor: Actor, escalation_id: str) -> Json:
        """Return the Escalation; NotFound if it is not there or not theirs."""
        async with self._transactions.reading(actor.scope) as reads:
            escalation = await reads.escalations.get(escalation_id)
        if escalation is None:
            raise NotFound(escalation_id)
        return escalation_document(escalation)

    async def page(self, actor: Actor, limit: int, after: tuple[datetime, str] | None) -> Sequence[Escalation]:
        """Return the newest first, one more than ``limit`` where there are more."""
        async with self._transactions.reading(actor.scope) as reads:
            return await reads.escalations.page(limit, after)


def escalation_document(escalation: Escalation) -> Json:
    """The Escalation of ``api.md``."""
    return {
        "escalation_id": escalation.escalation_id,
        "reason": escalation.reason,
        "priority": escalation.priority,
        "status": escalation.status,
        "ticket_id": escalation.ticket_id,
        "expected_response_by": render(escalation.expected_response_by),
        "created_at": render(escalation.created_at),
    }
