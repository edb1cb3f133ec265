"""A database that cannot serve just now is 503 with Retry-After, and nothing is left behind when it is back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from platform_service.bootstrap import build, build_app
from tests.integration.platform.conftest import (
    Caller,
    MovableClock,
    Served,
    TokenReader,
    confirmation,
    settings_for,
)
from tests.postgres import Dsns, PostgresServer

MORE = {"type": "change_quantity", "line_id": "N-1-1", "new_quantity": 70}


@asynccontextmanager
async def platform(dsns: Dsns, folder: Path, **database: Any) -> AsyncIterator[Served]:
    settings = settings_for(dsns, folder)
    clock = MovableClock()
    changed = settings.model_copy(update={"database": settings.database.model_copy(update=database)})
    built = build(changed, clock)
    transport = httpx.ASGITransport(build_app(built, TokenReader()))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://platform", timeout=30) as client:
        yield Served(built, clock, dsns, client)
    await built.close()


def assert_unavailable(answer: httpx.Response) -> None:
    assert (answer.status_code, answer.json()["code"]) == (503, "dependency_unavailable"), answer.text
    assert int(answer.headers["retry-after"]) >= 1


async def test_a_restarted_database_is_found_again(
    served: Served, ana: Caller, postgres_server: PostgresServer
) -> None:
    quote = await ana.quote("N-1", MORE)
    postgres_server.stop()
    try:
        assert_unavailable(await ana("GET", "/orders/N-1"))
        assert_unavailable(await ana.apply(quote))
        ready = await served.client.get("/ready")
        assert ready.status_code == 503
    finally:
        postgres_server.start()
    assert (await ana.get("/orders/N-1"))["version"] == 1
    assert (await ana.apply(quote)).status_code == 200
    assert (await served.client.get("/ready")).status_code == 200


async def test_connections_cut_while_idle_are_not_noticed(served: Served, ana: Caller) -> None:
    quote = await ana.quote("N-1", MORE)
    with psycopg.connect(served.dsns.administrator, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()",
            (served.dsns.name,),
        )
    assert (await ana.apply(quote)).status_code == 200


async def test_an_exhausted_pool_says_so_soon(filled: Dsns, tmp_path: Path) -> None:
    async with platform(filled, tmp_path, pool_size=1, pool_wait_s=0.1) as served:
        ana = served.user("u-north")
        await ana.get("/me")
        async with served.platform.transactions.customer("north"):
            assert_unavailable(await ana("GET", "/orders/N-1"))
        await ana.get("/orders/N-1")


async def test_a_row_locked_too_long_gives_up_and_frees_the_key(filled: Dsns, tmp_path: Path) -> None:
    async with platform(filled, tmp_path, statement_timeout_s=0.2) as served:
        ana = served.user("u-north")
        quote = await ana.quote("N-1", MORE)
        with psycopg.connect(filled.administrator) as connection:
            connection.execute("SELECT FROM orders WHERE order_id = 'N-1' FOR UPDATE")
            assert_unavailable(await ana.apply(quote, key="k"))
        answer = await ana("POST", f"/quotes/{quote['quote_id']}/apply", confirmation(quote), key="k")
        assert answer.status_code == 200


@pytest.mark.parametrize("state", ["40001", "40P01"])
async def test_a_transaction_that_lost_a_race_may_be_tried_again(served: Served, ana: Caller, state: str) -> None:
    quote = await ana.quote("N-1", MORE)
    with psycopg.connect(served.dsns.administrator) as connection:
        connection.execute(
            f"""CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '{state}'; END $$"""
        )
        connection.execute("CREATE TRIGGER lose BEFORE INSERT ON changes EXECUTE FUNCTION lose()")
    assert_unavailable(await ana.apply(quote, key="k"))
    with psycopg.connect(served.dsns.administrator) as connection:
        connection.execute("DROP TRIGGER lose ON changes")
    assert (await ana.apply(quote, key="k")).status_code == 200
