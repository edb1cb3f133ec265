"""The use cases of a conversation: open it, say something, hear of an event, let a human in, read it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from agent_service.conversation import request_tally
from agent_service.conversation.performers import CustomerWork, StaffWork, said_by_assistant, summary_of
from agent_service.conversation.ports import Clock, Ids, Transcript
from agent_service.conversation.single_writer import (
    Arrival,
    MessageIdReused,
    SingleWriter,
    Timing,
    TurnFailed,
    TurnInProgress,
)
from agent_service.conversation.store import (
    ConversationNotFound,
    ConversationStore,
    Entry,
    Feedback,
    Head,
    Json,
    Kind,
    Outcome,
    Page,
    Search,
    entry_key,
)
from agent_service.conversation.turn import Deps, Listener
from brightthread.contract.canonical import digest
from brightthread.contract.transcripts import last_part

OPENING = "opening"
_MOST_MESSAGES = 8
"""So many messages one entry leads to at most."""
_ID = re.compile(r"conv_[0-9a-f]{32}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is signed in; the token goes to the platform and nowhere else. ``staff`` sees everybody's conversations."""

    user_id: str
    name: str | None
    token: str = field(repr=False)
    staff: bool = False

    @property
    def owner(self) -> str | None:
        """Whose conversations this caller is limited to; ``None``: nobody's."""
        return None if self.staff else self.user_id


DepsFor = Callable[[Caller, str, Transcript, Listener], Deps]
"""Builds what a turn may touch, for a caller and a conversation."""


class TakenOverByAnother(Exception):
    """Another CX agent speaks in this conversation."""


class UnknownMessage(Exception):
    """``after`` names a message this conversation does not have."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A conversation with what was said in it, oldest first."""

    head: Head
    entries: tuple[Entry, ...]

    def messages(self) -> list[Json]:
        """The transcript; what is still being answered is not part of it yet."""
        return [said for entry in self.entries if entry.outcome for said in entry.outcome.messages]


class StoredTranscript:
    """``Transcript`` of one conversation, read when somebody asks for it, or ``known`` already."""

    def __init__(self, store: ConversationStore, conversation_id: str, known: tuple[Entry, ...] | None = None) -> None:
        self._store = store
        self._conversation_id = conversation_id
        self._known = known

    async def read(self) -> list[Json]:
        known = self._known
        entries = await self._store.transcript(self._conversation_id) if known is None else known
        said = [message for entry in entries if entry.outcome for message in entry.outcome.messages]
        return last_part([{"role": each["role"], "text": each["text"], "at": each["created_at"]} for each in said])


class Conversations:
    """Everything that can be done with conversations; who may do it is decided before."""

    def __init__(
        self,
        store: ConversationStore,
        staff: StaffWork,
        deps_for: DepsFor,
        *,
        ttl: timedelta,
        timing: Timing | None = None,
        writer: SingleWriter | None = None,
    ) -> None:
        self._store = store
        self._staff = staff
        self._deps_for = deps_for
        self._ttl = ttl
        self._timing = timing or Timing()
        self._writer = writer or SingleWriter(store, staff.clock, staff.ids, self._timing)

    @property
    def _clock(self) -> Clock:
        return self._staff.clock

    @property
    def _ids(self) -> Ids:
        return self._staff.ids

    async def open(self, caller: Caller, order_id: str | None, locale: str | None) -> Entry:
        """A new conversation with its greeting; raises UnknownOrder."""
        conversation_id = self._ids.new("conv")
        now = self._clock.now()
        deps = self._deps_for(caller, conversation_id, StoredTranscript(self._store, conversation_id), Listener())
        result = await self._staff.dialogue.open_conversation(deps, order_id, locale)
        outcome = Outcome(result.state, summary_of(result.state), (said_by_assistant(result.reply),), result.reply)
        head = Head(
            conversation_id=conversation_id,
            owner=caller.user_id,
            summary=outcome.summary,
            state=outcome.state,
            created_at=now,
            updated_at=now,
            expires_at=now + self._ttl,
            seq=1,
            recent=((result.reply["message_id"], 1),),
        )
        opening = self._entry(head, Kind.OPENING, OPENING, caller.user_id, {}).done("", 1, outcome)
        await self._store.create(head, opening)
        return opening

    def _entry(self, head: Head, kind: Kind, name: str, cause: str, inbound: Json, seen: int | None = None) -> Entry:
        return Entry(
            conversation_id=head.conversation_id,
            kind=kind,
            name=name,
            digest=digest({"event_id": name} if kind is Kind.EVENT else inbound),
            cause=cause,
            message_id=self._ids.new("msg"),
            inbound=inbound,
            received_at=self._clock.now(),
            expires_at=head.expires_at,
            seen_seq=head.seq if seen is None else seen,
            seq=head.seq + 1,
        )

    async def head(self, conversation_id: str, owner: str | None = None) -> Head:
        """The head, if it is there and ``owner``'s (``None``: anybody's); else ConversationNotFound."""
        head = await self._store.head(conversation_id) if _ID.fullmatch(conversation_id) else None
        return _owned(conversation_id, head, owner)

    async def send(
        self, caller: Caller, conversation_id: str, name: str, said: Json, listener: Listener | None = None
    ) -> Entry:
        """The customer's message with its answer; ``said`` has ``text`` or ``action``, and perhaps ``after``.

        Raises ConversationNotFound, UnknownMessage, MessageIdReused, TurnInProgress, TurnFailed.
        """
        request_tally.begin()
        arrival = await self._look(caller, conversation_id, entry_key(Kind.MESSAGE, name))
        entries = await self._behind(arrival.head, said.get("after"))
        seen = _number_of(said["after"], arrival.head, entries or ()) if "after" in said else arrival.head.seq
        entry = self._entry(arrival.head, Kind.MESSAGE, name, caller.user_id, said, seen)
        known = (arrival.head.seq, entries) if entries is not None else None
        return await self._writer.settle(entry, self._customer(caller, name, listener or Listener(), known), arrival)

    async def _look(self, caller: Caller, conversation_id: str, key: str) -> Arrival:
        found = await self._store.look(conversation_id, key) if _ID.fullmatch(conversation_id) else (None, None)
        head = _owned(conversation_id, found[0], caller.user_id)
        return Arrival(head, found[1])

    def _customer(
        self,
        caller: Caller,
        name: str = "",
        listener: Listener | None = None,
        known: tuple[int, tuple[Entry, ...]] | None = None,
    ) -> CustomerWork:
        def deps(head: Head, heard: Listener) -> Deps:
            # what was read on arrival still is the transcript if this is the next turn
            entries = known[1] if known is not None and known[0] + 1 == head.seq else None
            transcript = StoredTranscript(self._store, head.conversation_id, entries)
            return self._deps_for(caller, head.conversation_id, transcript, heard)

        return CustomerWork(self._staff, caller.name, deps, name, listener or Listener())

    async def _behind(self, head: Head, message_id: str | None) -> tuple[Entry, ...] | None:
        """The transcript, where the message is none of the latest, so that it must be looked for."""
        if message_id is None or head.seen(message_id) is not None:
            return None
        return await self._store.transcript(head.conversation_id)

    async def tell(self, event: Json) -> None:
        """An event of the platform, once, however often it is told."""
        head = await self.head(event["conversation_id"])
        await self._settle(head, self._entry(head, Kind.EVENT, event["event_id"], "platform", event))

    async def _settle(self, head: Head, entry: Entry) -> Entry:
        """As staff, after what a dead replica left: it may have been this very entry."""
        await self._writer.recover(head, self._staff)
        return await self._writer.settle(entry, self._staff)

    async def settle_owed(self, head: Head, escalation_id: str) -> None:
        """The owed escalation has reached the platform."""
        inbound = {"escalation_id": escalation_id}
        await self._settle(head, self._entry(head, Kind.DELIVERY, escalation_id, "sweeper", inbound))

    async def take_over(self, agent: Caller, conversation_id: str) -> None:
        """The assistant is silent until released; TakenOverByAnother if a colleague was first."""
        await self._by_human(agent, conversation_id, {"do": "take_over"})

    async def release(self, agent: Caller, conversation_id: str) -> None:
        """The assistant answers again; without effect if nobody had taken over."""
        await self._by_human(agent, conversation_id, {"do": "release"})

    async def reply(self, agent: Caller, conversation_id: str, text: str) -> None:
        """A human's words in the conversation."""
        await self._by_human(agent, conversation_id, {"do": "reply", "text": text})

    async def _by_human(self, agent: Caller, conversation_id: str, deed: Json) -> None:
        head = await self.head(conversation_id)
        inbound = {**deed, "user_id": agent.user_id, "name": agent.name or agent.user_id}
        entry = self._entry(head, Kind.HUMAN, self._ids.new("msg"), agent.user_id, inbound)
        done = await self._settle(head, entry)
        speaker = done.outcome.taken_over_by if done.outcome else None
        if speaker is not None and speaker.user_id != agent.user_id:
            raise TakenOverByAnother(speaker.name)

    async def settled_head(self, caller: Caller, conversation_id: str) -> Head:
        """The head, after what a dead replica left in its inbox has been brought to its end, if the caller may."""
        head = await self.head(conversation_id, caller.owner)
        if await self._writer.recover(head, self._work(caller)):
            head = await self.head(conversation_id)
        return head

    def _work(self, caller: Caller) -> CustomerWork | StaffWork:
        return self._staff if caller.staff else self._customer(caller)

    async def read(self, caller: Caller, conversation_id: str) -> Reading:
        """The conversation as it stands, after what a dead replica left behind has been brought to its end."""
        head = await self.settled_head(caller, conversation_id)
        work = self._work(caller)
        entries = await self._store.transcript(conversation_id)
        lost = self._lost(head, entries)
        if lost is not None and work.may(lost) and await self._finish_lost(lost, work):
            head = await self.head(conversation_id)
            entries = await self._store.transcript(conversation_id)
        return Reading(head, entries)

    async def news(self, head: Head, since: int) -> list[tuple[int, str, Json]]:
        """Messages with a number above ``since``, each with its number and the user who caused it."""
        entries = await self._store.transcript(head.conversation_id, max(since - _MOST_MESSAGES, 0))
        return [
            (number, entry.cause, said)
            for entry in entries
            for number, said in enumerate(entry.outcome.messages if entry.outcome else (), entry.seq)
            if number > since
        ]

    def _lost(self, head: Head, entries: tuple[Entry, ...]) -> Entry | None:
        """A message whose replica died before it could begin, unless the conversation went on since."""
        latest = entries[-1] if entries else None
        if latest is None or latest.kind is not Kind.MESSAGE or latest.status != "open" or latest.key == head.inbox:
            return None
        given_up = latest.received_at + timedelta(seconds=self._timing.wait_s + 1)
        return latest if given_up < self._clock.now() else None

    async def _finish_lost(self, entry: Entry, work: CustomerWork | StaffWork) -> bool:
        try:
            await self._writer.settle(entry, work)
        except (TurnInProgress, TurnFailed, MessageIdReused):
            return False
        return True

    async def search(self, search: Search, limit: int, after: str | None) -> Page:
        """Conversations, newest first."""
        return await self._store.search(search, limit, after)

    async def rate(self, caller: Caller, conversation_id: str, feedback: Feedback) -> None:
        """Feedback of the customer, or of a CX agent."""
        await self.head(conversation_id, caller.owner)
        await self._store.rate(conversation_id, feedback)


def _owned(conversation_id: str, head: Head | None, owner: str | None) -> Head:
    if head is None or owner not in (None, head.owner):
        raise ConversationNotFound(conversation_id)
    return head


def _number_of(message_id: str, head: Head, entries: tuple[Entry, ...]) -> int:
    """The number of the message the client says it has seen."""
    if (seq := head.seen(message_id)) is not None:
        return seq
    for entry in entries:
        for number, said in enumerate(entry.outcome.messages if entry.outcome else (), entry.seq):
            if said["message_id"] == message_id:
                return number
    raise UnknownMessage(message_id)
