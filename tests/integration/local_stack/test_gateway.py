"""The gateway between real sockets: what it passes on, what it refuses, what it does when a side goes away."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from brightthread.routes import PUBLIC_ROUTES
from local_stack.gateway.app import Gateway
from local_stack.gateway.upstream import Upstream
from tests.integration.local_stack.serving import serving
from tests.postgres import free_port


@dataclass
class Service:
    """A service behind the gateway, with one behaviour a path."""

    seen: list[dict[str, Any]] = field(default_factory=list)
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kind = scope["path"].rsplit("/", 1)[1]
        await getattr(self, kind)(scope, receive, send)

    async def echo(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = bytearray()
        more = True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        self.seen.append({"headers": headers, "query": scope["query_string"], "raw_path": scope["raw_path"]})
        await _answer(send, 200, bytes(body), [(b"x-kept", b"1"), (b"connection", b"x-secret"), (b"x-secret", b"1")])

    async def empty(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        await _answer(send, 413, b"too large", [])

    async def stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]})
        await send({"type": "http.response.body", "body": b"data: 1\n\n", "more_body": True})
        waiting = asyncio.create_task(self._until_gone(receive))
        await asyncio.wait({waiting, asyncio.create_task(self.go_on.wait())}, return_when=asyncio.FIRST_COMPLETED)
        await send({"type": "http.response.body", "body": b"data: 2\n\n", "more_body": False})

    async def silent(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._until_gone(receive)

    async def cut(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"100")]})
        await send({"type": "http.response.body", "body": b"half", "more_body": True})
        send.__self__.transport.abort()  # type: ignore[attr-defined]

    async def _until_gone(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self.gone.set()


async def _answer(send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
    headers = [*headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture
async def service() -> Service:
    return Service()


@pytest.fixture
async def client(service: Service) -> AsyncIterator[httpx.AsyncClient]:
    agent, entrance, nobody = free_port(), free_port(), free_port()
    upstreams = {"agent": Upstream("127.0.0.1", agent), "platform": Upstream("127.0.0.1", nobody)}
    gateway = Gateway(PUBLIC_ROUTES, upstreams, front_page="agent")
    async with (
        serving(service, agent),
        serving(gateway, entrance),
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{entrance}", timeout=20) as client,
    ):
        yield client


async def test_a_request_reaches_the_service_of_its_path_unchanged(client: httpx.AsyncClient, service: Service) -> None:
    answer = await client.post("/agent/a%2Fb/echo?q=%20x", content=b"hello", headers={"X-Own": "1"})
    assert (answer.status_code, answer.content, answer.headers["x-kept"]) == (200, b"hello", "1")
    assert service.seen[0]["raw_path"] == b"/agent/a%2Fb/echo"
    assert service.seen[0]["query"] == b"q=%20x"
    assert service.seen[0]["headers"]["x-own"] == "1"


async def test_what_a_client_says_about_forwarding_is_overwritten(client: httpx.AsyncClient, service: Service) -> None:
    forged = {"X-Forwarded-For": "6.6.6.6", "Forwarded": "for=6.6.6.6", "X-Real-IP": "6.6.6.6"}
    await client.get("/agent/echo", headers=forged)
    headers = service.seen[0]["headers"]
    assert headers["x-forwarded-for"] == "127.0.0.1"
    assert "forwarded" not in headers
    assert "x-real-ip" not in headers


async def test_headers_about_one_connection_stay_on_it(client: httpx.AsyncClient) -> None:
    answer = await client.get("/agent/echo")
    assert "x-secret" not in answer.headers


@pytest.mark.parametrize(
    "path", ["/health", "/ready", "/metrics", "/agentx/echo", "/platformer", "/_emulator/requests"]
)
async def test_nothing_else_is_routed(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path, headers={"X-Correlation-Id": "abc"})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-correlation-id"] == answer.json()["correlation_id"] == "abc"
    assert answer.json()["code"] == "not_found"


async def test_a_service_that_is_down_is_said_to_be_unavailable(client: httpx.AsyncClient) -> None:
    answer = await client.post("/platform/v1/x", json={})
    assert (answer.status_code, answer.json()["code"]) == (503, "dependency_unavailable")
    assert int(answer.headers["retry-after"]) >= 1


async def test_an_event_stream_passes_as_it_comes(client: httpx.AsyncClient, service: Service) -> None:
    async with client.stream("GET", "/agent/stream") as answer:
        chunks = answer.aiter_raw()
        assert await anext(chunks) == b"data: 1\n\n"
        service.go_on.set()
        assert await anext(chunks) == b"data: 2\n\n"


@pytest.mark.parametrize("path", ["/agent/stream", "/agent/silent"])
async def test_a_client_that_goes_away_ends_the_request_behind(
    client: httpx.AsyncClient, service: Service, path: str
) -> None:
    with contextlib.suppress(httpx.ReadTimeout):
        await client.get(path, timeout=0.3)
    await asyncio.wait_for(service.gone.wait(), 10)


async def test_an_answer_cut_short_is_cut_short_for_the_client(client: httpx.AsyncClient) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        await client.get("/agent/cut")


async def test_large_bodies_pass_with_and_without_a_length(client: httpx.AsyncClient) -> None:
    body = bytes(range(256)) * 40_000

    async def parts() -> AsyncIterator[bytes]:
        for start in range(0, len(body), 100_000):
            yield body[start : start + 100_000]

    assert (await client.post("/agent/echo", content=body)).content == body
    assert (await client.post("/agent/echo", content=parts())).content == body


async def test_a_refusal_before_the_body_is_read_arrives(client: httpx.AsyncClient) -> None:
    answer = await client.post("/agent/refuse", content=b"x" * 3_000_000)
    assert answer.status_code == 413
    assert (await client.post("/agent/echo", content=b"next")).content == b"next"


async def test_answers_without_a_body_do_not_hang(client: httpx.AsyncClient) -> None:
    assert (await client.head("/agent/echo")).status_code == 200
    assert (await client.get("/agent/empty")).status_code == 204
    assert (await client.get("/agent/echo")).status_code == 200


async def test_many_at_once_keep_their_answers_apart(client: httpx.AsyncClient) -> None:
    bodies = [f"body {number}".encode() * 50 for number in range(200)]
    answers = await asyncio.gather(*(client.post("/agent/echo", content=body) for body in bodies))
    assert [answer.content for answer in answers] == bodies
