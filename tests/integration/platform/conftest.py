"""A migrated platform database for every test."""

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine

from platform_service.migrations.upgrade import upgrade
from tests.postgres import Dsns, PostgresServer, postgres_server

__all__ = ["postgres_server"]


def migrate(dsns: Dsns) -> None:
    engine = create_engine(dsns.owner.replace("postgresql://", "postgresql+psycopg://", 1))
    with engine.begin() as connection:
        upgrade(connection)
    engine.dispose()


@pytest.fixture
def database(postgres_server: PostgresServer) -> Iterator[Dsns]:
    with postgres_server.database(postgres_server.template("platform_schema", migrate)) as dsns:
        yield dsns
