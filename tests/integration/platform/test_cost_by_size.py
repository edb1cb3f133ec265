"""What a quote and an apply cost the database does not grow with the number of orders: pages touched, not seconds."""

import asyncio

import psycopg
import pytest

from tests.integration.platform.conftest import Caller, Served

MOST_GROWTH = 1.2
CHANGES = 20
FILLERS = """
INSERT INTO orders (order_id, company_id, user_id, status, created_at, delivery_date, address, next_line, pieces, goods)
SELECT 'F-' || n, 'north', 'u-north', 'DELIVERED', now() - n * interval '1 minute', current_date,
       (SELECT address FROM orders LIMIT 1), 2, 10, 10000 FROM generate_series(%(first)s::int, %(last)s::int) AS n;
INSERT INTO order_lines (order_id, line_id, company_id, position, sku, quantity, unit_price)
SELECT 'F-' || n, 'F-' || n || '-1', 'north', 0, 'TEE-NAV-M', 10, 1000
  FROM generate_series(%(first)s::int, %(last)s::int) AS n;
INSERT INTO order_statuses (order_id, company_id, status, at, actor_type, actor_name)
SELECT 'F-' || n, 'north', 'DELIVERED', now(), 'system', 'x' FROM generate_series(%(first)s::int, %(last)s::int) AS n;
"""


def fill(dsn: str, first: int, last: int) -> None:
    with psycopg.ClientCursor(psycopg.connect(dsn)) as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(FILLERS, {"first": first, "last": last})
        cursor.connection.commit()
        cursor.connection.autocommit = True
        cursor.execute("VACUUM ANALYZE")
        cursor.connection.close()


def pages(dsn: str) -> int:
    """Pages all sessions that have ended touched so far."""
    with psycopg.connect(dsn) as connection:
        row = connection.execute(
            "SELECT blks_hit + blks_read FROM pg_stat_database WHERE datname = current_database()"
        ).fetchone()
    assert row is not None
    return int(row[0])


async def cost(served: Served, ana: Caller) -> float:
    """Pages for so many quotes and applies; a session reports what it did when it ends."""
    await served.platform.transactions.close()
    await others_gone(served.dsns.administrator)
    before = pages(served.dsns.administrator)
    version = (await ana.get("/orders/N-1"))["version"]
    for number in range(CHANGES):
        change = {"type": "change_quantity", "line_id": "N-1-1", "new_quantity": 60 + (version + number) % 2}
        answer = await ana.apply(await ana.quote("N-1", change))
        assert answer.status_code == 200, answer.text
    await served.platform.transactions.close()
    await others_gone(served.dsns.administrator)
    return pages(served.dsns.administrator) - before


async def others_gone(dsn: str) -> None:
    with psycopg.connect(dsn, autocommit=True) as connection:
        sql = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE 'app_%'"
        while connection.execute(sql).fetchone() != (0,):  # noqa: ASYNC110 - another process's state has no event
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("orders", [100_000, pytest.param(1_000_000, marks=pytest.mark.ondemand)])
@pytest.mark.timeout(900)
async def test_a_change_costs_the_same_among_many_orders(served: Served, ana: Caller, orders: int) -> None:
    dsn = served.dsns.administrator
    fill(dsn, 1, 1_000)
    await cost(served, ana)  # what is read once: catalogues, plans
    among_few = await cost(served, ana)
    fill(dsn, 1_001, orders)
    among_many = await cost(served, ana)
    print(f"{among_few / CHANGES:.0f} pages a change among 1,000 orders, {among_many / CHANGES:.0f} among {orders}")
    assert among_many <= MOST_GROWTH * among_few, f"{among_few} pages among 1,000 orders, {among_many} among {orders}"
