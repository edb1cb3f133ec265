"""What a conversation remembers between turns: small plain JSON with a version, migrated when it is read."""

from dataclasses import asdict, dataclass, field
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from agent_service.conversation.interpretation import Json
from agent_service.conversation.model_budget import Spent
from agent_service.conversation.states import WAITING, State

VERSION = 1
KEPT = 20
KEPT_CHANGES = 5
LONGEST_SAID = 1000
"""So many tickets, reviews and changes are remembered: the state must not grow with the conversation."""


@dataclass(slots=True)
class Conversation:
    """The working copy of the stored state; ``dump`` and ``load`` are its only way to and from JSON.

    ``request``: the changes asked for so far, in the reader's shape. ``unclear``: the texts of the messages in a row
    that led to a question. ``thread``: the texts that the request at hand was understood from so far, while it is asked
    about. ``pending``: the offer that waits, ``{"quote": raw JSON, "option_id", "seq", "message_id",
    "words": {option_id: texts}, "back": {option_id: changes that would lead back}, "asked": the message that asked for
    it, where it was one alone}``. ``superseded``: the quote the next one replaces. ``asked_which``: the question that
    was just answered by asking which order is meant. ``spoken_of``: the one product or variant that the last answer was
    about, by its names. ``ended``: the last request that came to nothing, ``{"order_id", "changes"}`` and, where it was
    refused, ``"references"`` to the policy; as long as nothing else was asked for. ``escalation``: the open one, as the
    platform gave it.
    ``reviews``: those that wait for a decision. ``changes``: the last ones applied, newest last, each
    ``{"change_id", "order_id", "kinds", "back"}``.
    ``human_offered``: the message that asked whether a human is wanted, ``{"seq", "message_id"}``, if it was the last.
    ``spent_…``: what its calls to models have cost.
    """

    state: str = State.GREETING.value
    locale: str = "en"
    user_name: str = ""
    order_id: str | None = None
    title: str = ""
    request: list[Json] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    thread: list[str] = field(default_factory=list)
    not_found: bool = False
    pending: Json | None = None
    superseded: str | None = None
    frustrated_before: bool = False
    assistant: str | None = None
    human_offered: Json | None = None
    escalation: Json | None = None
    tickets: dict[str, Json] = field(default_factory=dict)
    owed: list[Json] = field(default_factory=list)
    to_release: list[str] = field(default_factory=list)
    ended: Json | None = None
    asked_which: str | None = None
    spoken_of: Json | None = None
    reviews: list[Json] = field(default_factory=list)
    changes: list[Json] = field(default_factory=list)
    spent_micro_usd: int = 0
    spent_tokens: int = 0
    spent_calls: int = 0

    @property
    def spent(self) -> Spent:
        """What the conversation has spent on models so far."""
        return Spent(self.spent_micro_usd, self.spent_tokens, self.spent_calls)

    def spend(self, calls: list[Json]) -> None:
        """Count rows of the trace."""
        spent = self.spent
        spent.add(calls)
        self.spent_micro_usd, self.spent_tokens, self.spent_calls = spent.micro_usd, spent.tokens, spent.calls

    def dump(self) -> Json:
        """Plain JSON, with the version of its shape."""
        return {"version": VERSION, **asdict(self)}

    def remember_ticket(self, key: str, ticket_id: str | None, expected_response_by: str | None) -> None:
        """Keep what is known of a ticket under its escalation or review id; the oldest fall out."""
        self.tickets.pop(key, None)
        self.tickets[key] = {"ticket_id": ticket_id, "expected_response_by": expected_response_by}
        for old in list(self.tickets)[:-KEPT]:
            del self.tickets[old]

    @property
    def last_change(self) -> Json | None:
        """The newest change that was applied in this conversation."""
        return self.changes[-1] if self.changes else None

    def remember_change(self, change_id: str, order_id: str, kinds: list[str], back: list[Json]) -> None:
        """Keep a change that was applied, and what would lead it back; the oldest fall out."""
        known = {"change_id": change_id, "order_id": order_id, "kinds": kinds, "back": back}
        others = [change for change in self.changes if change["change_id"] != change_id]
        self.changes = [*others, known][-KEPT_CHANGES:]

    def give_up_request(self) -> None:
        """The request came to nothing (refused, dropped, left to a human): what was asked can still be varied."""
        self.ended = {"order_id": self.order_id, "changes": self.request} if self.request else None
        self.forget_request()

    def begin_request(self) -> None:
        """A new request: nothing of an earlier one counts any more."""
        self.ended = None
        self.forget_request()

    def forget_request(self) -> None:
        """A request has ended (or a new one begins): nothing of it is carried over."""
        self.request, self.missing, self.unclear, self.thread, self.not_found = [], [], [], [], False

    def follow(self, text: str) -> None:
        """Keep a text that the request at hand was understood from."""
        self.thread = [*self.thread, " ".join(text.split())[:LONGEST_SAID]][-KEPT:]


def load(stored: Json) -> Conversation:
    """The conversation of a stored state. One of another version, or in a state that is no waiting state any more, is
    restarted gently: what is open (tickets, reviews, what is owed) stays as far as it is understood, the request at
    hand is dropped."""
    kept: Json = {
        name: value for name, value in stored.items() if name in _CLASSES and isinstance(value, _CLASSES[name])
    }
    conversation = Conversation(**kept)
    if stored.get("version") != VERSION:
        _keep_what_is_understood(conversation)
        _restart(conversation)
    elif conversation.state not in {state.value for state in WAITING}:
        _restart(conversation)
    return conversation


def _classes(hint: Any) -> tuple[type, ...]:
    """The classes a value of this annotation may have."""
    members = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    return tuple(get_origin(member) or member for member in members)


_CLASSES = {name: _classes(hint) for name, hint in get_type_hints(Conversation).items()}
_NEEDED = {
    "owed": {"escalation_id"},
    "reviews": {"review_id", "change_id", "order_id"},
    "changes": {"change_id", "order_id", "kinds", "back"},
}
"""What is read of the members of these lists."""


def _keep_what_is_understood(conversation: Conversation) -> None:
    for name, keys in _NEEDED.items():
        members = getattr(conversation, name)
        setattr(conversation, name, [each for each in members if isinstance(each, dict) and keys <= each.keys()])
    tickets = {key: known for key, known in conversation.tickets.items() if isinstance(known, dict)}
    conversation.tickets = {key: {**_NO_TICKET, **known} for key, known in tickets.items()}
    conversation.to_release = [each for each in conversation.to_release if isinstance(each, str)]
    if conversation.ended is not None and not {"order_id", "changes"} <= conversation.ended.keys():
        conversation.ended = None
    if conversation.escalation is not None and not {"escalation_id", "reason"} <= conversation.escalation.keys():
        conversation.escalation = None


_NO_TICKET: Json = {"ticket_id": None, "expected_response_by": None}


def _restart(conversation: Conversation) -> None:
    quote = (conversation.pending or {}).get("quote")
    quote_id = quote.get("quote_id") if isinstance(quote, dict) else None
    conversation.to_release += [each for each in (quote_id, conversation.superseded) if isinstance(each, str)]
    conversation.pending, conversation.superseded = None, None
    conversation.forget_request()
    conversation.state = State.GREETING.value
