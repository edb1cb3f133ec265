"""``python -m local_stack.gateway``: serve one origin in front of the processes named in the environment.

``GATEWAY_PORT``, and ``GATEWAY_UPSTREAMS`` as JSON: {"agent": port, "platform": port, "local": port}, all on loopback.
"""

from __future__ import annotations

import json
import os

import uvicorn

from brightthread.routes import PUBLIC_ROUTES, Route
from local_stack.gateway.app import Gateway
from local_stack.gateway.upstream import Upstream
from local_stack.layout import HOST

LOCAL_ROUTES = (*PUBLIC_ROUTES, Route("/local", "local"))
KEEP_ALIVE_S = 75
DRAIN_S = 1


def main() -> None:
    """Serve until told to stop."""
    ports: dict[str, int] = json.loads(os.environ["GATEWAY_UPSTREAMS"])
    upstreams = {name: Upstream(HOST, port) for name, port in ports.items()}
    uvicorn.run(
        Gateway(LOCAL_ROUTES, upstreams, front_page="local"),
        host=HOST,
        port=int(os.environ["GATEWAY_PORT"]),
        lifespan="off",
        ws="none",
        proxy_headers=False,  # nobody stands in front of us
        access_log=False,
        log_level="warning",
        server_header=False,
        date_header=False,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=DRAIN_S,
    )


if __name__ == "__main__":
    main()
