"""One transaction on one connection: writes are collected and go out with the next read, or together at the end."""

import json
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from functools import lru_cache
from typing import Any

import psycopg
from psycopg.rows import dict_row
from sqlalchemy import text
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

Params = Mapping[str, Any]
Row = Mapping[str, Any]
Statement = tuple[str, Params]

_DIALECT = PGDialect_psycopg()  # type: ignore[no-untyped-call]


@lru_cache(maxsize=512)
def _driver_form(sql: str) -> str:
    return str(text(sql).compile(dialect=_DIALECT))


@lru_cache(maxsize=512)
def _insert_of(table: str, columns: tuple[str, ...], rows: int, then: str) -> str:
    lists = [", ".join(f":{column}_{n}" for column in columns) for n in range(rows)]
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({'), ('.join(lists)}) {then}"


def json_text(value: Any) -> str:
    """JSON as stored and served: compact, in the order given."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


class SqlSession:
    """Statements in the ``:name`` form. Collected writes go out in one round trip, in order, before the commit.

    ``company_id`` is the scope of the transaction, ``*`` for every company. The driver is used as it is: a statement
    of ours needs nothing of SQLAlchemy but its parameter names, and its layers cost more than the database's answer.
    """

    def __init__(self, driver: psycopg.AsyncConnection[Any], company_id: str) -> None:
        self.driver = driver
        self.company_id = company_id
        self._pending: list[Statement] = []

    async def rows(self, sql: str, **params: Any) -> Sequence[Row]:
        """Return all rows as mappings; whatever was written before is seen."""
        if self._pending:
            return (await self.rows_of((sql, params)))[0]
        async with self.driver.cursor(row_factory=dict_row) as cursor:
            await cursor.execute(_driver_form(sql), params)
            return await cursor.fetchall()

    async def rows_of(self, *reads: Statement) -> list[Sequence[Row]]:
        """Return the rows of each read, made in order, each seeing what came before it: one round trip."""
        async with AsyncExitStack() as stack:
            cursors = [await stack.enter_async_context(self.driver.cursor(row_factory=dict_row)) for _ in reads]
            # read only once the pipeline is left: fetching inside of it would cost a round trip more
            async with self.driver.pipeline():
                await self._send_pending()
                for cursor, (sql, params) in zip(cursors, reads, strict=True):
                    await cursor.execute(_driver_form(sql), params)
            return [await cursor.fetchall() for cursor in cursors]

    async def row(self, sql: str, **params: Any) -> Row | None:
        """Return the only row, or None."""
        found = await self.rows(sql, **params)
        return found[0] if found else None

    def write(self, sql: str, **params: Any) -> None:
        """Collect a statement whose result nobody needs."""
        self._pending.append((sql, params))

    def insert(self, table: str, rows: Sequence[Params], *, then: str = "") -> None:
        """Collect one INSERT of ``rows`` (all of the same columns), however many; ``then`` is its end."""
        if not rows:
            return
        columns = tuple(rows[0])
        values = {f"{column}_{n}": row[column] for n, row in enumerate(rows) for column in columns}
        self._pending.append((_insert_of(table, columns, len(rows), then), values))

    async def flush(self, *, commit: bool = False) -> None:
        """Send what was collected, and COMMIT behind it in the same round trip; the first error is raised."""
        if not self._pending:
            return
        async with self.driver.pipeline():
            await self._send_pending()
            if commit:
                await self.driver.execute("COMMIT")

    async def _send_pending(self) -> None:
        pending, self._pending = self._pending, []
        async with self.driver.cursor() as cursor:
            for sql, params in pending:
                await cursor.execute(_driver_form(sql), params)
