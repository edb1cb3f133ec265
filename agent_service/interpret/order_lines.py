"""Holding a reference against the lines of an order: which lines a phrase can mean."""

from dataclasses import dataclass

from agent_service.conversation.interpretation import Json
from agent_service.interpret.garments import SIZE_ORDER
from agent_service.interpret.noun_phrases import Ref
from agent_service.interpret.ranks import MIDDLE


@dataclass(frozen=True, slots=True)
class OrderLines:
    """The lines of one order (shapes of api.md) with the products of the catalogue by id."""

    lines: tuple[Json, ...]
    products: dict[str, Json]

    def fitting(self, ref: Ref) -> list[Json]:
        """The lines that ``ref`` describes; all of them for a reference that describes nothing."""
        found = [line for line in self.lines if self._fits(line, ref)]
        if ref.words and len(found) > 1:
            closer = [line for line in found if line["product_id"] in ref.words]
            found = closer or found
        if ref.rank:
            found = _of_rank(found, ref.rank)
        if ref.lines:
            found = [self.lines[n - 1 if n > 0 else n] for n in ref.lines if 0 < abs(n) <= len(self.lines)]
        return found

    def _fits(self, line: Json, ref: Ref) -> bool:
        if ref.products is not None and line["product_id"] not in ref.products:
            return False
        if (
            ref.words
            and ref.products is None
            and not ref.sizes
            and not ref.colors
            and line["product_id"] not in ref.words
        ):
            return False
        if ref.sizes and line["size"] not in ref.sizes:
            return False
        if ref.colors and not any(line["color"] in names for names in ref.colors):
            return False
        return not ref.arts or bool(line["artwork"] and line["artwork"]["artwork_id"] in ref.arts)

    def fitting_any(self, refs: list[Ref]) -> list[Json]:
        """The union over ``refs``, in the order they were named."""
        found: list[Json] = []
        for ref in refs:
            found.extend(line for line in self.fitting(ref) if line not in found)
        return found

    def one_product(self, lines: list[Json]) -> bool:
        return len({line["product_id"] for line in lines}) == 1

    def product(self, line: Json) -> Json | None:
        return self.products.get(line["product_id"])


def _of_rank(lines: list[Json], rank: int) -> list[Json]:
    """The lines of the biggest, smallest or middle sizes among ``lines``; none where that says nothing."""
    sizes = sorted({line["size"] for line in lines if line["size"] in SIZE_ORDER}, key=SIZE_ORDER.index)
    if rank == MIDDLE:
        meant = sizes[len(sizes) // 2 :][:1] if len(sizes) % 2 else sizes[:1] if len(sizes) == _TWO else []
    else:
        meant = (sizes[-rank:] if rank > 0 else sizes[:-rank]) if len(sizes) > abs(rank) else []
    return [line for line in lines if line["size"] in meant]


_TWO = 2
