"""Replicas of the agent over one table: each has its own connections, locks and dialogue runs, and may be killed."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from agent_service.adapters.dynamodb import DynamoConversations
from agent_service.conversation.conversations import Caller, Conversations, DepsFor
from agent_service.conversation.performers import StaffWork
from agent_service.conversation.ports import TemplatesOnly
from agent_service.conversation.single_writer import SingleWriter, Timing
from agent_service.conversation.store import Entry, Json
from agent_service.conversation.texts import texts
from agent_service.conversation.turn import Deps, Dialogue, Listener
from tests.conversation_world import Killed, NumberedIds, SetClock, Wire
from tests.fakes.dialogue import EchoDialogue
from tests.fakes.talk import Passages, Scripted

ANA = Caller("u-ana", "Ana Ruiz", "token")
DANA = Caller("u-cx-dana", "Dana Brooks", "token", staff=True)
AFTER_THE_LEASE = 16.0


@dataclass
class World:
    """What all replicas share: the table, the clock, the ids, and what the dialogue did."""

    client: Any
    lock: Any
    table: str
    pool: ThreadPoolExecutor
    clock: SetClock
    ids: NumberedIds
    dialogue: EchoDialogue
    timing: Timing = field(default_factory=Timing)

    async def _sleep(self, seconds: float) -> None:
        """Waiting moves the clock, and lets the others run."""
        self.clock.move(seconds=seconds)
        await asyncio.sleep(0.001)

    def replica(
        self,
        dialogue: Dialogue | None = None,
        deps: DepsFor | None = None,
        wire: Wire | None = None,
        **dies: Callable[[int], None],
    ) -> "Replica":
        """A replica that dies as told: ``before`` or ``after`` a request, given its number."""
        wire = wire or Wire(self.client, self.lock, **dies)
        store = DynamoConversations(wire, self.table, self.clock, self.pool)
        staff = StaffWork(dialogue or self.dialogue, self.clock, self.ids, texts())
        writer = SingleWriter(store, self.clock, self.ids, self.timing, sleep=self._sleep)
        talks = Conversations(
            store, staff, deps or self._deps, ttl=timedelta(days=90), timing=self.timing, writer=writer
        )
        return Replica(wire, store, talks)

    def _deps(self, caller: Caller, conversation_id: str, transcript: Any, listener: Listener) -> Deps:
        return Deps(
            conversation_id=conversation_id,
            user_id=caller.user_id,
            platform=None,  # type: ignore[arg-type]
            reader=Scripted(),
            explainer=TemplatesOnly(),
            passages=Passages(),
            transcript=transcript,
            clock=self.clock,
            ids=self.ids,
            listener=listener,
        )


@dataclass
class Replica:
    """One process."""

    wire: Wire
    store: DynamoConversations
    talks: Conversations

    async def open(self) -> str:
        return (await self.talks.open(ANA, None, None)).conversation_id

    async def say(self, conversation_id: str, text: str, name: str = "m1", **more: Any) -> Entry:
        return await self.talks.send(ANA, conversation_id, name, {"text": text, **more})

    async def messages(self, conversation_id: str, by: Caller = ANA) -> list[Json]:
        return (await self.talks.read(by, conversation_id)).messages()

    async def said(self, conversation_id: str, by: Caller = ANA) -> list[str]:
        return [message["text"] for message in await self.messages(conversation_id, by)]


def on(number: int) -> Callable[[int], None]:
    """Dies at the request of that number."""

    def die(current: int) -> None:
        if current == number:
            raise Killed

    return die


async def killed(work: Any) -> None:
    """Run work of a replica that is about to die."""
    try:
        await work
    except Killed:
        return
    raise AssertionError("the replica should have died")
