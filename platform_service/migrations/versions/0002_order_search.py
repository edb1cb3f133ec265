"""Finding orders by words at a cost that does not grow with their number."""

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SQL = Path(__file__).parent.parent / "sql" / "0002_order_search.sql"


def upgrade() -> None:
    connection = op.get_bind().connection.driver_connection
    connection.execute(SQL.read_text())  # type: ignore[union-attr]  # several statements, no parameters


def downgrade() -> None:
    raise NotImplementedError("restore the backup made before the upgrade")
