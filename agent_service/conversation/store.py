"""What a conversation keeps, and the port of the store that keeps it (``docs/architecture``, conversation state).

Two kinds of records: one ``Head`` a conversation (who owns it, who may write, where it stands) and one ``Entry`` for
everything that ever came in (a customer's message, an event of the platform, a human's words) with what it led to.
Every method of the port is one single-record request: nothing here needs transactions.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal, Protocol

Json = dict[str, Any]


class Kind(StrEnum):
    """Where an entry came from; its value starts the entry's key."""

    OPENING = "O"
    MESSAGE = "T"
    EVENT = "E"
    HUMAN = "H"
    DELIVERY = "D"


def entry_key(kind: Kind, name: str) -> str:
    """The key of an entry within its conversation; the kinds never collide, whatever a client calls its message."""
    return f"{kind.value}#{name}"


@dataclass(frozen=True, slots=True)
class Summary:
    """What lists show of a conversation and look for: taken from its state after every entry."""

    state: str
    order_id: str | None
    title: str
    escalated: bool
    owes: bool = False


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The CX agent who speaks instead of the assistant."""

    user_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an entry led to: the state after it, the messages it added, and what must be kept beside them.

    ``messages`` are in the shape of the transcript (``api.md``); ``reply`` is the Reply among them, if there is one.
    ``taken_over_by`` is who speaks from then on, ``None`` the assistant.
    """

    state: Json
    summary: Summary
    messages: tuple[Json, ...] = ()
    reply: Json | None = None
    trace: Json | None = None
    taken_over_by: TakenOver | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that came in. ``seen_seq`` is what its writer had seen; ``seq`` is provisional until it is done."""

    conversation_id: str
    kind: Kind
    name: str
    digest: str
    cause: str
    message_id: str
    inbound: Json
    received_at: datetime
    expires_at: datetime
    seen_seq: int
    seq: int
    status: Literal["open", "done", "failed"] = "open"
    run: str = ""
    last_seq: int = 0
    outcome: Outcome | None = None

    @property
    def key(self) -> str:
        return entry_key(self.kind, self.name)

    def done(self, run: str, seq: int, outcome: Outcome) -> "Entry":
        """This entry with what it led to; its messages take the numbers from ``seq`` on."""
        last = seq + max(len(outcome.messages) - 1, 0)
        return replace(self, status="done", run=run, seq=seq, last_seq=last, outcome=outcome)


@dataclass(frozen=True, slots=True)
class Head:
    """Where a conversation stands. Whoever holds the lease (``run`` until ``lease_until``) is its only writer.

    ``inbox`` is the key of the entry being worked on, ``prior`` what lay there when the lease was given: a writer that
    died left it. ``carried`` is the entry of ``inbox`` where it came with the lease: it counts before an open one under
    its own key. ``latest`` is the key of the entry that was ended last, ``recent`` are the latest messages with their
    numbers.
    """

    conversation_id: str
    owner: str
    summary: Summary
    state: Json
    created_at: datetime
    updated_at: datetime
    expires_at: datetime
    seq: int = 0
    fence: int = 0
    run: str = ""
    inbox: str = ""
    prior: str = ""
    latest: str = ""
    carried: Entry | None = None
    lease_until: datetime | None = None
    taken_over_by: TakenOver | None = None
    recent: tuple[tuple[str, int], ...] = ()
    feedback: Json = field(default_factory=dict)

    def leased(self, now: datetime) -> bool:
        """Whether somebody is writing right now."""
        return self.lease_until is not None and self.lease_until > now

    def seen(self, message_id: str) -> int | None:
        """The number of one of the latest messages, ``None`` for an older or unknown one."""
        return dict(self.recent).get(message_id)


@dataclass(frozen=True, slots=True)
class Search:
    """What a list of conversations is narrowed to; ``None`` means any."""

    owner: str | None = None
    order_id: str | None = None
    state: str | None = None
    escalated: bool | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Heads without state, newest conversation first; ``after`` continues behind the last of them."""

    items: tuple[Head, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class Lease:
    """The answer to a wish to write: granted (``head`` with the new fence) or not (``head`` as it is)."""

    granted: bool
    head: Head


@dataclass(frozen=True, slots=True)
class LeaseWish:
    """Who wants to write for which entry, and until when.

    ``over`` is the entry of a dead writer that is set aside: it stays open, to be finished by its owner later.
    ``carried`` is the entry itself, if it is kept in the head by this very request: only where nothing is in the inbox
    and no lease was given since ``fence``.
    """

    conversation_id: str
    key: str
    run: str
    now: datetime
    until: datetime
    over: str | None = None
    carried: Entry | None = None
    fence: int = 0


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one side thinks of a conversation: the customer's ``csat`` and comment, or a CX agent's ``label``."""

    kind: Literal["csat", "label"]
    content: Json


class ConversationNotFound(Exception):
    """There is no such conversation, or it has expired."""


class StoreUnavailable(Exception):
    """The store cannot be reached or refuses to work just now."""


class ConversationStore(Protocol):
    """Keeps heads and entries. Reads are consistent, except lists; what has expired is never returned."""

    async def create(self, head: Head, opening: Entry) -> None:
        """Keep a new conversation and its opening; the opening first, so that a head never lacks one."""
        ...

    async def head(self, conversation_id: str) -> Head | None: ...

    async def entry(self, conversation_id: str, key: str) -> Entry | None: ...

    async def look(self, conversation_id: str, key: str) -> tuple[Head | None, Entry | None]:
        """The head, without its state, and an entry in one request; each as it is now, but not read at one moment."""
        ...

    async def admit(self, entry: Entry) -> Entry | None:
        """Keep ``entry`` if its key is new (``None``), else return the one that is there, untouched."""
        ...

    async def lease(self, wish: LeaseWish) -> Lease:
        """Become the only writer: fence + 1, seq + 1, prior = inbox, inbox = the wished key.

        Granted when nobody writes and no other entry than ``key`` or ``over`` is in the inbox.
        ``ConversationNotFound`` where there is no head.
        """
        ...

    async def finish(self, entry: Entry) -> Entry:
        """Keep ``entry`` as done; the first one done stands, and is returned."""
        ...

    async def release(self, head: Head, done: Entry | None, now: datetime) -> bool:
        """Give the lease of ``head`` back, with what ``done`` led to; without effect if the fence has moved on.

        ``ConversationNotFound`` if it was erased meanwhile.
        """
        ...

    async def keep(self, entry: Entry) -> None:
        """Keep an open entry under its own key, unless one there is done."""
        ...

    async def fail(self, entry: Entry) -> None:
        """Mark an open entry as failed: only the same message, sent again, tries it again."""
        ...

    async def drop(self, entry: Entry) -> None:
        """Forget an entry that was never begun."""
        ...

    async def transcript(self, conversation_id: str, after: int = 0) -> tuple[Entry, ...]:
        """All entries with a number above ``after``, in their order."""
        ...

    async def search(self, search: Search, limit: int, after: str | None) -> Page: ...

    async def owing(self, limit: int) -> Sequence[Head]:
        """Some of the conversations with an escalation that is still owed; the list may lag behind."""
        ...

    async def rate(self, conversation_id: str, feedback: Feedback) -> None:
        """Keep feedback on a conversation; the last of a kind stands."""
        ...

    async def erase(self, conversation_id: str) -> int:
        """Remove everything of a conversation; returns the number of records removed."""
        ...

    async def ready(self) -> None:
        """Return if the store answers, else ``StoreUnavailable``."""
        ...
