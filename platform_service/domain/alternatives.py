"""Other sizes and colors of the same product for pieces that are short (design.md: nearest first, then price)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from platform_service.domain.catalogue import size_distance
from platform_service.domain.changes import AddLine, Change, ChangeColor, ChangeSize
from platform_service.domain.fitting import Fitted, without_cutting
from platform_service.domain.limits import Claim, Shortage
from platform_service.domain.quote import OptionKind
from platform_service.domain.replay import Part
from platform_service.domain.setting import Setting
from platform_service.domain.surroundings import Variant


@dataclass(frozen=True, slots=True)
class Alternative:
    """The request with the short pieces in another look; ``distance`` counts from the look that was asked for."""

    kind: OptionKind
    distance: int
    position: int
    fitted: Fitted

    @property
    def rank(self) -> tuple[int, int, int]:
        return (self.distance, self.fitted.replay.order_after.total, self.position)


def alternatives(setting: Setting, parts: Sequence[Part], shortages: Sequence[Shortage]) -> list[Alternative]:
    """At most the policy's number of alternatives: sizes before colors, nearest first, of both kinds if there are."""
    most = setting.policy.max_alternatives
    found = [found for shortage in shortages[:most] for found in _for_shortage(setting, parts, shortage)]
    sizes = sorted((a for a in found if a.kind is OptionKind.OTHER_SIZE), key=lambda a: a.rank)
    colors = sorted((a for a in found if a.kind is OptionKind.OTHER_COLOR), key=lambda a: a.rank)
    # A color is offered too where there is one: sizes alone would fill the list.
    sizes = sizes[: most - min(1, len(colors))]
    return [*sizes, *colors[: most - len(sizes)]]


def _for_shortage(setting: Setting, parts: Sequence[Part], shortage: Shortage) -> Iterator[Alternative]:
    claim = shortage.claims[-1]
    for kind, distance, variant in _other_looks(setting, shortage.variant):
        back_again = (variant.color, variant.size) == claim.demand.came_from
        if back_again or variant.available + _on_order(setting, variant.sku) < claim.pieces:
            continue
        changes, places = _instead(setting, parts, claim, variant)
        renumbered = [Part(place, change) for place, change in enumerate(changes)]
        fitted = without_cutting(setting, renumbered, places)
        if fitted:
            yield Alternative(kind, distance, variant.position, fitted)


def _on_order(setting: Setting, sku: str) -> int:
    """Pieces of a SKU on the order: the most that the request could free of it."""
    return sum(line.quantity for line in setting.order.lines if line.sku == sku)


def _other_looks(setting: Setting, wanted: Variant) -> Iterator[tuple[OptionKind, int, Variant]]:
    """The product's other sizes in this color and other colors in this size, each with its distance."""
    catalogue = setting.catalogue
    for size in catalogue.sizes(wanted.product_id, wanted.color):
        variant = catalogue.look(wanted.product_id, wanted.color, size)
        if variant and size != wanted.size:
            yield OptionKind.OTHER_SIZE, size_distance(size, wanted.size), variant
    colors = catalogue.colors(wanted.product_id)
    for color in catalogue.colors(wanted.product_id, wanted.size):
        variant = catalogue.look(wanted.product_id, color, wanted.size)
        if variant and color != wanted.color:
            yield OptionKind.OTHER_COLOR, abs(colors.index(color) - colors.index(wanted.color)), variant


def _instead(
    setting: Setting, parts: Sequence[Part], claim: Claim, variant: Variant
) -> tuple[list[Change], frozenset[int]]:
    """The request's changes with the claim's parts replaced, and the places of what replaces them."""
    unit = claim.demand.parts
    changes: list[Change] = []
    places: list[int] = []
    for part in parts:
        if part.index not in unit:
            changes.append(part.change)
        elif part.index == unit[0]:
            replacing = _replacing(setting, part.change, claim, variant)
            places.extend(range(len(changes), len(changes) + len(replacing)))
            changes.extend(replacing)
    return changes, frozenset(places)


def _replacing(setting: Setting, change: Change, claim: Claim, variant: Variant) -> list[Change]:
    demand = claim.demand
    if isinstance(change, AddLine):
        return [AddLine(variant.sku, change.quantity, change.artwork_id)]
    if demand.came_from is None or demand.line_id is None:
        known = claim.artwork_id in setting.surroundings.artworks
        return [AddLine(variant.sku, claim.pieces, claim.artwork_id if known else None)]
    quantity = change.quantity if isinstance(change, ChangeSize | ChangeColor) else None
    color, size = demand.came_from
    replacing: list[Change] = []
    if variant.size != size:
        replacing.append(ChangeSize(demand.line_id, variant.size, quantity))
    if variant.color != color:
        replacing.append(ChangeColor(demand.line_id, variant.color, quantity))
    return replacing
