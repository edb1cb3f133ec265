"""What a conversation answers: turns, replies with their parts, and the transcript."""

from typing import Annotated, Literal

from pydantic import Field

from brightthread.contract.catalogue import ProductView
from brightthread.contract.escalations import EscalationReason
from brightthread.contract.history import TrackingView
from brightthread.contract.lists import ListView
from brightthread.contract.messages import Action
from brightthread.contract.order_changes import ReceiptView
from brightthread.contract.orders import OrderView
from brightthread.contract.quotes import QuoteView
from brightthread.contract.relayed import Relayed
from brightthread.contract.wire import ABSENT, Instant, Json, View

State = Literal[
    "GREETING",
    "IDENTIFY_ORDER",
    "CLARIFY_REQUEST",
    "CHECK_FEASIBILITY",
    "PRESENT_OPTIONS",
    "AWAIT_CONFIRMATION",
    "EXECUTE_CHANGE",
    "COMPLETE",
    "ESCALATE",
]
OutcomeKind = Literal["applied", "pending_review", "escalated", "declined", "answered", "denied"]
RelayedQuote = Annotated[Json, Relayed(QuoteView)]


class OrderPart(View):
    kind: Literal["order"]
    order: Annotated[Json, Relayed(OrderView)]


class OptionsPart(View):
    kind: Literal["options"]
    quote_id: str
    option_ids: list[str]
    expires_at: Instant


class Choice(View):
    """A button: either words sent as typed, or an action."""

    label: str
    text: str | None = ABSENT
    action: Action | None = ABSENT


class ChoicesPart(View):
    kind: Literal["choices"]
    items: list[Choice]


class ReceiptPart(View):
    kind: Literal["receipt"]
    receipt: Annotated[Json, Relayed(ReceiptView)]


class Citation(View):
    document: str
    title: str
    version: str
    section: str
    url: str | None
    passage: str


class CitationsPart(View):
    kind: Literal["citations"]
    items: list[Citation]


class TicketPart(View):
    kind: Literal["ticket"]
    escalation_id: str | None
    ticket_id: str | None
    expected_response_by: Instant | None


class TrackingPart(View):
    kind: Literal["tracking"]
    tracking: Annotated[Json, Relayed(TrackingView)]


class ProductsPart(View):
    kind: Literal["products"]
    items: list[Annotated[Json, Relayed(ProductView)]]


Part = Annotated[
    OrderPart | OptionsPart | ChoicesPart | ReceiptPart | CitationsPart | TicketPart | TrackingPart | ProductsPart,
    Field(discriminator="kind"),
]


class OutcomeView(View):
    kind: OutcomeKind
    reason: EscalationReason | None
    change_id: str | None
    review_id: str | None
    escalation_id: str | None
    ticket_id: str | None


class ReplyView(View):
    """``quote``: the one now waiting, as the platform gave it."""

    message_id: str
    in_reply_to: str | None
    text: str
    parts: list[Part]
    state: State
    quote: RelayedQuote | None
    outcome: OutcomeView | None
    created_at: Instant


class TurnView(View):
    """``reply`` is null during a takeover."""

    conversation_id: str
    state: State
    reply: ReplyView | None


class ConversationItemView(View):
    conversation_id: str
    state: State
    order_id: str | None
    title: str
    created_at: Instant
    updated_at: Instant
    expires_at: Instant


class PendingView(View):
    quote: RelayedQuote
    option_id: str | None


class MessageView(View):
    message_id: str
    role: Literal["customer", "assistant", "cx_agent", "system"]
    text: str
    parts: list[Part]
    outcome: OutcomeView | None
    author: str | None
    created_at: Instant


class ConversationView(ConversationItemView):
    taken_over_by: str | None
    pending: PendingView | None
    messages: list[MessageView]


ConversationListView = ListView[ConversationItemView]
