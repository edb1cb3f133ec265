"""What is done with an entry, by kind: the customer's messages by the dialogue, everything else by a few lines here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from agent_service.conversation.observation import Observer, Observers, TurnSeen
from agent_service.conversation.ports import Clock, Ids
from agent_service.conversation.state import load
from agent_service.conversation.store import Entry, Head, Json, Kind, Outcome, Summary, TakenOver
from agent_service.conversation.texts import Texts
from agent_service.conversation.turn import Deps, Dialogue, Inbound, Listener, TurnResult, spoken
from brightthread.contract.instants import render


def summary_of(state: Json) -> Summary:
    """What lists show of a conversation in this state."""
    return Summary(
        state=state["state"],
        order_id=state["order_id"],
        title=state["title"],
        escalated=state["escalation"] is not None or state["state"] == "ESCALATE",
        owes=bool(state["owed"]),
    )


def message(message_id: str, role: str, text: str, at: str, **more: Any) -> Json:
    """A message of the transcript (``api.md``)."""
    return {
        "message_id": message_id,
        "role": role,
        "text": text,
        "parts": more.get("parts", []),
        "outcome": more.get("outcome"),
        "author": more.get("author"),
        "created_at": at,
    }


def said_by_assistant(reply: Json) -> Json:
    """A reply as a message of the transcript."""
    return message(
        reply["message_id"],
        "assistant",
        reply["text"],
        reply["created_at"],
        parts=reply["parts"],
        outcome=reply["outcome"],
    )


@dataclass(frozen=True, slots=True)
class StaffWork:
    """Entries that need no customer: events of the platform, a human's words and comings, deliveries."""

    dialogue: Dialogue
    clock: Clock
    ids: Ids
    texts: Texts
    observer: Observer = field(default_factory=Observers)

    def may(self, entry: Entry) -> bool:
        return entry.kind is not Kind.MESSAGE

    async def perform(self, head: Head, entry: Entry) -> Outcome:
        if entry.kind is Kind.EVENT:
            return self._event(head, entry)
        if entry.kind is Kind.DELIVERY:
            return self._delivered(head, entry)
        return getattr(self, f"_{entry.inbound['do']}")(head, entry)  # type: ignore[no-any-return]

    def _event(self, head: Head, entry: Entry) -> Outcome:
        result = self.dialogue.on_event(self.clock, self.ids, head.state, entry.inbound, head.seq)
        return Outcome(result.state, summary_of(result.state), tuple(result.messages), taken_over_by=head.taken_over_by)

    def _delivered(self, head: Head, entry: Entry) -> Outcome:
        left = [owed for owed in load(head.state).owed if owed["escalation_id"] != entry.inbound["escalation_id"]]
        return _unchanged(head, state={**head.state, "owed": left})

    def _take_over(self, head: Head, entry: Entry) -> Outcome:
        who = TakenOver(entry.inbound["user_id"], entry.inbound["name"])
        if head.taken_over_by is not None:
            return _unchanged(head)
        return _unchanged(head, self._notice(entry, "cx.joined"), taken_over_by=who)

    def _release(self, head: Head, entry: Entry) -> Outcome:
        if head.taken_over_by is None or head.taken_over_by.user_id != entry.inbound["user_id"]:
            return _unchanged(head)
        return _unchanged(head, self._notice(entry, "cx.left"), taken_over_by=None)

    def _reply(self, head: Head, entry: Entry) -> Outcome:
        if head.taken_over_by is not None and head.taken_over_by.user_id != entry.inbound["user_id"]:
            return _unchanged(head)
        said = entry.inbound
        at = render(entry.received_at)
        return _unchanged(head, message(entry.message_id, "cx_agent", said["text"], at, author=said["name"]))

    def _notice(self, entry: Entry, key: str) -> Json:
        text = self.texts.say(key, name=entry.inbound["name"])
        return message(entry.message_id, "system", text, render(entry.received_at))


_KEEP: Any = object()


def _unchanged(head: Head, *messages: Json, state: Json | None = None, taken_over_by: Any = _KEEP) -> Outcome:
    taken = head.taken_over_by if taken_over_by is _KEEP else taken_over_by
    if state is None:  # it is not looked into: it may be of another version
        return Outcome(head.state, head.summary, messages, taken_over_by=taken)
    return Outcome(state, summary_of(state), messages, taken_over_by=taken)


@dataclass(frozen=True, slots=True)
class CustomerWork:
    """Entries on behalf of the customer whose conversation it is; ``listener`` hears of the entry ``name`` only."""

    staff: StaffWork
    author: str | None
    deps: Callable[[Head, Listener], Deps]
    name: str = ""
    listener: Listener = field(default_factory=Listener)

    def may(self, entry: Entry) -> bool:
        return True

    async def perform(self, head: Head, entry: Entry) -> Outcome:
        if entry.kind is not Kind.MESSAGE:
            return await self.staff.perform(head, entry)
        inbound = inbound_of(head, entry)
        said = message(entry.message_id, "customer", spoken(inbound), render(entry.received_at), author=self.author)
        if head.taken_over_by is not None:
            return _unchanged(head, said)
        return await self._turn(head, inbound, said)

    async def _turn(self, head: Head, inbound: Inbound, said: Json) -> Outcome:
        listener = self.listener if inbound.client_message_id == self.name else Listener()
        started = self.staff.clock.now()
        deps = self.deps(head, listener)
        await listener.on_state(head.summary.state)
        result = await self.staff.dialogue.run_turn(deps, head.state, inbound)
        seen = _seen(head, result, started, self.staff.clock.now())
        self.staff.observer.turn_done(seen)
        trace = {
            "message_id": result.reply["message_id"],
            "client_message_id": inbound.client_message_id,
            "started_at": render(started),
            "duration_ms": round(seen.seconds * 1000, 1),
            **result.trace,
        }
        messages = (said, said_by_assistant(result.reply))
        return Outcome(result.state, summary_of(result.state), messages, result.reply, trace)


def _seen(head: Head, result: TurnResult, started: datetime, ended: datetime) -> TurnSeen:
    return TurnSeen(
        conversation_id=head.conversation_id,
        order_id=result.state["order_id"],
        started_at=started,
        ended_at=ended,
        state_before=head.summary.state,
        state_after=result.state["state"],
        outcome=result.reply["outcome"],
        parts=tuple(part["kind"] for part in result.reply["parts"]),
        trace=result.trace,
    )


def inbound_of(head: Head, entry: Entry) -> Inbound:
    """A stored message as the dialogue takes it: the message has the head's number, its reply the next one."""
    said = entry.inbound
    return Inbound(
        client_message_id=entry.name,
        message_id=entry.message_id,
        seq=head.seq + 1,
        seen_seq=entry.seen_seq,
        text=said.get("text"),
        action=said.get("action"),
        after=said.get("after"),
    )
