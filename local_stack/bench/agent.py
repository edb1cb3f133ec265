"""``brightthread bench agent``: turns a second, beside a bare handler and LangGraph's stock saver in the same run."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from local_stack.bench.agent_ground import ORDER, TABLE, TEXTS, Handlers, handlers
from local_stack.bench.peer import dynamodb
from local_stack.bench.platform import Measured

CLIENTS = (1, 20, 200)
LONG = 200
WARM_UP = 2 * len(TEXTS)
AT_FIRST = 40 * len(TEXTS)
"""So many turns each handler has before anything is measured: the store, a Java machine, is slow until it has compiled
what it runs, and whoever came first would pay for all."""


@dataclass(frozen=True, slots=True)
class Load:
    """So many customers at once, each with so many conversations of so many turns, one after the other."""

    clients: int
    conversations: int
    turns: int


@dataclass(frozen=True, slots=True)
class Run:
    """A measurement, and the median of the first turns of its conversations (milliseconds)."""

    all: Measured
    fresh_ms: float


def bench_agent(turns: int) -> int:
    """Measure conversations of ``turns`` turns for each number of customers, and print it all."""
    with handlers() as places:
        print(f"store: {places.store}; rule reader; {turns} turns a conversation", flush=True)
        asyncio.run(_measure_all(places, turns))
    return 0


async def _measure_all(places: Handlers, turns: int) -> None:
    for base in (places.agent, places.bare, places.stock):
        await _warm_up(base, places.headers)
    for load in (Load(1, 5, turns), Load(20, 1, turns), Load(200, 1, max(1, turns // 6))):
        found = {
            name: await _measure(name, base, places.headers, load)
            for name, base in (("agent", places.agent), ("bare", places.bare), ("stock", places.stock))
        }
        agent, bare, stock = found["agent"], found["bare"], found["stock"]
        print(
            f"  a turn of the agent takes {bare.all.per_second / agent.all.per_second:.2f} × the bare handler's; "
            f"LangGraph with the stock saver takes {agent.all.per_second / stock.all.per_second:.1f} × the agent's, "
            f"{stock.fresh_ms / agent.fresh_ms:.1f} × on a fresh turn ({load.clients} customers)",
            flush=True,
        )
    await _measure_length(places)


async def _warm_up(base: str, headers: Mapping[str, str]) -> None:
    async with httpx.AsyncClient(base_url=base, headers=dict(headers), timeout=600) as client:
        for _ in range(AT_FIRST // WARM_UP):
            await _converse(client, await _opened(client), WARM_UP)


async def _measure(name: str, base: str, headers: Mapping[str, str], load: Load) -> Run:
    limits = httpx.Limits(max_connections=load.clients, max_keepalive_connections=load.clients)
    async with httpx.AsyncClient(base_url=base, headers=dict(headers), limits=limits, timeout=600) as client:
        await _converse(client, await _opened(client), WARM_UP)
        rooms = [[await _opened(client) for _ in range(load.conversations)] for _ in range(load.clients)]

        async def customer(own: Sequence[str]) -> list[list[float]]:
            return [await _converse(client, conversation, load.turns) for conversation in own]

        started = time.perf_counter()
        took = [each for part in await asyncio.gather(*(customer(own) for own in rooms)) for each in part]
        seconds = time.perf_counter() - started
    times = sorted(each for conversation in took for each in conversation)
    fresh = sorted(conversation[0] for conversation in took)
    measured = Measured(name, load.clients, len(times) / seconds, _ms(times, 0.5), _ms(times, 0.95))
    print(measured.line(), f"  fresh p50 {_ms(fresh, 0.5):>8.1f} ms", flush=True)
    return Run(measured, _ms(fresh, 0.5))


async def _opened(client: httpx.AsyncClient) -> str:
    answer = await client.post("/conversations", json={"order_id": ORDER})
    conversation: str = answer.raise_for_status().json()["conversation_id"]
    return conversation


async def _converse(client: httpx.AsyncClient, conversation: str, turns: int) -> list[float]:
    """Say the sentences one after the other; how long each took (seconds), with what it was refused before."""
    took = []
    for number in range(turns):
        body = {"client_message_id": f"c{number}", "text": TEXTS[number % len(TEXTS)]}
        started = time.perf_counter()
        turn = await _said(client, f"/conversations/{conversation}/messages", body)
        took.append(time.perf_counter() - started)
        if number % len(TEXTS) == 0 and turn["reply"]["quote"] is None:
            raise AssertionError(f"no offer: {turn}")
    return took


async def _said(client: httpx.AsyncClient, path: str, body: dict[str, str]) -> Any:
    """The answer; a message that is refused for too much work is sent again, as a client does."""
    while True:
        answer = await client.post(path, json=body)
        if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
            return answer.raise_for_status().json()
        await asyncio.sleep(float(answer.headers.get("Retry-After", "1")))


async def _measure_length(places: Handlers) -> None:
    """One long conversation with the agent: what its first and its last turns cost."""
    async with httpx.AsyncClient(base_url=places.agent, headers=dict(places.headers), timeout=60) as client:
        conversation = await _opened(client)
        took = await _converse(client, conversation, LONG)
    first, last = (_ms(sorted(part), 0.5) for part in (took[:30], took[-30:]))
    early, late = len(TEXTS), LONG - LONG % len(TEXTS)  # the same sentence
    sizes = [_stored(places.dynamodb, conversation, f"T#c{number}") for number in (early, late)]
    print(
        f"one conversation of {LONG} turns: p50 {first:.1f} ms over the first 30, {last:.1f} ms over the last 30\n"
        f"stored for turn {early + 1}: {sizes[0]} bytes, for turn {late + 1}: {sizes[1]}, "
        f"the head at the end: {_stored(places.dynamodb, conversation, 'HEAD')}",
        flush=True,
    )


def _stored(url: str, conversation: str, name: str) -> int:
    """The bytes of an item."""
    key = {"pk": {"S": conversation}, "sk": {"S": name}}
    item = dynamodb(url).get_item(TableName=TABLE, Key=key)["Item"]
    return sum(len(attribute) + len(next(iter(value.values()))) for attribute, value in item.items())


def _ms(times: Sequence[float], share: float) -> float:
    return times[min(int(len(times) * share), len(times) - 1)] * 1000
