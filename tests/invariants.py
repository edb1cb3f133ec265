"""The oracle: what must hold at every moment (``domain.md``, I1–I13), as far as the database shows it."""

from datetime import UTC, datetime

import psycopg
from psycopg.rows import dict_row

from platform_service.domain.audit import Personal, TrailEntry, first_fault
from platform_service.domain.audit_replay import rebuilt

RULES = {
    "I1 a quote is applied at most once": """
        SELECT quote_id FROM changes GROUP BY quote_id HAVING count(*) > 1""",
    "I1 a used quote names its change": """
        SELECT q.quote_id FROM quotes q LEFT JOIN changes c ON c.change_id = q.change_id AND c.quote_id = q.quote_id
         WHERE (q.status = 'used') <> (c.change_id IS NOT NULL)""",
    "I2 committed is the sum over live lines": """
        SELECT s.sku, s.committed, coalesce(l.pieces, 0) FROM stock s
          LEFT JOIN (SELECT l.sku, sum(l.quantity) AS pieces FROM order_lines l JOIN orders o USING (order_id)
                      WHERE o.status IN ('CREATED', 'APPROVED', 'IN_PRODUCTION', 'READY_TO_SHIP')
                      GROUP BY l.sku) l USING (sku)
         WHERE s.committed <> coalesce(l.pieces, 0)""",
    "I2 reserved is at most what is on hand": """
        SELECT s.sku, s.on_hand, s.committed, h.held FROM stock s
          JOIN (SELECT sku, sum(quantity) AS held FROM holds WHERE expires_at > %(now)s GROUP BY sku) h USING (sku)
         WHERE s.committed + h.held > s.on_hand""",
    "I2 only open quotes and waiting reviews hold": """
        SELECT h.quote_id, h.sku FROM holds h JOIN quotes q USING (quote_id)
          LEFT JOIN reviews r ON r.quote_id = h.quote_id AND r.status = 'waiting'
         WHERE h.expires_at > %(now)s AND q.status <> 'open' AND r.review_id IS NULL""",
    "I3 total = lines + fees - credits": """
        SELECT o.order_id FROM orders o
         CROSS JOIN LATERAL (SELECT coalesce(sum(quantity * unit_price), 0) AS goods,
                                    coalesce(sum(quantity), 0) AS pieces
                               FROM order_lines l WHERE l.order_id = o.order_id) l
         CROSS JOIN LATERAL (SELECT coalesce(sum(CASE kind WHEN 'fee' THEN amount ELSE -amount END), 0) AS posted
                               FROM order_postings p WHERE p.order_id = o.order_id) p
         WHERE o.total <> l.goods + p.posted OR o.pieces <> l.pieces""",
    "I4 an applied change has ledger, audit entry, receipt and steps": """
        SELECT c.change_id FROM changes c
         WHERE c.status IN ('applied', 'reversed')
           AND (NOT EXISTS (SELECT FROM ledger l WHERE l.change_id = c.change_id AND l.kind = 'change')
                OR NOT EXISTS (SELECT FROM audit_entries a WHERE a.order_id = c.order_id
                                  AND a.entry #>> '{facts,change_id}' = c.change_id AND a.kind = 'change_applied')
                OR NOT EXISTS (SELECT FROM receipts r WHERE r.change_id = c.change_id)
                OR (SELECT count(*) FROM change_steps s WHERE s.change_id = c.change_id) <> 3)""",
    "I4 what was not applied moved nothing": """
        SELECT c.change_id FROM changes c JOIN ledger l USING (change_id)
         WHERE c.status NOT IN ('applied', 'reversed')""",
    "I4 an unfinished change has a job": """
        SELECT c.change_id FROM changes c
         WHERE c.status = 'applied' AND c.sync_state IN ('pending', 'compensating')
           AND NOT EXISTS (SELECT FROM procrastinate_jobs j
                            WHERE j.args ->> 'change_id' = c.change_id AND j.status IN ('todo', 'doing'))""",
    "I4 the ledger is what the option said": """
        SELECT c.change_id FROM changes c JOIN ledger l ON l.change_id = c.change_id AND l.kind = 'change'
         WHERE l.amount <> (c.option #>> '{price_delta,amount}')::bigint""",
    "I6 applied for the company and version of the quote, before it expired": """
        SELECT c.change_id FROM changes c JOIN quotes q USING (quote_id)
         WHERE c.company_id <> q.company_id OR c.order_id <> q.order_id OR c.created_at >= q.expires_at
            OR (c.version_after IS NOT NULL AND c.version_after <> q.order_version + 1)
            OR (c.review_id IS NULL AND c.created_at < q.created_at)""",
    "I7 the newest status kept is the order's": """
        SELECT o.order_id FROM orders o
         WHERE o.status <> (SELECT s.status FROM order_statuses s WHERE s.order_id = o.order_id
                             ORDER BY s.entry_id DESC LIMIT 1)""",
    "I10 at most one open escalation a conversation": """
        SELECT conversation_id FROM escalations WHERE status <> 'solved'
         GROUP BY conversation_id HAVING count(*) > 1""",
    "I10 a ticket belongs to one matter": """
        SELECT ticket_id FROM (SELECT ticket_id FROM escalations UNION ALL SELECT ticket_id FROM reviews) t
         WHERE ticket_id IS NOT NULL GROUP BY ticket_id HAVING count(*) > 1""",
    "a waiting review has a pending change": """
        SELECT r.review_id FROM reviews r JOIN changes c USING (change_id)
         WHERE (r.status = 'waiting') <> (c.status = 'pending_review')""",
}
"""name → a query that finds the violations"""


def violations(dsn: str, now: datetime | None = None) -> list[str]:
    """Every invariant that does not hold in the database; ``dsn`` of an administrator."""
    parameters = {"now": now or datetime.now(UTC)}
    with psycopg.connect(dsn, row_factory=dict_row) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        found = [
            f"{name}: {row}"
            for name, query in RULES.items()
            for row in connection.execute(query, parameters).fetchall()
        ]
        return found + _broken_trails(connection)


def _broken_trails(connection: psycopg.Connection[dict[str, object]]) -> list[str]:
    """I12: each trail is whole, and rebuilds the order as it stands."""
    found = []
    for order_id, entries in _trails(connection).items():
        fault = first_fault(entries)
        if fault is not None:
            found.append(f"I12 trail of {order_id}: {fault}")
            continue
        found += [f"I12 {order_id}: {what}" for what in _unlike(connection, order_id, entries)]
    return found


def _trails(connection: psycopg.Connection[dict[str, object]]) -> dict[str, list[TrailEntry]]:
    trails: dict[str, list[TrailEntry]] = {}
    personal: dict[tuple[object, object], list[Personal]] = {}
    for row in connection.execute("SELECT * FROM audit_personal").fetchall():
        kept = Personal(row["field"], row["salt"], row["plain"], row["user_id"])  # type: ignore[arg-type]
        personal.setdefault((row["order_id"], row["sequence"]), []).append(kept)
    for row in connection.execute("SELECT * FROM audit_entries ORDER BY order_id, sequence").fetchall():
        texts = tuple(personal.get((row["order_id"], row["sequence"]), ()))
        row.pop("company_id")
        entry = TrailEntry(**row, personal=texts)  # type: ignore[arg-type]
        trails.setdefault(entry.order_id, []).append(entry)
    return trails


def _unlike(connection: psycopg.Connection[dict[str, object]], order_id: str, entries: list[TrailEntry]) -> list[str]:
    order = rebuilt(entries)
    row = connection.execute("SELECT * FROM orders WHERE order_id = %s", (order_id,)).fetchone()
    lines = connection.execute(
        "SELECT line_id, sku, quantity, unit_price FROM order_lines WHERE order_id = %s ORDER BY position", (order_id,)
    ).fetchall()
    assert row is not None
    was = (order.status.value, order.version, order.delivery_date, order.total, order.address.address_id)
    is_ = (row["status"], row["version"], row["delivery_date"], row["total"], row["address"]["address_id"])  # type: ignore[index]
    rebuilt_lines = [(x.line_id, x.sku, x.quantity, x.unit_price) for x in order.lines]
    stored_lines = [tuple(line.values()) for line in lines]
    pairs = (("order", was, is_), ("lines", rebuilt_lines, stored_lines))
    return [f"{name} rebuilt {a}, stored {b}" for name, a, b in pairs if a != b]
