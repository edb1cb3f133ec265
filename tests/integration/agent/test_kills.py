"""Killed at any point of a turn: another replica finishes it, with one effect and one visible answer.

Real processes and SIGKILL; twenty kills, five hundred with ``-m ondemand``.
"""

import asyncio
import itertools
import signal
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from brightthread.service.crash_points import TURN_POINTS
from tests.integration.agent.processes import Agent, Agents, agents
from tests.integration.platform.running import ForkServer, eventually

Json = dict[str, Any]
pytestmark = pytest.mark.timeout(600)

OFFER, YES, HUMAN = "change 20 of the medium navy tees to large", "yes", "talk to a person"
DIES_IN = {"create_quote": OFFER, "apply": YES, "create_escalation": HUMAN}
"""The message in whose turn the point is passed; for all other points it is any of them."""
EFFECTS = {OFFER: "quotes", YES: "changes", HUMAN: "escalations"}
TRIES = 5
_numbers = itertools.count(1)


@pytest.fixture(scope="module")
async def agent_forks() -> AsyncIterator[ForkServer]:
    late = ("agent_service.interpret.reader", "botocore.client", "boto3")
    async with ForkServer.serve("agent_service", *late) as server:
        yield server


@dataclass
class Customer:
    """Somebody who sends every message again until it is answered."""

    agents: Agents
    user_id: str = field(default_factory=lambda: f"{next(_numbers)}-u-ana")
    conversation: str = ""

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.agents.platforms.token(self.user_id)}"}

    async def open(self, agent: Agent) -> None:
        for _ in range(TRIES):
            answer = await agent.http.post("/conversations", json={"order_id": "BT-1003"}, headers=self.headers)
            if answer.status_code != 503:
                break
        assert answer.status_code == 201, answer.text
        self.conversation = answer.json()["conversation_id"]

    async def send(self, agent: Agent, name: str, text: str, **headers: str) -> httpx.Response:
        return await agent.http.post(
            f"/conversations/{self.conversation}/messages",
            json={"client_message_id": name, "text": text},
            headers={**self.headers, **headers},
        )

    async def answered(self, agent: Agent, name: str, text: str, **headers: str) -> httpx.Response:
        """The answer of one that lives; while it has too much to do, the message is sent again."""
        for _ in range(TRIES):
            answer = await self.send(agent, name, text, **headers)
            if answer.status_code not in (409, 503) and "event: error" not in answer.text:
                break
        assert answer.status_code == 200, answer.text
        return answer

    async def say(self, agent: Agent, name: str, text: str) -> Json:
        turn: Json = (await self.answered(agent, name, text)).json()
        return turn

    async def said(self, agent: Agent) -> list[tuple[str, str]]:
        answer = await agent.http.get(f"/conversations/{self.conversation}", headers=self.headers)
        return [(message["role"], message["text"]) for message in answer.json()["messages"]]


async def kill(started: Agents, alive: Agent, point: str, text: str, number: int) -> None:
    """Kill a replica at the point, in the turn of ``text``; the message is then sent to the one that lives."""
    customer = Customer(started)
    await customer.open(alive)
    if text == YES:
        await customer.say(alive, "offer", OFFER)
    dying = await started.start(point)
    streams = {"Accept": "text/event-stream"} if point == "turn.in_stream" or number % 2 else {}
    with suppress(httpx.TransportError):
        await customer.send(dying, "m", text, **streams)
    assert await asyncio.wait_for(dying.process.ended, 20) == -signal.SIGKILL, point
    await dying.http.aclose()
    again = await customer.answered(alive, "m", text, **(streams | {"Last-Event-ID": "2"} if streams else {}))
    if streams:
        assert again.text.count("event: reply") == 1, again.text
        assert again.text.startswith("event: state"), again.text
        assert "event: delta" not in again.text, again.text
    turn = await customer.say(alive, "m", text)
    await once(customer, alive, turn, text)


async def once(customer: Customer, alive: Agent, turn: Json, text: str) -> None:
    """One message, one answer, one effect, and the conversation goes on."""
    said = await customer.said(alive)
    assert said[-2:] == [("customer", text), ("assistant", turn["reply"]["text"])]
    assert [role for role, _ in said] == ["assistant", "customer"] * (len(said) // 2) + ["assistant"]
    assert len(said) == (5 if text == YES else 3)
    world = customer.agents.platforms.of(customer.user_id).world
    assert len(getattr(world, EFFECTS[text])) == 1
    if text == YES:
        assert turn["reply"]["outcome"]["kind"] == "applied"
    assert (await customer.say(alive, "next", "where is my order?"))["reply"]["outcome"]["kind"] == "answered"


async def kill_many(forks: ForkServer, folder: Path, kills: int, at_once: int) -> None:
    texts = itertools.cycle(EFFECTS)
    points = itertools.islice(itertools.cycle(sorted(TURN_POINTS)), kills)
    planned = [(point, DIES_IN.get(point.partition(".")[2].partition("_")[2]) or next(texts)) for point in points]
    async with agents(forks, folder) as started:
        alive = await started.start()
        places = asyncio.Semaphore(at_once)

        async def one(number: int, point: str, text: str) -> None:
            async with places:
                await kill(started, alive, point, text, number)

        async with asyncio.TaskGroup() as group:
            for number, (point, text) in enumerate(planned):
                group.create_task(one(number, point, text))
        await alive.process.stop()


async def test_a_replica_may_die_at_any_point_of_a_turn(agent_forks: ForkServer, tmp_path: Path) -> None:
    await kill_many(agent_forks, tmp_path, kills=20, at_once=4)


@pytest.mark.ondemand
@pytest.mark.parametrize("part", range(10))
async def test_fifty_deaths_ten_times(agent_forks: ForkServer, tmp_path: Path, part: int) -> None:
    await kill_many(agent_forks, tmp_path, kills=50, at_once=6)


async def test_a_replica_that_is_told_to_stop_ends_its_streams_with_the_answer(
    agent_forks: ForkServer, tmp_path: Path
) -> None:
    async with agents(agent_forks, tmp_path) as started:
        agent = await started.start()
        customer = Customer(started)
        await customer.open(agent)
        turn = asyncio.create_task(customer.send(agent, "m", OFFER, Accept="text/event-stream"))
        platform = started.platforms.of(customer.user_id)
        platform.calls.clear()

        async def begun() -> bool:
            return "orders" in platform.named()

        await eventually(begun, 10)
        stopped = asyncio.create_task(agent.process.stop(signal.SIGTERM))
        answer = await turn
        assert answer.text.count("event: reply") == 1
        assert await stopped in (0, -signal.SIGTERM)
