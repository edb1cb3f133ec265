"""The process itself: migrates, serves, drains, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.postgres import Dsns, free_port


def _environment(dsns: Dsns, folder: Path, port: int) -> dict[str, str]:
    return {
        **os.environ,
        "PLATFORM_DATABASE__OWNER_DSN": dsns.owner,
        "PLATFORM_DATABASE__CUSTOMER_DSN": dsns.customer,
        "PLATFORM_DATABASE__SYSTEM_DSN": dsns.system,
        "PLATFORM_AUTH__ISSUER": "test",
        "PLATFORM_AUTH__JWKS_URL": "http://127.0.0.1:9/",
        "PLATFORM_AUTH__CLIENT_IDS": '["test"]',
        "PLATFORM_HTTP__PORT": str(port),
        "PLATFORM_RECEIPT__KEY_FILE": str(folder / "key.pem"),
        "PLATFORM_ARTWORK__DIR": str(folder / "artworks"),
    }


def _run(command: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "platform_service", command], env=environment, stdout=subprocess.PIPE
    )


def _wait_ready(origin: str, process: subprocess.Popen[bytes]) -> httpx.Response:
    deadline = time.monotonic() + 180
    while True:
        assert process.poll() is None, "the service ended while starting"
        assert time.monotonic() < deadline, "the service does not become ready"
        try:
            return httpx.get(f"{origin}/ready")
        except httpx.TransportError:
            time.sleep(0.1)


@pytest.mark.timeout(400)
def test_it_migrates_an_empty_database_serves_and_ends_when_told(empty_database: Dsns, tmp_path: Path) -> None:
    port = free_port()
    environment = _environment(empty_database, tmp_path, port)
    for _ in range(2):
        assert _run("migrate", environment).wait(180) == 0
    process = _run("serve", environment)
    try:
        origin = f"http://127.0.0.1:{port}"
        ready = _wait_ready(origin, process)
        assert (ready.status_code, ready.json()) == (200, {"status": "ok", "checks": {"database": "ok"}})
        assert httpx.get(f"{origin}/platform/v1/me").status_code == 401
        assert httpx.get(f"{origin}/platform/v1/receipt-keys").json()["keys"][0]["kty"] == "EC"
        assert httpx.get(f"{origin}/platform/openapi.json").json()["info"]["title"] == "BrightThread platform"
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) in (0, -signal.SIGTERM)
