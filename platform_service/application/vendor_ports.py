"""What the platform asks of the systems around it: ERP, CRM and carrier, in the platform's own words.

Errors, the same three for every vendor:
  VendorError
    Unavailable   no answer, or none that makes sense: nobody knows whether it happened; ask again later
    Refused       understood and declined for good: trying again changes nothing (``code`` says which rule)
    Misused       our own request was wrong: a defect to look at, not an outage
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal, Protocol

from platform_service.domain.order import Address, Order, Status


class VendorError(Exception):
    """A call to another system failed; ``system`` is ``erp``, ``crm`` or ``shipping``, ``code`` is stable."""

    system: ClassVar[str] = "vendor"

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


class Unavailable(VendorError):
    """No answer, a garbled one, or one that says 'later'; ``retry_after`` in seconds where the vendor named it."""

    def __init__(self, code: str, message: str, retry_after: float | None = None) -> None:
        super().__init__(code, message)
        self.retry_after = retry_after


class Refused(VendorError):
    """The vendor understood and said no for good."""


class ConversationGone(Refused):
    """The agent knows no such conversation (any more)."""

    system = "agent"


class Misused(VendorError):
    """We asked for something that does not exist there."""


class ErpUnavailable(Unavailable):
    """``Unavailable`` of the ERP."""

    system = "erp"


class ErpRefused(Refused):
    """Codes: order_missing, order_cancelled, order_locked, already_delivered, already_produced, sku_unknown, refused.

    ``refused`` is any other rule of the ERP.
    """

    system = "erp"


class ErpMisused(Misused):
    """``Misused`` of the ERP."""

    system = "erp"


class CrmUnavailable(Unavailable):
    """``Unavailable`` of the CRM."""

    system = "crm"


class CrmRefused(Refused):
    """Codes: ticket_missing, ticket_closed, refused."""

    system = "crm"


class CrmMisused(Misused):
    """``Misused`` of the CRM."""

    system = "crm"


class CarrierUnavailable(Unavailable):
    """``Unavailable`` of the carrier."""

    system = "shipping"


class CarrierRefused(Refused):
    """Codes: tracking_unknown, in_transit, address_invalid, no_rate, label_refused, refused."""

    system = "shipping"


class CarrierMisused(Misused):
    """``Misused`` of the carrier."""

    system = "shipping"


# ------------------------------------------------------------------------------------------------------------- ERP


@dataclass(frozen=True, slots=True)
class ErpLine:
    """A live line as the ERP has it (pieces; cents); ``line_id`` is ours, None for a line somebody else added there."""

    line_id: str | None
    sku: str
    quantity: int
    unit_price: int
    pieces_produced: int
    delivered: int


@dataclass(frozen=True, slots=True)
class ErpShipment:
    """A parcel the ERP knows of: carrier code (``ups``) and tracking number."""

    carrier: str
    tracking_number: str


@dataclass(frozen=True, slots=True)
class ErpOrder:
    """An order as the ERP has it.

    ``reference`` is the ERP's own number (``S00012``). ``status`` is what the ERP can know: never DELIVERED, which only
    the carrier knows. ``written_at``: the newest change of the order or of anything that belongs to it (UTC).
    """

    order_ref: str
    reference: str
    status: Status
    lines: tuple[ErpLine, ...]
    shipments: tuple[ErpShipment, ...]
    delivery_date: date | None
    written_at: datetime


class Erp(Protocol):
    """The ERP. Orders are found by our order id, which is the customer's reference there."""

    async def find(self, order_ref: str) -> ErpOrder | None:
        """Return the order, or None if the ERP has none of that reference."""
        ...

    async def apply_change(self, order: Order, key: str, shipment: ErpShipment | None = None) -> ErpOrder:
        """Bring the ERP's order to ``order`` (lines, address, delivery date, cancellation) and return what it now has.

        Safe to call again with the same ``key`` at any moment, whatever became of the last call: the ERP is read first
        and only what differs is written, then read back. What production may refuse is asked first, so that a refusal
        leaves the ERP's order as it was. ``shipment`` replaces the tracking reference of the open delivery.
        Raises ErpRefused, ErpUnavailable, ErpMisused.
        """
        ...

    async def changed_since(self, moment: datetime) -> Sequence[ErpOrder]:
        """Return the orders touched at or after ``moment`` (UTC), themselves or by what belongs to them, oldest first.

        Ask with the newest ``written_at`` seen minus an overlap of some seconds; the same order may come again.
        """
        ...


# ------------------------------------------------------------------------------------------------------------- CRM

Priority = Literal["urgent", "high", "normal", "low"]
TicketStatus = Literal["new", "open", "pending", "hold", "solved", "closed"]


@dataclass(frozen=True, slots=True)
class TicketDraft:
    """A ticket to open, one for each ``external_id`` (our id of the escalation or review), however often asked.

    ``note`` is the internal first comment (context, transcript, link to the workbench), ``fields`` custom fields by id.
    """

    external_id: str
    subject: str
    note: str
    priority: Priority
    tags: tuple[str, ...]
    requester_name: str
    requester_email: str
    fields: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class TicketComment:
    """One comment; ``author_email`` is None where the CRM does not say."""

    comment_id: str
    body: str
    public: bool
    author_name: str
    author_email: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket as the CRM has it, comments oldest first."""

    ticket_id: str
    external_id: str | None
    status: TicketStatus
    tags: tuple[str, ...]
    comments: tuple[TicketComment, ...]
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class TicketEvent:
    """What a signed webhook of the CRM says happened; ``event_id`` names it for the replay check.

    The actor is given by id or by e-mail: ``Crm.email_of`` turns the first into the second. ``tags`` are those on the
    ticket now, ``tags_added`` those this event added.
    """

    event_id: str
    ticket_id: str
    external_id: str | None
    kind: Literal["tags_changed", "comment_added", "status_changed", "other"]
    actor_id: str | None
    actor_email: str | None
    status: TicketStatus | None
    tags: tuple[str, ...]
    tags_added: tuple[str, ...]
    comment: TicketComment | None
    at: datetime


class Crm(Protocol):
    """The ticket system of the CX team."""

    async def open_ticket(self, draft: TicketDraft) -> str:
        """Return the id of the one ticket with ``draft.external_id``, opening it if there is none."""
        ...

    async def add_note(self, ticket_id: str, text: str, key: str, *, public: bool = False) -> None:
        """Add a comment once per ``key`` (internal unless ``public``)."""
        ...

    async def solve(self, ticket_id: str, text: str | None = None) -> None:
        """Set the ticket to solved, with a last internal note; nothing happens to one that is solved or closed."""
        ...

    async def read(self, ticket_id: str) -> Ticket | None:
        """Return the ticket with its comments, or None."""
        ...

    async def forget(self, external_id: str) -> None:
        """Make all that was written in the ticket of that key unreadable, for good, and the requester nameless; nothing
        happens where there is no such ticket, or nothing is left to erase."""
        ...

    async def email_of(self, actor_id: str) -> str | None:
        """Return the e-mail of a user of the CRM, or None if there is no such user."""
        ...


# --------------------------------------------------------------------------------------------------------- carrier

TrackingStatus = Literal["UNKNOWN", "PRE_TRANSIT", "TRANSIT", "DELIVERED", "RETURNED", "FAILURE"]


@dataclass(frozen=True, slots=True)
class TrackingEvent:
    """One step of a parcel, as the carrier told it."""

    at: datetime
    status: TrackingStatus
    location: str
    description: str


@dataclass(frozen=True, slots=True)
class Tracking:
    """Where a parcel is; ``events`` in the carrier's order, oldest first."""

    carrier: str
    tracking_number: str
    status: TrackingStatus
    eta: datetime | None
    url: str | None
    events: tuple[TrackingEvent, ...]


@dataclass(frozen=True, slots=True)
class Redirect:
    """A parcel to be sent elsewhere, before it moves; ``key`` makes it happen once."""

    order_ref: str
    carrier: str
    tracking_number: str
    recipient: str
    address: Address
    key: str


@dataclass(frozen=True, slots=True)
class Label:
    """A bought label: its own id at the carrier, and the tracking number the parcel has from now on."""

    reference: str
    carrier: str
    tracking_number: str
    url: str | None


@dataclass(frozen=True, slots=True)
class TrackingUpdate:
    """What a signed webhook of the carrier says (``at``: the carrier's time); ``event_id`` is for the replay check."""

    event_id: str
    carrier: str
    tracking_number: str
    status: TrackingStatus
    at: datetime
    order_ref: str | None


class Carrier(Protocol):
    """The shipping broker."""

    async def track(self, carrier: str, tracking_number: str) -> Tracking:
        """Return where the parcel is; a number the carrier never saw is UNKNOWN."""
        ...

    async def address_problems(self, address: Address) -> Sequence[str]:
        """Return why the address cannot be shipped to, in the carrier's words; empty if it can."""
        ...

    async def redirect(self, request: Redirect) -> Label:
        """Buy a label to the new address and give the old one back; once per key, however often asked.

        Raises CarrierRefused (in_transit, address_invalid, no_rate, label_refused), CarrierUnavailable, CarrierMisused.
        """
        ...


# -------------------------------------------------------------------------------------------------------- webhooks


class WebhookForged(Exception):
    """Not signed, or not by who shares our secret: 401."""


class WebhookStale(Exception):
    """Signed rightly, but too long ago: a replay, to be answered 204 without effect."""


class WebhookUnreadable(Exception):
    """Signed rightly, but not of a shape we know."""


class TicketWebhook(Protocol):
    """Reads what the CRM sends us."""

    def read(self, headers: Mapping[str, str], query: Mapping[str, str], body: bytes, now: datetime) -> TicketEvent:
        """Return the event (header names in lower case). Raises WebhookForged, WebhookStale, WebhookUnreadable."""
        ...


class TrackingWebhook(Protocol):
    """Reads what the shipping broker sends us."""

    def read(self, headers: Mapping[str, str], query: Mapping[str, str], body: bytes, now: datetime) -> TrackingUpdate:
        """Return the update (header names in lower case). Raises WebhookForged, WebhookStale, WebhookUnreadable."""
        ...
