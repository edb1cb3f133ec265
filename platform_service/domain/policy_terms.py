"""The enforced policy as typed values: its numbers; the rules' logic lives elsewhere in this room."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from platform_service.domain.order import Status


class Topic(StrEnum):
    """The columns of the policy matrix: what a part of a request is about."""

    QUANTITY_UP = "quantity_up"
    QUANTITY_DOWN = "quantity_down"
    SIZE_COLOR = "size_color"
    ARTWORK = "artwork"
    ADDRESS = "address"
    CANCEL = "cancel"
    DELIVERY_DATE = "delivery_date"
    SPLIT_SHIPMENT = "split_shipment"


class Rule(StrEnum):
    """What a cell of the matrix says: done by itself, refused, or for a person to decide."""

    ALLOWED = "allowed"
    DENIED = "denied"
    HUMAN = "human"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the matrix. Percentages in basis points of the affected goods, money in cents, days calendar days."""

    rule: Rule
    fee_percent: int = 0
    fee: int = 0
    days: int = 0
    refund_percent: int = 10_000
    deduction: int = 0
    redirect: bool = False


@dataclass(frozen=True, slots=True)
class ArtworkRules:
    """What makes an artwork printable (sizes in bytes)."""

    file_types: frozenset[str]
    vector_types: frozenset[str]
    min_dpi: int
    max_bytes: int


@dataclass(frozen=True, slots=True)
class SupportRules:
    """Response targets in support hours by priority, the priority of each reason, and when support is open."""

    response_hours: Mapping[str, int]
    priorities: Mapping[str, str]
    weekdays: frozenset[int]
    opens_at_hour: int
    closes_at_hour: int


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of the policy; ``document`` is the whole file as plain JSON, as ``GET /policy`` serves it."""

    version: str
    effective_from: str
    document: Mapping[str, Any]
    matrix: Mapping[Status, Mapping[Topic, Cell]]
    lead_time_days: Mapping[Status, int]
    order_min_pieces: int
    line_max_pieces: int
    refund_above: int
    redirect_carriers: frozenset[str]
    redirect_tracking_statuses: frozenset[str]
    artwork: ArtworkRules
    max_options: int
    max_alternatives: int
    return_window_days: int
    max_clarifying_questions: int
    decision_within_hours: int
    support: SupportRules

    def cell(self, status: Status, topic: Topic) -> Cell:
        """What holds for ``topic`` on an order in ``status``."""
        return self.matrix[status][topic]

    def lead_days(self, status: Status) -> int:
        """Days from today to the earliest delivery of changed goods; 0 where the status knows no lead time."""
        return self.lead_time_days.get(status, 0)
