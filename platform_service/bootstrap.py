"""The one composition root of the platform."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import uvicorn
from fastapi import FastAPI
from sqlalchemy import create_engine

from brightthread.service.application import new_app
from brightthread.service.auth import AuthSettings, TokenVerifier
from brightthread.service.logging import LogSettings, configure_logging
from brightthread.service.metrics import Metrics
from platform_service.adapters.sql.directory import SqlDirectory
from platform_service.adapters.sql.transactions import SqlTransactions, engine
from platform_service.api.refusals import install_refusals
from platform_service.api.routes import ROUTERS
from platform_service.api.use_cases import UseCases
from platform_service.application.browse_orders import BrowseOrders
from platform_service.migrations.upgrade import upgrade
from platform_service.settings import DatabaseSettings, MigrationSettings, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """What runs: the use cases over their adapters."""

    settings: Settings
    transactions: SqlTransactions
    use_cases: UseCases

    async def close(self) -> None:
        """Give connections back."""
        await self.transactions.close()


def build(settings: Settings) -> Platform:
    """Put the platform together; nothing is connected yet."""
    transactions = _transactions(settings.database)
    return Platform(
        settings=settings,
        transactions=transactions,
        use_cases=UseCases(directory=SqlDirectory(transactions), browse_orders=BrowseOrders(transactions)),
    )


def _transactions(settings: DatabaseSettings) -> SqlTransactions:
    pools = [
        engine(
            dsn.get_secret_value(),
            pool_size=settings.pool_size,
            wait_s=settings.pool_wait_s,
            statement_timeout_s=settings.statement_timeout_s,
        )
        for dsn in (settings.customer_dsn, settings.system_dsn)
    ]
    return SqlTransactions(*pools)


def build_app(platform: Platform) -> FastAPI:
    """The HTTP service over ``platform``."""
    verifier = TokenVerifier(AuthSettings(**platform.settings.auth.model_dump()))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await verifier.aclose()
        await platform.close()

    app = new_app(
        "BrightThread platform",
        "/platform",
        routers=ROUTERS,
        verifier=verifier,
        metrics=Metrics("platform"),
        checks={"database": platform.transactions.check},
        lifespan=lifespan,
    )
    app.state.use_cases = platform.use_cases
    install_refusals(app)
    return app


def serve() -> None:
    """Serve HTTP until told to stop."""
    settings = Settings()
    configure_logging("platform", LogSettings(**settings.log.model_dump()))
    app = build_app(build(settings))
    uvicorn.run(
        app,
        host=settings.http.host,
        port=settings.http.port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=settings.http.drain_s,
        server_header=False,
    )


def migrate() -> None:
    """Bring the database to the newest schema, as its owner."""
    dsn = MigrationSettings().owner_dsn.get_secret_value()
    owner = create_engine(dsn.replace("postgresql://", "postgresql+psycopg://", 1))
    with owner.begin() as connection:
        upgrade(connection)
    owner.dispose()
