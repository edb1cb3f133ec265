"""``python -m agent_service serve``: run the agent until it is told to stop."""

import os
import sys
from types import FrameType

import uvicorn
from fastapi import FastAPI

from agent_service.bootstrap import build, minds
from agent_service.conversation.ports import ModelNotAvailable
from agent_service.settings import Settings
from brightthread.service import crash_points
from brightthread.service.draining import Draining
from brightthread.service.logging import configure_logging


class _Server(uvicorn.Server):
    """Stops taking new work the moment it is told to stop, and ends streams that would never end."""

    def __init__(self, config: uvicorn.Config, draining: Draining) -> None:
        super().__init__(config)
        self._draining = draining

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._draining.start()
        super().handle_exit(sig, frame)


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; turns under way are finished first."""
    configure_logging("agent", settings.log)
    app: FastAPI = build(settings, minds(settings))
    config = uvicorn.Config(
        app,
        host=settings.http.host,
        port=settings.http.port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=settings.http.graceful_s,
        server_header=False,
    )
    _Server(config, app.state.draining).run()


def main(words: list[str]) -> int:
    """Run one command; its exit code, 2 for a wrong command line."""
    crash_points.arm(os.environ)
    if words != ["serve"]:
        print("usage: python -m agent_service serve", file=sys.stderr)  # noqa: T201 - a command line talks
        return 2
    try:
        serve(Settings())
    except ModelNotAvailable as problem:
        print(problem, file=sys.stderr)  # noqa: T201 - a command line talks
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
