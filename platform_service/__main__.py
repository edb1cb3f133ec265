"""``python -m platform_service``: migrate, serve, worker; stuck, retry, skip."""

import inspect
import os
import sys
from collections.abc import Callable

from brightthread.service import crash_points
from platform_service import bootstrap, operate, worker

COMMANDS: dict[str, Callable[..., int]] = {
    "migrate": bootstrap.migrate,
    "serve": bootstrap.serve,
    "worker": worker.work,
    "stuck": operate.stuck,
    "retry": operate.retry,
    "skip": operate.skip,
}


def main(words: list[str]) -> int:
    """Run one command; its exit code, 2 for a wrong command line."""
    crash_points.arm(os.environ)
    command = COMMANDS.get(words[0]) if words else None
    if command is None:
        return _explained()
    try:
        inspect.signature(command).bind(*words[1:])
    except TypeError:
        return _explained()
    return command(*words[1:])


def _explained() -> int:
    sys.stderr.write("usage: python -m platform_service COMMAND\n")
    for name, command in COMMANDS.items():
        parameters = inspect.signature(command).parameters.values()
        shown = [f"[{p.name}]" if p.default is None else p.name for p in parameters]
        sys.stderr.write(f"  {' '.join([name, *shown])}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
