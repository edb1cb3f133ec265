"""A turn from outside: what comes in, what it may use, what comes out. ``graph/`` implements ``Dialogue``.

The conversation's state is plain JSON (see ``state.py``); whoever stores it never looks inside, apart from the keys
``state``, ``order_id``, ``title``, ``pending``, ``tickets`` and ``owed`` that are read through ``state.py``.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

from agent_service.conversation.interpretation import Json
from agent_service.conversation.model_budget import ModelBudget
from agent_service.conversation.ports import (
    Clock,
    Explainer,
    Ids,
    Platform,
    PolicyPassages,
    Reader,
    Transcript,
)


@dataclass(frozen=True, slots=True)
class Inbound:
    """A customer's message: exactly one of ``text`` and ``action`` (``api.md``, Action).

    ``message_id`` is the stored message's own id and stays the same when the turn is run again: platform writes are
    keyed by it. ``seen_seq`` is the conversation's seq when the message arrived, that is of the last reply that had
    been *finished* then; ``seq`` the one that the reply of this turn will get (``seen_seq < seq``). ``after`` is the
    message id the client says it has seen; whoever knows that message's seq has put it into ``seen_seq`` already.
    """

    client_message_id: str
    message_id: str
    seq: int
    seen_seq: int
    text: str | None = None
    action: Json | None = None
    after: str | None = None


def spoken(inbound: Inbound) -> str:
    """What the customer said, for transcript and confirmation; a button's text is its type."""
    return inbound.text if inbound.text is not None else str((inbound.action or {}).get("type", ""))


async def _nothing(_: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Listener:
    """Called while the turn runs: every state entered, and every sentence that passed the claim check."""

    on_state: Callable[[str], Awaitable[None]] = _nothing
    on_sentence: Callable[[str], Awaitable[None]] = _nothing


@dataclass(frozen=True, slots=True)
class Deps:
    """Everything a turn may touch, built for that turn by the composition root.

    ``budget`` is what a conversation may spend on models; beyond it rules and templates serve.
    """

    conversation_id: str
    user_id: str
    platform: Platform
    reader: Reader
    explainer: Explainer
    passages: PolicyPassages
    transcript: Transcript
    clock: Clock
    ids: Ids
    listener: Listener = field(default_factory=Listener)
    budget: ModelBudget = field(default_factory=ModelBudget)


@dataclass(frozen=True, slots=True)
class TurnResult:
    """The state to store, the Reply of ``api.md``, and the turn's row of the trace as far as the turn knows it.

    ``trace`` has ``interpreter``, ``interpretation``, ``transitions``, ``prompts``, ``tools``, ``model_calls`` and
    ``claim_check``; the store adds ids, times and ``store_requests``. ``transitions`` is the same list.
    """

    state: Json
    reply: Json
    trace: Json
    transitions: list[Json]


@dataclass(frozen=True, slots=True)
class EventResult:
    """The state after an event, and the messages that appear by it: ``{"message_id", "role", "text", "parts",
    "outcome", "author", "created_at"}`` each, as ``GET /conversations/{id}`` shows them (none for a bare ticket id)."""

    state: Json
    messages: list[Json]


class UnknownOrder(Exception):
    """The order a conversation was to be opened on does not exist for this user (404 ``not_found``)."""

    def __init__(self, order_id: str) -> None:
        super().__init__(order_id)
        self.order_id = order_id


class Dialogue(Protocol):
    """The conversation itself; pure of storage, transport and vendors."""

    async def open_conversation(self, deps: Deps, order_id: str | None, locale: str | None) -> TurnResult:
        """The greeting (``in_reply_to`` null, state GREETING). Raises ``UnknownOrder``; never fails otherwise."""
        ...

    async def run_turn(self, deps: Deps, conversation: Json, inbound: Inbound) -> TurnResult:
        """One message, one graph run. Never raises for what customers, models or the platform do.

        An escalation the platform could not take is in ``state["owed"]``: ``{"escalation_id", "user_id", "order_id",
        "conversation_id", "reason", "summary", "quote_id"}``, the body of ``POST /escalations`` for a machine token but
        for ``transcript``, which the deliverer reads from the store; remove it once delivered.
        """
        ...

    def on_event(self, clock: Clock, ids: Ids, conversation: Json, event: Json, seq: int) -> EventResult:
        """One event of ``POST /events`` (``{"event_id", "kind", "conversation_id", "data"}``), not seen before.

        ``seq`` is the number the first of its messages will get: an offer that came by an event counts from there.
        """
        ...
