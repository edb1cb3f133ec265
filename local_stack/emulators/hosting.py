"""Several ASGI applications in one process, each on a port of its own."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Generator, Mapping
from typing import Any

import uvicorn

from local_stack.layout import HOST

KEEP_ALIVE_S = 75
DRAIN_S = 1


class _Server(uvicorn.Server):
    """Leaves the signals to the process it is one of several servers of."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


async def serve_all(applications: Mapping[int, Any]) -> None:
    """Serve the applications by port until SIGTERM or SIGINT."""
    servers = [_Server(_config(application, port)) for port, application in applications.items()]

    def stop() -> None:
        for server in servers:
            server.should_exit = True

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    await asyncio.gather(*(server.serve() for server in servers))


def _config(application: Any, port: int) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        host=HOST,
        port=port,
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=DRAIN_S,
    )
