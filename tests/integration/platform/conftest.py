"""The platform over a real database: migrated, filled with a small world, called over HTTP in this process."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import create_engine

from brightthread.service.auth import Principal, Unauthenticated
from platform_service.bootstrap import Platform, build, build_app
from platform_service.migrations.upgrade import upgrade
from platform_service.settings import Settings
from tests.integration.platform import world
from tests.invariants import violations
from tests.postgres import Dsns, PostgresServer

Json = dict[str, Any]


def migrate(dsns: Dsns) -> None:
    engine = create_engine(dsns.owner.replace("postgresql://", "postgresql+psycopg://", 1))
    with engine.begin() as connection:
        upgrade(connection)
    engine.dispose()


@pytest.fixture
def database(postgres_server: PostgresServer) -> Iterator[Dsns]:
    """An empty database with the schema."""
    with postgres_server.database(postgres_server.template("platform_schema", migrate)) as dsns:
        yield dsns


def fill(dsns: Dsns) -> None:
    """Schema and the small world."""
    migrate(dsns)
    world.load(dsns)


@pytest.fixture
def filled(postgres_server: PostgresServer) -> Iterator[Dsns]:
    """The small world; after the test, all invariants must hold."""
    with postgres_server.database(postgres_server.template("platform_world", fill)) as dsns:
        yield dsns
        assert violations(dsns.administrator) == []


class TokenReader:
    """Tokens of the form ``user|group,group|scope`` stand for themselves."""

    async def verify(self, token: str) -> Principal:
        parts = token.split("|")
        if len(parts) != 3:
            raise Unauthenticated("not of this form")
        user, groups, scopes = parts
        return Principal(user, frozenset(groups.split(",")), frozenset(scopes.split()), "test", token)

    async def aclose(self) -> None:
        return None


class MovableClock:
    """Time that a test moves."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        instant = datetime.now(UTC) + self.ahead
        return instant.replace(microsecond=instant.microsecond // 1000 * 1000)


GROUPS = {"u-cx": "cx_agents", "u-cx-2": "cx_agents", "u-ops": "ops"}


@dataclass
class Caller:
    """A signed-in user calling the platform."""

    client: httpx.AsyncClient
    user_id: str

    async def __call__(self, method: str, path: str, body: Any = None, key: str | None = None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.user_id}|{GROUPS.get(self.user_id, 'customers')}|"}
        if key is not None:
            headers["Idempotency-Key"] = key
        return await self.client.request(method, f"/platform/v1{path}", json=body, headers=headers)

    async def get(self, path: str, expected: int = 200) -> Json:
        response = await self("GET", path)
        assert response.status_code == expected, response.text
        answer: Json = response.json()
        return answer

    async def quote(self, order_id: str, *changes: Json, **more: Any) -> Json:
        response = await self("POST", f"/orders/{order_id}/quotes", {"changes": list(changes), **more})
        assert response.status_code == 201, response.text
        quote: Json = response.json()
        return quote

    async def apply(self, quote: Json, option: int = 0, key: str | None = None) -> httpx.Response:
        return await self(
            "POST", f"/quotes/{quote['quote_id']}/apply", confirmation(quote, option), key=key or uuid4().hex
        )


def confirmation(quote: Json, option: int = 0) -> Json:
    """The body of a confirmation of an option."""
    return {
        "option_id": quote["options"][option]["option_id"],
        "digest": quote["digest"],
        "confirmation": {"conversation_id": "conv_1", "message_id": "msg_1", "text": "yes"},
    }


@dataclass
class Served:
    """The platform, its clock, and callers."""

    platform: Platform
    clock: MovableClock
    dsns: Dsns
    client: httpx.AsyncClient

    def user(self, user_id: str) -> Caller:
        return Caller(self.client, user_id)


def settings_for(dsns: Dsns, folder: Path, **more: Any) -> Settings:
    return Settings(
        database={"customer_dsn": dsns.customer, "system_dsn": dsns.system, "pool_size": 10},
        auth={"issuer": "test", "jwks_url": "http://127.0.0.1:9/", "client_ids": ["test"]},
        receipt={"key_file": folder / "receipt.pem"},
        artwork={"dir": folder / "artworks"},
        shippo={"url": "http://127.0.0.1:9"},
        **more,
    )


@asynccontextmanager
async def serving(dsns: Dsns, folder: Path, **more: Any) -> AsyncIterator[Served]:
    """The platform over a database, called in this process; ``more`` settings by group."""
    clock = MovableClock()
    platform = build(settings_for(dsns, folder, **more), clock)
    app = build_app(platform, TokenReader())  # type: ignore[arg-type]
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://platform", timeout=30) as client:
        yield Served(platform, clock, dsns, client)
    await platform.close()


@pytest.fixture
async def served(filled: Dsns, tmp_path: Path) -> AsyncIterator[Served]:
    async with serving(filled, tmp_path) as platform:
        yield platform


@pytest.fixture(scope="module")
async def shared(postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    """One platform for all tests of a module, which change nothing in it."""
    with postgres_server.database(postgres_server.template("platform_world", fill)) as dsns:
        async with serving(dsns, tmp_path_factory.mktemp("shared")) as platform:
            yield platform


@pytest.fixture
def ana(served: Served) -> Caller:
    return served.user("u-north")


@pytest.fixture(scope="session")
async def forks() -> AsyncIterator[Any]:
    """Starts real processes of the platform (``running.ForkServer``); importing everything is done once."""
    from tests.integration.platform.running import ForkServer

    async with ForkServer.serve() as server:
        yield server
