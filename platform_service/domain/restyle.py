"""Another size or color for pieces of a line (domain.md: both for the same pieces are one new garment)."""

from dataclasses import dataclass

from platform_service.domain import reasons
from platform_service.domain.catalogue import named
from platform_service.domain.changes import ChangeColor, ChangeSize
from platform_service.domain.charging import charge
from platform_service.domain.outcome import DONE, NOTHING, Outcome, refused
from platform_service.domain.policy_terms import Topic
from platform_service.domain.setting import Setting
from platform_service.domain.sheet import Demand, Sheet, Slot

SIZE = "size"
COLOR = "color"


@dataclass(frozen=True, slots=True)
class _Wish:
    """The pieces of a line that are to get ``value`` as their size or color."""

    index: int
    line_id: str
    aspect: str
    value: str
    quantity: int | None


def change_size(sheet: Sheet, setting: Setting, index: int, change: ChangeSize) -> Outcome:
    """Pieces of a line get another size."""
    return _restyle(sheet, setting, _Wish(index, change.line_id, SIZE, change.new_size, change.quantity))


def change_color(sheet: Sheet, setting: Setting, index: int, change: ChangeColor) -> Outcome:
    """Pieces of a line get another color."""
    return _restyle(sheet, setting, _Wish(index, change.line_id, COLOR, change.new_color, change.quantity))


def _restyle(sheet: Sheet, setting: Setting, wish: _Wish) -> Outcome:
    slot = _meant(sheet, wish)
    pieces = wish.quantity or slot.quantity
    if pieces > slot.quantity:
        return refused(reasons.more_than_in_line(sheet.order, wish.index, wish.line_id, pieces, slot.quantity))
    offered = _offered(setting, slot.product_id, wish.aspect)
    value = named(wish.value, offered)
    if value is None:
        message = f"{slot.product_name} does not come in {wish.value}."
        facts = {wish.aspect: wish.value, f"{wish.aspect}s": offered, "product_id": slot.product_id}
        return refused(reasons.no_such_variant(sheet.order, wish.index, message, facts))
    if value == (slot.size if wish.aspect == SIZE else slot.color):
        return NOTHING
    _move(sheet, setting, wish, slot, pieces, value)
    return DONE


def _meant(sheet: Sheet, wish: _Wish) -> Slot:
    """The pieces the wish speaks of: those an earlier part moved off the line in the other aspect, or the line's."""
    if wish.quantity is not None:
        moved = sheet.moved_alone(wish.line_id, wish.quantity, wish.aspect)
        if moved is not None:
            return moved
    return sheet.slot(wish.line_id)


def _offered(setting: Setting, product_id: str, aspect: str) -> list[str]:
    catalogue = setting.catalogue
    return catalogue.sizes(product_id) if aspect == SIZE else catalogue.colors(product_id)


def _move(sheet: Sheet, setting: Setting, wish: _Wish, slot: Slot, pieces: int, value: str) -> None:
    """Give the pieces their new look; pieces that this request already made anew pay no second time."""
    printed = slot.printed_among(pieces)
    moved = slot
    if pieces < slot.quantity:
        moved = slot.split(pieces)
        sheet.slots.append(moved)
    charged = (pieces - moved.remade) * moved.unit_price
    moved.demands = [_demand(moved, wish, pieces)]
    if wish.aspect == SIZE:
        moved.size = value
    else:
        moved.color = value
    variant = setting.catalogue.look(moved.product_id, moved.color, moved.size)
    moved.sku = variant.sku if variant else None
    moved.aspects |= {wish.aspect}
    moved.touched, moved.remade = True, pieces
    moved.pieces_produced = 0
    moved.parts.append(wish.index)
    sheet.lines_touched = True
    charge(sheet, setting, wish.index, Topic.SIZE_COLOR, goods=charged, printed=printed)


def _demand(slot: Slot, wish: _Wish, pieces: int) -> Demand:
    """The new look's call on the stock; a second move of the very same pieces prolongs the first one's."""
    before = slot.demands[-1] if slot.demands else None
    if before and before.came_from and before.pieces == pieces:
        return Demand((*before.parts, wish.index), pieces, wish.line_id, before.came_from)
    return Demand((wish.index,), pieces, wish.line_id, (slot.color, slot.size))
