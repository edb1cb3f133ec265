"""Faults on demand and a log of what was asked, for any emulator: one ASGI application around another.

``POST /_emulator/fault {"match": "METHOD /path-regex", "times": n, "fault": {"status": 503} | {"delay_s": 5} |
{"drop": "before" | "after"}}``, ``DELETE /_emulator/fault``, ``GET /_emulator/requests`` (``api.md``). The regular
expression is matched from the start of the path; the method may be ``*``. ``drop`` closes the connection without an
answer, before or after the work is done; ``delay_s`` does the work first and answers late.
"""

import asyncio
import json
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

KEPT_REQUESTS = 20_000
LONGEST_BODY_KEPT = 100_000
Fault = dict[str, Any]
Render = Callable[[int, str], Response]


class ConnectionDropped(Exception):
    """Raised by an application that wants its connection closed here and now; raised towards a server that lets nobody
    close one (tests that run the application in process)."""


@dataclass(slots=True)
class Rule:
    """A fault to be met by the next ``times`` requests that match."""

    method: str
    path: re.Pattern[str]
    times: int
    fault: Fault

    def meets(self, method: str, path: str) -> bool:
        return self.times > 0 and self.method in ("*", method) and self.path.match(path) is not None


def plain_error(status: int, path: str) -> Response:
    """Answer a made-up failure as a proxy would: a few words, no structure."""
    headers = {"Retry-After": "1"} if status in (429, 503) else None
    return Response(f"emulated fault {status} on {path}\n", status, headers, "text/plain")


class Faulty:
    """The application ``app`` with faults on demand; attributes not its own are those of ``app``."""

    def __init__(self, app: ASGIApp, render: Render = plain_error, kept: int = KEPT_REQUESTS) -> None:
        self._app = app
        self._render = render
        self._rules: list[Rule] = []
        self._requests: deque[dict[str, Any]] = deque(maxlen=kept)

    @property
    def requests(self) -> list[dict[str, Any]]:
        """What was asked so far, oldest first."""
        return list(self._requests)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._app, name)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["path"].startswith("/_emulator/fault"):
            await (await self._configure(Request(scope, receive)))(scope, receive, send)
        elif scope["path"] == "/_emulator/requests":
            await JSONResponse(self.requests)(scope, receive, send)
        else:
            await self._serve(scope, receive, send)

    async def _configure(self, request: Request) -> Response:
        if request.method == "DELETE":
            self._rules.clear()
        if request.method != "POST":
            return JSONResponse([{"match": f"{r.method} {r.path.pattern}", "times": r.times, "fault": r.fault}
                                 for r in self._rules if r.times > 0])  # fmt: skip
        try:
            rule = parse_rule(await request.json())
        except (ValueError, KeyError, TypeError, re.error) as error:
            return JSONResponse({"error": f"not a fault: {error}"}, 422)
        self._rules.append(rule)
        return JSONResponse({"accepted": True}, 201)

    def _next_fault(self, method: str, path: str) -> Fault:
        for rule in self._rules:
            if rule.meets(method, path):
                rule.times -= 1
                self._rules = [r for r in self._rules if r.times > 0]
                return rule.fault
        return {}

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        method, path = scope["method"], scope["path"]
        fault = {} if path.startswith("/_emulator/") else self._next_fault(method, path)
        body = await _read(receive)
        entry: dict[str, Any] = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "method": method, "path": path, "query": scope["query_string"].decode("latin-1"), "status": None,
            "body": _readable(body), "fault": fault or None,
        }  # fmt: skip
        self._requests.append(entry)
        if "status" in fault:
            entry["status"] = fault["status"]
            await self._render(fault["status"], path)(scope, receive, send)
            return
        if fault.get("drop") == "before":
            await _drop(send, receive)
            return
        await self._work(scope, _replay(body, receive), send, receive, entry, fault)

    async def _work(
        self, scope: Scope, replay: Receive, send: Send, receive: Receive, entry: dict[str, Any], fault: Fault
    ) -> None:
        held: list[Message] = []
        hold = "drop" in fault or "delay_s" in fault

        async def watch(message: Message) -> None:
            if message["type"] == "http.response.start":
                entry["status"] = message["status"]
            if hold:
                held.append(message)
            else:
                await send(message)

        try:
            await self._app(scope, replay, watch)
        except ConnectionDropped:
            fault = {"drop": "after"}
        if "drop" in fault:
            entry["status"] = None
            await _drop(send, receive)
            return
        if "delay_s" in fault:
            await asyncio.sleep(float(fault["delay_s"]))
        for message in held:
            await send(message)


def parse_rule(wanted: dict[str, Any]) -> Rule:
    """Read a fault as ``api.md`` words it. Raises ValueError, KeyError, TypeError or re.error."""
    method, _, pattern = str(wanted["match"]).strip().partition(" ")
    fault, times = wanted["fault"], int(wanted.get("times", 1))
    if not pattern or times < 0:
        raise ValueError('"match" is "METHOD /path-regex", "times" a number of requests')
    if "status" in fault:
        fault = {**fault, "status": int(fault["status"])}
    elif "delay_s" in fault:
        fault = {**fault, "delay_s": float(fault["delay_s"])}
    elif fault.get("drop") not in ("before", "after"):
        raise ValueError('"fault" is {"status": n}, {"delay_s": n} or {"drop": "before" | "after"}')
    return Rule(method.upper(), re.compile(pattern.strip()), times, fault)


async def _read(receive: Receive) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if message["type"] == "http.disconnect" or not message.get("more_body"):
            return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


def _readable(body: bytes) -> Any:
    if len(body) > LONGEST_BODY_KEPT:
        return f"({len(body)} bytes)"
    try:
        return json.loads(body) if body else None
    except ValueError:
        return body.decode("utf-8", "replace")


async def _drop(send: Send, receive: Receive) -> None:
    # The server's own send is a method of the object that holds the connection; nothing in ASGI closes one.
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    if transport is None:
        raise ConnectionDropped
    transport.abort()
    while (await receive())["type"] != "http.disconnect":
        pass
