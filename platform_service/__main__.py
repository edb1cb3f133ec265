"""``python -m platform_service migrate|serve|worker``."""

import sys

from platform_service import bootstrap, worker

COMMANDS = {"migrate": bootstrap.migrate, "serve": bootstrap.serve, "worker": worker.work}


def main(arguments: list[str]) -> int:
    """Run one command; exit code 2 for an unknown one."""
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        sys.stderr.write(f"usage: python -m platform_service {'|'.join(COMMANDS)}\n")
        return 2
    COMMANDS[arguments[0]]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
