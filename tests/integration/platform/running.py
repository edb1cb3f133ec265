"""The platform as real processes before emulated vendors: what a test needs to kill it and to see what became of it."""

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from brightthread.service.crash_points import VARIABLE
from local_stack.emulators import odoo, shippo, zendesk
from local_stack.emulators.odoo import seed as odoo_seed
from local_stack.emulators.shippo import seed as shippo_seed
from local_stack.seed import Seed
from local_stack.seed_database import load_database
from local_stack.stored_seed import StoredSeed
from local_stack.tokens import BROWSER_CLIENT, PLATFORM_CLIENT, TokenIssuer
from tests.integration.local_stack.serving import serving
from tests.integration.platform.conftest import confirmation, migrate
from tests.postgres import Dsns, PostgresServer, free_port

Json = dict[str, Any]
ROOT = Path(__file__).resolve().parents[3]
ERP, DESK, CARRIER = odoo.OdooSettings("bt", "k"), ("bot@x.example", "desk-token", "hook"), ("ship-token", "hook")
USER, AGENT_OF_CX = "u-north", "u-cx"
GROUPS = {USER: ["customers"], AGENT_OF_CX: ["cx_agents"]}


async def eventually(condition: Callable[[], Awaitable[Any]], seconds: float = 60) -> Any:
    """The first true value of the condition; fails the test when there is none in time."""
    deadline = time.monotonic() + seconds
    while True:
        value = await condition()
        if value:
            return value
        assert time.monotonic() < deadline, f"never came true within {seconds} s; last value {value!r}"
        await asyncio.sleep(0.1)


class Process:
    """A running process; ``ended`` resolves to its exit code (negative: by that signal)."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def stop(self, number: signal.Signals = signal.SIGTERM, within_s: float = 20) -> int:
        """Send a signal and wait for the end; its exit code."""
        if not self.ended.done():
            os.kill(self.pid, number)
        return await asyncio.wait_for(asyncio.shield(self.ended), within_s)


class ForkServer:
    """Starts processes; see ``fork_server.py``."""

    def __init__(self, server: asyncio.subprocess.Process) -> None:
        self._server = server
        self._starting: list[asyncio.Future[Process]] = []
        self._running: dict[int, Process] = {}

    @classmethod
    @asynccontextmanager
    async def serve(cls, service: str = "platform_service", *modules: str) -> AsyncIterator["ForkServer"]:
        words = ["-m", "tests.integration.platform.fork_server", service, *modules]
        server = await asyncio.create_subprocess_exec(
            sys.executable, *words, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, cwd=ROOT
        )
        made = cls(server)
        listening = asyncio.create_task(made._listen())
        try:
            yield made
        finally:
            assert server.stdin is not None
            server.stdin.close()
            await server.wait()
            listening.cancel()

    async def start(self, words: Sequence[str], environment: dict[str, str], log: Path) -> Process:
        assert self._server.returncode is None, "the fork server ended; see what it wrote"
        started: asyncio.Future[Process] = asyncio.get_running_loop().create_future()
        self._starting.append(started)
        wanted = {"words": list(words), "environment": environment, "log": str(log)}
        assert self._server.stdin is not None
        self._server.stdin.write(json.dumps(wanted).encode() + b"\n")
        return await started

    async def _listen(self) -> None:
        assert self._server.stdout is not None
        while line := (await self._server.stdout.readline()).decode().split():
            if line[0] == "started":
                process = self._running[int(line[1])] = Process(int(line[1]))
                self._starting.pop(0).set_result(process)
            elif line[0] == "ended":
                self._running.pop(int(line[1])).ended.set_result(int(line[2]))
        for started in self._starting:
            started.set_exception(AssertionError("the fork server ended; see what it wrote"))


class Agent:
    """The agent service, as far as the platform sees it, and the token issuer."""

    def __init__(self, issuer: TokenIssuer) -> None:
        self.events: list[Json] = []
        self._issuer = issuer

    def app(self) -> Starlette:
        async def keys(_: Request) -> Response:
            return JSONResponse(self._issuer.key_set())

        async def token(_: Request) -> Response:
            return JSONResponse(self._issuer.for_machine(PLATFORM_CLIENT).body())

        async def event(request: Request) -> Response:
            self.events.append(await request.json())
            return Response(status_code=204)

        post = ["POST"]
        return Starlette(
            routes=[Route("/keys", keys), Route("/token", token, methods=post),
                    Route("/agent/v1/events", event, methods=post)]
        )  # fmt: skip


class Running:
    """One platform with its own database and vendors; ``orders(status)`` gives orders no test has used."""

    def __init__(self, dsns: Dsns, folder: Path, forks: ForkServer, orders: int) -> None:
        self.dsns, self.folder, self.forks = dsns, folder, forks
        self.seed = Seed.model_validate(seed_document(orders))
        self.ports = {name: free_port() for name in ("http", "health", "odoo", "zendesk", "shippo", "agent")}
        issuer = TokenIssuer("test-issuer", folder / "token-key.pem")
        self.agent = Agent(issuer)
        self._tokens = {user: issuer.for_user(user, groups).text for user, groups in GROUPS.items()}
        self.erp = odoo.create_app(folder, ERP)
        self.desk = zendesk.create_app(folder, zendesk.ZendeskSettings(*DESK))
        self.carrier = shippo.create_app(folder, shippo.ShippoSettings(*CARRIER))
        self.client = httpx.AsyncClient(timeout=30)
        self._unused: dict[str, Iterator[str]] = {}
        self._started: list[Process] = []

    @asynccontextmanager
    async def before_vendors(self) -> AsyncIterator["Running"]:
        """Fill database and vendors, serve the vendors."""
        stored = StoredSeed.now(self.seed)
        await asyncio.to_thread(load_database, self.dsns.administrator, stored)
        odoo_seed.load(self.erp.state.odoo, stored.document, stored.loaded_at)
        shippo_seed.load(self.carrier.state.shippo, stored.document, stored.loaded_at)
        apps = {"odoo": self.erp, "zendesk": self.desk, "shippo": self.carrier, "agent": self.agent.app()}
        async with AsyncExitStack() as stack:
            for name, app in apps.items():
                await stack.enter_async_context(serving(app, self.ports[name]))
            await stack.enter_async_context(self.client)
            try:
                yield self
            finally:
                for process in self._started:
                    await process.stop(signal.SIGKILL)

    def order(self, status: str) -> str:
        """An order of that status that nothing has happened to."""
        unused = self._unused.setdefault(status, (each.id for each in self.seed.orders if each.status == status))
        return next(unused)

    # -------------------------------------------------------------------------------------------------- processes

    async def serve(self, crash_at: str = "", **settings: str) -> Process:
        """``python -m platform_service serve``, answering."""
        return await self._ready("serve", self.ports["http"], crash_at, settings)

    async def work(self, crash_at: str = "", **settings: str) -> Process:
        """``python -m platform_service worker``; one that is to crash may be gone already."""
        return await self._ready("worker", self.ports["health"], crash_at, settings)

    async def run(self, *words: str) -> tuple[int, str]:
        """A command of ``python -m platform_service`` to its end: exit code and what it wrote."""
        log = self.folder / f"command-{uuid4().hex}.log"
        process = await self.forks.start(words, self.environment(), log)
        return await asyncio.wait_for(process.ended, 30), log.read_text()

    async def _ready(self, name: str, port: int, crash_at: str, settings: dict[str, str]) -> Process:
        environment = self.environment() | {VARIABLE: crash_at} | settings
        process = await self.forks.start([name], environment, self.folder / f"{name}.log")
        self._started.append(process)

        async def answers() -> bool:
            if process.ended.done():
                return True
            try:
                return (await self.client.get(f"http://127.0.0.1:{port}/ready")).status_code == 200
            except httpx.TransportError:
                return False

        await eventually(answers, 30)
        return process

    def environment(self) -> dict[str, str]:
        """What the processes are told."""
        at = {name: f"http://127.0.0.1:{port}" for name, port in self.ports.items()}
        settings = {
            "HTTP__PORT": str(self.ports["http"]), "WORKER__HEALTH_PORT": str(self.ports["health"]),
            "WORKER__STALLED_AFTER_S": "1.5", "WORKER__LONGEST_WAIT_S": "1", "ODOO__POLL_INTERVAL_S": "1",
            "DATABASE__CUSTOMER_DSN": self.dsns.customer, "DATABASE__SYSTEM_DSN": self.dsns.system,
            "DATABASE__POOL_SIZE": "5",
            "AUTH__ISSUER": "test-issuer", "AUTH__JWKS_URL": f"{at['agent']}/keys",
            "AUTH__CLIENT_IDS": json.dumps([BROWSER_CLIENT, PLATFORM_CLIENT]),
            "ODOO__URL": at["odoo"], "ODOO__DATABASE": ERP.database, "ODOO__API_KEY": ERP.api_key,
            "ZENDESK__URL": at["zendesk"], "ZENDESK__EMAIL": DESK[0], "ZENDESK__API_TOKEN": DESK[1],
            "ZENDESK__WEBHOOK_SECRET": DESK[2],
            "SHIPPO__URL": at["shippo"], "SHIPPO__TOKEN": CARRIER[0], "SHIPPO__WEBHOOK_SECRET": CARRIER[1],
            "AGENT__URL": at["agent"], "AGENT__TOKEN_URL": f"{at['agent']}/token",
            "AGENT__CLIENT_ID": PLATFORM_CLIENT, "AGENT__CLIENT_SECRET": "s",
            "QUOTE__OPEN_LIMIT": "1000", "RECEIPT__KEY_FILE": str(self.folder / "receipt.pem"),
            "ARTWORK__DIR": str(self.folder / "artworks"), "LOG__LEVEL": "WARNING",
        }  # fmt: skip
        return {f"PLATFORM_{name}": value for name, value in settings.items()}

    # ------------------------------------------------------------------------------------------------------ calls

    async def call(
        self, method: str, path: str, body: Any = None, *, key: str | None = None, user: str = USER
    ) -> httpx.Response:
        """A call of the API as a user."""
        headers = {"Authorization": f"Bearer {self._tokens[user]}"}
        if key is not None:
            headers["Idempotency-Key"] = key
        url = f"http://127.0.0.1:{self.ports['http']}/platform/v1{path}"
        return await self.client.request(method, url, json=body, headers=headers)

    async def get(self, path: str) -> Json:
        answer = await self.call("GET", path)
        assert answer.status_code == 200, answer.text
        document: Json = answer.json()
        return document

    async def quote(self, order_id: str, *changes: Json) -> Json:
        answer = await self.call("POST", f"/orders/{order_id}/quotes", {"changes": list(changes)})
        assert answer.status_code == 201, answer.text
        quote: Json = answer.json()
        return quote

    async def apply(self, quote: Json, key: str | None = None) -> httpx.Response:
        body = confirmation(quote)
        body["confirmation"]["conversation_id"] = f"conv_{quote['order_id']}"
        return await self.call("POST", f"/quotes/{quote['quote_id']}/apply", body, key=key or uuid4().hex)

    async def changed(self, order_id: str, *changes: Json) -> Json:
        """A change, quoted and applied."""
        answer = await self.apply(await self.quote(order_id, *changes))
        assert answer.status_code == 200, answer.text
        change: Json = answer.json()
        return change

    async def approve(self, review_id: str) -> httpx.Response:
        body = {"decision": "approve", "comment": "fine"}
        return await self.call("POST", f"/reviews/{review_id}/decision", body, user=AGENT_OF_CX)


def seed_document(orders: int) -> Json:
    """One company with so many orders of each status that changes; two lines of 60 and 40 at $10.00."""
    price = {"amount": 1000, "currency": "USD"}
    sizes = ("S", "M", "L", "XL")
    variants = [{"sku": f"TEE-NAV-{size}", "color": "Navy", "size": size, "on_hand": 1_000_000} for size in sizes]
    place = {"city": "Portland", "region": "OR", "postal_code": "97201", "country": "US"}
    return {
        "format": "brightthread-seed/1",
        "companies": [{"id": "north", "name": "North"}],
        "users": [
            {"id": USER, "company_id": "north", "name": "Nora North", "email": "nora@north.example",
             "groups": ["customers"]},
            {"id": AGENT_OF_CX, "name": "Cleo", "email": "cleo@bt.example", "groups": ["cx_agents"]},
        ],
        "addresses": [
            {"id": f"a-{name}", "company_id": "north", "label": name, "street": f"1 {name} road", **place}
            for name in ("hq", "dock")
        ],
        "artworks": [],
        "products": [{"id": "tee", "name": "Tee", "category": "t-shirt", "base_price": price, "variants": variants}],
        "orders": [
            _order(status, number, price)
            for status in ("CREATED", "APPROVED", "IN_PRODUCTION", "READY_TO_SHIP")
            for number in range(orders)
        ],
    }  # fmt: skip


def _order(status: str, number: int, price: Json) -> Json:
    order_id = f"{status[:1]}{number:03d}"
    lines = [
        {"id": f"{order_id}-{at}", "sku": f"TEE-NAV-{size}", "quantity": pieces, "unit_price": price}
        for at, (size, pieces) in enumerate((("M", 60), ("L", 40)), 1)
    ]
    return {
        "id": order_id, "company_id": "north", "user_id": USER, "status": status, "created_days_ago": 5,
        "delivery_in_days": 30, "address_id": "a-hq", "lines": lines,
    }  # fmt: skip


@asynccontextmanager
async def running_platform(
    server: PostgresServer, folder: Path, forks: ForkServer, orders: int = 10
) -> AsyncIterator[Running]:
    """A platform that is yet to be started."""
    with server.database(server.template("platform_schema", migrate)) as dsns:
        async with Running(dsns, folder, forks, orders).before_vendors() as running:
            yield running
