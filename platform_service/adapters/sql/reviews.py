"""Reviews in SQL: one decision wins, because the row is locked before it is judged."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from platform_service.adapters.sql.session import Row, SqlSession, json_text
from platform_service.application.records import Review

_REVIEW = """
SELECT r.review_id, r.company_id, c.name AS company_name, r.order_id, r.change_id, r.quote_id, r.option_id, r.user_id,
       u.name AS user_name, r.conversation_id, r.reason, r.status, r.created_at, r.decide_by, r.expected_response_by,
       r.decided_by, r.decided_at, r.comment, r.fresh_quote_id, r.transcript, r.ticket_id, r.ticket_status,
       q.document AS quote
  FROM reviews r JOIN quotes q USING (quote_id) JOIN companies c ON c.company_id = r.company_id
  JOIN users u ON u.user_id = r.user_id
 WHERE (:company_id = '*' OR r.company_id = :company_id)
"""


class SqlReviews:
    """The Protocol ``Reviews``."""

    def __init__(self, session: SqlSession) -> None:
        self._session = session

    async def get(self, review_id: str) -> Review | None:
        return await self._one(" AND r.review_id = :value", review_id)

    async def lock(self, review_id: str) -> Review | None:
        self._session.write("SELECT FROM reviews WHERE review_id = :review_id FOR UPDATE", review_id=review_id)
        return await self.get(review_id)

    async def of_ticket(self, ticket_id: str) -> Review | None:
        return await self._one(" AND r.ticket_id = :value", ticket_id)

    async def page(self, status: str | None, limit: int, after: tuple[datetime, str] | None) -> Sequence[Review]:
        sql = _REVIEW
        more: dict[str, Any] = {"limit": limit + 1}
        if status is not None:
            sql += " AND r.status = :status"
            more["status"] = status
        if after is not None:
            sql += " AND (r.created_at, r.review_id) > (:at, :id)"
            more["at"], more["id"] = after
        sql += " ORDER BY r.created_at, r.review_id LIMIT :limit"
        rows = await self._session.rows(sql, company_id=self._session.company_id, **more)
        return [_review(row) for row in rows]

    async def due(self, now: datetime, limit: int) -> Sequence[str]:
        """Ids of the waiting reviews whose time is over."""
        rows = await self._session.rows(
            """SELECT review_id FROM reviews WHERE status = 'waiting' AND decide_by <= :now
                ORDER BY decide_by LIMIT :limit""",
            now=now,
            limit=limit,
        )
        return [row["review_id"] for row in rows]

    def add(self, review: Review) -> None:
        self._session.write(
            """INSERT INTO reviews (review_id, company_id, order_id, change_id, quote_id, option_id, user_id,
                                    conversation_id, reason, status, created_at, decide_by, expected_response_by,
                                    transcript)
               VALUES (:review_id, :company_id, :order_id, :change_id, :quote_id, :option_id, :user_id,
                       :conversation_id, :reason, :status, :created_at, :decide_by, :expected_response_by,
                       :transcript)""",
            review_id=review.review_id,
            company_id=review.company_id,
            order_id=review.order_id,
            change_id=review.change_id,
            quote_id=review.quote_id,
            option_id=review.option_id,
            user_id=review.user_id,
            conversation_id=review.conversation_id,
            reason=review.reason,
            status=review.status,
            created_at=review.created_at,
            decide_by=review.decide_by,
            expected_response_by=review.expected_response_by,
            transcript=json_text(list(review.transcript)),
        )

    def update(self, review: Review) -> None:
        """Store status, decision, fresh quote and ticket."""
        self._session.write(
            """UPDATE reviews SET status = :status, decided_by = :decided_by, decided_at = :decided_at,
                                  comment = :comment, fresh_quote_id = :fresh_quote_id, ticket_id = :ticket_id,
                                  ticket_status = :ticket_status
                WHERE review_id = :review_id""",
            review_id=review.review_id,
            status=review.status,
            decided_by=review.decided_by,
            decided_at=review.decided_at,
            comment=review.comment,
            fresh_quote_id=review.fresh_quote_id,
            ticket_id=review.ticket_id,
            ticket_status=review.ticket_status,
        )

    async def _one(self, condition: str, value: str) -> Review | None:
        row = await self._session.row(_REVIEW + condition, company_id=self._session.company_id, value=value)
        return None if row is None else _review(row)


def _review(row: Row) -> Review:
    return Review(**row)
