"""A database that fails for a while: 503 with Retry-After, nothing half done, and all goes on when it is back."""

import asyncio
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import psycopg
import pytest

from tests.integration.platform.outcome import faults, underway
from tests.integration.platform.running import ForkServer, Json, Running, eventually, running_platform
from tests.postgres import PostgresServer

RECOVERED_WITHIN_S = 10
pytestmark = pytest.mark.timeout(300)


@pytest.fixture
async def running(postgres_server: PostgresServer, tmp_path: Path, forks: ForkServer) -> AsyncIterator[Running]:
    async with running_platform(postgres_server, tmp_path, forks) as made:
        yield made


def more(order_id: str) -> Json:
    return {"type": "change_quantity", "line_id": f"{order_id}-1", "new_quantity": 70}


def unavailable(answer: httpx.Response) -> bool:
    """Whether it is the 503 of ``api.md``."""
    if answer.status_code != 503:
        return False
    assert answer.json()["code"] == "dependency_unavailable"
    assert int(answer.headers["retry-after"]) > 0
    return True


async def test_servers_and_workers_outlive_a_restart_of_the_database(
    running: Running, postgres_server: PostgresServer
) -> None:
    server, worker = await running.serve(), await running.work()
    order_id = running.order("CREATED")
    quote = await running.quote(order_id, more(order_id))

    async def noticed() -> bool:
        log = (running.folder / "worker.log").read_text()
        return any(sign in log for sign in ("queue_lost", "error connecting", "unavailable_when_down"))

    postgres_server.stop()
    try:
        assert unavailable(await running.apply(quote, "k"))
        assert unavailable(await running.call("GET", f"/orders/{order_id}"))
        await eventually(noticed, 30)
    finally:
        await asyncio.to_thread(postgres_server.start)

    async def applied() -> bool:
        answer = await running.apply(quote, "k")
        assert answer.status_code == 200 or unavailable(answer), answer.text
        return answer.status_code == 200

    await eventually(applied, RECOVERED_WITHIN_S)

    async def carried_out() -> bool:
        return await asyncio.to_thread(underway, running) == 0

    await eventually(carried_out, 60)
    assert not server.ended.done()
    assert not worker.ended.done()
    assert await worker.stop() == 0
    assert await server.stop() in (0, -signal.SIGTERM)
    assert faults(running) == []


async def test_a_worker_whose_connections_are_cut_loses_no_job(running: Running) -> None:
    server, worker = await running.serve(), await running.work()
    for _ in range(5):
        order_id = running.order("CREATED")
        await running.changed(order_id, more(order_id))
        with psycopg.connect(running.dsns.administrator, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = 'app_system'",
                (running.dsns.name,),
            )

    async def carried_out() -> bool:
        return await asyncio.to_thread(underway, running) == 0

    await eventually(carried_out, 60)
    assert not worker.ended.done()
    await worker.stop()
    await server.stop()
    assert faults(running) == []


async def test_an_exhausted_pool_answers_and_recovers(running: Running) -> None:
    server = await running.serve(PLATFORM_DATABASE__POOL_SIZE="2", PLATFORM_DATABASE__POOL_WAIT_S="0.5")
    order_id = running.order("CREATED")
    quote = await running.quote(order_id, more(order_id))
    with psycopg.connect(running.dsns.administrator) as connection:
        connection.execute("SELECT FROM orders WHERE order_id = %s FOR UPDATE", (order_id,))
        waiting = [asyncio.create_task(running.apply(quote, f"k{n}")) for n in range(6)]
        done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        assert all(unavailable(task.result()) for task in done)
        while len(done) < 4:
            done, _ = await asyncio.wait(waiting, timeout=0.2)
        connection.rollback()
    answers = [await task for task in waiting]
    assert sorted(answer.status_code for answer in answers) == [200, 409, 503, 503, 503, 503]
    assert (await running.get(f"/orders/{order_id}"))["version"] == 2
    await server.stop()


@pytest.mark.parametrize("code", ["40001", "40P01", "55P03", "57014", "53300"])
async def test_a_failure_that_passes_by_itself_is_told_as_such_and_leaves_nothing(running: Running, code: str) -> None:
    server = await running.serve()
    order_id = running.order("CREATED")
    quote = await running.quote(order_id, more(order_id))
    with psycopg.connect(running.dsns.administrator, autocommit=True) as connection:
        connection.execute(f"""
            CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'made up' USING ERRCODE = '{code}'; END $$;
            CREATE TRIGGER fail BEFORE INSERT ON receipts EXECUTE FUNCTION fail()""")
        assert unavailable(await running.apply(quote, "k"))
        assert (await running.get(f"/orders/{order_id}"))["version"] == 1
        connection.execute("DROP TRIGGER fail ON receipts; DROP FUNCTION fail()")
    first = await running.apply(quote, "k")
    assert first.status_code == 200
    assert (await running.apply(quote, "k")).content == first.content
    await server.stop()
