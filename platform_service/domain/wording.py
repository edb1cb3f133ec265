"""Changes in a few words: titles of options, summaries of the timeline and of receipts."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from platform_service.domain.changes import (
    AddLine,
    CancelOrder,
    Change,
    ChangeAddress,
    ChangeArtwork,
    ChangeColor,
    ChangeDeliveryDate,
    ChangeQuantity,
    ChangeSize,
    RemoveLine,
    SplitShipment,
)
from platform_service.domain.order import Line, Order
from platform_service.domain.surroundings import Surroundings

ONE_SIZE = "ONE"
"""The size of a product that comes in one only (``brightthread-seed/1``)."""


def summary(order: Order, changes: Sequence[Change], surroundings: Surroundings) -> str:
    """What ``changes`` do to ``order``, in one line for people: ``20 × Heavy Cotton Tee, Navy: M → L; …``.

    Each part speaks of the line as the parts before it left it, as it is replayed.
    """
    lines = {line.line_id: line for line in order.lines}
    sentences = []
    left = list(changes)
    while left:
        change = left.pop(0)
        garment = _new_garment(change, left[0], lines) if left else None
        sentences.append(garment or _sentence(change, lines, surroundings))
        _move_on(lines, change, left.pop(0) if garment else None)
    return "; ".join(sentences)


def _move_on(lines: dict[str, Line], change: Change, garment: Change | None = None) -> None:
    """The line as ``change`` (with ``garment``: of the same pieces) leaves it; pieces that leave it are another's."""
    if isinstance(change, ChangeQuantity):
        lines[change.line_id] = replace(lines[change.line_id], quantity=change.new_quantity)
    elif isinstance(change, (ChangeSize, ChangeColor)):
        line = lines[change.line_id]
        if change.quantity not in (None, line.quantity):
            lines[change.line_id] = replace(line, quantity=line.quantity - (change.quantity or 0))
            return
        for part in (change, garment):
            line = replace(line, size=part.new_size) if isinstance(part, ChangeSize) else line
            line = replace(line, color=part.new_color) if isinstance(part, ChangeColor) else line
        lines[change.line_id] = line


def _new_garment(change: Change, following: Change, lines: dict[str, Line]) -> str | None:
    """Size and color of the same pieces in one go: ``20 × Tee: Navy, M → Black, L``."""
    size = next((part for part in (change, following) if isinstance(part, ChangeSize)), None)
    color = next((part for part in (change, following) if isinstance(part, ChangeColor)), None)
    if not size or not color or (size.line_id, size.quantity) != (color.line_id, color.quantity):
        return None
    line = lines[size.line_id]
    pieces = size.quantity or line.quantity
    return f"{pieces} × {line.product_name}: {line.color}, {line.size} → {color.new_color}, {size.new_size}"


def _sentence(change: Change, lines: dict[str, Line], surroundings: Surroundings) -> str:
    words: str = _WORDS[type(change)](change, lines, surroundings)
    return words


def _quantity(change: ChangeQuantity, lines: dict[str, Line], _: Surroundings) -> str:
    line = lines[change.line_id]
    noun = "piece" if change.new_quantity == 1 else "pieces"
    return f"{_look(line)}: {line.quantity} → {change.new_quantity} {noun}"


def _size(change: ChangeSize, lines: dict[str, Line], _: Surroundings) -> str:
    line = lines[change.line_id]
    pieces = change.quantity or line.quantity
    return f"{pieces} × {line.product_name}, {line.color}: {line.size} → {change.new_size}"


def _color(change: ChangeColor, lines: dict[str, Line], _: Surroundings) -> str:
    line = lines[change.line_id]
    pieces = change.quantity or line.quantity
    return f"{pieces} × {goods(line.product_name, line.size)}: {line.color} → {change.new_color}"


def _artwork(change: ChangeArtwork, lines: dict[str, Line], surroundings: Surroundings) -> str:
    name = surroundings.artworks[change.artwork_id].name
    where = "every line" if change.line_id is None else _look(lines[change.line_id])
    return f"Artwork “{name}” on {where}"


def _address(change: ChangeAddress, _: dict[str, Line], surroundings: Surroundings) -> str:
    address = change.address or surroundings.addresses[change.address_id or ""]
    place = f"{address.street}, {address.city}"
    return f"Ship to {address.label}, {place}" if address.label else f"Ship to {place}"


def _add(change: AddLine, _: dict[str, Line], surroundings: Surroundings) -> str:
    variant = surroundings.variants[change.sku]
    return f"Add {change.quantity} × {goods(variant.product_name, variant.color, variant.size)}"


def _remove(change: RemoveLine, lines: dict[str, Line], _: Surroundings) -> str:
    line = lines[change.line_id]
    return f"Remove {line.quantity} × {_look(line)}"


def _cancel(change: CancelOrder, lines: dict[str, Line], surroundings: Surroundings) -> str:
    return "Cancel the order"


def _date(change: ChangeDeliveryDate, lines: dict[str, Line], surroundings: Surroundings) -> str:
    return f"Deliver on {day(change.delivery_date)}"


def _split(change: SplitShipment, lines: dict[str, Line], surroundings: Surroundings) -> str:
    return "Split the shipment"


def _look(line: Line) -> str:
    return goods(line.product_name, line.color, line.size)


def goods(*parts: str) -> str:
    """Product, color and size in one phrase; the only size of a product goes without saying."""
    return ", ".join(part for part in parts if part != ONE_SIZE)


def day(date: datetime.date) -> str:
    """A date as customers read it: ``Dec 4, 2026``."""
    return f"{_MONTHS[date.month - 1]} {date.day}, {date.year}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WORDS: dict[type, Any] = {
    ChangeQuantity: _quantity,
    ChangeSize: _size,
    ChangeColor: _color,
    ChangeArtwork: _artwork,
    ChangeAddress: _address,
    AddLine: _add,
    RemoveLine: _remove,
    CancelOrder: _cancel,
    ChangeDeliveryDate: _date,
    SplitShipment: _split,
}
