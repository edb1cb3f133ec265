"""What the system of record keeps, in plain types."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from platform_service.domain.audit import TrailHead
from platform_service.domain.order import Address, Order
from platform_service.domain.surroundings import Artwork, Parcel, Variant

Json = dict[str, Any]
STAFF = frozenset({"cx_agents", "ops"})


@dataclass(frozen=True, slots=True)
class Actor:
    """A user of ours; staff belongs to no company."""

    user_id: str
    name: str
    email: str
    groups: frozenset[str]
    company_id: str | None
    company_name: str | None

    @property
    def is_staff(self) -> bool:
        return not self.groups.isdisjoint(STAFF)

    @property
    def scope(self) -> str:
        """Whose rows this user may see: the company's, or every company's for staff."""
        return "*" if self.is_staff else self.company_id or ""


@dataclass(frozen=True, slots=True)
class By:
    """Who did something, as timelines show it: ``customer``, ``cx_agent`` or ``system``."""

    type: str
    name: str


@dataclass(frozen=True, slots=True)
class OrderSearch:
    """A page of orders, newest first; ``after`` is (created_at, order_id) of the last one seen."""

    limit: int
    status: str | None = None
    words: str | None = None
    after: tuple[datetime, str] | None = None


@dataclass(frozen=True, slots=True)
class OrderItem:
    """An order in a list; money in cents, ``lines`` as people read them."""

    order_id: str
    status: str
    version: int
    created_at: datetime
    delivery_date: date
    pieces: int
    total: int
    currency: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenedOrder:
    """An order together with the end of its trail, read under its row lock."""

    order: Order
    trail: TrailHead


@dataclass(frozen=True, slots=True)
class Confirmable:
    """What a confirmation stands on: the quote and its order, both rows locked, and the answer kept for the key."""

    quote: "StoredQuote"
    opened: OpenedOrder
    kept: "KeptAnswer | None"


@dataclass(frozen=True, slots=True)
class Label:
    """A shipping label: carrier code (``ups``) and tracking number."""

    carrier: str
    tracking_number: str


@dataclass(frozen=True, slots=True)
class Named:
    """The ids a request names, whose rows the rules will want to see."""

    skus: frozenset[str]
    artworks: frozenset[str]
    addresses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the system of record knows of the things named (only those of the company and the catalogue)."""

    variants: Mapping[str, Variant]
    artworks: Mapping[str, Artwork]
    addresses: Mapping[str, Address]
    parcels: Sequence[Parcel]


@dataclass(frozen=True, slots=True)
class StoredQuote:
    """A quote as kept. ``document``: the Quote as first served. ``seen``: what of the order it relied on.

    ``status`` is open, used or released; whether an open one has expired is for the clock to say.
    """

    quote_id: str
    company_id: str
    order_id: str
    user_id: str
    order_version: int
    policy_version: str
    verdict: str
    created_at: datetime
    expires_at: datetime
    digest: str
    document: Json
    seen: Json
    status: str = "open"
    change_id: str | None = None
    fresh_of: str | None = None
    fresh_option: str | None = None

    def status_at(self, now: datetime) -> str:
        """The status as served: an open quote past its time is expired."""
        return "expired" if self.status == "open" and self.expires_at <= now else self.status

    def served(self, now: datetime) -> Json:
        """The Quote as it is served at ``now``."""
        return {**self.document, "status": self.status_at(now)}


@dataclass(frozen=True, slots=True)
class Step:
    """One external system's share of a change."""

    system: str
    status: str
    attempts: int = 0
    reference: str | None = None
    error_code: str | None = None
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FailedJob:
    """Work whose last run failed; ``attempts`` counts the runs."""

    job_id: int
    task: str
    arguments: Mapping[str, str]
    attempts: int


@dataclass(frozen=True, slots=True)
class StoredChange:
    """A confirmed change as kept. ``option`` is the Option without order_after, ``before`` the Order it replaced."""

    change_id: str
    company_id: str
    order_id: str
    quote_id: str
    option_id: str
    user_id: str
    conversation_id: str
    status: str
    sync_state: str
    review_id: str | None
    confirmation: Json
    option: Json
    summary: str
    before: Json | None
    version_after: int | None
    created_at: datetime
    applied_at: datetime | None
    finished_at: datetime | None = None
    steps: tuple[Step, ...] = ()
    receipt: Json | None = None


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """The answer to a keyed request, byte for byte."""

    fingerprint: str
    status: int
    body: str


@dataclass(frozen=True, slots=True)
class BookedAddress:
    """An address of a company's book."""

    address_id: str
    label: str | None
    street: str
    city: str
    region: str
    postal_code: str
    country: str
    is_default: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ShelvedArtwork:
    """An artwork of a company; keys name its files in the artwork store (None: seeded without a file)."""

    artwork_id: str
    company_id: str
    name: str
    file_type: str
    width_px: int | None
    height_px: int | None
    dpi: int | None
    size_bytes: int
    active: bool
    problems: Sequence[str]
    storage_key: str | None
    thumbnail_key: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ProductVariant:
    """One SKU of a product with what is available of it (pieces)."""

    sku: str
    color: str
    size: str
    available: int


@dataclass(frozen=True, slots=True)
class Product:
    """A product as the catalogue shows it (base price in cents)."""

    product_id: str
    name: str
    category: str
    base_price: int
    currency: str
    position: int
    variants: tuple[ProductVariant, ...]


@dataclass(frozen=True, slots=True)
class StockLevel:
    """What lies in stock of a SKU, and what of it is reserved by orders and holds (pieces)."""

    sku: str
    on_hand: int
    reserved: int


@dataclass(frozen=True, slots=True)
class Review:
    """A priced request that waits for a CX agent; ``decided_by`` and the rest tell of the one decision."""

    review_id: str
    company_id: str
    company_name: str
    order_id: str
    change_id: str
    quote_id: str
    option_id: str
    user_id: str
    user_name: str
    conversation_id: str
    reason: str
    status: str
    created_at: datetime
    decide_by: datetime
    expected_response_by: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    comment: str | None = None
    fresh_quote_id: str | None = None
    transcript: Sequence[Json] = ()
    ticket_id: str | None = None
    ticket_status: str | None = None
    quote: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Escalation:
    """A request that a human takes over; ``status`` is open, taken_over or solved."""

    escalation_id: str
    company_id: str | None
    user_id: str | None
    order_id: str | None
    conversation_id: str
    reason: str
    summary: str
    priority: str
    status: str
    expected_response_by: datetime
    created_at: datetime
    quote_id: str | None = None
    change_id: str | None = None
    transcript: Sequence[Json] = ()
    ticket_id: str | None = None
    ticket_status: str | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to an order; ``entry_id`` orders what happened at the same moment."""

    at: datetime
    entry_id: str
    kind: str
    summary: str
    by: By
    status: str | None = None
    change_id: str | None = None


@dataclass(frozen=True, slots=True)
class TrackedShipment:
    """A parcel as the carrier told us last; ``events`` in the form of the API."""

    carrier: str
    tracking_number: str
    status: str
    eta: datetime | None
    url: str | None
    events: Sequence[Json]


@dataclass(frozen=True, slots=True)
class PersonalDocument:
    """A stored document that may name a customer, and where it lies."""

    table: str
    key: str
    document: Any
