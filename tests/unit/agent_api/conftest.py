"""The agent's app over an echoing dialogue, a store in memory and a platform that knows three users."""

import itertools
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import boto3
import httpx
import pytest
from fastapi import FastAPI
from moto import mock_aws

from agent_service.adapters.dynamodb import DynamoConversations, create_table
from agent_service.adapters.platform_http import PlatformConnection
from agent_service.bootstrap import Minds, SystemClock, application, assemble
from agent_service.conversation.ports import TemplatesOnly
from agent_service.settings import Settings
from brightthread.service.auth import Principal, Unauthenticated
from brightthread.service.logging import LogSettings, configure_logging
from tests.conversation_world import Wire
from tests.fakes.dialogue import EchoDialogue
from tests.fakes.talk import Passages, Scripted

_numbers = itertools.count(1)
NAMES = {"u-ana": "Ana Ruiz", "u-tom": "Tom Okafor", "u-cx-dana": "Dana Brooks", "u-cx-omar": "Omar Haddad"}
NAMES["u-ops-kim"] = "Kim Lindqvist"
SETTINGS: dict[str, Any] = {
    "auth": {"issuer": "https://issuer.test", "jwks_url": "https://issuer.test/jwks", "client_ids": ["web"]},
    "platform": {"url": "http://platform.test"},
    "conversation": {"poll_s": 0.05},
}


class PlainTokens:
    """A token is ``user|groups|scopes`` in plain words."""

    async def verify(self, token: str) -> Principal:
        user, _, rest = token.partition("|")
        groups, _, scopes = rest.partition("|")
        if not rest:
            raise Unauthenticated("no token of this test")
        return Principal(user, frozenset(groups.split()), frozenset(scopes.split()), "web", token)


@dataclass
class PlatformUsers:
    """``GET /me`` of a platform that may be down, and what it holds of customers."""

    down: bool = False
    asked: list[str] = field(default_factory=list)
    held: dict[str, int] = field(default_factory=lambda: {"u-ana": 2})

    def answer(self, request: httpx.Request) -> httpx.Response:
        user = request.headers["authorization"].removeprefix("Bearer ").partition("|")[0]
        self.asked.append(user)
        if self.down:
            return httpx.Response(503, json={"code": "dependency_unavailable"})
        if user not in NAMES:
            return httpx.Response(403, json={"code": "forbidden"})
        if "/customers/" in request.url.path:
            return self._personal(request, request.url.path.split("/")[-2])
        return httpx.Response(200, json={"user_id": user, "name": NAMES[user]})

    def _personal(self, request: httpx.Request, user_id: str) -> httpx.Response:
        """Rows of a customer, for operators; gone once they were erased."""
        if "|ops" not in request.headers["authorization"]:
            return httpx.Response(403, json={"code": "forbidden"})
        if user_id not in self.held:
            return httpx.Response(404, json={"code": "not_found"})
        rows = self.held[user_id]
        answer = {"user_id": user_id, "stores": {"postgresql": {"changes": rows}}}
        if request.method == "DELETE":
            self.held[user_id] = 0
        else:
            answer["data"] = {"changes": [{"change_id": "chg_1"}] * rows}
        return httpx.Response(200, json=answer)


@dataclass
class Agent:
    """A client for each role, and what lies behind the app."""

    app: FastAPI
    http: httpx.AsyncClient
    dialogue: EchoDialogue
    users: PlatformUsers
    wire: Wire

    async def call(self, method: str, path: str, by: str | None = "u-ana|customers", **more: Any) -> httpx.Response:
        headers = more.pop("headers", {}) | ({"Authorization": f"Bearer {by}"} if by else {})
        return await self.http.request(method, f"/agent/v1{path}", headers=headers, **more)

    async def open(self, **body: Any) -> str:
        answer = await self.call("POST", "/conversations", json=body)
        assert answer.status_code == 201, answer.text
        conversation_id: str = answer.json()["conversation_id"]
        return conversation_id

    async def say(self, conversation_id: str, text: str, name: str = "m1", **more: Any) -> httpx.Response:
        body = {"client_message_id": name, "text": text, **more.pop("body", {})}
        return await self.call("POST", f"/conversations/{conversation_id}/messages", json=body, **more)

    async def read(self, conversation_id: str, **more: Any) -> Any:
        answer = await self.call("GET", f"/conversations/{conversation_id}", **more)
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture(scope="session", autouse=True)
def logging() -> None:
    configure_logging("agent", LogSettings(level="ERROR"))


@pytest.fixture(scope="session")
def moto_client() -> Iterator[Any]:
    with mock_aws():
        yield boto3.client("dynamodb", region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x")


@pytest.fixture
def table(moto_client: Any) -> str:
    name = f"conversations-{next(_numbers)}"
    create_table(moto_client, name)
    return name


@pytest.fixture
async def agent(moto_client: Any, table: str) -> AsyncIterator[Agent]:
    dialogue, users, wire = EchoDialogue(), PlatformUsers(), Wire(moto_client)
    with ThreadPoolExecutor(8) as pool:
        platform = PlatformConnection(httpx.MockTransport(users.answer), "http://platform.test/platform/v1")
        settings = Settings(**SETTINGS)
        store = DynamoConversations(wire, table, SystemClock(), pool)
        minds = Minds(dialogue, Scripted(), TemplatesOnly(), Passages())
        parts = assemble(settings, minds, store, platform)
        app = application(settings, parts, AsyncExitStack())
        app.state.verifier = PlainTokens()
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://agent.test") as http:
            yield Agent(app, http, dialogue, users, wire)
        await parts.services.running.drain()
