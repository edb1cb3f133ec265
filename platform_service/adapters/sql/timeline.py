"""An order's timeline in SQL: statuses, changes, reviews, escalations and what became of them outside, in one list."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from platform_service.adapters.sql.session import Row, SqlSession
from platform_service.application.records import By, Happening, TrackedShipment

_HAPPENINGS = """
SELECT at, 'status' AS kind, 's' || lpad(CAST(entry_id AS text), 19, '0') AS entry_id,
       'Status ' || replace(lower(status), '_', ' ') AS summary, status, NULL AS change_id, actor_type, actor_name
  FROM order_statuses WHERE order_id = :order_id
UNION ALL
SELECT c.applied_at, 'change', c.change_id || '-a', c.summary, NULL, c.change_id, 'customer', u.name
  FROM changes c JOIN users u USING (user_id) WHERE c.order_id = :order_id AND c.applied_at IS NOT NULL
UNION ALL
SELECT c.finished_at, 'sync', c.change_id || '-z',
       CASE c.sync_state WHEN 'synced' THEN 'All systems follow: ' WHEN 'reversed' THEN 'Taken back: '
                         ELSE 'A system does not follow: ' END || c.summary,
       NULL, c.change_id, 'system', 'BrightThread'
  FROM changes c WHERE c.order_id = :order_id AND c.finished_at IS NOT NULL AND c.applied_at IS NOT NULL
UNION ALL
SELECT r.created_at, 'review', r.review_id || '-a', 'Waits for approval: ' || c.summary, NULL, r.change_id,
       'customer', u.name
  FROM reviews r JOIN changes c USING (change_id) JOIN users u ON u.user_id = r.user_id WHERE r.order_id = :order_id
UNION ALL
SELECT r.decided_at, 'review', r.review_id || '-z', initcap(r.status) || ': ' || c.summary, NULL, r.change_id,
       CASE r.status WHEN 'withdrawn' THEN 'customer' WHEN 'expired' THEN 'system' ELSE 'cx_agent' END,
       coalesce(r.decided_by, 'BrightThread')
  FROM reviews r JOIN changes c USING (change_id) WHERE r.order_id = :order_id AND r.decided_at IS NOT NULL
UNION ALL
SELECT e.created_at, 'escalation', e.escalation_id || '-a', 'Handed to a person: ' || replace(e.reason, '_', ' '), NULL,
       e.change_id, CASE WHEN u.user_id IS NULL THEN 'system' ELSE 'customer' END, coalesce(u.name, 'BrightThread')
  FROM escalations e LEFT JOIN users u USING (user_id) WHERE e.order_id = :order_id
UNION ALL
SELECT e.solved_at, 'escalation', e.escalation_id || '-z', 'Solved by a person: ' || replace(e.reason, '_', ' '), NULL,
       e.change_id, 'cx_agent', 'BrightThread'
  FROM escalations e WHERE e.order_id = :order_id AND e.solved_at IS NOT NULL
"""


class SqlTimeline:
    """The Protocol ``Timeline``."""

    def __init__(self, session: SqlSession) -> None:
        self._session = session

    async def page(self, order_id: str, limit: int, after: tuple[datetime, str] | None) -> Sequence[Happening]:
        sql = f"SELECT * FROM ({_HAPPENINGS}) AS happened"
        parameters: dict[str, Any] = {"order_id": order_id, "limit": limit + 1}
        if after is not None:
            sql += " WHERE (at, entry_id) > (:at, :id)"
            parameters["at"], parameters["id"] = after
        rows = await self._session.rows(f"{sql} ORDER BY at, entry_id LIMIT :limit", **parameters)
        return [_happening(row) for row in rows]

    async def shipments(self, order_id: str) -> Sequence[TrackedShipment]:
        rows = await self._session.rows(
            """SELECT carrier, tracking_number, status, eta, url, events FROM shipments
                WHERE order_id = :order_id AND active ORDER BY tracking_number""",
            order_id=order_id,
        )
        return [TrackedShipment(**row) for row in rows]


def _happening(row: Row) -> Happening:
    return Happening(
        at=row["at"],
        entry_id=row["entry_id"],
        kind=row["kind"],
        summary=row["summary"],
        by=By(row["actor_type"], row["actor_name"]),
        status=row["status"],
        change_id=row["change_id"],
    )
