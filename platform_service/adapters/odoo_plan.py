"""What must happen in Odoo so that its order is ours: worked out from two states, without any call.

Odoo allows neither another product on a confirmed line nor its removal (``vendors.md``): a swap is a new line and the
old one at zero. What is printed cannot be cut; that is known beforehand, so a refusal finds nothing half done.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from platform_service.adapters.odoo_records import ENDED, Production, SaleLine, SaleOrder, status_of, text_of
from platform_service.application.vendor_ports import ErpRefused
from platform_service.domain.order import Line, Order, Status


@dataclass(frozen=True, slots=True)
class Cut:
    """A manufacturing order to be made smaller; zero pieces = cancelled."""

    production: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Manufacturing to cut first, then one2many commands for the lines."""

    cuts: tuple[Cut, ...]
    commands: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """Pieces of a line that nobody is going to print yet; ``grow`` is an order not yet begun that can take them."""

    line: SaleLine
    pieces: int
    grow: Production | None


def plan_lines(current: SaleOrder, desired: Order, products: Mapping[str, int]) -> Plan:
    """Work out how the lines get from ``current`` to ``desired``; ``products`` are Odoo's ids by SKU.

    Raises ErpRefused: sku_unknown, order_locked, already_delivered, already_produced.
    """
    matched = match(current.lines, desired.lines)
    commands: list[Any] = []
    wanted_of: dict[int, int] = {}
    for line in desired.lines:
        known = matched.get(line.line_id)
        values = _differences(line, known)
        if known is None:
            if line.sku not in products:
                raise ErpRefused("sku_unknown", f"the ERP has no product {line.sku}")
            commands.append([0, 0, {"product_id": products[line.sku], **values}])
            continue
        wanted_of[known.id] = line.quantity
        if values:
            commands.append([1, known.id, values])
    for left in current.lines:
        if left.id not in wanted_of and left.quantity > 0:
            wanted_of[left.id] = 0
            commands.append([1, left.id, {"product_uom_qty": 0}])
    _refuse(current, wanted_of, commands)
    return Plan(tuple(_cuts(current, wanted_of)), tuple(commands))


def match(current: Sequence[SaleLine], desired: Sequence[Line]) -> dict[str, SaleLine]:
    """Find the line of Odoo for each of ours: same id and SKU, else a line of that SKU that nobody of us named."""
    free = sorted(current, key=lambda line: (line.quantity == 0, line.id))
    found: dict[str, SaleLine] = {}
    for named in (True, False):
        for line in desired:
            fitting = [
                one for one in free
                if one.sku == line.sku and one.line_id == (line.line_id if named else None)
            ]  # fmt: skip
            if line.line_id not in found and fitting:
                found[line.line_id] = fitting[0]
                free.remove(fitting[0])
    return found


def _differences(line: Line, known: SaleLine | None) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if known is None or known.quantity != line.quantity:
        values["product_uom_qty"] = line.quantity
    if known is None or known.unit_price != line.unit_price:
        values["price_unit"] = line.unit_price / 100
    if known is None or known.text != text_of(line):
        values["name"] = text_of(line)
    return values


def _refuse(current: SaleOrder, wanted_of: Mapping[int, int], commands: Sequence[Any]) -> None:
    if commands and current.locked:
        raise ErpRefused("order_locked", f"{current.reference} is locked in the ERP")
    for line in current.lines:
        wanted = wanted_of.get(line.id, line.quantity)
        if wanted < line.quantity and wanted < line.delivered:
            raise ErpRefused("already_delivered", f"{line.delivered} of {line.sku} have left")
        if wanted < line.quantity and wanted < current.made_of(line):
            raise ErpRefused("already_produced", f"{current.made_of(line)} of {line.sku} are printed")


def _cuts(current: SaleOrder, wanted_of: Mapping[int, int]) -> list[Cut]:
    cuts: list[Cut] = []
    for line in current.lines:
        excess = current.planned_of(line) - wanted_of.get(line.id, line.quantity)
        open_ones = [one for one in current.productions if one.line == line.id and one.state not in ENDED]
        # The least begun gives first, the youngest of those: unprinted pieces before all others.
        for one in sorted(open_ones, key=lambda one: (one.made, -one.id)):
            part = min(excess, one.quantity - one.made)
            if part > 0:
                cuts.append(Cut(one.id, one.quantity - part))
                excess -= part
    return cuts


def missing_productions(current: SaleOrder) -> list[Missing]:
    """Return the live lines that printing does not cover, on an order that is printed at all."""
    missing = []
    for line in current.lines if _is_printed(current) else ():
        lacking = line.quantity - current.planned_of(line)
        if lacking > 0:
            waiting = [one for one in current.productions if one.line == line.id and one.state == "confirmed"]
            missing.append(Missing(line, lacking, waiting[0] if waiting else None))
    return missing


def _is_printed(current: SaleOrder) -> bool:
    return status_of(current) in (Status.APPROVED, Status.IN_PRODUCTION) and bool(current.productions)


def agrees(current: SaleOrder, desired: Order, shipping: int) -> bool:
    """Say whether Odoo's live lines, address and date are ours, and printing covers the lines exactly."""
    live = sorted((one.line_id or "", one.sku, one.quantity, one.unit_price) for one in current.lines if one.quantity)
    ours = sorted((one.line_id, one.sku, one.quantity, one.unit_price) for one in desired.lines)
    covered = all(current.planned_of(line) == line.quantity for line in current.lines if _is_printed(current))
    return (
        live == ours and covered and (current.delivery_date, current.shipping_id) == (desired.delivery_date, shipping)
    )
