"""Quotes: the verdict over a request, and the options a customer may confirm."""

from typing import Annotated, Any, Literal

from pydantic import Field

from brightthread.contract.changes import Change
from brightthread.contract.escalations import EscalationReason
from brightthread.contract.money import MoneyView
from brightthread.contract.orders import OrderView
from brightthread.contract.wire import ABSENT, Date, Id, Instant, Request, View

QuoteStatus = Literal["open", "used", "released", "expired"]
Verdict = Literal["allowed", "conditional", "denied", "needs_review"]
OptionKind = Literal["as_requested", "part", "in_stock", "other_size", "other_color"]
FeeCode = Literal["artwork_change", "size_color_change", "quantity_increase", "address_change", "materials_committed"]
ReasonCode = Literal[
    "free_of_charge",
    "fee_applies",
    "no_refund",
    "refund_applies",
    "days_added",
    "lead_time_moves_date",
    "status_forbids",
    "order_shipped",
    "order_final",
    "insufficient_stock",
    "no_such_variant",
    "artwork_unusable",
    "below_minimum",
    "above_maximum",
    "no_change",
    "carrier_cannot_redirect",
    "date_in_past",
    "rush",
    "split_shipment",
    "refund_above_threshold",
]


class QuoteRequest(Request):
    """``POST /orders/{order_id}/quotes``; ``replaces`` passes that quote's hold on."""

    changes: Annotated[list[Change], Field(min_length=1, max_length=20)]
    replaces: Id | None = ABSENT


class ReasonView(View):
    """``change_index`` counts from 0 in ``requested``; null speaks of the whole request."""

    code: ReasonCode
    message: str
    change_index: int | None
    policy_ref: str | None
    facts: dict[str, Any]


class OptionFeeView(View):
    code: FeeCode
    label: str
    amount: MoneyView


class OptionTermsView(View):
    """An option without the order after it: what a receipt keeps."""

    option_id: str
    title: str
    kind: OptionKind
    changes: list[Change]
    price_delta: MoneyView
    fees: list[OptionFeeView]
    refund: MoneyView
    days_added: int
    new_delivery_date: Date
    needs_review: bool


class OptionView(OptionTermsView):
    """Applied alone to the order, ``changes`` give ``order_after``."""

    order_after: OrderView


class QuoteView(View):
    """``digest`` covers everything but itself and ``status``."""

    quote_id: str
    order_id: str
    order_version: int
    policy_version: str
    status: QuoteStatus
    verdict: Verdict
    requested: list[Change]
    reasons: list[ReasonView]
    options: list[OptionView]
    escalation_reason: EscalationReason | None
    created_at: Instant
    expires_at: Instant
    digest: str


class DifferenceView(View):
    """What differs between a quote and the world it would be applied to."""

    field: str
    was: Any
    is_: Annotated[Any, Field(alias="is")]
