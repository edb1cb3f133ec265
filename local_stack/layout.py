"""Where the processes of one stack listen. Everything is on loopback, on thirteen ports in a row."""

from __future__ import annotations

import errno
import random
import socket
import time
from dataclasses import dataclass

from local_stack.complaint import Complaint

HOST = "127.0.0.1"
DEFAULT_PORT_BASE = 8080
OFFSETS = {
    "gateway": 0,
    "platform": 1,
    "agent": 2,
    "postgres": 3,
    "local": 4,
    "dynamodb": 5,
    "odoo": 6,
    "zendesk": 7,
    "shippo": 8,
    "confluence": 9,
    "bedrock": 10,
    "worker": 11,
}
HIGHEST_PORT_BASE = 65535 - 12
LINGERING_S = 3.0


@dataclass(frozen=True, slots=True)
class Layout:
    """The ports of a stack, counted from the first one."""

    port_base: int = DEFAULT_PORT_BASE

    def __post_init__(self) -> None:
        if not 1 <= self.port_base <= HIGHEST_PORT_BASE:
            raise Complaint(
                f"Port base {self.port_base} is outside 1 to {HIGHEST_PORT_BASE}.",
                "Choose one within, for example 8080.",
            )

    def port(self, name: str) -> int:
        return self.port_base + OFFSETS[name]

    def origin(self, name: str) -> str:
        """``http://127.0.0.1:port`` of a process."""
        return f"http://{HOST}:{self.port(name)}"

    @property
    def base(self) -> str:
        """The one origin customers see: the gateway's."""
        return self.origin("gateway")


def require_free_ports(layout: Layout) -> None:
    """Complaint naming every port somebody else listens on; those of a stack that is just ending get a moment."""
    deadline = time.monotonic() + LINGERING_S
    taken = _taken(layout)
    while taken and time.monotonic() < deadline:
        time.sleep(0.1)
        taken = _taken(layout)
    if taken:
        ports = ", ".join(f"{layout.port(name)} ({name})" for name in taken)
        raise Complaint(
            f"Another program is using port {ports}.",
            "Stop it, or start the stack elsewhere, for example with --port-base 18080.",
        )


def free_port_base(source: random.Random) -> int:
    """The first of thirteen ports nobody uses just now; tried at random, so that parallel runs seldom meet."""
    for _ in range(200):
        layout = Layout(source.randrange(20_000, 32_000, 20))
        if not _taken(layout):
            return layout.port_base
    raise Complaint("No thirteen free ports in a row were found.", "Name some with --port-base.")


def _taken(layout: Layout) -> list[str]:
    return [name for name in OFFSETS if not _free(layout.port(name))]


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EACCES:
                raise Complaint(
                    f"Port {port} may only be used by root.", "Choose a higher one, for example --port-base 8080."
                ) from None
            return False
    return True
