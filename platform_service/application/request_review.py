"""A priced request that a human must agree to: stored durably, its hold without end, its ticket to be opened."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from platform_service.application.jobs import Jobs
from platform_service.application.ports import IdSource
from platform_service.application.records import Actor, Json, Review, StoredChange, StoredQuote
from platform_service.application.storage import Work
from platform_service.domain.policy import Policy
from platform_service.domain.support_hours import expected_response_by


class RequestReview:
    """Stores a review."""

    def __init__(self, policy: Policy, ids: IdSource, jobs: Jobs, life: timedelta, time_zone: tzinfo) -> None:
        self._policy = policy
        self._ids = ids
        self._jobs = jobs
        self._life = life
        self._time_zone = time_zone

    def __call__(
        self,
        work: Work,
        change: StoredChange,
        quote: StoredQuote,
        actor: Actor,
        transcript: Sequence[Json],
        now: datetime,
    ) -> StoredChange:
        """Return the change, pending its review; the quote is used and keeps its hold."""
        reason = quote.document["escalation_reason"] or "refund_above_threshold"
        review = Review(
            review_id=self._ids("rev"),
            company_id=change.company_id,
            company_name=actor.company_name or "",
            order_id=change.order_id,
            change_id=change.change_id,
            quote_id=change.quote_id,
            option_id=change.option_id,
            user_id=actor.user_id,
            user_name=actor.name,
            conversation_id=change.conversation_id,
            reason=reason,
            status="waiting",
            created_at=now,
            decide_by=now + self._life,
            expected_response_by=expected_response_by(reason, now, self._time_zone, self._policy.support),
            transcript=list(transcript),
            quote=quote.document,
        )
        waiting = replace(change, status="pending_review", review_id=review.review_id)
        work.quotes.use(quote.quote_id, change.change_id)
        work.quotes.keep_hold(quote.quote_id)
        work.changes.add(waiting)
        work.reviews.add(review)
        self._jobs.open_ticket(work, review)
        return waiting
