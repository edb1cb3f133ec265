"""``python -m agent_service serve``: run the agent until it is told to stop."""

import os
import sys

from agent_service.bootstrap import build, minds
from agent_service.conversation.ports import ModelNotAvailable
from agent_service.settings import Settings
from brightthread.service import crash_points
from brightthread.service.logging import configure_logging
from brightthread.service.serving import run


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; turns under way are finished first."""
    configure_logging("agent", settings.log)
    http = settings.http
    run(build(settings, minds(settings)), host=http.host, port=http.port, drain_s=http.graceful_s)


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
