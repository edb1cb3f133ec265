"""The emulated Bedrock on a real socket, a client of it as boto3 makes one, and the agent's minds over it."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import boto3
import httpx
from botocore.config import Config

from agent_service.bootstrap import model_minds
from agent_service.conversation.ports import Explainer, Reader
from agent_service.interpret.reader import RuleInterpreter
from agent_service.settings import BedrockSettings, ModelSettings
from local_stack.emulators.bedrock import create_app
from tests.integration.local_stack.serving import serving_in_thread
from tests.postgres import free_port

Json = dict[str, Any]
Minds = tuple[Reader, Explainer]
RULES = RuleInterpreter()


@dataclass(frozen=True, slots=True)
class Emulated:
    """Where it listens; ``plays`` scripts the next answers, as a curl would."""

    url: str
    client: Any
    http: httpx.Client

    def plays(self, how: str = "plain", say: str | Json | None = None, **more: Any) -> None:
        scene = {"how": how, "say": say, **more}
        answer = self.http.post("/_emulator/script", json=scene)
        assert answer.status_code == 201, answer.text

    def forget(self) -> None:
        self.http.delete("/_emulator/script")
        self.http.delete("/_emulator/fault")

    def requests(self) -> list[Json]:
        found: list[Json] = self.http.get("/_emulator/requests").json()
        return found


def client_of(url: str, read_timeout: float = 1.0) -> Any:
    """boto3's client; any credentials will do."""
    config = Config(connect_timeout=1.0, read_timeout=read_timeout, retries={"total_max_attempts": 1})
    keys = {"aws_access_key_id": "local", "aws_secret_access_key": "local"}
    return boto3.client("bedrock-runtime", region_name="us-east-1", endpoint_url=url, config=config, **keys)


@contextlib.contextmanager
def emulated() -> Iterator[Emulated]:
    """One for the time of a test."""
    port = free_port()
    with serving_in_thread(create_app(), port):
        url = f"http://127.0.0.1:{port}"
        with httpx.Client(base_url=url) as http:
            yield Emulated(url, client_of(url), http)


def minds_at(url: str, **settings: Any) -> Minds:
    """Reader and explainer as the agent makes them; never tired and never poor unless told to be."""
    rich = {"failures": 10_000, "daily_budget_usd": 1e6, "daily_budget_tokens": 10**9, "daily_budget_calls": 10**6}
    bedrock = BedrockSettings(url=url, **{**rich, **settings})
    return model_minds(ModelSettings(interpreter="bedrock", bedrock=bedrock), RULES)
