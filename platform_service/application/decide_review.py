"""Human decisions: one wins; approval re-validates and applies that quote, or offers a fresh one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from brightthread.service.crash_points import committed, committing
from platform_service.application.apply_change import Recheck
from platform_service.application.change_documents import change_document
from platform_service.application.drift import Refresh
from platform_service.application.escalate import Escalate, Plea
from platform_service.application.jobs import Jobs
from platform_service.application.ports import Clock, Json, Transactions
from platform_service.application.record_change import Confirmed, RecordChange
from platform_service.application.records import Actor, Review, Step, StoredChange, StoredQuote
from platform_service.application.refusals import AlreadyDecided, NotFound
from platform_service.application.review_documents import review_document
from platform_service.application.storage import Work
from platform_service.domain.audit import Author
from platform_service.domain.documents import order_to_json
from platform_service.domain.order import Order, Person


@dataclass(frozen=True, slots=True)
class Decision:
    """``approve`` or ``reject``, with what the human has to say about it."""

    decision: str
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A waiting review under its lock, with its change."""

    review: Review
    change: StoredChange


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of the change, and of its order; ``fresh`` where the order had moved on."""

    change: StoredChange
    order: Order
    fresh: StoredQuote | None = None


class DecideReview:
    """Decides, withdraws and expires reviews."""

    def __init__(
        self,
        transactions: Transactions,
        recheck: Recheck,
        refresh: Refresh,
        record: RecordChange,
        escalate: Escalate,
        jobs: Jobs,
        clock: Clock,
    ) -> None:
        self._transactions = transactions
        self._recheck = recheck
        self._refresh = refresh
        self._record = record
        self._escalate = escalate
        self._jobs = jobs
        self._clock = clock

    async def decide(self, actor: Actor, review_id: str, decision: Decision) -> Json:
        """Return the Review with its change; AlreadyDecided with the first decision for every later one."""
        async with self._transactions.system() as work:
            now = self._clock.now()
            waiting = await self._waiting(work, review_id, now)
            decided = replace(waiting.review, decided_by=actor.name, decided_at=now, comment=decision.comment)
            if decision.decision == "reject":
                review = replace(decided, status="rejected")
                settled = await self._ended(work, waiting, "rejected", now)
            else:
                settled = await self._approved(work, waiting, actor, now)
                fresh_id = settled.fresh.quote_id if settled.fresh else None
                review = replace(decided, status="approved", fresh_quote_id=fresh_id)
            self._close(work, review)
            committing("review")
        committed("review")
        return _answer(review, settled, now)

    async def withdraw(self, actor: Actor, review_id: str) -> Json:
        """Return the Review, withdrawn by its customer; AlreadyDecided when somebody decided before."""
        async with self._transactions.customer(actor.company_id or "") as work:
            now = self._clock.now()
            waiting = await self._waiting(work, review_id, now)
            review = replace(waiting.review, status="withdrawn", decided_by=actor.name, decided_at=now)
            await self._ended(work, waiting, "rejected", now)
            work.reviews.update(review)
            self._jobs.solve_ticket(work, review)
            return review_document(review)

    async def expire(self, review_id: str) -> bool:
        """Hand a review whose time is over to a human; False when there is nothing to do."""
        async with self._transactions.system() as work:
            now = self._clock.now()
            review = await work.reviews.lock(review_id)
            if review is None or review.status != "waiting" or review.decide_by > now:
                return False
            waiting = await self._waiting(work, review_id, now)
            settled = await self._ended(work, waiting, "expired", now)
            if await work.escalations.open_of(review.conversation_id) is None:
                self._escalate.open(work, review.company_id, review.user_id, _overdue(review, settled.change), now)
            self._close(work, replace(review, status="expired", decided_at=now))
            return True

    async def due(self, limit: int = 100) -> Sequence[str]:
        """Return the ids of waiting reviews whose time is over."""
        async with self._transactions.system() as work:
            return await work.reviews.due(self._clock.now(), limit)

    async def _waiting(self, work: Work, review_id: str, now: datetime) -> Waiting:
        review = await work.reviews.lock(review_id)
        if review is None:
            raise NotFound(review_id)
        if review.status != "waiting":
            raise AlreadyDecided(review_document(review))
        change = await work.changes.lock(review.change_id)
        assert change is not None, "a review has its change"
        return Waiting(review, change)

    async def _approved(self, work: Work, waiting: Waiting, actor: Actor, now: datetime) -> Settled:
        quote = await work.quotes.lock(waiting.review.quote_id)
        opened = await work.orders.opened(waiting.review.order_id, lock=False)
        assert quote is not None, "a review has its quote"
        assert opened is not None, "a review has its order"
        option = next(o for o in quote.document["options"] if o["option_id"] == waiting.review.option_id)
        result = await self._recheck(work, quote, option, opened, now, now)
        if result.code is not None:
            drift = await self._refresh(work, result.code, quote, option, opened.order)
            return Settled(self._put_away(work, waiting.change, "superseded", now), opened.order, drift.fresh)
        customer = Person(waiting.review.user_id, waiting.review.user_name)
        by = Author("cx_agent", actor.name, actor.user_id)
        confirmed = Confirmed(waiting.change, by, customer, quote.digest, opened, result.after)
        change, after = self._record.apply(work, confirmed, now, known=True)
        return Settled(change, after)

    async def _ended(self, work: Work, waiting: Waiting, status: str, now: datetime) -> Settled:
        """The change does not come about: its stock is free again."""
        work.quotes.drop_hold(waiting.review.quote_id)
        change = self._put_away(work, waiting.change, status, now)
        order = await work.orders.get(change.order_id)
        assert order is not None, "a change has its order"
        return Settled(change, order)

    def _put_away(self, work: Work, change: StoredChange, status: str, now: datetime) -> StoredChange:
        steps = tuple(Step(step.system, "not_needed") for step in change.steps)
        ended = replace(change, status=status, sync_state="synced", finished_at=now, steps=steps)
        work.changes.update(ended)
        for step in steps:
            work.changes.update_step(ended, step)
        return ended

    def _close(self, work: Work, review: Review) -> None:
        work.reviews.update(review)
        self._jobs.tell(work, "review_decided", review.conversation_id, review_id=review.review_id)
        self._jobs.solve_ticket(work, review)


def _overdue(review: Review, change: StoredChange) -> Plea:
    return Plea(
        conversation_id=review.conversation_id,
        reason=review.reason,
        summary=f"Nobody decided in time on: {change.summary} (order {review.order_id}).",
        transcript=review.transcript,
        order_id=review.order_id,
        quote_id=review.quote_id,
        change_id=review.change_id,
    )


def _answer(review: Review, settled: Settled, now: datetime) -> Json:
    document: dict[str, Any] = review_document(review)
    document["change"] = change_document(settled.change, order_to_json(settled.order))
    if settled.change.status == "superseded":
        document["fresh_quote"] = settled.fresh.served(now) if settled.fresh else None
    return document
