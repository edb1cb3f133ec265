"""The system of record: tables, rules, job queue, roles.

The roles ``app_customer`` and ``app_system`` exist before (whoever runs the database server makes them).
"""

from pathlib import Path

from alembic import op
from procrastinate.schema import SchemaManager

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SQL = Path(__file__).parent.parent / "sql"


def upgrade() -> None:
    scripts = [(SQL / name).read_text() for name in ("0001_tables.sql", "0001_rules.sql")]
    scripts += [SchemaManager.get_schema(), (SQL / "0001_roles.sql").read_text()]
    connection = op.get_bind().connection.driver_connection
    for script in scripts:
        connection.execute(script)  # type: ignore[union-attr]  # several statements, no parameters


def downgrade() -> None:
    raise NotImplementedError("the first version is left by dropping the database")
