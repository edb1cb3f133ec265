"""A quote: what a request would do to an order, priced and dated, with options. Rules: ``domain.md``, ``api.md``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from platform_service.domain.changes import Change
from platform_service.domain.order import Order, Posting


class Verdict(StrEnum):
    """Speaks of the request as asked."""

    ALLOWED = "allowed"
    CONDITIONAL = "conditional"
    DENIED = "denied"
    NEEDS_REVIEW = "needs_review"


class OptionKind(StrEnum):
    AS_REQUESTED = "as_requested"
    PART = "part"
    IN_STOCK = "in_stock"
    OTHER_SIZE = "other_size"
    OTHER_COLOR = "other_color"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the verdict is what it is; ``change_index`` counts the request's parts from 0, None for the whole."""

    code: str
    message: str
    change_index: int | None = None
    policy_ref: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OptionDraft:
    """One way to serve the request. ``changes`` applied alone to the order give ``order_after``. Money in cents."""

    title: str
    kind: OptionKind
    changes: tuple[Change, ...]
    price_delta: int
    fees: tuple[Posting, ...]
    refund: int
    days_added: int
    new_delivery_date: date
    needs_review: bool
    order_after: Order


@dataclass(frozen=True, slots=True)
class QuoteDraft:
    """The whole answer to a request, before it gets ids and is stored. ``holds``: SKU → pieces to hold."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    options: tuple[OptionDraft, ...]
    escalation_reason: str | None
    holds: Mapping[str, int]
