"""Quotes in SQL, and the stock they hold."""

from collections.abc import Mapping
from datetime import datetime

from platform_service.adapters.sql.keys import FIND_KEY
from platform_service.adapters.sql.orders import ORDER_OF_QUOTE, opened_of
from platform_service.adapters.sql.session import Row, SqlSession, json_text
from platform_service.application.records import Confirmable, KeptAnswer, StoredQuote

_COLUMNS = """quote_id, company_id, order_id, user_id, order_version, policy_version, verdict, created_at, expires_at,
    digest, document, seen, status, change_id, fresh_of, fresh_option"""
_MINE = "(:company_id = '*' OR company_id = :company_id)"
_LOCK = """
SELECT {columns} FROM quotes q JOIN orders o USING (order_id)
 WHERE q.quote_id = :quote_id AND (:company_id = '*' OR q.company_id = :company_id)
   FOR UPDATE OF q, o
""".format(columns=", ".join(f"q.{column.strip()}" for column in _COLUMNS.split(",")))


class SqlQuotes:
    """The Protocol ``Quotes``."""

    def __init__(self, session: SqlSession) -> None:
        self._session = session

    async def get(self, quote_id: str) -> StoredQuote | None:
        return await self._one(
            f"SELECT {_COLUMNS} FROM quotes WHERE quote_id = :quote_id AND {_MINE}", quote_id=quote_id
        )

    async def lock(self, quote_id: str) -> StoredQuote | None:
        return await self._one(_LOCK, quote_id=quote_id)

    async def confirmable(self, quote_id: str, route: str, key: str, now: datetime) -> Confirmable | None:
        whose = {"company_id": self._session.company_id}
        quotes, orders, keys = await self._session.rows_of(
            (_LOCK, {"quote_id": quote_id, **whose}),
            (ORDER_OF_QUOTE, {"quote_id": quote_id, **whose}),
            (FIND_KEY, {"route": route, "key": key, "now": now, **whose}),
        )
        if not quotes or not orders:
            return None
        kept = KeptAnswer(**keys[0]) if keys else None
        return Confirmable(_quote(quotes[0]), opened_of(orders[0]), kept)

    async def fresh_of(self, quote_id: str, option_id: str) -> StoredQuote | None:
        return await self._one(
            f"SELECT {_COLUMNS} FROM quotes WHERE fresh_of = :quote_id AND fresh_option = :option_id AND {_MINE}",
            quote_id=quote_id,
            option_id=option_id,
        )

    async def open_of(self, user_id: str, now: datetime, since: datetime) -> tuple[int, int]:
        row = await self._session.row(
            """SELECT (SELECT count(*) FROM quotes
                        WHERE user_id = :user_id AND status = 'open' AND expires_at > :now) AS open,
                      (SELECT count(*) FROM quotes WHERE user_id = :user_id AND created_at > :since) AS recent""",
            user_id=user_id,
            now=now,
            since=since,
        )
        assert row is not None
        return row["open"], row["recent"]

    async def queue_up(self, user_id: str) -> None:
        await self._session.rows(
            "SELECT pg_advisory_xact_lock(hashtextextended('quotes of ' || :user_id, 0))", user_id=user_id
        )

    def add(self, quote: StoredQuote, holds: Mapping[str, int]) -> None:
        self._session.write(
            """INSERT INTO quotes (quote_id, company_id, order_id, user_id, order_version, policy_version, verdict,
                                   created_at, expires_at, digest, document, seen, fresh_of, fresh_option)
               VALUES (:quote_id, :company_id, :order_id, :user_id, :order_version, :policy_version, :verdict,
                       :created_at, :expires_at, :digest, :document, :seen, :fresh_of, :fresh_option)""",
            quote_id=quote.quote_id,
            company_id=quote.company_id,
            order_id=quote.order_id,
            user_id=quote.user_id,
            order_version=quote.order_version,
            policy_version=quote.policy_version,
            verdict=quote.verdict,
            created_at=quote.created_at,
            expires_at=quote.expires_at,
            digest=quote.digest,
            document=json_text(quote.document),
            seen=json_text(quote.seen),
            fresh_of=quote.fresh_of,
            fresh_option=quote.fresh_option,
        )
        if holds:
            self._session.write(
                """INSERT INTO holds (quote_id, sku, quantity, expires_at)
                   SELECT :quote_id, sku, quantity, :expires_at
                     FROM unnest(CAST(:skus AS text[]), CAST(:quantities AS bigint[])) AS h (sku, quantity)""",
                quote_id=quote.quote_id,
                expires_at=quote.expires_at,
                skus=list(holds),
                quantities=list(holds.values()),
            )

    def release(self, quote_id: str) -> None:
        self._session.write(
            "UPDATE quotes SET status = 'released' WHERE quote_id = :quote_id AND status = 'open'", quote_id=quote_id
        )
        self.drop_hold(quote_id)

    def use(self, quote_id: str, change_id: str) -> None:
        self._session.write(
            "UPDATE quotes SET status = 'used', change_id = :change_id WHERE quote_id = :quote_id",
            quote_id=quote_id,
            change_id=change_id,
        )

    def keep_hold(self, quote_id: str) -> None:
        self._session.write("UPDATE holds SET expires_at = 'infinity' WHERE quote_id = :quote_id", quote_id=quote_id)

    def drop_hold(self, quote_id: str) -> None:
        self._session.write("DELETE FROM holds WHERE quote_id = :quote_id", quote_id=quote_id)

    async def _one(self, sql: str, **parameters: str) -> StoredQuote | None:
        row = await self._session.row(sql, company_id=self._session.company_id, **parameters)
        return None if row is None else _quote(row)


def _quote(row: Row) -> StoredQuote:
    return StoredQuote(**row)
