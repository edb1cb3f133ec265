"""Lines that become equal merge at the end of a replay; what is new gets its line id (domain.md, rulings)."""

from collections.abc import Sequence
from dataclasses import replace

from platform_service.domain.order import Line, Order
from platform_service.domain.sheet import Sheet, Slot


def settle(sheet: Sheet) -> list[Slot]:
    """The slots as lines of the result: added pieces joined, equal lines merged into the oldest."""
    if not sheet.lines_touched:
        return sheet.slots
    return _merged([slot for slot in sheet.slots if not _joined(sheet, slot)])


def _joined(sheet: Sheet, slot: Slot) -> bool:
    """Let pieces added without an artwork join their line, or the first of their SKU that has their price."""
    if slot.joins is None:
        return False
    alike = [other for other in sheet.of_sku(slot.sku or "") if other.joins is None]
    target = slot.joins if any(slot.joins is other for other in alike) else None
    target = target or next((other for other in alike if other.unit_price == slot.unit_price), None)
    if target is None:
        return False
    target.absorb(slot)
    return True


def _merged(slots: Sequence[Slot]) -> list[Slot]:
    """Equal are SKU, unit price and artwork; lines that were equal before the request are left as they are."""
    kept: dict[tuple[str | None, int, str | None], list[Slot]] = {}
    result = []
    for slot in slots:
        alike = kept.setdefault((slot.sku, slot.unit_price, slot.artwork_id), [])
        twin = next((other for other in alike if other.touched or slot.touched), None)
        if twin is None:
            alike.append(slot)
            result.append(slot)
        else:
            twin.absorb(slot)
    return result


def as_lines(order: Order, slots: Sequence[Slot]) -> tuple[tuple[Line, ...], int]:
    """The lines of the result and the number for the next new one."""
    used = {line.line_id for line in order.lines}
    number = order.next_line
    lines = []
    for slot in slots:
        line_id = slot.line_id
        while line_id is None:
            fresh = f"{order.order_id}-{number}"
            number += 1
            line_id = None if fresh in used else fresh
        lines.append(_line(line_id, slot))
    return tuple(lines), number


def _line(line_id: str, slot: Slot) -> Line:
    source = slot.source
    if source is not None and not slot.touched:
        same = source.quantity == slot.quantity and source.pieces_produced == slot.pieces_produced
        return source if same else replace(source, quantity=slot.quantity, pieces_produced=slot.pieces_produced)
    return Line(
        line_id=line_id,
        sku=slot.sku or "",
        product_id=slot.product_id,
        product_name=slot.product_name,
        color=slot.color,
        size=slot.size,
        quantity=slot.quantity,
        unit_price=slot.unit_price,
        artwork=slot.artwork,
        pieces_produced=slot.pieces_produced,
    )
