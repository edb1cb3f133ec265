"""The correlation id of a request: taken over or made, kept for the whole task, sent back on every response."""

import re
import uuid
from collections.abc import MutableMapping
from contextvars import ContextVar
from typing import Any

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = "X-Correlation-Id"
_HEADER_BYTES = HEADER.lower().encode()
_VALID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_current: ContextVar[str] = ContextVar("correlation_id", default="-")


def correlation_id() -> str:
    """The id of the request being served, ``-`` outside of one."""
    return _current.get()


def new_correlation_id() -> str:
    """A fresh id, for requests that bring none and for work that no request caused."""
    return uuid.uuid4().hex


def _taken_over(scope: Scope) -> str:
    given = [value for name, value in scope["headers"] if name == _HEADER_BYTES]
    if len(given) == 1 and _VALID.fullmatch(given[0]):
        return str(given[0].decode("ascii"))
    return new_correlation_id()


class CorrelationMiddleware:
    """Outermost of all, so that errors carry the id too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        ident = _taken_over(scope)
        token = _current.set(ident)
        encoded = ident.encode("ascii")

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                _set_header(message, encoded)
            await send(message)

        try:
            with structlog.contextvars.bound_contextvars(correlation_id=ident):
                await self._app(scope, receive, send_with_id)
        finally:
            _current.reset(token)


def _set_header(message: MutableMapping[str, Any], value: bytes) -> None:
    headers = [pair for pair in message.get("headers", ()) if pair[0].lower() != _HEADER_BYTES]
    headers.append((_HEADER_BYTES, value))
    message["headers"] = headers
