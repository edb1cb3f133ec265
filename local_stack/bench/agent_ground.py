"""What the agent is measured on: a store, a platform that answers from memory, and the three handlers as processes."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from local_stack.bench import bare_turns, stock_saver
from local_stack.bench.ground import ISSUER, Ground, free_port, ground, is_ready, running, wait_until
from local_stack.bench.peer import dynamodb
from local_stack.dynamodb_local import DynamoDbLocalMissing
from local_stack.dynamodb_local import running as dynamodb_local
from local_stack.emulators.dynamodb import DynamoDb
from local_stack.launch import launch_command
from local_stack.tokens import CLIENT_IDS

ORDER = "B-0"
TABLE = "brightthread-conversations"
TEXTS = ("change 20 of the mediums to large", "where is my order?", "no thanks")
"""What every customer says, again and again: a change that is offered, a question beside it, a no."""


@dataclass(frozen=True, slots=True)
class Handlers:
    """Where the three listen (their conversations), how to speak with them, and which store they use."""

    agent: str
    bare: str
    stock: str
    headers: Mapping[str, str]
    store: str
    dynamodb: str


@contextmanager
def handlers() -> Iterator[Handlers]:
    """The agent, the bare handler and LangGraph with its stock saver, all before the same store and platform."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="brightthread-bench-")))
        place = stack.enter_context(ground(1, 1))
        store, url = stack.enter_context(_store(folder))
        platform = stack.enter_context(_module("replayed", place.origin, ready="/_calls"))
        agent = stack.enter_context(_agent(place, platform, url))
        headers = {"Authorization": f"Bearer {place.token}"}
        plan = folder / "plan.json"
        plan.write_text(json.dumps(_planned(f"{agent}/agent/v1", headers, platform)))
        _tables(url)
        environment = {
            "BENCH_PLAN": str(plan),
            "BENCH_PLATFORM": platform,
            "BENCH_TOKEN": place.token,
            "BENCH_DYNAMODB": url,
            "AWS_ACCESS_KEY_ID": "local",
            "AWS_SECRET_ACCESS_KEY": "local",
        }
        bare = stack.enter_context(_module("bare_turns", environment=environment))
        stock = stack.enter_context(_module("stock_saver", environment=environment))
        yield Handlers(f"{agent}/agent/v1", bare, stock, headers, store, url)


@contextmanager
def _store(folder: Path) -> Iterator[tuple[str, str]]:
    """DynamoDB Local where this machine can run it, else the emulator of the local stack; its name and URL."""
    try:
        with dynamodb_local() as url:
            yield "DynamoDB Local", url
    except DynamoDbLocalMissing as missing:
        print(f"{missing}: measured on moto instead", flush=True)
        port = free_port()
        with running([sys.executable, "-m", __name__, str(folder / "journal"), str(port)], {}):
            url = f"http://127.0.0.1:{port}"
            wait_until(lambda: _answers(url), "moto")
            yield "moto", url


@contextmanager
def _module(
    name: str, *words: str, ready: str = "/ready", environment: Mapping[str, str] | None = None
) -> Iterator[str]:
    """A module of this package as a process; its origin."""
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", f"local_stack.bench.{name}", str(port), *words]
    with running(launch_command(command), environment or {}):
        wait_until(lambda: _answers(origin + ready), name)
        yield origin


@contextmanager
def _agent(place: Ground, platform: str, store: str) -> Iterator[str]:
    port = free_port()
    environment = {
        "AGENT_HTTP__PORT": str(port),
        "AGENT_AUTH__ISSUER": ISSUER,
        "AGENT_AUTH__JWKS_URL": place.keys_url,
        "AGENT_AUTH__CLIENT_IDS": json.dumps(CLIENT_IDS),
        "AGENT_PLATFORM__URL": platform,
        "AGENT_DYNAMODB__URL": store,
        "AGENT_DYNAMODB__TABLE": TABLE,
    }
    origin = f"http://127.0.0.1:{port}"
    with running(launch_command([sys.executable, "-m", "agent_service", "serve"]), environment):
        wait_until(lambda: is_ready(origin), "The agent")
        yield origin


def _answers(url: str) -> bool:
    try:
        httpx.get(url, timeout=5)
    except httpx.TransportError:
        return False
    return True


def _planned(agent: str, headers: Mapping[str, str], platform: str) -> dict[str, Any]:
    """The calls the agent makes for each sentence, found out by saying it."""
    with httpx.Client(base_url=agent, headers=headers, timeout=30) as client:
        opened = client.post("/conversations", json={"order_id": ORDER}).raise_for_status().json()
        path = f"/conversations/{opened['conversation_id']}/messages"
        for number, text in enumerate(TEXTS):
            body = {"client_message_id": f"c{number}", "text": text}
            client.post(path, json=body, headers={"X-Correlation-Id": f"plan-{number}"}).raise_for_status()
    calls = httpx.get(f"{platform}/_calls").json()
    return {text: calls[f"plan-{number}"] for number, text in enumerate(TEXTS)}


def _tables(url: str) -> None:
    client = dynamodb(url)
    for table, keys in ((bare_turns.TABLE, ("pk", "sk")), (stock_saver.TABLE, ("PK", "SK"))):
        client.create_table(
            TableName=table,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in keys],
            KeySchema=_schema(keys),
        )


def _schema(keys: Sequence[str]) -> list[dict[str, str]]:
    return [{"AttributeName": key, "KeyType": kind} for key, kind in zip(keys, ("HASH", "RANGE"), strict=True)]


def _serve_moto(journal: Path, port: int) -> None:
    store = DynamoDb(journal)
    store.open()
    uvicorn.run(store, host="127.0.0.1", port=port, log_config=None, access_log=False, lifespan="off")


if __name__ == "__main__":
    _serve_moto(Path(sys.argv[1]), int(sys.argv[2]))
