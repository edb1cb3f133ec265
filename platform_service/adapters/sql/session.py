"""One transaction on one connection: reads one by one, writes collected and sent together."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import psycopg
from psycopg.rows import dict_row
from sqlalchemy import TextClause, text
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.ext.asyncio import AsyncConnection

Params = Mapping[str, Any]
Row = Mapping[str, Any]

_DIALECT = PGDialect_psycopg()  # type: ignore[no-untyped-call]


@lru_cache(maxsize=512)
def _statement(sql: str) -> TextClause:
    return text(sql)


@lru_cache(maxsize=512)
def _driver_form(sql: str) -> str:
    return str(text(sql).compile(dialect=_DIALECT))


def json_text(value: Any) -> str:
    """JSON as stored and served: compact, in the order given."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


class SqlSession:
    """Statements in the ``:name`` form. Collected writes go out in one round trip, in order, before the commit.

    ``company_id`` is the scope of the transaction, ``*`` for every company.
    """

    def __init__(self, connection: AsyncConnection, driver: psycopg.AsyncConnection[Any], company_id: str) -> None:
        self._connection = connection
        self.driver = driver
        self.company_id = company_id
        self._pending: list[tuple[str, Params]] = []

    async def rows(self, sql: str, **params: Any) -> Sequence[Row]:
        """Return all rows as mappings; whatever was written before is seen."""
        if self._pending:
            return await self._rows_after_writes(sql, params)
        result = await self._connection.execute(_statement(sql), params)
        names = tuple(result.keys())
        return [dict(zip(names, row, strict=True)) for row in result]

    async def row(self, sql: str, **params: Any) -> Row | None:
        """Return the only row, or None."""
        found = await self.rows(sql, **params)
        return found[0] if found else None

    def write(self, sql: str, **params: Any) -> None:
        """Collect a statement whose result nobody needs."""
        self._pending.append((_driver_form(sql), params))

    async def flush(self, *, commit: bool = False) -> None:
        """Send what was collected, and COMMIT behind it in the same round trip; the first error is raised."""
        if not self._pending:
            return
        async with self.driver.pipeline():
            await self._send_pending()
            if commit:
                await self.driver.commit()

    async def _rows_after_writes(self, sql: str, params: Params) -> Sequence[Row]:
        async with self.driver.pipeline(), self.driver.cursor(row_factory=dict_row) as cursor:
            await self._send_pending()
            await cursor.execute(_driver_form(sql), params)
            return await cursor.fetchall()

    async def _send_pending(self) -> None:
        pending, self._pending = self._pending, []
        async with self.driver.cursor() as cursor:
            for sql, params in pending:
                await cursor.execute(sql, params)
