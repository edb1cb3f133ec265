"""Opens transactions for customers and for the system, with the company set, and says plainly when it cannot."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from typing import Any

import psycopg
from sqlalchemy import exc
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from platform_service.adapters.sql.session import SqlSession
from platform_service.adapters.sql.work import SqlReads, SqlWork
from platform_service.application.ports import EVERY_COMPANY
from platform_service.application.refusals import DependencyUnavailable, InProgress
from platform_service.application.storage import Reads, Work

_READ_ONLY = "SET TRANSACTION READ ONLY"

# serialization failure, deadlock, lock and statement timeout, connection limit, server going down or starting
_TRANSIENT = ("40001", "40P01", "55P03", "57014", "53300", "57P01", "57P02", "57P03")


def engine(dsn: str, *, pool_size: int, wait_s: float, statement_timeout_s: float) -> AsyncEngine:
    """A pool of connections of one role; ``dsn`` in the plain ``postgresql://`` form."""
    options = f"-c statement_timeout={int(statement_timeout_s * 1000)} -c idle_in_transaction_session_timeout=60000"
    return create_async_engine(
        dsn.replace("postgresql://", "postgresql+psycopg://", 1),
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=wait_s,
        pool_use_lifo=True,
        connect_args={"connect_timeout": 3, "options": options},
    )


@contextmanager
def unavailable_when_down() -> Iterator[None]:
    """Turn what passes by itself (pool empty, connection lost, deadlock) into DependencyUnavailable."""
    try:
        yield
    except exc.TimeoutError as error:
        raise DependencyUnavailable from error
    except (exc.DBAPIError, psycopg.Error) as error:
        if _passes_by_itself(error):
            raise DependencyUnavailable from error
        raise


def _passes_by_itself(error: BaseException) -> bool:
    cause = error.orig if isinstance(error, exc.DBAPIError) else error
    if not isinstance(cause, psycopg.Error):
        return False
    return cause.sqlstate in _TRANSIENT or (isinstance(cause, psycopg.OperationalError) and cause.sqlstate is None)


class SqlTransactions:
    """The port ``Transactions`` over two pools: one a role."""

    def __init__(self, customers: AsyncEngine, system: AsyncEngine) -> None:
        self._customers = customers
        self._system = system

    async def close(self) -> None:
        """Give all connections back."""
        await self._customers.dispose()
        await self._system.dispose()

    async def check(self) -> None:
        """Raise when the database does not answer."""
        for pool in (self._customers, self._system):
            async with self._session(pool, EVERY_COMPANY, None, _READ_ONLY) as session:
                await session.rows("SELECT 1")

    @asynccontextmanager
    async def reading(self, company_id: str) -> AsyncIterator[Reads]:
        async with self.session_for_reading(company_id) as session:
            yield SqlReads(session)

    def session_for_reading(self, company_id: str) -> AbstractAsyncContextManager[SqlSession]:
        """A bare session for adapters that read outside of a use case."""
        pool = self._system if company_id == EVERY_COMPANY else self._customers
        return self._session(pool, company_id, None, _READ_ONLY)

    def customer(self, company_id: str, exclusive: str | None = None) -> AbstractAsyncContextManager[Work]:
        return self._work(self._customers, company_id, exclusive)

    def system(self, company_id: str = EVERY_COMPANY) -> AbstractAsyncContextManager[Work]:
        return self._work(self._system, company_id, None)

    @asynccontextmanager
    async def _work(self, pool: AsyncEngine, company_id: str, exclusive: str | None) -> AsyncIterator[Work]:
        async with self._session(pool, company_id, exclusive, None) as session:
            yield SqlWork(session)
            await session.flush(commit=True)

    @asynccontextmanager
    async def _session(
        self, pool: AsyncEngine, company_id: str, exclusive: str | None, opening: str | None
    ) -> AsyncIterator[SqlSession]:
        with unavailable_when_down():
            connection, session, free = await _begin(pool, company_id, exclusive, opening)
            try:
                if not free:
                    raise InProgress
                yield session
                await connection.commit()
            finally:
                await connection.close()


async def _begin(
    pool: AsyncEngine, company_id: str, exclusive: str | None, opening: str | None
) -> tuple[AsyncConnection, SqlSession, bool]:
    """A connection with its company set; those that died while idle (database restarted) are passed over."""
    dead_at_most = 100
    for attempt in range(dead_at_most):
        connection = await pool.connect()
        try:
            await connection.begin()
            driver: Any = (await connection.get_raw_connection()).driver_connection
            free = await _open(driver, company_id, exclusive, opening)
        except psycopg.OperationalError:
            dead = driver.closed
            await connection.invalidate()
            await connection.close()
            if not dead or attempt == dead_at_most - 1:
                raise
        except BaseException:
            await connection.close()
            raise
        else:
            return connection, SqlSession(driver, company_id), free
    raise AssertionError("the loop returns or raises")


async def _open(
    driver: psycopg.AsyncConnection[Any], company_id: str, exclusive: str | None, opening: str | None
) -> bool:
    """BEGIN, the company and the lock in one round trip; False when somebody else holds the lock."""
    async with driver.cursor() as cursor:
        async with driver.pipeline():
            if opening is not None:
                await cursor.execute(opening)
            await cursor.execute("SELECT set_config('app.company_id', %s, true)", (company_id,))
            if exclusive is not None:
                await cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", (exclusive,))
        row = await cursor.fetchone()
    return exclusive is None or bool(row and row[0])
