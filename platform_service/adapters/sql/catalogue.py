"""Products and stock in SQL; they belong to no company."""

from collections.abc import Sequence
from datetime import datetime

from platform_service.adapters.sql.order_search import like
from platform_service.adapters.sql.session import Row, SqlSession
from platform_service.application.records import Product, ProductVariant, StockLevel

_HELD = "coalesce((SELECT sum(quantity) FROM holds h WHERE h.sku = s.sku AND h.expires_at > :now), 0)"

_PRODUCTS = f"""
SELECT p.product_id, p.name, p.category, p.base_price, p.currency, p.position,
       (SELECT json_agg(json_build_array(v.sku, v.color, v.size, s.on_hand - s.committed - {_HELD}) ORDER BY v.position)
          FROM variants v JOIN stock s USING (sku) WHERE v.product_id = p.product_id) AS variants
  FROM products p
 WHERE (CAST(:words AS text) IS NULL
        OR concat_ws(' ', p.name, p.category) ILIKE :words
        OR EXISTS (SELECT FROM variants v WHERE v.product_id = p.product_id
                      AND concat_ws(' ', v.sku, p.name, v.color, v.size) ILIKE :words))
   AND (CAST(:at AS integer) IS NULL OR (p.position, p.product_id) > (:at, :id))
 ORDER BY p.position, p.product_id LIMIT :limit
"""

_LEVELS = f"""
SELECT s.sku, s.on_hand, s.committed + {_HELD} AS reserved FROM stock s WHERE s.sku = ANY (CAST(:skus AS text[]))
"""


class SqlCatalogue:
    """The Protocol ``Catalogue``."""

    def __init__(self, session: SqlSession) -> None:
        self._session = session

    async def products(
        self, words: str | None, limit: int, after: tuple[int, str] | None, now: datetime
    ) -> Sequence[Product]:
        at, ident = after or (None, None)
        rows = await self._session.rows(
            _PRODUCTS, words=f"%{like(words)}%" if words else None, at=at, id=ident, limit=limit + 1, now=now
        )
        return [_product(row) for row in rows]

    async def levels(self, skus: Sequence[str], now: datetime) -> Sequence[StockLevel]:
        rows = await self._session.rows(_LEVELS, skus=list(skus), now=now)
        return [StockLevel(row["sku"], row["on_hand"], int(row["reserved"])) for row in rows]


def _product(row: Row) -> Product:
    return Product(**{**row, "variants": tuple(ProductVariant(*part) for part in row["variants"] or ())})
