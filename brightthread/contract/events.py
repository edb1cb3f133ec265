"""What the platform's outbox tells a conversation (``POST /agent/v1/events``), at least once each."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from brightthread.contract.escalations import EscalationView
from brightthread.contract.order_changes import OrderChangeView
from brightthread.contract.quotes import QuoteView
from brightthread.contract.relayed import Checked
from brightthread.contract.reviews import ReviewView
from brightthread.contract.wire import ABSENT, Id, Instant, Json, Note, Request


class ReviewDecidedData(Request):
    review: Annotated[Json, Checked(ReviewView)]
    fresh_quote: Annotated[Json, Checked(QuoteView)] | None = None


class ChangeMovedData(Request):
    change: Annotated[Json, Checked(OrderChangeView)]
    escalation: Annotated[Json, Checked(EscalationView)] | None = None


class TicketCreatedData(Request):
    """Exactly one of ``escalation_id`` and ``review_id``."""

    escalation_id: Id | None = ABSENT
    review_id: Id | None = ABSENT
    ticket_id: Id
    expected_response_by: Instant | None = None

    @model_validator(mode="after")
    def _has_one_origin(self) -> Self:
        if (self.escalation_id is None) == (self.review_id is None):
            raise PydanticCustomError("one_of_origin", "Give exactly one of escalation_id and review_id")
        return self


class TicketRepliedData(Request):
    ticket_id: Id
    author: Note
    text: Annotated[str, Field(max_length=20_000, pattern=r"^[^\x00]*$")]
    at: Instant


class TicketSolvedData(Request):
    ticket_id: Id


class _Event(Request):
    event_id: Id
    conversation_id: Id


class ReviewDecided(_Event):
    kind: Literal["review_decided"]
    data: ReviewDecidedData


class ChangeSynced(_Event):
    kind: Literal["change_synced"]
    data: ChangeMovedData


class ChangeReversed(_Event):
    kind: Literal["change_reversed"]
    data: ChangeMovedData


class TicketCreated(_Event):
    kind: Literal["ticket_created"]
    data: TicketCreatedData


class TicketReplied(_Event):
    kind: Literal["ticket_replied"]
    data: TicketRepliedData


class TicketSolved(_Event):
    kind: Literal["ticket_solved"]
    data: TicketSolvedData


Event = Annotated[
    ReviewDecided | ChangeSynced | ChangeReversed | TicketCreated | TicketReplied | TicketSolved,
    Field(discriminator="kind"),
]
