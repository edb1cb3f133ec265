"""What production and carriers make of orders, in SQL; and the tidying nobody waits for."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from platform_service.adapters.sql.session import SqlSession, json_text
from platform_service.application.records import Label, TrackedShipment
from platform_service.domain.order import Order

# A webhook older than its signature may be is refused anyway; this is far beyond.
_REPLAYED_WITHIN = timedelta(days=7)


class SqlFulfilment:
    """The Protocol ``Fulfilment``."""

    def __init__(self, session: SqlSession) -> None:
        self._session = session

    def reopen(self, order_id: str) -> None:
        self._session.write("SELECT set_config('app.reversing', :order_id, true)", order_id=order_id)

    def ship(self, pieces: Mapping[str, int]) -> None:
        self._session.write(
            """UPDATE stock s SET committed = s.committed - m.pieces, on_hand = s.on_hand - m.pieces
                 FROM unnest(CAST(:skus AS text[]), CAST(:pieces AS bigint[])) AS m (sku, pieces)
                WHERE s.sku = m.sku""",
            skus=sorted(pieces),
            pieces=[pieces[sku] for sku in sorted(pieces)],
        )

    def note_parcel(self, order: Order, parcel: TrackedShipment, at: datetime) -> None:
        self._session.write(
            """INSERT INTO shipments (order_id, carrier, tracking_number, company_id, status, eta, url, events, seen_at)
               VALUES (:order_id, :carrier, :tracking_number, :company_id, :status, :eta, :url,
                       CAST(:events AS jsonb), :at)
               ON CONFLICT (order_id, carrier, tracking_number) DO UPDATE
                  SET status = excluded.status, eta = excluded.eta, url = excluded.url, events = excluded.events,
                      seen_at = excluded.seen_at""",
            order_id=order.order_id,
            carrier=parcel.carrier,
            tracking_number=parcel.tracking_number,
            company_id=order.company_id,
            status=parcel.status,
            eta=parcel.eta,
            url=parcel.url,
            events=json_text(list(parcel.events)),
            at=at,
        )

    def replace_label(self, order: Order, old: Label, new: Label) -> None:
        self._session.write(
            """UPDATE shipments SET active = false
                WHERE (order_id, carrier, tracking_number) = (:order_id, :carrier, :tracking_number)""",
            order_id=order.order_id,
            carrier=old.carrier,
            tracking_number=old.tracking_number,
        )
        self._session.write(
            """INSERT INTO shipments (order_id, carrier, tracking_number, company_id)
               VALUES (:order_id, :carrier, :tracking_number, :company_id)
               ON CONFLICT (order_id, carrier, tracking_number) DO UPDATE SET active = true""",
            order_id=order.order_id,
            carrier=new.carrier,
            tracking_number=new.tracking_number,
            company_id=order.company_id,
        )

    async def orders_of_parcel(self, carrier: str, tracking_number: str) -> Sequence[str]:
        rows = await self._session.rows(
            """SELECT order_id FROM shipments
                WHERE tracking_number = :tracking_number AND carrier = :carrier AND active ORDER BY order_id""",
            carrier=carrier,
            tracking_number=tracking_number,
        )
        return [row["order_id"] for row in rows]

    async def parcels_on_the_way(self, limit: int, not_seen_since: datetime) -> Sequence[Label]:
        rows = await self._session.rows(
            """SELECT s.carrier, s.tracking_number FROM shipments s JOIN orders o USING (order_id)
                WHERE o.status IN ('READY_TO_SHIP', 'SHIPPED') AND s.active
                  AND coalesce(s.seen_at, '-infinity') < :not_seen_since
                ORDER BY s.seen_at NULLS FIRST LIMIT :limit""",
            limit=limit,
            not_seen_since=not_seen_since,
        )
        return [Label(**row) for row in rows]

    async def watermark(self, name: str) -> str | None:
        row = await self._session.row("SELECT value FROM watermarks WHERE name = :name", name=name)
        return None if row is None else str(row["value"])

    def move_watermark(self, name: str, value: str) -> None:
        self._session.write(
            """INSERT INTO watermarks (name, value) VALUES (:name, :value)
               ON CONFLICT (name) DO UPDATE SET value = excluded.value""",
            name=name,
            value=value,
        )

    async def first_seen(self, source: str, event_id: str, at: datetime) -> bool:
        row = await self._session.row(
            """INSERT INTO webhooks_seen (source, event_id, seen_at) VALUES (:source, :event_id, :at)
               ON CONFLICT DO NOTHING RETURNING event_id""",
            source=source,
            event_id=event_id,
            at=at,
        )
        return row is not None

    def tidy(self, now: datetime) -> None:
        self._session.write("DELETE FROM holds WHERE expires_at <= :now", now=now)
        self._session.write("DELETE FROM idempotency_keys WHERE expires_at <= :now", now=now)
        self._session.write("DELETE FROM webhooks_seen WHERE seen_at <= :long_ago", long_ago=now - _REPLAYED_WITHIN)
