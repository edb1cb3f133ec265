"""What is personal in SQL: read out, rewritten, erased (ADR 10). Table and column names are our own."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from brightthread.contract.erasure import ERASED
from platform_service.adapters.sql.session import SqlSession, json_text
from platform_service.application.records import PersonalDocument

_HELD = {
    "users": "SELECT user_id, name, email FROM users WHERE user_id = :user_id",
    "changes": "SELECT change_id, confirmation FROM changes WHERE user_id = :user_id ORDER BY created_at",
    "escalations": """SELECT escalation_id, reason, summary, transcript FROM escalations
                       WHERE user_id = :user_id ORDER BY created_at""",
    "reviews": "SELECT review_id, transcript FROM reviews WHERE user_id = :user_id ORDER BY created_at",
    "audit_personal": """SELECT order_id, sequence, field, plain FROM audit_personal
                          WHERE user_id = :user_id ORDER BY order_id, sequence, field""",
    "order_statuses": """SELECT order_id, status, actor_name FROM order_statuses s
                          WHERE {theirs} ORDER BY entry_id""",
}
_THEIRS = """s.actor_type = 'customer' AND EXISTS (SELECT FROM users u WHERE u.user_id = :user_id
              AND u.company_id = s.company_id AND u.name = s.actor_name AND u.name <> :erased)"""

_ERASED = {
    "changes": """UPDATE changes SET confirmation = jsonb_set(confirmation, '{text}', to_jsonb(CAST(:erased AS text)))
                   WHERE user_id = :user_id AND confirmation ->> 'text' <> :erased RETURNING 1""",
    "escalations": """UPDATE escalations SET summary = :erased, transcript = '[]'
                       WHERE user_id = :user_id AND summary <> :erased RETURNING 1""",
    "reviews": """UPDATE reviews SET transcript = '[]'
                   WHERE user_id = :user_id AND CAST(transcript AS text) <> '[]' RETURNING 1""",
    "audit_personal": "DELETE FROM audit_personal WHERE user_id = :user_id RETURNING 1",
    "order_statuses": f"UPDATE order_statuses s SET actor_name = :erased WHERE {_THEIRS} RETURNING 1",
    "users": """UPDATE users SET name = :erased, email = :erased
                 WHERE user_id = :user_id AND name <> :erased RETURNING 1""",
}
"""In this order: the statuses are found by the name that the last statement erases."""

_MATTERS = """
SELECT 'review_id' AS kind, review_id AS ident FROM reviews WHERE user_id = :user_id
UNION ALL
SELECT 'escalation_id', escalation_id FROM escalations WHERE user_id = :user_id
"""
_DOCUMENTS = """
SELECT 'receipts' AS "table", receipt_id AS key, CAST(document AS text) AS document FROM receipts
 WHERE change_id IN (SELECT change_id FROM changes WHERE user_id = :user_id)
UNION ALL
SELECT 'quotes', quote_id, CAST(document AS text) FROM quotes
 WHERE order_id IN (SELECT order_id FROM orders WHERE user_id = :user_id)
UNION ALL
SELECT 'changes', change_id, CAST(before AS text) FROM changes
 WHERE before IS NOT NULL AND order_id IN (SELECT order_id FROM orders WHERE user_id = :user_id)
UNION ALL
SELECT 'idempotency_keys', json_build_array(company_id, route, key)::text, body FROM idempotency_keys
 WHERE company_id = (SELECT company_id FROM users WHERE user_id = :user_id) AND strpos(body, :user_id) > 0
"""
_REPLACE = {
    "receipts": "UPDATE receipts SET document = :document WHERE receipt_id = :key",
    "quotes": "UPDATE quotes SET document = :document WHERE quote_id = :key",
    "changes": "UPDATE changes SET before = :document WHERE change_id = :key",
    "idempotency_keys": """UPDATE idempotency_keys SET body = :document
                            WHERE json_build_array(company_id, route, key)::text = :key""",
}


class SqlPeople:
    """The Protocol ``People``."""

    def __init__(self, session: SqlSession) -> None:
        self._session = session

    async def is_customer(self, user_id: str) -> bool | None:
        sql = "SELECT company_id FROM users WHERE user_id = :user_id"
        row = await self._session.row(sql, user_id=user_id)
        return None if row is None else row["company_id"] is not None

    async def held(self, user_id: str) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        known = {"user_id": user_id}
        return {
            table: await self._session.rows(sql.format(theirs=_THEIRS), **known, **_named(sql))
            for table, sql in _HELD.items()
        }

    async def open_quotes(self, user_id: str) -> Sequence[str]:
        sql = "SELECT quote_id FROM quotes WHERE user_id = :user_id AND status = 'open' AND NOT EXISTS "
        sql += "(SELECT FROM reviews r WHERE r.quote_id = quotes.quote_id) FOR UPDATE"
        return [row["quote_id"] for row in await self._session.rows(sql, user_id=user_id)]

    async def matters(self, user_id: str) -> Sequence[tuple[str, str]]:
        rows = await self._session.rows(_MATTERS, user_id=user_id)
        return [(row["kind"], row["ident"]) for row in rows]

    async def documents(self, user_id: str) -> Sequence[PersonalDocument]:
        rows = await self._session.rows(_DOCUMENTS, user_id=user_id)
        return [PersonalDocument(row["table"], row["key"], json.loads(row["document"])) for row in rows]

    def replace(self, kept: PersonalDocument, document: Any) -> None:
        self._session.write(_REPLACE[kept.table], key=kept.key, document=json_text(document))

    async def erase(self, user_id: str) -> Mapping[str, int]:
        return {
            table: len(await self._session.rows(sql, user_id=user_id, erased=ERASED)) for table, sql in _ERASED.items()
        }


def _named(sql: str) -> dict[str, str]:
    return {"erased": ERASED} if "{theirs}" in sql else {}
