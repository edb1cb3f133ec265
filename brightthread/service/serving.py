"""Running an HTTP service until it is told to stop: from that moment on it takes no new work, and finishes the old."""

from types import FrameType

import uvicorn
from fastapi import FastAPI

from brightthread.service.draining import Draining

KEEP_ALIVE_S = 75
"""Longer than a load balancer keeps an idle connection (60 s), so that it never sends on one that is being closed."""


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, draining: Draining) -> None:
        super().__init__(config)
        self._draining = draining

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._draining.start()
        super().handle_exit(sig, frame)


def run(app: FastAPI, *, host: str, port: int, drain_s: int) -> None:
    """Serve ``app`` (made by ``new_app``) until SIGTERM or SIGINT; requests under way get ``drain_s`` seconds."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=drain_s,
    )
    _Server(config, app.state.draining).run()
