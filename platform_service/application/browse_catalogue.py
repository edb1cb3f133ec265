"""Products with what is available of them, and stock by SKU."""

from collections.abc import Sequence

from platform_service.application.ports import Clock, Json, Transactions
from platform_service.application.records import Actor, Product, StockLevel
from platform_service.application.refusals import NotFound
from platform_service.domain.money import money


class BrowseCatalogue:
    """Reads the catalogue; it is the same for every company."""

    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def products(
        self, actor: Actor, words: str | None, limit: int, after: tuple[int, str] | None
    ) -> Sequence[Product]:
        """Return products whose words match, in the catalogue's order, one more than ``limit`` where there are more."""
        async with self._transactions.reading(actor.scope) as reads:
            return await reads.catalogue.products(words, limit, after, self._clock.now())

    async def stock(self, actor: Actor, skus: Sequence[str]) -> list[StockLevel]:
        """Return the levels in the order asked; NotFound for the first SKU there is not."""
        async with self._transactions.reading(actor.scope) as reads:
            levels = await reads.catalogue.levels(skus, self._clock.now())
        known = {level.sku: level for level in levels}
        for sku in skus:
            if sku not in known:
                raise NotFound(sku)
        return [known[sku] for sku in skus]


def product_document(product: Product) -> Json:
    """An item of ``GET /products``; colours and sizes in the catalogue's order."""
    return {
        "product_id": product.product_id,
        "name": product.name,
        "category": product.category,
        "base_price": money(product.base_price, product.currency),
        "colors": list(dict.fromkeys(variant.color for variant in product.variants)),
        "sizes": list(dict.fromkeys(variant.size for variant in product.variants)),
        "variants": [
            {"sku": v.sku, "color": v.color, "size": v.size, "available": v.available} for v in product.variants
        ],
    }


def level_document(level: StockLevel) -> Json:
    """An item of ``GET /inventory``."""
    return {
        "sku": level.sku,
        "on_hand": level.on_hand,
        "reserved": level.reserved,
        "available": level.on_hand - level.reserved,
    }
