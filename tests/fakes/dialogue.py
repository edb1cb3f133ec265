"""A dialogue that repeats what it hears, can be made to wait or to fail, and counts its runs."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from agent_service.conversation.ports import Clock, Ids
from agent_service.conversation.turn import Deps, EventResult, Inbound, TurnResult, UnknownOrder, spoken
from brightthread.contract.instants import render

Json = dict[str, Any]
TRACE: Json = {
    "interpreter": "rules",
    "interpretation": {"intent": "greeting"},
    "transitions": [{"from": "GREETING", "to": "COMPLETE", "on": "said"}],
    "prompts": [],
    "tools": [],
    "model_calls": [],
    "claim_check": {"checked": 1, "replaced": 0},
}


def a_state(**changes: Any) -> Json:
    """The keys of a state that others read."""
    known = {"state": "GREETING", "order_id": None, "title": "", "pending": None, "escalation": None, "owed": []}
    return {**known, "heard": [], **changes}


@dataclass
class EchoDialogue:
    """``runs`` counts runs by client message id; ``gate`` holds turns back; ``effects`` are keyed as platform's are.

    A message "owe" leaves an owed escalation, "read the transcript" does so, "break" raises, anything else is repeated
    in two sentences.
    """

    runs: Counter[str] = field(default_factory=Counter)
    inbound: list[Inbound] = field(default_factory=list)
    transcripts: list[list[Json]] = field(default_factory=list)
    effects: set[str] = field(default_factory=set)
    gate: asyncio.Event | None = None
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    at_once: Counter[str] = field(default_factory=Counter)
    most_at_once: int = 0
    orders: frozenset[str] = frozenset({"BT-1003"})

    async def open_conversation(self, deps: Deps, order_id: str | None, locale: str | None) -> TurnResult:
        if order_id is not None and order_id not in self.orders:
            raise UnknownOrder(order_id)
        state = a_state(order_id=order_id)
        return TurnResult(state, self._reply(deps, None, "Hello.", state), TRACE, [])

    async def run_turn(self, deps: Deps, conversation: Json, inbound: Inbound) -> TurnResult:
        self.at_once[deps.conversation_id] += 1
        self.most_at_once = max(self.most_at_once, self.at_once[deps.conversation_id])
        try:
            return await self._run(deps, conversation, inbound)
        finally:
            self.at_once[deps.conversation_id] -= 1

    async def _run(self, deps: Deps, conversation: Json, inbound: Inbound) -> TurnResult:
        text = spoken(inbound)
        self.runs[inbound.client_message_id] += 1
        self.inbound.append(inbound)
        self.begun.set()
        if self.gate is not None:
            await self.gate.wait()
        if text == "read the transcript":
            self.transcripts.append(await deps.transcript.read())
        if text == "break":
            raise RuntimeError("the dialogue is broken")
        self.effects.add(inbound.message_id)
        await deps.listener.on_state("COMPLETE")
        for sentence in (f"You said {text}.", "Is that all?"):
            await deps.listener.on_sentence(sentence)
        state = {**conversation, "state": "COMPLETE", "heard": [*conversation["heard"], text][-20:]}
        if text == "owe":
            state["owed"] = [{"escalation_id": "esc_1", "user_id": deps.user_id, "reason": "dependency_down"}]
        return TurnResult(state, self._reply(deps, inbound.client_message_id, f"You said {text}.", state), TRACE, [])

    def _reply(self, deps: Deps, in_reply_to: str | None, text: str, state: Json) -> Json:
        return {
            "message_id": deps.ids.new("msg"),
            "in_reply_to": in_reply_to,
            "text": text,
            "parts": [],
            "state": state["state"],
            "quote": None,
            "outcome": None,
            "created_at": render(deps.clock.now()),
        }

    def on_event(self, clock: Clock, ids: Ids, conversation: Json, event: Json, seq: int) -> EventResult:
        self.runs[event["event_id"]] += 1
        said = {
            "message_id": ids.new("msg"),
            "role": "system",
            "text": f"It happened: {event['kind']}.",
            "parts": [],
            "outcome": None,
            "author": None,
            "created_at": render(clock.now()),
        }
        return EventResult({**conversation, "heard": [*conversation["heard"], event["event_id"]]}, [said])
