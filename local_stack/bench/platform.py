"""``brightthread bench platform``: quotes and applies a second, beside a hand-written SQL script in the same run."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any, TypeVar

import aiohttp
import psycopg

from local_stack.bench.bare import apply_by_hand
from local_stack.bench.ground import Ground, ground

CLIENTS = (1, 20, 100)
WARM_UP = 10
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Measured:
    """Calls a second, and how long one took (milliseconds)."""

    what: str
    clients: int
    per_second: float
    p50_ms: float
    p95_ms: float

    def line(self) -> str:
        return (
            f"{self.what:<8}{self.clients:>4} clients {self.per_second:>9.1f}/s"
            f"   p50 {self.p50_ms:>8.1f} ms   p95 {self.p95_ms:>8.1f} ms"
        )


def bench_platform(changes: int, orders: int) -> int:
    """Measure ``changes`` calls for each number of clients, with ``orders`` orders in the table, and print it all."""
    each = changes + WARM_UP
    needed = each * len(CLIENTS)
    print(f"{max(orders, needed)} orders in the table, {changes} calls a measurement", flush=True)
    with ground(needed, orders) as place:
        asyncio.run(_measure_all(place, each))
    return 0


async def _measure_all(place: Ground, each: int) -> None:
    for number, clients in enumerate(CLIENTS):
        order_ids = [f"B-{n}" for n in range(number * each, (number + 1) * each)]
        applies = await _measure_platform(place, order_ids, clients)
        bare = await _measure_bare(place, order_ids, clients)
        print(f"apply is {applies.per_second / bare.per_second:.2f} × the bare script at {clients} clients", flush=True)


async def _measure_platform(place: Ground, order_ids: Sequence[str], clients: int) -> Measured:
    headers = {"Authorization": f"Bearer {place.token}"}
    base = f"{place.origin}/platform/v1"
    # the script beside it has no HTTP client at all: the cheapest there is, so that the service is measured and not it
    connector = aiohttp.TCPConnector(limit=clients)
    async with aiohttp.ClientSession(headers=headers, connector=connector, raise_for_status=True) as client:
        quotes: list[Any] = []

        async def quote(order_id: str) -> None:
            change = {"type": "change_size", "line_id": f"{order_id}-2", "new_size": "L", "quantity": 20}
            async with client.post(f"{base}/orders/{order_id}/quotes", json={"changes": [change]}) as answer:
                quotes.append(await answer.json())

        async def apply(offer: Any) -> None:
            key = {"Idempotency-Key": offer["quote_id"]}
            path = f"{base}/quotes/{offer['quote_id']}/apply"
            async with client.post(path, json=_confirmation(offer), headers=key) as answer:
                await answer.read()

        await _measured("quote", quote, order_ids, clients)
        return await _measured("apply", apply, quotes, clients)


async def _measure_bare(place: Ground, order_ids: Sequence[str], clients: int) -> Measured:
    async with AsyncExitStack() as stack:
        free: asyncio.Queue[psycopg.AsyncConnection[Any]] = asyncio.Queue()
        for _ in range(clients):
            connection = await psycopg.AsyncConnection.connect(place.dsn, autocommit=True)
            free.put_nowait(await stack.enter_async_context(connection))

        async def bare(order_id: str) -> None:
            connection = await free.get()
            await apply_by_hand(connection, order_id)
            free.put_nowait(connection)

        return await _measured("bare", bare, order_ids, clients)


async def _measured(
    what: str, call: Callable[[Item], Awaitable[None]], items: Sequence[Item], clients: int
) -> Measured:
    """Each item once, ``clients`` at a time; the first ones only warm up."""
    for item in items[:WARM_UP]:
        await call(item)
    waiting = iter(items[WARM_UP:])
    took: list[float] = []

    async def client() -> None:
        for item in waiting:
            started = time.perf_counter()
            await call(item)
            took.append(time.perf_counter() - started)

    started = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(clients)))
    seconds = time.perf_counter() - started
    took.sort()
    found = Measured(
        what, clients, len(took) / seconds, took[len(took) // 2] * 1000, took[int(len(took) * 0.95)] * 1000
    )
    print(found.line(), flush=True)
    return found


def _confirmation(quote: Any) -> dict[str, Any]:
    return {
        "option_id": quote["options"][0]["option_id"],
        "digest": quote["digest"],
        "confirmation": {"conversation_id": "conv_bench", "message_id": "msg_bench", "text": "yes"},
    }
