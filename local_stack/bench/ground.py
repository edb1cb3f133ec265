"""What a measurement runs on: a throw-away database with as many orders as wanted, and the platform as a process."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import psycopg
from sqlalchemy import create_engine

from local_stack import postgres
from local_stack.launch import inherited_descriptors, launch_command
from local_stack.postgres import Cluster
from local_stack.seed import FORMAT, Seed
from local_stack.seed_database import load_database
from local_stack.stored_seed import StoredSeed
from local_stack.tokens import CLIENT_IDS, TokenIssuer
from platform_service.migrations.upgrade import upgrade

ISSUER = "bench"
USER = "u-bench"
START_WITHIN_S = 120.0

_FILLER = """
INSERT INTO orders (order_id, company_id, user_id, status, created_at, delivery_date, address, next_line, pieces, goods)
SELECT 'FILL-' || n, 'bench', 'u-bench', 'CREATED', now() - n * interval '1 minute', current_date + 30,
       (SELECT address FROM orders LIMIT 1), 2, 10, 10000 FROM generate_series(1, %(count)s) AS n
"""
_FILLER_LINES = """
INSERT INTO order_lines (order_id, line_id, company_id, position, sku, quantity, unit_price)
SELECT 'FILL-' || n, 'FILL-' || n || '-1', 'bench', 0, 'S-M', 10, 1000 FROM generate_series(1, %(count)s) AS n
"""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the platform listens, with a customer's token and the keys it is signed with, and the database as that
    customer's role sees it."""

    origin: str
    token: str
    keys_url: str
    dsn: str


@contextmanager
def ground(measured: int, orders: int) -> Iterator[Ground]:
    """A platform over ``orders`` orders, ``measured`` of which (``B-0`` …) are there to be changed."""
    with tempfile.TemporaryDirectory(prefix="brightthread-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        cluster = Cluster(folder / "cluster", free_port(), postgres.new_passwords())
        cluster.initialise()
        with running(cluster.command(), {}, signal.SIGINT), key_server(folder) as (issuer, keys_url):
            wait_until(lambda: postgres.server_answers(cluster.dsn(postgres.ADMINISTRATOR, "postgres")), "PostgreSQL")
            _fill(cluster, measured, orders)
            port = free_port()
            origin = f"http://127.0.0.1:{port}"
            with running(_serve(), _environment(cluster, folder, port, keys_url)):
                wait_until(lambda: is_ready(origin), "The platform")
                token = issuer.for_user(USER, ["customers"]).text
                yield Ground(origin, token, keys_url, cluster.dsn(postgres.CUSTOMER))


def _serve() -> list[str]:
    return launch_command([sys.executable, "-m", "platform_service", "serve"])


def _environment(cluster: Cluster, folder: Path, port: int, keys_url: str) -> Mapping[str, str]:
    return {
        "PLATFORM_DATABASE__CUSTOMER_DSN": cluster.dsn(postgres.CUSTOMER),
        "PLATFORM_DATABASE__SYSTEM_DSN": cluster.dsn(postgres.SYSTEM),
        "PLATFORM_AUTH__ISSUER": ISSUER,
        "PLATFORM_AUTH__JWKS_URL": keys_url,
        "PLATFORM_AUTH__CLIENT_IDS": json.dumps(CLIENT_IDS),
        "PLATFORM_HTTP__PORT": str(port),
        "PLATFORM_QUOTE__OPEN_LIMIT": "1000000",
        "PLATFORM_RECEIPT__KEY_FILE": str(folder / "receipt-key.pem"),
        "PLATFORM_ARTWORK__DIR": str(folder / "artworks"),
    }


def _fill(cluster: Cluster, measured: int, orders: int) -> None:
    postgres.create_roles(cluster)
    postgres.create_database(cluster)
    owner = create_engine(cluster.dsn(postgres.OWNER).replace("postgresql://", "postgresql+psycopg://", 1))
    with owner.begin() as connection:
        upgrade(connection)
    owner.dispose()
    administrator = cluster.dsn(postgres.ADMINISTRATOR)
    load_database(administrator, StoredSeed.now(_seed(measured)))
    with psycopg.connect(administrator) as connection:
        connection.execute("SET LOCAL session_replication_role = replica")
        for statement in (_FILLER, _FILLER_LINES):
            connection.execute(statement.encode(), {"count": max(0, orders - measured)})
        connection.execute(
            "UPDATE stock SET committed = (SELECT sum(quantity) FROM order_lines l WHERE l.sku = stock.sku) "
            "WHERE sku IN (SELECT sku FROM order_lines)"
        )
    with psycopg.connect(administrator, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _seed(measured: int) -> Seed:
    money = {"amount": 1000, "currency": "USD"}
    variants = [{"sku": f"S-{size}", "color": "Navy", "size": size, "on_hand": 10**9} for size in ("S", "M", "L", "XL")]
    return Seed.model_validate(
        {
            "format": FORMAT,
            "companies": [{"id": "bench", "name": "Bench"}],
            "users": [
                {"id": USER, "company_id": "bench", "name": "B", "email": "b@bench.example", "groups": ["customers"]}
            ],
            "addresses": [_address()],
            "artworks": [],
            "products": [{"id": "tee", "name": "Tee", "category": "tee", "base_price": money, "variants": variants}],
            "orders": [_order(number, money) for number in range(measured)],
        }
    )


def _address() -> dict[str, Any]:
    place = {"street": "1 Main", "city": "Portland", "region": "OR", "postal_code": "97201", "country": "US"}
    return {"id": "a-bench", "company_id": "bench", "label": "HQ", **place, "is_default": True}


def _order(number: int, money: Mapping[str, Any]) -> dict[str, Any]:
    ident = f"B-{number}"
    lines = [
        {"id": f"{ident}-{at}", "sku": f"S-{size}", "quantity": 50, "unit_price": money}
        for at, size in enumerate(("S", "M", "XL"), 1)
    ]
    return {
        "id": ident,
        "company_id": "bench",
        "user_id": USER,
        "status": "IN_PRODUCTION",
        "created_days_ago": 2,
        "delivery_in_days": 30,
        "address_id": "a-bench",
        "lines": lines,
    }


@contextmanager
def key_server(folder: Path) -> Iterator[tuple[TokenIssuer, str]]:
    issuer = TokenIssuer(ISSUER, folder / "token-key.pem")
    body = json.dumps(issuer.key_set()).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer((postgres.HOST, 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield issuer, f"http://{postgres.HOST}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def running(
    command: list[str], environment: Mapping[str, str], ends_by: signal.Signals = signal.SIGTERM
) -> Iterator[None]:
    """A process as long as the block lasts; PostgreSQL waits for its clients unless it ``ends_by`` SIGINT."""
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        pass_fds=inherited_descriptors(),
    )
    try:
        yield
    finally:
        process.send_signal(ends_by)
        process.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((postgres.HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def is_ready(origin: str) -> bool:
    try:
        return httpx.get(f"{origin}/ready", timeout=5).status_code == 200
    except httpx.TransportError:
        return False


def wait_until(condition: Any, what: str) -> None:
    deadline = time.monotonic() + START_WITHIN_S
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what} does not start")
        time.sleep(0.05)
