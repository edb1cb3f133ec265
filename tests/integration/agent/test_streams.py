"""Streams over a real server: what appears by itself, across replicas, and a stop that lets turns end."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import httpx
import pytest
import uvicorn

from agent_service.adapters.dynamodb import DynamoConversations
from agent_service.adapters.platform_http import PlatformConnection
from agent_service.bootstrap import Minds, SystemClock, application, assemble
from agent_service.conversation.ports import TemplatesOnly
from agent_service.settings import Settings
from tests.fakes.talk import Passages, Scripted
from tests.integration.agent.replicas import World
from tests.unit.agent_api.conftest import SETTINGS, PlainTokens, PlatformUsers

ANA, DANA = {"Authorization": "Bearer u-ana|customers"}, {"Authorization": "Bearer u-cx-dana|cx_agents"}


class Served:
    """One replica behind a socket."""

    def __init__(self, server: uvicorn.Server, draining: Any, port: int) -> None:
        self.server = server
        self.draining = draining
        self.http = httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}/agent/v1", timeout=30)

    def stop(self) -> None:
        """As SIGTERM does."""
        self.draining.start()
        self.server.should_exit = True

    @asynccontextmanager
    async def following(self, conversation: str, **headers: str) -> AsyncIterator[AsyncIterator[tuple[str, Any]]]:
        async with self.http.stream(
            "GET", f"/conversations/{conversation}/events", headers={**ANA, **headers}
        ) as answer:
            assert answer.status_code == 200
            lines = answer.aiter_lines()
            assert (await anext(lines)).startswith(":")
            yield self._events(lines)

    async def _events(self, lines: AsyncIterator[str]) -> AsyncIterator[tuple[str, Any]]:
        data = ""
        async for line in lines:
            name, _, value = line.partition(": ")
            if name == "data":
                data = value
            elif name == "id":
                yield value, json.loads(data)


@asynccontextmanager
async def served(world: World) -> AsyncIterator[Served]:
    platform = PlatformConnection(httpx.MockTransport(PlatformUsers().answer), "http://platform.test/platform/v1")
    settings = Settings(**SETTINGS)
    store = DynamoConversations(world.replica().wire, world.table, SystemClock(), world.pool)
    minds = Minds(world.dialogue, Scripted(), TemplatesOnly(), Passages())
    parts = assemble(settings, minds, store, platform)
    app = application(settings, parts, AsyncExitStack())
    app.state.verifier = PlainTokens()
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=25))
    running = asyncio.create_task(server.serve([listener]))
    try:
        yield Served(server, parts.draining, listener.getsockname()[1])
    finally:
        server.should_exit = True
        parts.draining.start()
        await running


@pytest.fixture
async def replica(world: World) -> AsyncIterator[Served]:
    world.clock.at = SystemClock().now()
    async with served(world) as replica:
        yield replica


async def _open(replica: Served) -> str:
    answer = await replica.http.post("/conversations", json={}, headers=ANA)
    conversation: str = answer.json()["conversation_id"]
    return conversation


async def _reply(replica: Served, conversation: str, text: str) -> None:
    answer = await replica.http.post(f"/conversations/{conversation}/reply", json={"text": text}, headers=DANA)
    assert answer.status_code == 200


async def _say(replica: Served, conversation: str, text: str, name: str, **headers: str) -> httpx.Response:
    body = {"client_message_id": name, "text": text}
    return await replica.http.post(f"/conversations/{conversation}/messages", json=body, headers={**ANA, **headers})


async def test_what_a_human_writes_on_another_replica_appears_and_ones_own_does_not(
    world: World, replica: Served
) -> None:
    conversation = await _open(replica)
    async with served(world) as other, replica.following(conversation) as events:
        await _say(other, conversation, "hi", "m1")
        await _reply(other, conversation, "Dana here.")
        number, message = await asyncio.wait_for(anext(events), 10)
        assert (message["role"], message["text"], message["author"]) == ("cx_agent", "Dana here.", "Dana Brooks")
        await _reply(other, conversation, "Still here.")
        later, message = await asyncio.wait_for(anext(events), 10)
        assert int(later) > int(number)


async def test_a_stream_goes_on_behind_the_last_event(replica: Served) -> None:
    conversation = await _open(replica)
    async with replica.following(conversation) as events:
        await _reply(replica, conversation, "one")
        number, _ = await asyncio.wait_for(anext(events), 10)
    await _reply(replica, conversation, "two")
    async with replica.following(conversation, **{"Last-Event-ID": number}) as events:
        _, message = await asyncio.wait_for(anext(events), 10)
        assert message["text"] == "two"


def _events(answer: httpx.Response) -> list[tuple[int, str]]:
    fields = [line.partition(": ")[::2] for line in answer.text.splitlines()]
    names = [value for name, value in fields if name == "event"]
    return list(zip((int(value) for name, value in fields if name == "id"), names, strict=True))


@pytest.mark.parametrize("ended", [True, False])
async def test_a_stream_that_was_cut_goes_on_at_another_replica_with_state_and_reply(
    world: World, replica: Served, ended: bool
) -> None:
    conversation = await _open(replica)
    world.dialogue.gate = None if ended else asyncio.Event()
    first = asyncio.create_task(_say(replica, conversation, "hi", "m1", Accept="text/event-stream"))
    await world.dialogue.begun.wait()
    if ended:
        whole = _events(await first)
        assert [name for _, name in whole] == ["state", "state", "delta", "delta", "reply"]
    async with served(world) as other:
        resuming = _say(other, conversation, "hi", "m1", Accept="text/event-stream", **{"Last-Event-ID": "2"})
        resumed = asyncio.create_task(resuming)
        if world.dialogue.gate is not None:
            world.dialogue.gate.set()
        assert _events(await resumed) == [(3, "state"), (4, "reply")]
    await first
    assert world.dialogue.runs["m1"] == 1


async def test_a_stop_ends_followers_and_lets_a_streamed_turn_finish(world: World, replica: Served) -> None:
    conversation = await _open(replica)
    async with replica.following(conversation) as events:
        world.dialogue.gate = asyncio.Event()
        turn = asyncio.create_task(_say(replica, conversation, "hi", "m1", Accept="text/event-stream"))
        await world.dialogue.begun.wait()
        replica.stop()
        assert [event async for event in events] == []
        world.dialogue.gate.set()
        answer = await turn
    assert answer.text.count("event: reply") == 1


async def test_a_turn_goes_on_when_its_client_leaves(world: World, replica: Served) -> None:
    conversation = await _open(replica)
    world.dialogue.gate = asyncio.Event()
    leaving = asyncio.create_task(_say(replica, conversation, "hi", "m1", Accept="text/event-stream"))
    await world.dialogue.begun.wait()
    leaving.cancel()
    await asyncio.gather(leaving, return_exceptions=True)
    world.dialogue.gate.set()
    again = await _say(replica, conversation, "hi", "m1")
    assert again.json()["reply"]["text"] == "You said hi."
    assert world.dialogue.runs["m1"] == 1
