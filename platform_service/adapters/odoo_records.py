"""What Odoo's records say, in our types; and how far an order is, as far as an ERP can know.

A line's description ends with our line id and the artwork to print (``Ref:``, ``Artwork:``): Odoo keeps no other name
for a line that both sides know.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from platform_service.application.vendor_ports import ErpLine, ErpOrder, ErpShipment
from platform_service.domain.order import Line, Status

ORDER_FIELDS = [
    "name", "client_order_ref", "state", "locked", "delivery_status", "partner_id", "partner_shipping_id",
    "commitment_date", "origin", "write_date",
]  # fmt: skip
LINE_FIELDS = ["order_id", "product_id", "name", "product_uom_qty", "price_unit", "qty_delivered", "write_date"]
PRODUCTION_FIELDS = ["sale_line_id", "product_id", "state", "product_qty", "qty_producing", "write_date"]
PICKING_FIELDS = [
    "sale_id", "state", "partner_id", "carrier_id", "carrier_tracking_ref", "return_id", "write_date",
]  # fmt: skip
PRODUCT_FIELDS = ["default_code", "type"]
_REF = re.compile(r"^Ref: (\S+)$", re.MULTILINE)
ENDED = ("done", "cancel")

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SaleLine:
    """A line of goods; ``line_id`` is ours, None where Odoo's users made the line."""

    id: int
    order_id: int
    product_id: int
    sku: str
    line_id: str | None
    text: str
    quantity: int
    unit_price: int
    delivered: int


@dataclass(frozen=True, slots=True)
class Production:
    """A manufacturing order of a line: ``made`` of ``quantity`` pieces are printed."""

    id: int
    line: int
    product_id: int
    state: str
    quantity: int
    made: int


@dataclass(frozen=True, slots=True)
class Picking:
    """A delivery, or a return of one."""

    id: int
    state: str
    partner_id: int | None
    carrier: str
    tracking_number: str
    is_return: bool


@dataclass(frozen=True, slots=True)
class SaleOrder:
    """A sale order with all that hangs on it; productions that were cancelled are left out."""

    id: int
    ref: str
    reference: str
    state: str
    locked: bool
    delivery_status: str | None
    partner_id: int
    shipping_id: int
    delivery_date: date | None
    origin: str
    lines: tuple[SaleLine, ...]
    productions: tuple[Production, ...]
    pickings: tuple[Picking, ...]
    written_at: datetime

    def made_of(self, line: SaleLine) -> int:
        return sum(one.made for one in self.productions if one.line == line.id)

    def planned_of(self, line: SaleLine) -> int:
        return sum(one.quantity for one in self.productions if one.line == line.id)


@dataclass(frozen=True, slots=True)
class Product:
    """A product by its SKU; services are no goods and none of our lines."""

    sku: str
    is_goods: bool


def instant(value: str) -> datetime:
    """Read Odoo's naive UTC."""
    return datetime.strptime(value, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)


def stamp(moment: datetime) -> str:
    """Write a moment as Odoo's naive UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")


def link(value: Any) -> int | None:
    """Return the id of a many2one; false is None."""
    return int(value[0]) if value else None


def product_of(record: Record) -> Product:
    return Product(str(record["default_code"] or ""), record["type"] == "consu")


def line_of(record: Record, product: Product) -> SaleLine:
    found = _REF.search(record["name"] or "")
    return SaleLine(
        id=record["id"],
        order_id=record["order_id"][0],
        product_id=record["product_id"][0],
        sku=product.sku,
        line_id=found.group(1) if found else None,
        text=record["name"] or "",
        quantity=round(record["product_uom_qty"]),
        unit_price=round(record["price_unit"] * 100),
        delivered=round(record["qty_delivered"]),
    )


def production_of(record: Record) -> Production:
    return Production(
        id=record["id"],
        line=record["sale_line_id"][0],
        product_id=record["product_id"][0],
        state=record["state"],
        quantity=round(record["product_qty"]),
        made=round(record["qty_producing"]),
    )


def picking_of(record: Record) -> Picking:
    return Picking(
        id=record["id"],
        state=record["state"],
        partner_id=link(record["partner_id"]),
        carrier=str(record["carrier_id"][1]).lower().replace(" ", "_") if record["carrier_id"] else "",
        tracking_number=str(record["carrier_tracking_ref"] or ""),
        is_return=bool(record["return_id"]),
    )


def order_of(
    record: Record, lines: Sequence[SaleLine], productions: Sequence[Record], pickings: Sequence[Record],
    written: Sequence[str],
) -> SaleOrder:  # fmt: skip
    commitment = record["commitment_date"]
    return SaleOrder(
        id=record["id"],
        ref=record["client_order_ref"],
        reference=record["name"],
        state=record["state"],
        locked=record["locked"],
        delivery_status=record["delivery_status"] or None,
        partner_id=record["partner_id"][0],
        shipping_id=record["partner_shipping_id"][0],
        delivery_date=instant(commitment).date() if commitment else None,
        origin=str(record["origin"] or ""),
        lines=tuple(lines),
        productions=tuple(production_of(one) for one in productions),
        pickings=tuple(picking_of(one) for one in pickings),
        written_at=instant(max(written)),
    )


def status_of(order: SaleOrder) -> Status:
    """Say how far an order is: by its deliveries first, then its productions, then its own state."""
    if order.state == "cancel":
        return Status.CANCELLED
    if order.state != "sale":
        return Status.CREATED
    deliveries = [one for one in order.pickings if not one.is_return and one.state != "cancel"]
    if any(one.is_return and one.state == "done" for one in order.pickings):
        return Status.RETURNED
    if deliveries and all(one.state == "done" for one in deliveries):
        return Status.SHIPPED
    states = {one.state for one in order.productions}
    if states and states <= {"done"}:
        return Status.READY_TO_SHIP
    return Status.IN_PRODUCTION if states & {"progress", "to_close", "done"} else Status.APPROVED


def as_port(order: SaleOrder) -> ErpOrder:
    """Return the order in the port's words; lines of no pieces are gone."""
    shipments = [
        ErpShipment(one.carrier, one.tracking_number)
        for one in order.pickings
        if one.tracking_number and not one.is_return and one.state != "cancel"
    ]
    return ErpOrder(
        order_ref=order.ref,
        reference=order.reference,
        status=status_of(order),
        lines=tuple(
            ErpLine(one.line_id, one.sku, one.quantity, one.unit_price, order.made_of(one), one.delivered)
            for one in order.lines
            if one.quantity > 0
        ),
        shipments=tuple(dict.fromkeys(shipments)),
        delivery_date=order.delivery_date,
        written_at=order.written_at,
    )


def text_of(line: Line) -> str:
    """Return the description a line of ours has in Odoo."""
    artwork = line.artwork.artwork_id if line.artwork else "none"
    return f"[{line.sku}] {line.product_name} ({line.color}, {line.size})\nRef: {line.line_id}\nArtwork: {artwork}"
