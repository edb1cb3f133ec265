"""Any other chat model by a setting: a server of one's own that speaks OpenAI's protocol, or what LangChain knows."""

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from agent_service.bootstrap import model_minds
from agent_service.conversation.ports import Explainer, ModelNotAvailable, Reader
from agent_service.settings import BedrockSettings, ModelSettings
from tests.fakes.bedrock import RULES, Emulated
from tests.fakes.talk import Passages, Talk
from tests.fakes.world import World
from tests.integration.local_stack.serving import serving_in_thread
from tests.postgres import free_port

Json = dict[str, Any]
CHANGE: Json = {"type": "change_size", "line_id": "BT-1003-1", "quantity": 36, "new_size": "L"}
READING = {"intent": "change_order", "order_id": "BT-1003", "changes": [CHANGE], "option": None, "missing": [],
           "frustrated": False}  # fmt: skip
WORDS = "In production another size costs 30 % of the goods."
PASSAGE = {"document": "p", "title": "Order changes", "version": "1", "section": "Sizes", "url": None, "passage": WORDS}


class OwnServer:
    """Answers chat completions; ``asked`` are the bodies it got."""

    def __init__(self) -> None:
        self.asked: list[Json] = []
        self.app = Starlette(routes=[Route("/v1/chat/completions", self._complete, methods=["POST"])])

    async def _complete(self, request: Request) -> Response:
        body = await request.json()
        self.asked.append(body)
        if body.get("stream"):
            return StreamingResponse(self._pieces(), media_type="text/event-stream")
        message = {"role": "assistant", "content": f"```json\n{json.dumps(READING)}\n```"}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        usage = {"prompt_tokens": 900, "completion_tokens": 80, "total_tokens": 980}
        return JSONResponse({"id": "1", "object": "chat.completion", "created": 1, "model": "own", "choices": [choice],
                             "usage": usage})  # fmt: skip

    async def _pieces(self) -> AsyncIterator[str]:
        for delta, finish in (({"role": "assistant", "content": WORDS}, None), ({}, "stop")):
            choice = {"index": 0, "delta": delta, "finish_reason": finish}
            piece = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "own", "choices": [choice]}
            yield f"data: {json.dumps(piece)}\n\n"
        yield "data: [DONE]\n\n"


@pytest.fixture(scope="module")
def own_server() -> Iterator[tuple[OwnServer, str]]:
    server, port = OwnServer(), free_port()
    with serving_in_thread(server.app, port):
        yield server, f"http://127.0.0.1:{port}/v1"


def minds_of(interpreter: str, **bedrock: Any) -> tuple[Reader, Explainer]:
    return model_minds(ModelSettings(interpreter=interpreter, bedrock=BedrockSettings(**bedrock)), RULES)


async def odd_request(minds: tuple[Reader, Explainer]) -> Talk:
    talk = Talk(World(), "u-ana", minds[0], Passages(size=PASSAGE), minds[1])
    await talk.open("BT-1003")
    await talk.say("three dozen of whatever is in the middle should come out one bigger")
    return talk


async def test_a_server_of_one_s_own_reads_and_words(own_server: tuple[OwnServer, str]) -> None:
    pytest.importorskip("langchain_openai", reason="the extra 'openai' is not installed: run make setup")
    server, url = own_server
    talk = await odd_request(minds_of("openai:own", url=url, api_key="any"))
    trace = talk.turns[-1].trace
    assert trace["interpreter"] == "model"
    assert talk.turns[-1].reply["quote"]["requested"] == [CHANGE]
    assert [(row["model"], row["input_tokens"], row["stop_reason"]) for row in trace["model_calls"]] == [
        ("openai:own", 900, "stop")
    ]
    assert server.asked[0]["response_format"]["type"] == "json_schema"
    reply = await talk.say("what is your policy on size changes in production?")
    assert reply["text"].startswith(WORDS)
    assert server.asked[-1]["stream"] is True


async def test_a_provider_that_langchain_knows_is_used_by_its_name(bedrock: Emulated, monkeypatch: Any) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "local")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    bedrock.plays("fenced", READING)
    talk = await odd_request(minds_of("bedrock_converse:anthropic.claude-sonnet-4-5-20250929-v1:0", url=bedrock.url))
    assert talk.turns[-1].trace["interpreter"] == "model"
    assert talk.turns[-1].reply["quote"]["requested"] == [CHANGE]


@pytest.mark.parametrize(
    ("interpreter", "said"),
    [
        ("anthropic:claude-haiku-4-5", "langchain-anthropic"),
        ("nobody:model", "nobody"),
        ("claude", "claude"),
        ("openai:gpt", "api_key"),
    ],
)
def test_a_model_that_cannot_be_had_is_said_in_one_sentence(interpreter: str, said: str, monkeypatch: Any) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(ModelNotAvailable) as raised:
        minds_of(interpreter)
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)
