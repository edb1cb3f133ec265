"""What a change and a search cost the database does not grow with the number of orders: pages touched, not seconds."""

import asyncio
from collections.abc import Awaitable, Callable

import psycopg
import pytest

from tests.integration.platform.conftest import Caller, Served

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


async def cost(served: Served, work: Callable[[], Awaitable[None]]) -> int:
    """Pages that the work touches; a session reports what it did when it ends."""
    await served.platform.transactions.close()
    await others_gone(served.dsns.administrator)
    before = pages(served.dsns.administrator)
    await work()
    await served.platform.transactions.close()
    await others_gone(served.dsns.administrator)
    return pages(served.dsns.administrator) - before


async def least_cost(served: Served, work: Callable[[], Awaitable[None]], most: float) -> int:
    """What the work costs: the least of three times, unless it is within ``most`` at once.

    The server tidies by itself, and where a row is not known yet to be visible to all a search looks at it once more:
    both come on top, now and then, and say nothing about the number of orders.
    """
    found = await cost(served, work)
    for _ in range(2):
        if found <= most:
            break
        with psycopg.connect(served.dsns.administrator, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
        found = min(found, await cost(served, work))
    return found


async def change_often(ana: Caller) -> None:
    version = (await ana.get("/orders/N-1"))["version"]
    for number in range(CHANGES):
        change = {"type": "change_quantity", "line_id": "N-1-1", "new_quantity": 60 + (version + number) % 2}
        answer = await ana.apply(await ana.quote("N-1", change))
        assert answer.status_code == 200, answer.text


async def search_often(caller: Caller, *asked: tuple[str, int, int]) -> None:
    """``asked``: words, and how few and how many orders are found by them."""
    for words, fewest, most in asked:
        for _ in range(CHANGES):
            found = (await caller.get(f"/orders?q={words}"))["items"]
            assert fewest <= len(found) <= most, words


async def others_gone(dsn: str) -> None:
    with psycopg.connect(dsn, autocommit=True) as connection:
        sql = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE 'app_%'"
        while connection.execute(sql).fetchone() != (0,):  # noqa: ASYNC110 - another process's state has no event
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("orders", [100_000, pytest.param(1_000_000, marks=pytest.mark.ondemand)])
@pytest.mark.timeout(900)
async def test_a_change_and_a_search_cost_the_same_among_many_orders(served: Served, ana: Caller, orders: int) -> None:
    dsn, cora = served.dsns.administrator, served.user("u-cx")
    few = (("red s", 1, 2), ("n-3", 1, 1), ("zz", 0, 0), ("purple", 0, 0))
    kinds: dict[str, tuple[float, Callable[[], Awaitable[None]]]] = {
        "changes": (1.2, lambda: change_often(ana)),
        "searches that find few": (1.2, lambda: search_often(ana, *few)),
        "searches by staff": (1.2, lambda: search_often(cora, *few)),
        "searches that find nearly all": (2, lambda: search_often(ana, ("f-", 20, 20))),
    }
    fill(dsn, 1, 1_000)
    for _, work in kinds.values():
        await cost(served, work)  # what is read once: catalogues, plans
    among_few = {name: await cost(served, work) for name, (_, work) in kinds.items()}
    fill(dsn, 1_001, orders)
    among_many = {name: await least_cost(served, work, most * among_few[name]) for name, (most, work) in kinds.items()}
    told = {name: f"{among_few[name]} pages among 1,000 orders, {among_many[name]} among {orders}" for name in kinds}
    print("\n".join(f"{name}: {text}" for name, text in told.items()))
    assert [told[name] for name, (most, _) in kinds.items() if among_many[name] > most * among_few[name]] == []
