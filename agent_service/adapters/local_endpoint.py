"""Waiting for a server of the local stack (or of docker compose) that starts at the same time as we do."""

import socket
import time
from contextlib import suppress
from urllib.parse import urlsplit

PATIENCE_S = 60.0
PAUSE_S = 0.05


def await_endpoint(url: str, patience_s: float = PATIENCE_S) -> None:
    """Return once something listens at ``url``; TimeoutError after ``patience_s`` seconds."""
    address = urlsplit(url)
    place = (address.hostname or "localhost", address.port or (443 if address.scheme == "https" else 80))
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(place, timeout=1.0):
            return
        time.sleep(PAUSE_S)
    raise TimeoutError(f"nothing listens at {url}")
