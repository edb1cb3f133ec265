"""More pieces, fewer pieces, another SKU, a line less (domain.md: table and rulings on money and merging)."""

from platform_service.domain import reasons
from platform_service.domain.artwork import problems
from platform_service.domain.changes import AddLine, ChangeQuantity, RemoveLine
from platform_service.domain.charging import charge, keep_price
from platform_service.domain.order import ArtworkRef
from platform_service.domain.outcome import DONE, NOTHING, Outcome, refused
from platform_service.domain.policy_terms import Topic
from platform_service.domain.setting import Setting
from platform_service.domain.sheet import Demand, Sheet, Slot
from platform_service.domain.status_check import status_bars


def change_quantity(sheet: Sheet, setting: Setting, index: int, change: ChangeQuantity) -> Outcome:
    """A line grows or shrinks to ``new_quantity``; the price of added pieces is that of the line."""
    slot = sheet.slot(change.line_id)
    difference = change.new_quantity - slot.quantity
    if difference == 0:
        return NOTHING
    barred = status_bars(setting, index, Topic.QUANTITY_UP if difference > 0 else Topic.QUANTITY_DOWN)
    if barred:
        return barred
    sheet.lines_touched = True
    if difference < 0:
        printed = slot.printed_among(-difference)
        slot.take(-difference)
        keep_price(sheet, setting, index, -difference * slot.unit_price, printed)
        return DONE
    slot.quantity = change.new_quantity
    slot.parts.append(index)
    slot.demands.append(Demand((index,), difference, change.line_id))
    charge(sheet, setting, index, Topic.QUANTITY_UP, goods=difference * slot.unit_price)
    return DONE


def remove_line(sheet: Sheet, setting: Setting, index: int, change: RemoveLine) -> Outcome:
    """What is left of a line goes."""
    slot = sheet.slot(change.line_id)
    sheet.slots.remove(slot)
    sheet.lines_touched = True
    keep_price(sheet, setting, index, slot.goods, slot.pieces_produced)
    return DONE


def add_line(sheet: Sheet, setting: Setting, index: int, change: AddLine) -> Outcome:
    """Pieces of a SKU come on top; they join a line of that SKU at the end, or become a new one."""
    chosen = None
    if change.artwork_id is not None:
        artwork = setting.surroundings.artworks[change.artwork_id]
        unusable = problems(artwork, setting.policy.artwork)
        if unusable:
            reason = reasons.artwork_unusable(sheet.order, index, artwork.name, artwork.artwork_id, unusable)
            return refused(reason)
        chosen = ArtworkRef(artwork.artwork_id, artwork.name)
    slot = _added(sheet, setting, change, chosen)
    slot.parts.append(index)
    slot.demands.append(Demand((index,), change.quantity))
    sheet.slots.append(slot)
    sheet.lines_touched = True
    charge(sheet, setting, index, Topic.QUANTITY_UP, goods=slot.goods)
    return DONE


def _added(sheet: Sheet, setting: Setting, change: AddLine, chosen: ArtworkRef | None) -> Slot:
    """The added pieces, with the price and artwork the rulings give them."""
    variant = setting.catalogue.by_sku(change.sku)
    alike = list(sheet.of_sku(change.sku))
    like = next((slot for slot in alike if chosen and slot.artwork_id == chosen.artwork_id), None)
    joins = like or (alike[0] if alike and chosen is None else None)
    first = joins or (alike[0] if alike else None)
    return Slot(
        line_id=None,
        sku=variant.sku,
        product_id=variant.product_id,
        product_name=variant.product_name,
        color=variant.color,
        size=variant.size,
        quantity=change.quantity,
        unit_price=first.unit_price if first else variant.base_price,
        artwork=joins.artwork if joins else chosen or (None if first else _shared_artwork(sheet)),
        joins=joins if chosen is None else None,
        touched=True,
    )


def _shared_artwork(sheet: Sheet) -> ArtworkRef | None:
    """The artwork that all lines carry, None if they do not share one."""
    carried = {slot.artwork for slot in sheet.slots}
    return carried.pop() if len(carried) == 1 else None
