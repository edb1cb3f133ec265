"""Reviews: a priced request that waits for a CX agent's decision."""

from typing import Literal

from brightthread.contract.lists import ListView
from brightthread.contract.order_changes import OrderChangeView
from brightthread.contract.orders import PersonView
from brightthread.contract.quotes import QuoteView
from brightthread.contract.wire import ABSENT, Instant, Note, Request, View

ReviewStatus = Literal["waiting", "approved", "rejected", "expired", "withdrawn"]


class DecisionRequest(Request):
    """``POST /reviews/{review_id}/decision``."""

    decision: Literal["approve", "reject"]
    comment: Note | None = None


class CompanyView(View):
    company_id: str
    name: str


class DecisionView(View):
    by: str
    at: Instant
    comment: str | None


class ReviewView(View):
    """``change`` and ``fresh_quote`` only in the answer to a decision."""

    review_id: str
    order_id: str
    company: CompanyView
    change_id: str
    quote: QuoteView
    option_id: str
    reason: str
    requested_by: PersonView
    conversation_id: str
    created_at: Instant
    decide_by: Instant
    status: ReviewStatus
    decision: DecisionView | None
    ticket_id: str | None
    change: OrderChangeView | None = ABSENT
    fresh_quote: QuoteView | None = ABSENT


ReviewListView = ListView[ReviewView]
