"""The embedded PostgreSQL: its roles, its passwords, its end."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import psycopg
import pytest

from local_stack import postgres
from local_stack.postgres import Cluster
from tests.postgres import Dsns, PostgresServer, free_port


def test_each_test_has_a_database_of_its_own(postgres_server: PostgresServer) -> None:
    def prepare(dsns: Dsns) -> None:
        with psycopg.connect(dsns.owner) as connection:
            connection.execute("CREATE TABLE marks (mark text)")

    template = postgres_server.template("marks", prepare)
    with postgres_server.database(template) as first, psycopg.connect(first.owner) as connection:
        connection.execute("INSERT INTO marks VALUES ('first')")
    with postgres_server.database(template) as second, psycopg.connect(second.owner) as connection:
        assert connection.execute("SELECT count(*) FROM marks").fetchone() == (0,)


def test_no_application_role_is_above_the_rules(empty_database: Dsns) -> None:
    with psycopg.connect(empty_database.administrator) as connection:
        rows = connection.execute(
            "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s) AND (rolsuper OR rolbypassrls OR rolcreaterole)",
            ([postgres.OWNER, postgres.CUSTOMER, postgres.SYSTEM],),
        ).fetchall()
    assert rows == []


def test_application_roles_cannot_make_tables(empty_database: Dsns) -> None:
    with psycopg.connect(empty_database.customer) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("CREATE TABLE sneaky (x int)")


def test_a_wrong_password_is_refused(empty_database: Dsns) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(empty_database.customer.replace("app_customer:", "app_customer:x"))


def test_letters_outside_ascii_fold(empty_database: Dsns) -> None:
    with psycopg.connect(empty_database.owner) as connection:
        assert connection.execute("SELECT lower('ÜBER')").fetchone() == ("über",)


def test_it_runs_in_a_folder_closed_to_others(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    cluster = Cluster(closed / "cluster", free_port(), postgres.new_passwords(), postgres.FAST_AND_FORGETFUL)
    cluster.initialise()
    server = PostgresServer(cluster)
    server.start()
    server.stop()
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    shutil.rmtree(closed)


def test_data_survives_a_kill(tmp_path: Path) -> None:
    server = PostgresServer(Cluster(tmp_path / "cluster", free_port(), postgres.new_passwords()))
    server.cluster.initialise()
    server.start()
    postgres.create_roles(server.cluster)
    postgres.create_database(server.cluster)
    with psycopg.connect(server.cluster.dsn(postgres.OWNER)) as connection:
        connection.execute("CREATE TABLE kept (x int)")
    server.kill()
    server.start()
    with psycopg.connect(server.cluster.dsn(postgres.OWNER)) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)
    server.stop()


def test_no_server_is_left_when_its_owner_is_killed(tmp_path: Path) -> None:
    owner = textwrap.dedent(f"""
        import pathlib, subprocess, sys
        from local_stack import postgres
        cluster = postgres.Cluster(pathlib.Path({str(tmp_path / "cluster")!r}), {free_port()}, postgres.new_passwords())
        cluster.initialise()
        server = subprocess.Popen(cluster.command(), start_new_session=True)
        while not postgres.server_answers(cluster.dsn(postgres.ADMINISTRATOR, "postgres")):
            assert server.poll() is None
        print(server.pid, flush=True)
        server.wait()
    """)
    process = subprocess.Popen([sys.executable, "-c", owner], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    server_pid = int(process.stdout.readline())
    process.send_signal(signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + 20
    while _alive(server_pid):
        assert time.monotonic() < deadline, "PostgreSQL outlived its owner"
        time.sleep(0.02)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")
