"""Going down politely: requests under way are finished, new ones are told to try another instance."""

from starlette.types import ASGIApp, Receive, Scope, Send

from brightthread.service.problems import Problem

_STILL_SERVED = frozenset({"/health", "/ready", "/metrics"})


class Draining:
    """Whether this process has begun to shut down."""

    def __init__(self) -> None:
        self.started = False

    def start(self) -> None:
        """From now on, new requests get 503 ``draining``."""
        self.started = True


class DrainingMiddleware:
    """Refuses new requests once draining has started."""

    def __init__(self, app: ASGIApp, draining: Draining) -> None:
        self._app = app
        self._draining = draining

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._draining.started and scope["type"] == "http" and scope["path"] not in _STILL_SERVED:
            await Problem("draining", headers={"Connection": "close"}).response()(scope, receive, send)
            return
        await self._app(scope, receive, send)
