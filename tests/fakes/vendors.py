"""The systems around the platform, in memory: ERP, CRM and carrier for tests of use cases.

They pass the same contract suite as the real adapters (``tests/contract``). ``failing`` holds errors that the next
calls raise, in order; ``calls`` the names of the methods that were called.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from platform_service.application.vendor_ports import (
    CarrierRefused,
    CrmRefused,
    ErpLine,
    ErpOrder,
    ErpRefused,
    ErpShipment,
    Label,
    Redirect,
    Ticket,
    TicketComment,
    TicketDraft,
    Tracking,
    TrackingEvent,
    TrackingStatus,
    VendorError,
)
from platform_service.domain.order import Address, Order, Status

LEFT = (Status.SHIPPED, Status.DELIVERED, Status.RETURNED)


class Failing:
    """Lets a test decide which calls fail."""

    def __init__(self) -> None:
        self.failing: list[VendorError] = []
        self.calls: list[str] = []

    def _called(self, name: str) -> None:
        self.calls.append(name)
        if self.failing:
            raise self.failing.pop(0)


@dataclass(slots=True)
class ErpRecord:
    """What the fake ERP keeps of an order."""

    reference: str
    order: Order
    shipments: tuple[ErpShipment, ...]
    written_at: datetime
    locked: bool = False
    keys: list[str] = field(default_factory=list)


class FakeErp(Failing):
    """The ``Erp`` port in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.records: dict[str, ErpRecord] = {}

    def put(self, order: Order, shipments: tuple[ErpShipment, ...] = ()) -> None:
        """Make the ERP know an order."""
        reference = f"S{len(self.records) + 1:05d}"
        self.records[order.order_id] = ErpRecord(reference, order, shipments, datetime.now(UTC))

    def produce(self, order_ref: str, line_id: str, pieces: int) -> None:
        record = self.records[order_ref]
        lines = tuple(
            replace(one, pieces_produced=pieces) if one.line_id == line_id else one for one in record.order.lines
        )
        record.order, record.written_at = replace(record.order, lines=lines), datetime.now(UTC)

    def lock(self, order_ref: str) -> None:
        self.records[order_ref].locked = True

    async def find(self, order_ref: str) -> ErpOrder | None:
        self._called("find")
        record = self.records.get(order_ref)
        return _shown(record) if record else None

    async def apply_change(self, order: Order, key: str, shipment: ErpShipment | None = None) -> ErpOrder:
        self._called("apply_change")
        record = self.records.get(order.order_id)
        if record is None:
            raise ErpRefused("order_missing", f"no order {order.order_id}")
        if order.status is Status.CANCELLED:
            _refuse_cancellation(record)
            record.order = replace(record.order, status=Status.CANCELLED)
        else:
            _refuse_change(record, order)
            made = {line.line_id: line.pieces_produced for line in record.order.lines}
            lines = tuple(replace(line, pieces_produced=made.get(line.line_id, 0)) for line in order.lines)
            record.order = replace(order, status=record.order.status, lines=lines)
        if shipment:
            record.shipments = (shipment,)
        if key not in record.keys:
            record.keys.append(key)
            record.written_at = datetime.now(UTC)
        return _shown(record)

    async def changed_since(self, moment: datetime) -> Sequence[ErpOrder]:
        self._called("changed_since")
        touched = [one for one in self.records.values() if one.written_at.replace(microsecond=0) >= moment]
        return [_shown(one) for one in sorted(touched, key=lambda one: one.written_at)]


def _refuse_cancellation(record: ErpRecord) -> None:
    if record.order.status in LEFT:
        raise ErpRefused("already_delivered", "it has left")
    if record.locked:
        raise ErpRefused("order_locked", "it is locked")


def _refuse_change(record: ErpRecord, desired: Order) -> None:
    present = record.order
    if present.status is Status.CANCELLED:
        raise ErpRefused("order_cancelled", "it is cancelled")
    wanted = {(line.line_id, line.sku): line.quantity for line in desired.lines}
    if record.locked and wanted != {(line.line_id, line.sku): line.quantity for line in present.lines}:
        raise ErpRefused("order_locked", "it is locked")
    for line in present.lines:
        left = wanted.get((line.line_id, line.sku), 0)
        if left < line.quantity and present.status in LEFT:
            raise ErpRefused("already_delivered", "it has left")
        if left < line.quantity and left < line.pieces_produced:
            raise ErpRefused("already_produced", "it is printed")


def _shown(record: ErpRecord) -> ErpOrder:
    order = record.order
    status = Status.SHIPPED if order.status is Status.DELIVERED else order.status
    delivered = order.status in (Status.SHIPPED, Status.DELIVERED)
    return ErpOrder(
        order_ref=order.order_id,
        reference=record.reference,
        status=status,
        lines=tuple(
            ErpLine(
                one.line_id,
                one.sku,
                one.quantity,
                one.unit_price,
                one.pieces_produced,
                one.quantity if delivered else 0,
            )
            for one in order.lines
        ),
        shipments=record.shipments,
        delivery_date=order.delivery_date,
        written_at=record.written_at.replace(microsecond=0),
    )


class FakeCrm(Failing):
    """The ``Crm`` port in memory; ``emails`` are its users by id."""

    def __init__(self) -> None:
        super().__init__()
        self.tickets: dict[str, Ticket] = {}
        self.drafts: dict[str, TicketDraft] = {}
        self.emails: dict[str, str] = {}
        self._noted: set[tuple[str, str]] = set()

    async def open_ticket(self, draft: TicketDraft) -> str:
        self._called("open_ticket")
        for ticket in self.tickets.values():
            if ticket.external_id == draft.external_id:
                return ticket.ticket_id
        number = str(len(self.tickets) + 1)
        self.drafts[number] = draft
        first = _comment("1", draft.note, public=False)
        tags = tuple(sorted(draft.tags))
        self.tickets[number] = Ticket(number, draft.external_id, "new", tags, (first,), datetime.now(UTC))
        return number

    async def add_note(self, ticket_id: str, text: str, key: str, *, public: bool = False) -> None:
        self._called("add_note")
        ticket = self._ticket(ticket_id)
        if (ticket_id, key) not in self._noted:
            self._noted.add((ticket_id, key))
            self._change(ticket, comment=_comment(str(len(ticket.comments) + 1), text, public=public))

    async def solve(self, ticket_id: str, text: str | None = None) -> None:
        self._called("solve")
        ticket = self._ticket(ticket_id)
        if ticket.status not in ("solved", "closed"):
            note = _comment(str(len(ticket.comments) + 1), text, public=False) if text else None
            self._change(replace(ticket, status="solved"), comment=note)

    async def read(self, ticket_id: str) -> Ticket | None:
        self._called("read")
        return self.tickets.get(ticket_id)

    async def forget(self, external_id: str) -> None:
        self._called("forget")
        for number, ticket in self.tickets.items():
            if ticket.external_id == external_id:
                erased = tuple(replace(one, body="▇") for one in ticket.comments)
                self.tickets[number] = replace(ticket, comments=erased)

    async def email_of(self, actor_id: str) -> str | None:
        self._called("email_of")
        return self.emails.get(actor_id)

    def _ticket(self, ticket_id: str) -> Ticket:
        if ticket_id not in self.tickets:
            raise CrmRefused("ticket_missing", f"no ticket {ticket_id}")
        return self.tickets[ticket_id]

    def _change(self, ticket: Ticket, comment: TicketComment | None) -> None:
        comments = ticket.comments + ((comment,) if comment else ())
        self.tickets[ticket.ticket_id] = replace(ticket, comments=comments, updated_at=datetime.now(UTC))


def _comment(number: str, text: str, *, public: bool) -> TicketComment:
    return TicketComment(number, text, public, "BrightThread assistant", None, datetime.now(UTC))


class FakeCarrier(Failing):
    """The ``Carrier`` port in memory; a postal code of ``00000`` is nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self.tracks: dict[tuple[str, str], Tracking] = {}
        self.labels: dict[str, Label] = {}

    def move(self, carrier: str, number: str, status: TrackingStatus) -> None:
        """Move a parcel, or make it known."""
        known = self.tracks.get((carrier, number)) or Tracking(carrier, number, "UNKNOWN", None, None, ())
        step = TrackingEvent(datetime.now(UTC), status, "", status.lower())
        self.tracks[(carrier, number)] = replace(known, status=status, events=(*known.events, step))

    async def track(self, carrier: str, tracking_number: str) -> Tracking:
        self._called("track")
        unknown = Tracking(carrier, tracking_number, "UNKNOWN", None, None, ())
        return self.tracks.get((carrier, tracking_number), unknown)

    async def address_problems(self, address: Address) -> Sequence[str]:
        self._called("address_problems")
        return ("The postal code does not exist.",) if address.postal_code == "00000" else ()

    async def redirect(self, request: Redirect) -> Label:
        self._called("redirect")
        if request.key in self.labels:
            return self.labels[request.key]
        known = self.tracks.get((request.carrier, request.tracking_number))
        if known and known.status not in ("UNKNOWN", "PRE_TRANSIT"):
            raise CarrierRefused("in_transit", "it is on its way")
        if request.address.postal_code == "00000":
            raise CarrierRefused("address_invalid", "The postal code does not exist.")
        number = f"{request.tracking_number}-{len(self.labels) + 1}"
        self.labels[request.key] = Label(f"label-{len(self.labels) + 1}", request.carrier, number, None)
        self.move(request.carrier, number, "PRE_TRANSIT")
        return self.labels[request.key]
