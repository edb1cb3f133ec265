"""The products an order's lines come from: which variant has a color and a size, and what else there is."""

from collections.abc import Mapping

from platform_service.domain.surroundings import Variant

#: From small to large; a size that is not in the list (``ONE``) has no neighbors.
SIZES = ("XS", "S", "M", "L", "XL", "2XL", "3XL")


class Catalogue:
    """A read-only index over the variants a request may touch. Names are matched without regard to case."""

    def __init__(self, variants: Mapping[str, Variant]) -> None:
        self._by_sku = variants
        self._products: dict[str, list[Variant]] = {}
        self._by_look: dict[tuple[str, str, str], Variant] = {}
        for variant in variants.values():
            self._products.setdefault(variant.product_id, []).append(variant)
            self._by_look[variant.product_id, variant.color, variant.size] = variant

    def by_sku(self, sku: str) -> Variant:
        """The variant of a SKU that was checked to exist; KeyError otherwise."""
        return self._by_sku[sku]

    def look(self, product_id: str, color: str, size: str) -> Variant | None:
        """The variant of a product in this color and size, None if it is not made."""
        return self._by_look.get((product_id, color, size))

    def sizes(self, product_id: str, color: str | None = None) -> list[str]:
        """The sizes a product comes in (in one color, if given), in the catalogue's order."""
        return list(dict.fromkeys(v.size for v in self._listed(product_id) if color in (None, v.color)))

    def colors(self, product_id: str, size: str | None = None) -> list[str]:
        """The colors a product comes in (in one size, if given), in the catalogue's order."""
        return list(dict.fromkeys(v.color for v in self._listed(product_id) if size in (None, v.size)))

    def _listed(self, product_id: str) -> list[Variant]:
        return sorted(self._products.get(product_id, ()), key=lambda variant: (variant.position, variant.sku))


def named(name: str, among: list[str]) -> str | None:
    """The entry of ``among`` that ``name`` means, whatever its case; None if there is none."""
    if name in among:
        return name
    wanted = name.strip().casefold()
    return next((entry for entry in among if entry.casefold() == wanted), None)


def size_distance(size: str, other: str) -> int:
    """How many steps lie between two sizes; unknown sizes are farther away than any known one."""
    if size in SIZES and other in SIZES:
        return abs(SIZES.index(size) - SIZES.index(other))
    return len(SIZES)
