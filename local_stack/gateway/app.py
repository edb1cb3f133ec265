"""The gateway: takes every request at one origin and hands it to the process its path belongs to.

Bodies and event streams pass through as they come. What a client says about forwarding is overwritten; a client that
goes away takes its request to the service with it; a service that does not answer is 503 ``dependency_unavailable``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from brightthread.routes import Route
from brightthread.service.correlation import CorrelationMiddleware
from brightthread.service.problems import Problem
from local_stack.gateway.upstream import Broken, Connection, Head, Headers, Unreachable, Upstream

HOP_BY_HOP = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
    }
)
SAID_BY_US = frozenset({b"forwarded", b"x-real-ip", b"expect"})
SAFE_TO_REPEAT = frozenset({"GET", "HEAD", "OPTIONS"})


def _answering(problem: Problem) -> ASGIApp:
    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await problem.response()(scope, receive, send)

    return CorrelationMiddleware(answer)


NOWHERE = _answering(Problem("not_found"))
UNAVAILABLE = _answering(Problem("dependency_unavailable", headers={"Retry-After": "1"}))


class Gateway:
    """ASGI application; ``routes`` are tried in order, ``upstreams`` are the services by name."""

    def __init__(self, routes: Sequence[Route], upstreams: Mapping[str, Upstream], front_page: str) -> None:
        self._routes = [(route, upstreams[route.service]) for route in routes]
        self._front_page = upstreams[front_page]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        upstream = self._upstream(scope["raw_path"].decode("latin-1"))
        if upstream is None:
            await NOWHERE(scope, receive, send)
            return
        exchange = _Exchange(scope, receive, send, upstream)
        try:
            await exchange.run()
        except Unreachable:
            await UNAVAILABLE(scope, receive, send)

    def _upstream(self, path: str) -> Upstream | None:
        if path == "/":
            return self._front_page
        return next((upstream for route, upstream in self._routes if route.matches(path)), None)


class _Exchange:
    """One request, its answer, and the end of both."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, upstream: Upstream) -> None:
        self._scope = scope
        self._receive = receive
        self._send = send
        self._upstream = upstream
        names = {name for name, _ in scope["headers"]}
        self._chunked = b"transfer-encoding" in names
        self._has_body = self._chunked or b"content-length" in names
        self._body_pending = self._has_body
        self._client_gone = False

    async def run(self) -> None:
        """Carry the exchange out; Unreachable while nothing was answered yet."""
        connection = await self._upstream.connection()
        try:
            await self._over(connection)
        except Unreachable:
            # A kept connection may have been closed at the other end just now; a new one tells the truth.
            if not (connection.used and self._repeatable):
                raise
            await self._over(await self._upstream.connection(fresh=True))

    @property
    def _repeatable(self) -> bool:
        return self._scope["method"] in SAFE_TO_REPEAT and not (self._has_body or self._client_gone)

    async def _over(self, connection: Connection) -> None:
        method = self._scope["method"]
        connection.begin(self._request_head(), bodiless=method == "HEAD")
        inbound = asyncio.create_task(self._inbound(connection))
        try:
            await self._answer(connection, await connection.head())
        except Broken:
            pass  # returning without the end of the answer makes the server cut the client's connection too
        finally:
            inbound.cancel()
            if self._body_pending:  # answered before the request was read to its end
                connection.close()
            self._upstream.release(connection)

    async def _inbound(self, connection: Connection) -> None:
        """Pass the request's body on, then watch for the client's going away."""
        while True:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                self._client_gone = True
                connection.close()
                return
            if self._body_pending:
                last = not message.get("more_body", False)
                await self._pass_on(connection, message, last=last)
                self._body_pending = not last

    async def _pass_on(self, connection: Connection, message: Message, *, last: bool) -> None:
        data: bytes = message.get("body", b"")
        if not self._chunked:
            await connection.send(data)
            return
        if data:
            await connection.send(b"%x\r\n%b\r\n" % (len(data), data))
        if last:
            await connection.send(b"0\r\n\r\n")

    async def _answer(self, connection: Connection, head: Head) -> None:
        headers = _end_to_end(head.headers)
        await self._send({"type": "http.response.start", "status": head.status, "headers": headers})
        while (data := await connection.body()) is not None:
            await self._send({"type": "http.response.body", "body": data, "more_body": True})
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})

    def _request_head(self) -> bytes:
        scope = self._scope
        target: bytes = scope["raw_path"]
        if scope["query_string"]:
            target += b"?" + scope["query_string"]
        parts = [b"%b %b HTTP/1.1" % (scope["method"].encode("ascii"), target)]
        host = b""
        for name, value in _end_to_end(scope["headers"]):
            if name == b"host":
                host = value
            if name not in SAID_BY_US and not name.startswith(b"x-forwarded-"):
                parts.append(b"%b: %b" % (name, value))
        client = scope["client"][0] if scope["client"] else ""
        parts.append(b"x-forwarded-for: %b" % client.encode("ascii"))
        parts.append(b"x-forwarded-proto: %b" % scope["scheme"].encode("ascii"))
        parts.append(b"x-forwarded-host: %b" % host)
        if self._chunked:
            parts.append(b"transfer-encoding: chunked")
        return b"\r\n".join([*parts, b"", b""])


def _end_to_end(headers: Headers) -> Headers:
    """The headers that are not about this one connection."""
    named = {
        token.strip().lower() for name, value in headers if name == b"connection" for token in value.split(b",")
    }  # "Connection: x" makes x one of them
    unwanted = HOP_BY_HOP | named
    return [(name, value) for name, value in headers if name not in unwanted]
