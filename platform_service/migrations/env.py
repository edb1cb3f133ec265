"""Alembic's entry: runs the versions on the connection that ``migrate`` hands over (owner role)."""

from alembic import context


def run() -> None:
    connection = context.config.attributes["connection"]
    context.configure(connection=connection, transactional_ddl=True)
    with context.begin_transaction():
        context.run_migrations()


run()
