"""The schema keeps the promises that SQL can keep."""

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from platform_service.adapters.sql.tables import metadata
from tests.postgres import Dsns


def test_every_table_with_a_company_forces_row_level_security(database: Dsns) -> None:
    with psycopg.connect(database.administrator) as connection:
        unforced = connection.execute("""
            SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'company_id'
             WHERE c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)""").fetchall()
    assert unforced == []


def test_the_tables_in_code_are_those_of_the_migrations(database: Dsns) -> None:
    engine = create_engine(database.owner.replace("postgresql://", "postgresql+psycopg://", 1))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)
    engine.dispose()
    flat = [entry for group in differences for entry in (group if isinstance(group, list) else [group])]
    assert [entry for entry in flat if entry[0] in ("add_table", "add_column", "remove_column", "modify_type")] == []


@pytest.mark.parametrize("role", ["customer", "system", "owner"])
def test_without_a_company_no_rows_are_seen(database: Dsns, role: str) -> None:
    with psycopg.connect(database.administrator) as connection:
        connection.execute("INSERT INTO companies VALUES ('one', 'One'), ('two', 'Two')")
    with psycopg.connect(getattr(database, role)) as connection:
        assert connection.execute("SELECT count(*) FROM companies").fetchone() == (0,)
        connection.execute("SELECT set_config('app.company_id', 'one', false)")
        assert connection.execute("SELECT company_id FROM companies").fetchall() == [("one",)]
        connection.execute("SELECT set_config('app.company_id', '*', false)")
        expected = 0 if role == "customer" else 2
        assert connection.execute("SELECT count(*) FROM companies").fetchone() == (expected,)
