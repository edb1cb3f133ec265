"""A PostgreSQL cluster of our own: made once in a folder, run in the foreground, gone when its owner is gone."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

from local_stack.complaint import Complaint
from local_stack.launch import inherited_descriptors, launch_command
from local_stack.postgres_binaries import Account, Binaries, find_binaries, reachable, unprivileged_account

HOST = "127.0.0.1"
ENDING_WITHIN_S = 10.0
DATABASE = "brightthread"
ADMINISTRATOR = "postgres"
OWNER = "brightthread_owner"
CUSTOMER = "app_customer"
SYSTEM = "app_system"
ROLES = (ADMINISTRATOR, OWNER, CUSTOMER, SYSTEM)

SERVER_SETTINGS: Mapping[str, str] = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "dynamic_shared_memory_type": "mmap",  # containers often have next to no /dev/shm
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "",
    "log_checkpoints": "off",
    "max_logical_replication_workers": "0",
}
FAST_AND_FORGETFUL: Mapping[str, str] = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def new_passwords() -> dict[str, str]:
    """A fresh password for every role, safe inside a URL."""
    return {role: secrets.token_urlsafe(24) for role in ROLES}


@dataclass(frozen=True, slots=True)
class Cluster:
    """One cluster: its folder, port and passwords; nothing is touched before a method is called."""

    folder: Path
    port: int
    passwords: Mapping[str, str]
    settings: Mapping[str, str] = field(default_factory=dict)

    def dsn(self, role: str, database: str = DATABASE) -> str:
        """``postgresql://role:password@host:port/database``."""
        return f"postgresql://{role}:{self.passwords[role]}@{HOST}:{self.port}/{database}"

    @property
    def initialised(self) -> bool:
        return (self.folder / "PG_VERSION").exists()

    def initialise(self) -> None:
        """Run ``initdb`` once; the folder appears only when it is complete. Complaint if PostgreSQL refuses."""
        if self.initialised:
            return
        binaries, account = find_binaries(), unprivileged_account()
        work = self.folder.with_name(self.folder.name + ".part")
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(mode=0o700, parents=True)
        password_file = work.with_name(work.name + ".pw")
        password_file.touch(mode=0o600)
        password_file.write_text(self.passwords[ADMINISTRATOR])
        if account:
            os.chown(work, account.uid, account.gid)
            os.chown(password_file, account.uid, account.gid)
        try:
            self._run_initdb(binaries, account, work, password_file)
        finally:
            password_file.unlink()
        work.rename(self.folder)

    def command(self) -> list[str]:
        """The command line of the server in the foreground, ended by a fast shutdown when this process is gone."""
        wanted = int((self.folder / "PG_VERSION").read_text())
        binaries, account = find_binaries(wanted), unprivileged_account()
        settings = {**SERVER_SETTINGS, "port": str(self.port), **self.settings}
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        return _launch([str(binaries.postgres), "-D", str(self.folder), *options], binaries, account, self.folder)

    def command_after_cleaning(self) -> list[str]:
        """The same, once what a killed server left behind is out of the way. Hold the folder before calling this."""
        _forget_dead_server(self.folder / "postmaster.pid")
        return self.command()

    def _run_initdb(self, binaries: Binaries, account: Account | None, work: Path, password_file: Path) -> None:
        locale = ["--locale=C"]
        if binaries.version >= 17:
            locale += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        program = [str(binaries.initdb), "-D", str(work), "--username", ADMINISTRATOR, "--auth=scram-sha-256"]
        program += ["--pwfile", str(password_file), "--encoding=UTF8", *locale, "--no-sync"]
        answer = subprocess.run(
            _launch(program, binaries, account, work), capture_output=True, text=True, pass_fds=inherited_descriptors()
        )
        if answer.returncode != 0:
            reason = (answer.stderr or answer.stdout).strip().splitlines() or ["no reason given"]
            raise Complaint(
                f"PostgreSQL could not make its data folder {work}: {reason[-1]}",
                "Choose another folder with --data-dir, or run `brightthread doctor`.",
            )


def _forget_dead_server(pid_file: Path) -> None:
    """Wait for a server that is just ending; remove its file when the process of that number is another's by now."""
    deadline = time.monotonic() + ENDING_WITHIN_S
    while pid_file.exists() and time.monotonic() < deadline:
        number = pid_file.read_text().partition("\n")[0].strip()
        if not (number.isdigit() and _is_postgres(int(number))):
            pid_file.unlink(missing_ok=True)
            return
        time.sleep(0.05)


def _is_postgres(pid: int) -> bool:
    if sys.platform == "linux":
        name = Path(f"/proc/{pid}/comm")
        return name.exists() and name.read_text().startswith("postgres")
    answer = subprocess.run(["ps", "-o", "comm=", "-p", str(pid)], capture_output=True, text=True)
    return Path(answer.stdout.strip()).name.startswith("postgres")


def _launch(program: Sequence[str], binaries: Binaries, account: Account | None, folder: Path) -> list[str]:
    options: list[str] = []
    if account:
        options += ["--uid", str(account.uid), "--gid", str(account.gid)]
        if not (reachable(folder, account) and reachable(binaries.postgres, account)):
            options.append("--keep-access")
    return launch_command(program, death_signal="INT", options=options)


def server_answers(dsn: str) -> bool:
    """Whether a connection can be opened just now."""
    try:
        with psycopg.connect(dsn, connect_timeout=2):
            return True
    except psycopg.OperationalError:
        return False


def create_roles(cluster: Cluster) -> None:
    """Make the owner and the two application roles, or set their passwords; none may bypass row-level security."""
    with psycopg.connect(cluster.dsn(ADMINISTRATOR, "postgres"), autocommit=True) as connection:
        known = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
        for role in (OWNER, CUSTOMER, SYSTEM):
            verb = sql.SQL("ALTER" if role in known else "CREATE")
            connection.execute(
                sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD {}").format(
                    verb, sql.Identifier(role), sql.Literal(cluster.passwords[role])
                )
            )


def create_database(cluster: Cluster, name: str = DATABASE, template: str = "template1") -> None:
    """Make a database that belongs to the owner role and to which only the known roles may connect."""
    with psycopg.connect(cluster.dsn(ADMINISTRATOR, "postgres"), autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone():
            return
        identifiers = [sql.Identifier(each) for each in (name, OWNER, template)]
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(*identifiers))
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(identifiers[0]))
        connection.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}, {}").format(
                identifiers[0], sql.Identifier(CUSTOMER), sql.Identifier(SYSTEM)
            )
        )


def drop_database(cluster: Cluster, name: str) -> None:
    """Remove a database and cut whoever is connected to it."""
    with psycopg.connect(cluster.dsn(ADMINISTRATOR, "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
