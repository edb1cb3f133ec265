"""Names in the statuses of orders can be erased."""

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SQL = Path(__file__).parent.parent / "sql"


def upgrade() -> None:
    connection = op.get_bind().connection.driver_connection
    connection.execute((SQL / "0003_erasure.sql").read_text())  # type: ignore[union-attr]  # several statements


def downgrade() -> None:
    op.execute("REVOKE UPDATE (actor_name) ON order_statuses FROM app_system")
