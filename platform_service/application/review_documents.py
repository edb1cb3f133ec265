"""Reviews as they are served, and their list."""

from collections.abc import Sequence
from datetime import datetime

from brightthread.contract.instants import render
from platform_service.application.ports import Json, Transactions
from platform_service.application.records import Actor, Review


class Reviews:
    """Reviews as they stand."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def page(
        self, actor: Actor, status: str | None, limit: int, after: tuple[datetime, str] | None
    ) -> Sequence[Review]:
        """Return the oldest first, one more than ``limit`` where there are more."""
        async with self._transactions.reading(actor.scope) as reads:
            return await reads.reviews.page(status, limit, after)


def review_document(review: Review) -> Json:
    """The Review of ``api.md``; its quote is used, by the change that waits."""
    decision = None
    if review.status in ("approved", "rejected") and review.decided_at is not None:
        decision = {"by": review.decided_by, "at": render(review.decided_at), "comment": review.comment}
    return {
        "review_id": review.review_id,
        "order_id": review.order_id,
        "company": {"company_id": review.company_id, "name": review.company_name},
        "change_id": review.change_id,
        "quote": {**review.quote, "status": "used"},
        "option_id": review.option_id,
        "reason": review.reason,
        "requested_by": {"user_id": review.user_id, "name": review.user_name},
        "conversation_id": review.conversation_id,
        "created_at": render(review.created_at),
        "decide_by": render(review.decide_by),
        "status": review.status,
        "decision": decision,
        "ticket_id": review.ticket_id,
    }
