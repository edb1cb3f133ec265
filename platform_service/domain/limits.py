"""What is checked on the result of a whole request: variants, limits and stock (domain.md, rulings on limits)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from platform_service.domain import reasons
from platform_service.domain.money import money
from platform_service.domain.quote import Reason
from platform_service.domain.setting import Setting
from platform_service.domain.sheet import Demand, Sheet, Slot
from platform_service.domain.surroundings import Variant
from platform_service.domain.wording import goods


@dataclass(frozen=True, slots=True)
class Claim:
    """A demand and the artwork its pieces carry; ``whole``: they still are the line that the parts name."""

    demand: Demand
    pieces: int
    artwork_id: str | None
    whole: bool


@dataclass(frozen=True, slots=True)
class Shortage:
    """A SKU of which the request needs more pieces net than are free, and who claims them, oldest first."""

    variant: Variant
    needed: int
    available: int
    claims: tuple[Claim, ...]

    @property
    def missing(self) -> int:
        return self.needed - self.available


def variant_refusals(sheet: Sheet, setting: Setting) -> Iterator[Reason]:
    """Pieces whose final color and size are not made together."""
    for slot in sheet.slots:
        if slot.sku is None:
            facts = {
                "product_id": slot.product_id,
                "color": slot.color,
                "size": slot.size,
                "sizes": setting.catalogue.sizes(slot.product_id, slot.color),
                "colors": setting.catalogue.colors(slot.product_id, slot.size),
            }
            message = f"{slot.product_name} does not come in {slot.color} and {slot.size} together."
            yield reasons.no_such_variant(sheet.order, max(slot.parts), message, facts)


def limit_refusals(sheet: Sheet, setting: Setting, result: Sequence[Slot]) -> Iterator[Reason]:
    """Lines that would be too long, and an order that pieces are taken from and that would be too small."""
    policy, order = setting.policy, sheet.order
    if not sheet.lines_touched:
        return
    for slot in result:
        before = slot.source.quantity if slot.source else 0
        if slot.parts and slot.quantity > max(policy.line_max_pieces, before):
            index = max(slot.parts)
            yield reasons.line_too_long(order, index, slot.line_id, slot.quantity, policy.line_max_pieces)
    pieces = sum(slot.quantity for slot in result)
    if sheet.takers and pieces < policy.order_min_pieces:
        yield reasons.below_minimum(order, sheet.takers[-1], pieces, policy.order_min_pieces)


def _needs(sheet: Sheet) -> dict[str, int]:
    """Net pieces a SKU the request asks of the stock (negative: gives back); freed goods serve its own need."""
    if not sheet.lines_touched:
        return {}
    pieces: Counter[str] = Counter()
    for slot in sheet.slots:
        if slot.sku is not None:
            pieces[slot.sku] += slot.quantity
    for line in sheet.order.lines:
        pieces[line.sku] -= line.quantity
    return {sku: count for sku, count in pieces.items() if count}


def shortages(sheet: Sheet, setting: Setting) -> Iterator[Shortage]:
    """The SKUs of which too little is free."""
    for sku, needed in _needs(sheet).items():
        if needed <= 0:
            continue
        variant = setting.catalogue.by_sku(sku)
        available = max(0, variant.available)
        if needed > available:
            yield Shortage(variant, needed, available, _claims(sheet, sku))


def _claims(sheet: Sheet, sku: str) -> tuple[Claim, ...]:
    claims = [
        Claim(demand, min(demand.pieces, slot.quantity), slot.artwork_id, whole=slot.line_id == demand.line_id)
        for slot in sheet.of_sku(sku)
        for demand in slot.demands
    ]
    return tuple(sorted(claims, key=lambda claim: claim.demand.parts))


def stock_refusal(setting: Setting, shortage: Shortage) -> Reason:
    """Too little stock: how many there are."""
    variant = shortage.variant
    index = max(shortage.claims[-1].demand.parts)
    what = goods(variant.product_name, variant.color, variant.size)
    facts = {
        "sku": variant.sku,
        "product_name": variant.product_name,
        "color": variant.color,
        "size": variant.size,
        "requested": shortage.needed,
        "available": shortage.available,
        "base_price": money(variant.base_price, setting.order.currency),
    }
    return reasons.insufficient_stock(setting.order, index, what, shortage.needed, facts)
