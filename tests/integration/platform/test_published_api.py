"""What the platform answers is what it publishes: exactly the fields of the contract, whatever is asked."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS

from platform_service.bootstrap import build, build_app
from tests.architecture.source import ROOT
from tests.integration.platform.conftest import MovableClock, TokenReader, fill, settings_for
from tests.postgres import Dsns, PostgresServer

API = schemathesis.openapi.from_path(ROOT / "docs" / "api" / "platform.openapi.json")
TOKENS = {"customer": "u-north|customers|", "cx_agent": "u-cx|cx_agents|"}
# cursors, and parts of a request that contradict each other, are refused (422) though no schema can say so
NOT_CHECKED = CHECKS.get_by_names(["positive_data_acceptance"])


@pytest.fixture(scope="module")
def origin(postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The platform on a port of its own, over a world that the requests may change."""
    with postgres_server.database(postgres_server.template("platform_world", fill)) as dsns:
        yield from _serving(dsns, tmp_path_factory.mktemp("published"))


def _serving(dsns: Dsns, folder: Path) -> Iterator[str]:
    app = build_app(build(settings_for(dsns, folder), MovableClock()), TokenReader())  # type: ignore[arg-type]
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        thread.join(0.02)
        assert thread.is_alive()
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@API.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.parametrize("role", TOKENS)
def test_no_request_gets_an_answer_that_is_not_published(case: Any, origin: str, role: str) -> None:
    headers = {"Authorization": f"Bearer {TOKENS[role]}"}
    case.call_and_validate(base_url=origin, headers=headers, excluded_checks=NOT_CHECKED)
