"""Agents as real processes before a served platform and one store: what a test needs to kill them."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

from brightthread.service.crash_points import VARIABLE
from local_stack.emulators.dynamodb import DynamoDb
from local_stack.tokens import BROWSER_CLIENT, TokenIssuer
from tests.integration.agent.served_platform import ServedPlatforms
from tests.integration.local_stack.serving import serving
from tests.integration.platform.running import ForkServer, Process, eventually
from tests.postgres import free_port

Json = dict[str, Any]
TIMING = {"TURN_S": "6", "LEASE_S": "7", "WAIT_S": "20"}
"""A lease that ends soon after its holder died, so that a test need not wait long."""


class Agent:
    """One agent process."""

    def __init__(self, process: Process, port: int) -> None:
        self.process = process
        self.http = httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}/agent/v1", timeout=30)


class Agents:
    """Starts agents over one store; all that they share."""

    def __init__(self, forks: ForkServer, folder: Path, platforms: ServedPlatforms, shared: dict[str, str]) -> None:
        self._forks, self._folder, self._shared = forks, folder, shared
        self.platforms = platforms

    async def start(self, crash_at: str = "") -> Agent:
        """An agent that answers; it dies at ``crash_at``, if that is given."""
        port = free_port()
        environment = {**self._shared, "AGENT_HTTP__PORT": str(port), VARIABLE: crash_at}
        process = await self._forks.start(["serve"], environment, self._folder / "agent.log")
        agent = Agent(process, port)

        async def answers() -> bool:
            assert not process.ended.done(), (self._folder / "agent.log").read_text()[-2000:]
            try:
                return (await agent.http.get(f"http://127.0.0.1:{port}/health")).status_code == 200
            except httpx.TransportError:
                return False

        await eventually(answers, 60)
        return agent


@asynccontextmanager
async def agents(forks: ForkServer, folder: Path) -> AsyncIterator[Agents]:
    """A store, a platform, and the means to start agents before them."""
    platforms = ServedPlatforms(TokenIssuer("test-issuer", folder / "token-key.pem"))
    store = DynamoDb(folder / "journal")
    await asyncio.to_thread(store.open)
    at = {name: free_port() for name in ("platform", "dynamodb")}
    shared = {
        "AGENT_AUTH__ISSUER": "test-issuer",
        "AGENT_AUTH__JWKS_URL": f"http://127.0.0.1:{at['platform']}/keys",
        "AGENT_AUTH__CLIENT_IDS": json.dumps([BROWSER_CLIENT]),
        "AGENT_PLATFORM__URL": f"http://127.0.0.1:{at['platform']}",
        "AGENT_DYNAMODB__URL": f"http://127.0.0.1:{at['dynamodb']}",
        "AGENT_LOG__LEVEL": "WARNING",
        **{f"AGENT_CONVERSATION__{name}": value for name, value in TIMING.items()},
    }
    async with serving(platforms.app(), at["platform"]), serving(store, at["dynamodb"]):
        yield Agents(forks, folder, platforms, shared)
    await asyncio.to_thread(store.close)
