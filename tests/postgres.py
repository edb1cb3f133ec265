"""A real PostgreSQL for tests: one server a session (and xdist worker), one fresh database a test.

Make a template once (``server.template("platform", prepare)`` runs ``prepare(dsns)`` on an empty database the first
time), then take copies of it: ``with server.database("platform") as dsns``. A copy takes some 30 ms.
"""

import itertools
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from local_stack import postgres
from local_stack.launch import inherited_descriptors
from local_stack.postgres import Cluster


@dataclass(frozen=True, slots=True)
class Dsns:
    """The connection strings of one database, by role."""

    name: str
    administrator: str
    owner: str
    customer: str
    system: str


class PostgresServer:
    """A running server, from which tests take databases."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self._templates: set[str] = set()
        self._numbers = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            self.cluster.command(),
            start_new_session=True,
            stderr=subprocess.DEVNULL,
            pass_fds=inherited_descriptors(),
        )
        administrator = self.cluster.dsn(postgres.ADMINISTRATOR, "postgres")
        deadline = time.monotonic() + 30
        while not postgres.server_answers(administrator):
            assert self._process.poll() is None, "PostgreSQL ended while starting"
            assert time.monotonic() < deadline, "PostgreSQL does not answer"
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop it the fast way (open connections are cut); `start` brings it back with its data."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(30)
            self._process = None

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(30)
            self._process = None

    def dsns(self, name: str) -> Dsns:
        roles = (postgres.ADMINISTRATOR, postgres.OWNER, postgres.CUSTOMER, postgres.SYSTEM)
        return Dsns(name, *(self.cluster.dsn(role, name) for role in roles))

    def template(self, name: str, prepare: Callable[[Dsns], None]) -> str:
        """Make the named template unless this session has it already; prepare fills it (migrations, seed)."""
        if name not in self._templates:
            postgres.create_database(self.cluster, name)
            prepare(self.dsns(name))
            self._templates.add(name)
        return name

    @contextmanager
    def database(self, template: str = "template1") -> Iterator[Dsns]:
        """A fresh copy of a template (an empty database by default), removed at the end."""
        name = f"test_{next(self._numbers)}"
        postgres.create_database(self.cluster, name, template)
        try:
            yield self.dsns(name)
        finally:
            postgres.drop_database(self.cluster, name)


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind((postgres.HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    with tempfile.TemporaryDirectory(prefix="brightthread-pg-", ignore_cleanup_errors=True) as folder:
        cluster = Cluster(
            Path(folder) / "cluster", free_port(), postgres.new_passwords(), settings=postgres.FAST_AND_FORGETFUL
        )
        cluster.initialise()
        server = PostgresServer(cluster)
        server.start()
        postgres.create_roles(cluster)
        try:
            yield server
        finally:
            server.stop()


@pytest.fixture
def empty_database(postgres_server: PostgresServer) -> Iterator[Dsns]:
    with postgres_server.database() as dsns:
        yield dsns
