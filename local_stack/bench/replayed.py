"""A platform that answers from memory: each call goes to the real one once, and is given the same answer ever after.

So a measurement of the agent measures the agent. ``python -m local_stack.bench.replayed PORT ORIGIN``; ``GET /_calls``
shows the calls made so far, by correlation id.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import httpx
import uvicorn

PASSED_ON = ("authorization", "content-type", "idempotency-key")


class Replayed:
    """The ASGI application."""

    def __init__(self, origin: str) -> None:
        self._real = httpx.AsyncClient(base_url=origin, timeout=30)
        self._answers: dict[tuple[str, str, bytes], tuple[int, bytes, bytes]] = {}
        self._calls: dict[str, list[list[str]]] = {}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        target = scope["path"] + ("?" + scope["query_string"].decode() if scope["query_string"] else "")
        body = await _body(receive)
        if target == "/_calls":
            answer = 200, b"application/json", json.dumps(self._calls).encode()
        else:
            self._calls.setdefault(headers.get("x-correlation-id", ""), []).append(
                [scope["method"], target, body.decode()]
            )
            answer = await self._answer(scope["method"], target, body, headers)
        await _send(send, *answer)

    async def _answer(self, method: str, target: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes, bytes]:
        key = (method, target, body)
        if key not in self._answers:
            kept = {name: headers[name] for name in PASSED_ON if name in headers}
            real = await self._real.request(method, target, content=body, headers=kept)
            kind = real.headers.get("content-type", "application/json").encode()
            self._answers[key] = real.status_code, kind, real.content
        return self._answers[key]


async def _body(receive: Any) -> bytes:
    body = b""
    more = True
    while more:
        message = await receive()
        body += bytes(message.get("body", b""))
        more = message.get("more_body", False)
    return body


async def _send(send: Any, status: int, kind: bytes, body: bytes) -> None:
    headers = [(b"content-type", kind), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


if __name__ == "__main__":
    uvicorn.run(Replayed(sys.argv[2]), host="127.0.0.1", port=int(sys.argv[1]), log_config=None, access_log=False)
