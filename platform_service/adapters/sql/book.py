"""Addresses and artworks of companies in SQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from platform_service.adapters.sql.session import Row, SqlSession, json_text
from platform_service.application.records import BookedAddress, ShelvedArtwork
from platform_service.domain.order import Address

_MINE = "(:company_id = '*' OR company_id = :company_id)"
_ADDRESS = "address_id, label, street, city, region, postal_code, country, is_default, created_at"
_ARTWORK = """artwork_id, company_id, name, file_type, width_px, height_px, dpi, size_bytes, active, problems,
    storage_key, thumbnail_key, created_at"""


class SqlBook:
    """The Protocol ``Book``; lists go from old to new."""

    def __init__(self, session: SqlSession) -> None:
        self._session = session

    async def addresses(self, limit: int, after: tuple[datetime, str] | None) -> Sequence[BookedAddress]:
        rows = await self._page(
            f"SELECT {_ADDRESS} FROM addresses WHERE NOT one_off AND {_MINE}", "address_id", limit, after
        )
        return [BookedAddress(**row) for row in rows]

    async def artworks(self, limit: int, after: tuple[datetime, str] | None) -> Sequence[ShelvedArtwork]:
        rows = await self._page(f"SELECT {_ARTWORK} FROM artworks WHERE {_MINE}", "artwork_id", limit, after)
        return [ShelvedArtwork(**row) for row in rows]

    async def artwork(self, artwork_id: str) -> ShelvedArtwork | None:
        row = await self._session.row(
            f"SELECT {_ARTWORK} FROM artworks WHERE artwork_id = :artwork_id AND {_MINE}",
            artwork_id=artwork_id,
            company_id=self._session.company_id,
        )
        return None if row is None else ShelvedArtwork(**row)

    def add_address(self, company_id: str, address: Address, *, one_off: bool, is_default: bool, at: datetime) -> None:
        if is_default:
            self._session.write(
                "UPDATE addresses SET is_default = false WHERE company_id = :company_id AND is_default",
                company_id=company_id,
            )
        self._session.write(
            """INSERT INTO addresses (address_id, company_id, label, street, city, region, postal_code, country,
                                      is_default, one_off, created_at)
               VALUES (:address_id, :company_id, :label, :street, :city, :region, :postal_code, :country,
                       :is_default, :one_off, :at)""",
            company_id=company_id,
            address_id=address.address_id,
            label=address.label,
            street=address.street,
            city=address.city,
            region=address.region,
            postal_code=address.postal_code,
            country=address.country,
            is_default=is_default,
            one_off=one_off,
            at=at,
        )

    def add_artwork(self, artwork: ShelvedArtwork) -> None:
        self._session.write(
            """INSERT INTO artworks (artwork_id, company_id, name, file_type, width_px, height_px, dpi, size_bytes,
                                     active, problems, storage_key, thumbnail_key, created_at)
               VALUES (:artwork_id, :company_id, :name, :file_type, :width_px, :height_px, :dpi, :size_bytes, :active,
                       :problems, :storage_key, :thumbnail_key, :created_at)""",
            artwork_id=artwork.artwork_id,
            company_id=artwork.company_id,
            name=artwork.name,
            file_type=artwork.file_type,
            width_px=artwork.width_px,
            height_px=artwork.height_px,
            dpi=artwork.dpi,
            size_bytes=artwork.size_bytes,
            active=artwork.active,
            problems=json_text(list(artwork.problems)),
            storage_key=artwork.storage_key,
            thumbnail_key=artwork.thumbnail_key,
            created_at=artwork.created_at,
        )

    async def _page(self, sql: str, ident: str, limit: int, after: tuple[datetime, str] | None) -> Sequence[Row]:
        parameters: dict[str, Any] = {"limit": limit + 1, "company_id": self._session.company_id}
        if after is not None:
            sql += f" AND (created_at, {ident}) > (:at, :id)"
            parameters["at"], parameters["id"] = after
        return await self._session.rows(f"{sql} ORDER BY created_at, {ident} LIMIT :limit", **parameters)
