"""The system of record as the use cases see it: one Protocol a subject.

Reads are awaited. Writes are collected, in order, and sent together before the next read or the commit.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from platform_service.application.job_queue import JobQueue
from platform_service.application.people import People
from platform_service.application.records import (
    Actor,
    BookedAddress,
    By,
    Confirmable,
    Escalation,
    Happening,
    KeptAnswer,
    Label,
    Loaded,
    Named,
    OpenedOrder,
    OrderItem,
    OrderSearch,
    Product,
    Review,
    ShelvedArtwork,
    Step,
    StockLevel,
    StoredChange,
    StoredQuote,
    TrackedShipment,
)
from platform_service.domain.audit import TrailEntry
from platform_service.domain.order import Address, Order


class Directory(Protocol):
    """Who may sign in."""

    async def find(self, user_id: str) -> Actor | None: ...

    async def find_by_email(self, email: str) -> Actor | None: ...


class OrderReads(Protocol):
    """Orders of the scope."""

    async def get(self, order_id: str) -> Order | None: ...

    async def page(self, search: OrderSearch) -> Sequence[OrderItem]:
        """Newest first, at most ``search.limit + 1`` of them."""
        ...

    async def exists(self, order_id: str) -> bool: ...

    async def label_to_redirect(self, order_id: str) -> Label | None:
        """The label of an order that is ready to ship, if it has one."""
        ...


class Orders(OrderReads, Protocol):
    """Orders, to be changed."""

    async def opened(self, order_id: str, *, lock: bool = True) -> OpenedOrder | None:
        """The order with the end of its trail, its row locked unless the caller holds the lock already."""
        ...

    def save(self, before: Order, after: Order) -> None:
        """Make the stored order ``after``, touching only what differs from ``before``."""
        ...

    def note_status(self, order: Order, at: datetime, by: By) -> None:
        """Keep the status the order has taken, with its time."""
        ...


class QuoteReads(Protocol):
    """Quotes of the scope."""

    async def get(self, quote_id: str) -> StoredQuote | None: ...


class Quotes(QuoteReads, Protocol):
    """Quotes and the stock they hold."""

    async def lock(self, quote_id: str) -> StoredQuote | None:
        """The quote; its row is locked, and then that of its order."""
        ...

    async def confirmable(self, quote_id: str, route: str, key: str, now: datetime) -> Confirmable | None:
        """The quote and its order, locked as by ``lock``, and what is kept for the key: one look at the database."""
        ...

    async def fresh_of(self, quote_id: str, option_id: str) -> StoredQuote | None:
        """The fresh quote once made for this option of a quote."""
        ...

    async def open_of(self, user_id: str, now: datetime, since: datetime) -> tuple[int, int]:
        """How many quotes of the user are open at ``now``, and how many were made after ``since``."""
        ...

    async def queue_up(self, user_id: str) -> None:
        """Wait for this user's other quotes under way."""
        ...

    def add(self, quote: StoredQuote, holds: Mapping[str, int]) -> None: ...

    def release(self, quote_id: str) -> None:
        """End an open quote and its hold."""
        ...

    def use(self, quote_id: str, change_id: str) -> None: ...

    def keep_hold(self, quote_id: str) -> None:
        """Hold on without end (a review waits)."""
        ...

    def drop_hold(self, quote_id: str) -> None: ...


class Timeline(Protocol):
    """What became of an order."""

    async def page(self, order_id: str, limit: int, after: tuple[datetime, str] | None) -> Sequence[Happening]:
        """Oldest first, at most ``limit + 1``."""
        ...

    async def shipments(self, order_id: str) -> Sequence[TrackedShipment]: ...


class Catalogue(Protocol):
    """Products and stock levels."""

    async def products(
        self, words: str | None, limit: int, after: tuple[int, str] | None, now: datetime
    ) -> Sequence[Product]: ...

    async def levels(self, skus: Sequence[str], now: datetime) -> Sequence[StockLevel]: ...


class Stock(Protocol):
    """Stock by SKU: available = on hand − committed − unexpired holds."""

    async def lock(
        self, skus: Sequence[str], now: datetime, own: Sequence[str], *, tentatively: bool = False
    ) -> Mapping[str, int]:
        """Available pieces by SKU, holds of the quotes ``own`` not counted; the rows are locked, in SKU order."""
        ...

    async def unlock(self) -> None:
        """Let go of the rows locked ``tentatively``, and undo whatever was written since."""
        ...

    def move(self, committed: Mapping[str, int]) -> None:
        """Add to what is committed, by SKU (negative: give back)."""
        ...


class Surroundings(Protocol):
    """What the rules may look at beside the order."""

    async def load(
        self, order_id: str, named: Named, now: datetime, own: Sequence[str], *, lock: Sequence[str] = ()
    ) -> Loaded:
        """Everything named, all variants of the products named; holds of the quotes ``own`` are not counted.

        The stock of the SKUs ``lock`` is locked first, in their order, and then stays as it is seen.
        """
        ...


class ChangeReads(Protocol):
    """Confirmed changes of the scope."""

    async def get(self, change_id: str) -> StoredChange | None: ...


class Changes(ChangeReads, Protocol):
    """Confirmed changes, to be carried on."""

    async def lock(self, change_id: str) -> StoredChange | None: ...

    async def set_aside(self) -> Sequence[StoredChange]:
        """Those that could not be carried out and wait for an operator, oldest first."""
        ...

    async def synced_version(self, change: StoredChange) -> int | None:
        """The version of its order that the change makes, or the highest that a later one has brought outside since."""
        ...

    def update(self, change: StoredChange) -> None:
        """Store status, sync state, review, before, version after and time of applying."""
        ...

    def update_step(self, change: StoredChange, step: Step) -> None: ...

    def add(self, change: StoredChange) -> None: ...

    def owe(self, change: StoredChange, kind: str, amount: int, currency: str, at: datetime) -> None:
        """Note in the ledger what is owed (positive: by the customer); ``kind`` is change or reversal."""
        ...

    def keep_receipt(self, change: StoredChange, receipt: Mapping[str, object], at: datetime) -> None: ...


class ReviewReads(Protocol):
    """Reviews of the scope."""

    async def get(self, review_id: str) -> Review | None: ...

    async def page(self, status: str | None, limit: int, after: tuple[datetime, str] | None) -> Sequence[Review]:
        """Oldest first, at most ``limit + 1``."""
        ...


class Reviews(ReviewReads, Protocol):
    """Reviews, to be decided."""

    async def lock(self, review_id: str) -> Review | None: ...

    async def of_ticket(self, ticket_id: str) -> Review | None: ...

    async def due(self, now: datetime, limit: int) -> Sequence[str]:
        """Ids of the waiting ones whose time is over."""
        ...

    def add(self, review: Review) -> None: ...

    def update(self, review: Review) -> None:
        """Store status, decision, fresh quote and ticket."""
        ...


class EscalationReads(Protocol):
    """Escalations of the scope."""

    async def get(self, escalation_id: str) -> Escalation | None: ...

    async def page(self, limit: int, after: tuple[datetime, str] | None) -> Sequence[Escalation]:
        """Newest first, at most ``limit + 1``."""
        ...


class Escalations(EscalationReads, Protocol):
    """Escalations, to be carried on."""

    async def lock(self, escalation_id: str) -> Escalation | None: ...

    async def of_ticket(self, ticket_id: str) -> Escalation | None: ...

    async def open_of(self, conversation_id: str) -> Escalation | None:
        """The open one of a conversation; whoever asks for the same conversation waits for this transaction."""
        ...

    def add(self, escalation: Escalation) -> None: ...

    def update(self, escalation: Escalation) -> None:
        """Store status and ticket."""
        ...


class Fulfilment(Protocol):
    """What production and carriers make of orders."""

    def reopen(self, order_id: str) -> None:
        """Let this transaction lead a cancelled order back to where it was (the reversal of its cancellation)."""
        ...

    def ship(self, pieces: Mapping[str, int]) -> None:
        """Take committed pieces out of the stock for good, by SKU."""
        ...

    def note_parcel(self, order: Order, parcel: TrackedShipment, at: datetime) -> None:
        """Keep what the carrier says of a parcel."""
        ...

    def replace_label(self, order: Order, old: Label, new: Label) -> None:
        """From now on the parcel goes under another label."""
        ...

    async def orders_of_parcel(self, carrier: str, tracking_number: str) -> Sequence[str]: ...

    async def parcels_on_the_way(self, limit: int, not_seen_since: datetime) -> Sequence[Label]:
        """Parcels of shipped orders that nobody looked at since, longest first."""
        ...

    async def watermark(self, name: str) -> str | None:
        """How far a poller has read."""
        ...

    def move_watermark(self, name: str, value: str) -> None: ...

    async def first_seen(self, source: str, event_id: str, at: datetime) -> bool:
        """Note a webhook; False for one that came before."""
        ...

    def tidy(self, now: datetime) -> None:
        """Remove holds and idempotency keys whose time is over; nobody counts them any more."""
        ...


class Trail(Protocol):
    """The audit trails."""

    async def entries(self, order_id: str) -> Sequence[TrailEntry]:
        """The whole trail of an order, oldest first."""
        ...

    def append(self, company_id: str, entries: Sequence[TrailEntry]) -> None:
        """Add entries to the end of an order's trail; they name their predecessor."""
        ...


class Keys(Protocol):
    """Answers to keyed requests."""

    async def find(self, route: str, key: str, now: datetime) -> KeptAnswer | None: ...

    def keep(self, route: str, key: str, answer: KeptAnswer, now: datetime, until: datetime) -> None: ...


class BookReads(Protocol):
    """Addresses and artworks of the scope, from old to new."""

    async def addresses(self, limit: int, after: tuple[datetime, str] | None) -> Sequence[BookedAddress]: ...

    async def artworks(self, limit: int, after: tuple[datetime, str] | None) -> Sequence[ShelvedArtwork]: ...

    async def artwork(self, artwork_id: str) -> ShelvedArtwork | None: ...


class Book(BookReads, Protocol):
    """Addresses and artworks, to be added to."""

    def add_artwork(self, artwork: ShelvedArtwork) -> None: ...

    def add_address(
        self, company_id: str, address: Address, *, one_off: bool, is_default: bool, at: datetime
    ) -> None: ...


class Reads(Protocol):
    """What a read-only transaction offers."""

    @property
    def orders(self) -> OrderReads: ...
    @property
    def quotes(self) -> QuoteReads: ...
    @property
    def changes(self) -> ChangeReads: ...
    @property
    def reviews(self) -> ReviewReads: ...
    @property
    def escalations(self) -> EscalationReads: ...
    @property
    def book(self) -> BookReads: ...
    @property
    def catalogue(self) -> Catalogue: ...
    @property
    def timeline(self) -> Timeline: ...


class Work(Protocol):
    """What a transaction that writes offers."""

    @property
    def company_id(self) -> str: ...
    @property
    def orders(self) -> Orders: ...
    @property
    def quotes(self) -> Quotes: ...
    @property
    def stock(self) -> Stock: ...
    @property
    def surroundings(self) -> Surroundings: ...
    @property
    def changes(self) -> Changes: ...
    @property
    def reviews(self) -> Reviews: ...
    @property
    def escalations(self) -> Escalations: ...
    @property
    def timeline(self) -> Timeline: ...
    @property
    def fulfilment(self) -> Fulfilment: ...
    @property
    def trail(self) -> Trail: ...
    @property
    def keys(self) -> Keys: ...
    @property
    def book(self) -> Book: ...
    @property
    def jobs(self) -> JobQueue: ...
    @property
    def people(self) -> People: ...
