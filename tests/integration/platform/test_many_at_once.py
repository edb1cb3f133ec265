"""Crowds before a real server: one confirmation wins, stock is never promised twice, one key is one answer.

A thousand requests, two hundred in flight; ten thousand with ``-m ondemand``.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import httpx
import psycopg
import pytest

from tests.integration.platform.running import ForkServer, Running, running_platform
from tests.invariants import violations
from tests.postgres import PostgresServer

IN_FLIGHT = 200
CROWDS = [1_000, pytest.param(10_000, marks=pytest.mark.ondemand)]
pytestmark = pytest.mark.timeout(3000)


@pytest.fixture
async def running(postgres_server: PostgresServer, tmp_path: Path, forks: ForkServer) -> AsyncIterator[Running]:
    async with running_platform(postgres_server, tmp_path, forks) as made:
        await made.serve(PLATFORM_DATABASE__POOL_SIZE="20", PLATFORM_QUOTE__OPEN_LIMIT="1000000")
        yield made
        assert violations(made.dsns.administrator) == []


async def crowd(size: int, ask: Callable[[int], Awaitable[httpx.Response]]) -> list[httpx.Response]:
    """All the answers, so many in flight; who is told to come again does."""
    places = asyncio.Semaphore(IN_FLIGHT)

    async def one(number: int) -> httpx.Response:
        async with places:
            while (answer := await ask(number)).status_code == 503:  # noqa: ASYNC110 - as the answer says
                await asyncio.sleep(int(answer.headers["retry-after"]))
            return answer

    return await asyncio.gather(*(one(number) for number in range(size)))


@pytest.mark.parametrize("size", CROWDS)
async def test_of_all_confirmations_of_a_quote_one_is_applied(running: Running, size: int) -> None:
    order_id = running.order("CREATED")
    quote = await running.quote(order_id, {"type": "change_quantity", "line_id": f"{order_id}-1", "new_quantity": 70})
    answers = await crowd(size, lambda n: running.apply(quote, f"key-{n}"))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: size - 1}
    winner = next(answer.json()["change_id"] for answer in answers if answer.status_code == 200)
    refused = {(a.json()["code"], a.json()["change_id"]) for a in answers if a.status_code == 409}
    assert refused == {("quote_used", winner)}
    assert (await running.get(f"/orders/{order_id}"))["version"] == 2


@pytest.mark.parametrize("size", CROWDS)
async def test_stock_is_promised_once_however_many_ask(running: Running, size: int) -> None:
    pieces = size // 2
    with psycopg.connect(running.dsns.administrator) as connection:
        connection.execute("UPDATE stock SET on_hand = %s WHERE sku = 'TEE-NAV-S'", (pieces,))
    orders = [running.order("CREATED") for _ in range(10)]
    body = {"changes": [{"type": "add_line", "sku": "TEE-NAV-S", "quantity": 1}]}
    answers = await crowd(size, lambda n: running.call("POST", f"/orders/{orders[n % 10]}/quotes", body))
    assert {answer.status_code for answer in answers} == {201}
    assert Counter(answer.json()["verdict"] for answer in answers) == {"allowed": pieces, "denied": size - pieces}
    stock = (await running.get("/inventory?sku=TEE-NAV-S"))["items"][0]
    assert (stock["on_hand"], stock["reserved"], stock["available"]) == (pieces, pieces, 0)


async def test_one_key_is_one_effect_and_one_answer(running: Running) -> None:
    order_id = running.order("CREATED")
    quote = await running.quote(order_id, {"type": "change_quantity", "line_id": f"{order_id}-1", "new_quantity": 70})
    answers = await crowd(200, lambda _: running.apply(quote, "one-key"))
    assert {a.json()["code"] for a in answers if a.status_code == 409} <= {"idempotency_in_progress"}
    assert {a.status_code for a in answers} <= {200, 409}
    answers += [await running.apply(quote, "one-key") for _ in range(3)]
    assert len({answer.content for answer in answers if answer.status_code == 200}) == 1
    assert (await running.get(f"/orders/{order_id}"))["version"] == 2
