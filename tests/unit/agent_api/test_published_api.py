"""What the agent answers is what it publishes, whatever is asked; on conversations that exist, and on others."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import boto3
import httpx
import pytest
import schemathesis
import uvicorn
from fastapi import FastAPI
from hypothesis import HealthCheck, settings
from moto import mock_aws
from schemathesis.checks import CHECKS

from agent_service.adapters.dynamodb import DynamoConversations, create_table
from agent_service.adapters.platform_http import PlatformConnection
from agent_service.bootstrap import Minds, SystemClock, application, assemble
from agent_service.conversation.ports import TemplatesOnly
from agent_service.settings import Settings
from tests.architecture.source import ROOT
from tests.conversation_world import Wire
from tests.fakes.dialogue import EchoDialogue
from tests.fakes.talk import Passages, Scripted
from tests.unit.agent_api.conftest import SETTINGS, PlainTokens, PlatformUsers

API = schemathesis.openapi.from_path(ROOT / "docs" / "api" / "agent.openapi.json")
TOKENS = {
    "customer": "u-ana|customers|",
    "cx_agent": "u-cx-dana|cx_agents|",
    "ops": "u-ops-kim|ops|",
    "machine": "||brightthread/events",
}
# cursors, and words together with a button, are refused (422) though no schema can say so
NOT_CHECKED = CHECKS.get_by_names(["positive_data_acceptance"])


@dataclass(frozen=True)
class Running:
    """The agent on a port of its own, and a conversation it has."""

    origin: str
    conversation_id: str


def _app(pool: ThreadPoolExecutor) -> FastAPI:
    client = boto3.client("dynamodb", region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x")
    create_table(client, "conversations")
    store = DynamoConversations(Wire(client), "conversations", SystemClock(), pool)
    platform = PlatformConnection(httpx.MockTransport(PlatformUsers().answer), "http://platform.test/platform/v1")
    minds = Minds(EchoDialogue(), Scripted(), TemplatesOnly(), Passages())
    chosen = Settings(**SETTINGS)
    app = application(chosen, assemble(chosen, minds, store, platform), AsyncExitStack())
    app.state.verifier = PlainTokens()
    return app


@contextmanager
def _served(app: FastAPI) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        thread.join(0.02)
        assert thread.is_alive()
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with mock_aws(), ThreadPoolExecutor(8) as pool, _served(_app(pool)) as origin:
        headers = {"Authorization": f"Bearer {TOKENS['customer']}"}
        opened = httpx.post(f"{origin}/agent/v1/conversations", json={}, headers=headers)
        yield Running(origin, opened.json()["conversation_id"])


def _check(case: Any, running: Running, role: str) -> None:
    headers = {"Authorization": f"Bearer {TOKENS[role]}"}
    case.call_and_validate(base_url=running.origin, headers=headers, excluded_checks=NOT_CHECKED)


@API.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.parametrize("role", ["customer", "cx_agent"])
def test_no_request_gets_an_answer_that_is_not_published(case: Any, running: Running, role: str) -> None:
    _check(case, running, role)


@API.include(path_regex="v1/events$|customers").parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.parametrize("role", ["ops", "machine"])
def test_the_same_holds_for_operators_and_machines(case: Any, running: Running, role: str) -> None:
    _check(case, running, role)


ON_A_CONVERSATION = API.include(path_regex=r"\{conversation_id\}").exclude(path_regex="events$")


@ON_A_CONVERSATION.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.parametrize("role", ["customer", "cx_agent"])
def test_the_same_holds_on_a_conversation_that_exists(case: Any, running: Running, role: str) -> None:
    case.path_parameters["conversation_id"] = running.conversation_id
    _check(case, running, role)
