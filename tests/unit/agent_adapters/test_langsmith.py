"""What reaches LangSmith: the shape of a turn, and no secret or word of a customer, however deep it was planted."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest

from agent_service.adapters.langsmith import LangSmithTraces, runs_of
from agent_service.conversation.observation import TurnSeen

START = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
SECRETS = [
    "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbmEifQ.c2lnbmF0dXJl",
    "Bearer abcdef123456",
    "ana@northwind.example",
    "4111 1111 1111 1111",
    "DE89 3704 0044 0532 0130 00",
    "88 Dock Road",
    "Ana Ruiz",
]


def _deep(secret: str, depth: int) -> Any:
    return secret if depth == 0 else {"level": [_deep(secret, depth - 1)]}


def _seen(secret: str = "", **changes: Any) -> TurnSeen:
    trace = {
        "interpreter": "model",
        "interpretation": {
            "intent": "change_order",
            "changes": [{"type": "change_address", "address": {"street": secret, "label": secret}}],
            "details": {"mentioned_order": secret, "question": _deep(secret, 15)},
        },
        "transitions": [{"from": "GREETING", "to": "IDENTIFY_ORDER", "on": "intent recognised"}],
        "prompts": [{"name": "interpret", "version": "3"}],
        "tools": [
            {"name": "create_quote", "duration_ms": 12.5, "http_status": 201, "error_code": None, "body": secret}
        ],
        "model_calls": [
            {
                "model": "claude",
                "input_tokens": 9,
                "output_tokens": 4,
                "cost_usd": 0.01,
                "duration_ms": 300.0,
                "stop_reason": "end_turn",
                "prompt": secret,
                "api_key": secret,
            }
        ],
        "claim_check": {"checked": 1, "replaced": 0},
    }
    known = {
        "conversation_id": "conv_1",
        "order_id": "BT-1003",
        "started_at": START,
        "ended_at": START + timedelta(milliseconds=400),
        "state_before": "GREETING",
        "state_after": "AWAIT_CONFIRMATION",
        "outcome": None,
        "parts": ("options",),
        "trace": trace,
    }
    return TurnSeen(**{**known, **changes})


@pytest.fixture
def ingest() -> Iterator[tuple[str, list[bytes]]]:
    """A server that takes whatever comes, and keeps it."""
    taken: list[bytes] = []

    class Ingest(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            taken.append(self.path.encode() + b" " + str(self.headers).encode() + body)
            self.send_response(202)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Ingest)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", taken
    server.shutdown()


@pytest.mark.parametrize("secret", SECRETS)
async def test_no_planted_secret_leaves_the_process(ingest: tuple[str, list[bytes]], secret: str) -> None:
    url, taken = ingest
    traces = LangSmithTraces(httpx.AsyncClient(base_url=url), "brightthread", 1.0)
    async with traces:
        traces.turn_done(_seen(secret))
        in_name = _seen(secret)
        in_name.trace["tools"][0]["name"] = secret if secret not in ("88 Dock Road", "Ana Ruiz") else "tool"
        in_name.trace["tools"][0]["error_code"] = in_name.trace["tools"][0]["name"]
        traces.turn_done(in_name)
    sent = b"".join(taken).decode()
    assert "/runs/batch" in sent
    assert secret not in sent


def test_a_turn_is_a_tree_of_runs() -> None:
    root, model, tool = runs_of(_seen(), "brightthread")
    assert (root["name"], root["run_type"], root["session_name"]) == ("turn", "chain", "brightthread")
    assert root["extra"]["metadata"]["conversation_id"] == "conv_1"
    assert root["inputs"]["reading"]["intent"] == "change_order"
    for child in (model, tool):
        assert child["trace_id"] == root["id"] == child["parent_run_id"]
        assert child["dotted_order"].startswith(root["dotted_order"] + ".")
    assert (model["run_type"], model["outputs"]["usage"]["input_tokens"]) == ("llm", 9)
    assert (tool["name"], tool["outputs"]["http_status"], tool["error"]) == ("create_quote", 201, None)
    json.dumps([root, model, tool])


async def test_a_share_of_conversations_is_sent_and_each_of_those_whole(ingest: tuple[str, list[bytes]]) -> None:
    url, taken = ingest
    traces = LangSmithTraces(httpx.AsyncClient(base_url=url), "brightthread", 0.25)
    async with traces:
        for number in range(100):
            for _ in range(2):
                traces.turn_done(replace(_seen(), conversation_id=f"conv_{number}"))
    posted = [json.loads(body[body.index(b'{"post"') :])["post"] for body in taken]
    roots = [run for runs in posted for run in runs if run["run_type"] == "chain"]
    conversations = [run["extra"]["metadata"]["conversation_id"] for run in roots]
    assert 10 <= len(set(conversations)) <= 40
    assert len(conversations) == 2 * len(set(conversations))


async def test_a_trace_that_cannot_be_sent_is_lost_and_nothing_else() -> None:
    traces = LangSmithTraces(httpx.AsyncClient(base_url="http://127.0.0.1:9"), "brightthread", 1.0)
    async with traces:
        for _ in range(600):
            traces.turn_done(_seen())
