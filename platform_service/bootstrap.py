"""The one composition root of the platform."""

from sqlalchemy import create_engine

from platform_service.migrations.upgrade import upgrade
from platform_service.settings import MigrationSettings


def dialect(dsn: str) -> str:
    """The SQLAlchemy form of a plain ``postgresql://`` connection string."""
    return dsn.replace("postgresql://", "postgresql+psycopg://", 1)


def migrate() -> None:
    """Bring the database to the newest schema, as its owner."""
    engine = create_engine(dialect(MigrationSettings().owner_dsn.get_secret_value()))  # type: ignore[call-arg]
    with engine.begin() as connection:
        upgrade(connection)
    engine.dispose()
