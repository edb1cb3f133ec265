"""Escalations in SQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from platform_service.adapters.sql.session import SqlSession, json_text
from platform_service.application.records import Escalation

_ESCALATION = """
SELECT escalation_id, company_id, user_id, order_id, conversation_id, reason, summary, priority, status,
       expected_response_by, created_at, quote_id, change_id, transcript, ticket_id, ticket_status
  FROM escalations WHERE (:company_id = '*' OR company_id = :company_id)
"""


class SqlEscalations:
    """The Protocol ``Escalations``."""

    def __init__(self, session: SqlSession) -> None:
        self._session = session

    async def get(self, escalation_id: str) -> Escalation | None:
        return await self._one(" AND escalation_id = :value", escalation_id)

    async def lock(self, escalation_id: str) -> Escalation | None:
        self._session.write("SELECT FROM escalations WHERE escalation_id = :id FOR UPDATE", id=escalation_id)
        return await self.get(escalation_id)

    async def of_ticket(self, ticket_id: str) -> Escalation | None:
        return await self._one(" AND ticket_id = :value", ticket_id)

    async def open_of(self, conversation_id: str) -> Escalation | None:
        """The open escalation of a conversation; others of it wait until this transaction ends."""
        await self._session.rows(
            "SELECT pg_advisory_xact_lock(hashtextextended('escalations of ' || :id, 0))", id=conversation_id
        )
        return await self._one(
            " AND conversation_id = :value AND status <> 'solved' ORDER BY created_at LIMIT 1", conversation_id
        )

    async def page(self, limit: int, after: tuple[datetime, str] | None) -> Sequence[Escalation]:
        sql = _ESCALATION
        parameters: dict[str, Any] = {"limit": limit + 1}
        if after is not None:
            sql += " AND (created_at, escalation_id) < (:at, :id)"
            parameters["at"], parameters["id"] = after
        sql += " ORDER BY created_at DESC, escalation_id DESC LIMIT :limit"
        rows = await self._session.rows(sql, company_id=self._session.company_id, **parameters)
        return [Escalation(**row) for row in rows]

    def add(self, escalation: Escalation) -> None:
        self._session.write(
            """INSERT INTO escalations (escalation_id, company_id, user_id, order_id, conversation_id, reason, summary,
                                        priority, status, quote_id, change_id, transcript, expected_response_by,
                                        created_at)
               VALUES (:escalation_id, :company_id, :user_id, :order_id, :conversation_id, :reason, :summary,
                       :priority, :status, :quote_id, :change_id, :transcript, :expected_response_by, :created_at)""",
            escalation_id=escalation.escalation_id,
            company_id=escalation.company_id,
            user_id=escalation.user_id,
            order_id=escalation.order_id,
            conversation_id=escalation.conversation_id,
            reason=escalation.reason,
            summary=escalation.summary,
            priority=escalation.priority,
            status=escalation.status,
            quote_id=escalation.quote_id,
            change_id=escalation.change_id,
            transcript=json_text(list(escalation.transcript)),
            expected_response_by=escalation.expected_response_by,
            created_at=escalation.created_at,
        )

    def update(self, escalation: Escalation) -> None:
        """Store status and ticket."""
        self._session.write(
            """UPDATE escalations SET status = :status, ticket_id = :ticket_id, ticket_status = :ticket_status,
                                      solved_at = CASE WHEN :status = 'solved' THEN coalesce(solved_at, now()) END
                WHERE escalation_id = :escalation_id""",
            escalation_id=escalation.escalation_id,
            status=escalation.status,
            ticket_id=escalation.ticket_id,
            ticket_status=escalation.ticket_status,
        )

    async def _one(self, condition: str, value: str) -> Escalation | None:
        row = await self._session.row(_ESCALATION + condition, company_id=self._session.company_id, value=value)
        return None if row is None else Escalation(**row)
