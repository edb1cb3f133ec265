"""A confirmed change: the request that applies a quote, what became of it, and its receipt."""

from typing import Annotated, Literal

from pydantic import Field

from brightthread.contract.escalations import Transcript
from brightthread.contract.money import MoneyView
from brightthread.contract.orders import OrderView, PersonView
from brightthread.contract.quotes import OptionTermsView
from brightthread.contract.wire import ABSENT, Date, Id, Instant, Note, Request, View

ChangeStatus = Literal["applied", "pending_review", "rejected", "reversed", "expired", "superseded"]
SyncState = Literal["pending", "synced", "compensating", "reversed", "failed"]
System = Literal["erp", "shipping", "crm"]
StepStatus = Literal["not_needed", "pending", "doing", "done", "compensating", "failed"]


class ConfirmationRequest(Request):
    """What the customer said yes with; stored as given."""

    conversation_id: Id
    message_id: Id
    text: Note


class ApplyRequest(Request):
    """``POST /quotes/{quote_id}/apply``; ``transcript`` only goes into the ticket of a review."""

    option_id: Id
    digest: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\x00]*$")]
    confirmation: ConfirmationRequest
    transcript: Transcript | None = ABSENT


class ConfirmationView(View):
    conversation_id: str
    message_id: str
    text: str


class StepView(View):
    """One external system's share of a change."""

    system: System
    status: StepStatus
    attempts: int
    reference: str | None
    error_code: str | None
    done_at: Instant | None


class ReceiptStateView(View):
    version: int
    total: MoneyView
    delivery_date: Date


class AuditRefView(View):
    """Where the change stands in the order's audit chain; hashes are lower-case hex SHA-256."""

    sequence: int
    previous_hash: str
    entry_hash: str


class ReceiptBodyView(View):
    """A receipt as it is signed."""

    receipt_id: str
    change_id: str
    order_id: str
    company_id: str
    issued_at: Instant
    confirmed_by: PersonView
    confirmation: ConfirmationView
    quote_digest: str
    option: OptionTermsView
    before: ReceiptStateView
    after: ReceiptStateView
    audit: AuditRefView


class ReceiptView(ReceiptBodyView):
    """``jws``: compact ES256 signature over the RFC 8785 form of the receipt without ``jws``."""

    jws: str


class OrderChangeView(View):
    """``status`` speaks of our order, ``sync_state`` of the other systems."""

    change_id: str
    order_id: str
    quote_id: str
    option_id: str
    status: ChangeStatus
    review_id: str | None
    sync_state: SyncState
    steps: list[StepView]
    created_at: Instant
    applied_at: Instant | None
    order: OrderView
    receipt: ReceiptView | None
