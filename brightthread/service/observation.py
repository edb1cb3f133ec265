"""Each request, seen from outside: one log line, one measurement, and a 500 that says nothing more."""

import re
import time

import structlog
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from brightthread.service.metrics import Metrics
from brightthread.service.problems import Problem

_log = structlog.get_logger("http")
_QUIET = frozenset({"/health", "/ready", "/metrics"})
_NO_ROUTE = "(none)"
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)
CLIENT_GONE = 499
"""Status in log and metrics of a request whose sender left before it was read; nobody gets it."""


class ObservationMiddleware:
    """Inside the correlation, outside of everything that can fail."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 0
        started = time.perf_counter()

        async def send_seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        self._metrics.request_started()
        try:
            await self._app(scope, receive, send_seen)
        except ClientDisconnect:
            status = status or CLIENT_GONE
        except Exception:  # noqa: BLE001 - the edge: whatever it is, the client gets a 500 and the log the rest
            _log.error("request_failed", exc_info=True, method=scope["method"], route=route_of(scope))
            if status == 0:
                await Problem("internal_error").response()(scope, receive, send_seen)
        finally:
            self._note(scope, status, time.perf_counter() - started)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = route_of(scope)
        self._metrics.request_done(scope["method"], route, status, seconds)
        if route not in _QUIET:
            duration_ms = round(seconds * 1000, 1)
            _log.info(
                "request", method=scope["method"], route=route, status=status, duration_ms=duration_ms, **_ids(scope)
            )


def _ids(scope: Scope) -> dict[str, str]:
    """The ids in the path (``order_id`` …); what has not the form of an id stays out of the log."""
    given = scope.get("path_params", {})
    return {name: value for name, value in given.items() if name.endswith("_id") and _ID.fullmatch(str(value))}


def route_of(scope: Scope) -> str:
    """The template of the route that answered (``/platform/v1/orders/{order_id}``), never the path with its ids."""
    if "route" not in scope:
        return _NO_ROUTE
    template: str = scope["path"]
    for name, value in scope.get("path_params", {}).items():
        template = template.replace(f"/{value}", f"/{{{name}}}", 1)
    return template
