"""Escalations: a request that goes to a human, with the transcript that human needs."""

from typing import Annotated, Literal

from pydantic import Field

from brightthread.contract.lists import ListView
from brightthread.contract.transcripts import MOST_TEXT
from brightthread.contract.wire import ABSENT, Id, Instant, Request, View

EscalationReason = Literal[
    "customer_requested",
    "needs_review",
    "order_shipped",
    "order_not_found",
    "too_many_clarifications",
    "refund_above_threshold",
    "change_failed",
    "dependency_down",
    "frustrated",
    "policy_exception",
]
Priority = Literal["urgent", "high", "normal"]


class TranscriptEntry(Request):
    """One message of a conversation as a human reads it in a ticket."""

    role: Literal["customer", "assistant", "cx_agent", "system"]
    text: Annotated[str, Field(max_length=MOST_TEXT, pattern=r"^[^\x00]*$")]
    at: Instant


Transcript = list[TranscriptEntry]
"""Its length is bounded by the size of the body alone."""


class EscalationRequest(Request):
    """``POST /escalations``; ``escalation_id`` and ``user_id`` only with a machine token."""

    escalation_id: Id | None = ABSENT
    user_id: Id | None = ABSENT
    order_id: Id | None = ABSENT
    conversation_id: Id
    reason: EscalationReason
    summary: Annotated[str, Field(max_length=4000, pattern=r"^[^\x00]*$")]
    transcript: Transcript
    quote_id: Id | None = ABSENT
    change_id: Id | None = ABSENT


class EscalationView(View):
    """``ticket_id`` is null until the CRM has it."""

    escalation_id: str
    reason: EscalationReason
    priority: Priority
    status: Literal["open", "taken_over", "solved"]
    ticket_id: str | None
    expected_response_by: Instant
    created_at: Instant


EscalationListView = ListView[EscalationView]
