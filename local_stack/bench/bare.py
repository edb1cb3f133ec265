"""The same minimal reads and writes as an apply, by hand: what is left when all but the database is taken away."""

from __future__ import annotations

from typing import Any, LiteralString

import psycopg

READS: tuple[LiteralString, ...] = (
    "SELECT * FROM quotes WHERE order_id = %(order_id)s ORDER BY created_at DESC LIMIT 1 FOR UPDATE",
    "SELECT * FROM orders WHERE order_id = %(order_id)s FOR UPDATE",
    "SELECT * FROM order_lines WHERE order_id = %(order_id)s ORDER BY position",
    "SELECT * FROM stock WHERE sku IN ('S-M', 'S-L') ORDER BY sku FOR UPDATE",
)
WRITES: tuple[LiteralString, ...] = (
    "UPDATE stock SET committed = committed - 1 WHERE sku = 'S-M'",
    "UPDATE stock SET committed = committed + 1 WHERE sku = 'S-L'",
    "UPDATE order_lines SET quantity = quantity - 1 WHERE order_id = %(order_id)s AND position = 0",
    "UPDATE order_lines SET quantity = quantity + 1 WHERE order_id = %(order_id)s AND position = 1",
    "UPDATE orders SET version = version + 1, goods = (SELECT sum(quantity * unit_price) FROM order_lines "
    "WHERE order_id = %(order_id)s) WHERE order_id = %(order_id)s",
    "INSERT INTO idempotency_keys VALUES ('bench', 'bare', %(order_id)s, '', 200, %(body)s, now(), now())",
    "INSERT INTO order_statuses (order_id, company_id, status, at, actor_type, actor_name) "
    "VALUES (%(order_id)s, 'bench', 'IN_PRODUCTION', now(), 'system', 'bare')",
    "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('bare', 'bare', '{}')",
)
BODY = "x" * 4000


async def apply_by_hand(connection: psycopg.AsyncConnection[Any], order_id: str) -> None:
    """One transaction on an autocommit connection of the customer role."""
    async with connection.transaction():
        await connection.execute("SELECT set_config('app.company_id', 'bench', true)")
        for statement in READS:
            await (await connection.execute(statement, {"order_id": order_id})).fetchall()
        for statement in WRITES:
            await connection.execute(statement, {"order_id": order_id, "body": BODY})
