"""What the rules look at beside the order: one statement, whatever is named."""

from collections.abc import Sequence
from datetime import datetime

from platform_service.adapters.sql.session import SqlSession
from platform_service.adapters.sql.stock import LOCK_STOCK
from platform_service.application.records import Loaded, Named
from platform_service.domain.order import Address
from platform_service.domain.surroundings import Artwork, Parcel, Variant

_LOAD = """
SELECT (SELECT json_agg(json_build_array(v.sku, v.product_id, p.name, v.color, v.size, p.base_price,
                                         s.on_hand - s.committed - coalesce(h.held, 0), v.position))
          FROM variants v JOIN products p USING (product_id) JOIN stock s USING (sku)
          LEFT JOIN LATERAL (SELECT sum(quantity) AS held
                               FROM holds WHERE sku = v.sku AND expires_at > :now
                                AND quote_id <> ALL (CAST(:own AS text[]))) h ON true
         WHERE v.product_id IN (SELECT product_id FROM variants WHERE sku = ANY (CAST(:skus AS text[])))) AS variants,
       (SELECT json_agg(json_build_array(artwork_id, name, file_type, dpi, size_bytes, active))
          FROM artworks WHERE artwork_id = ANY (CAST(:artworks AS text[])) AND {mine}) AS artworks,
       (SELECT json_agg(json_build_array(address_id, label, street, city, region, postal_code, country))
          FROM addresses WHERE address_id = ANY (CAST(:addresses AS text[])) AND {mine}) AS addresses,
       (SELECT json_agg(json_build_array(carrier, status))
          FROM shipments WHERE order_id = :order_id AND active) AS parcels
""".format(mine="(:company_id = '*' OR company_id = :company_id)")


class SqlSurroundings:
    """The Protocol ``Surroundings``."""

    def __init__(self, session: SqlSession) -> None:
        self._session = session

    async def load(
        self, order_id: str, named: Named, now: datetime, own: Sequence[str], *, lock: Sequence[str] = ()
    ) -> Loaded:
        if lock:
            # a statement before the one that looks, which so sees what those committed whom the lock waited for
            self._session.write(LOCK_STOCK, skus=sorted(lock))
        row = await self._session.row(
            _LOAD,
            order_id=order_id,
            now=now,
            own=list(own),
            skus=list(named.skus),
            artworks=list(named.artworks),
            addresses=list(named.addresses),
            company_id=self._session.company_id,
        )
        assert row is not None
        variants = [Variant(*part) for part in row["variants"] or []]
        artworks = [Artwork(*part) for part in row["artworks"] or []]
        addresses = [Address(*part) for part in row["addresses"] or []]
        return Loaded(
            variants={variant.sku: variant for variant in variants},
            artworks={artwork.artwork_id: artwork for artwork in artworks},
            addresses={str(address.address_id): address for address in addresses},
            parcels=[Parcel(*part) for part in row["parcels"] or []],
        )
