"""LangGraph as it comes: five nodes, a message list, the stock DynamoDB saver; the calls to the platform are the same.

It reads no message and checks nothing. ``python -m local_stack.bench.stock_saver PORT``
"""

from __future__ import annotations

import asyncio
import sys
import uuid
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Annotated, Any, TypedDict

import uvicorn
from botocore.config import Config
from fastapi import FastAPI
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage
from langgraph.graph import END, START, StateGraph
from langgraph.graph.message import add_messages
from langgraph_checkpoint_aws import DynamoDBSaver

from local_stack.bench.peer import THREADS, Json, PeerSettings, PlatformByHand

TABLE = "stock"


class Talk(TypedDict, total=False):
    """What the saver keeps."""

    messages: Annotated[list[AnyMessage], add_messages]
    order: Any
    quote: Any
    state: str


def graph(settings: PeerSettings) -> Any:
    """Understand, identify, quote, present, wait: one node each, as the proof of concept had them."""
    platform = PlatformByHand(settings)

    async def understand(talk: Talk) -> Talk:
        return {"order": (await platform.read(str(talk["messages"][-1].content)))[-1]}

    async def identify(talk: Talk) -> Talk:
        return {"state": "IDENTIFY_ORDER"}

    async def quote(talk: Talk) -> Talk:
        written = await platform.write(str(talk["messages"][-1].content))
        return {"quote": written[-1] if written else None, "state": "CHECK_FEASIBILITY"}

    async def present(talk: Talk) -> Talk:
        return {"messages": [AIMessage(content="This is what it costs.")], "state": "PRESENT_OPTIONS"}

    async def wait(talk: Talk) -> Talk:
        return {"state": "AWAIT_CONFIRMATION"}

    building = StateGraph(Talk)
    nodes: list[Any] = [understand, identify, quote, present, wait]
    building.add_sequence(nodes)
    building.add_edge(START, "understand")
    building.add_edge("wait", END)
    config = Config(max_pool_connections=THREADS)
    saver = DynamoDBSaver(TABLE, region_name="us-east-1", endpoint_url=settings.dynamodb, boto_config=config)
    return building.compile(checkpointer=saver)


def application(settings: PeerSettings) -> FastAPI:
    """The handler."""
    compiled = graph(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS))
        yield

    app = FastAPI(lifespan=lifespan)

    @app.get("/ready")
    async def ready() -> Json:
        return {"status": "ok"}

    @app.post("/conversations", status_code=201)
    async def open_conversation(body: Json) -> Json:
        return {"conversation_id": f"conv_{uuid.uuid4().hex}"}

    @app.post("/conversations/{ident}/messages")
    async def say(ident: str, body: Json) -> Json:
        said = {"messages": [HumanMessage(content=body["text"])]}
        talk = await compiled.ainvoke(said, {"configurable": {"thread_id": ident}})
        return {"state": "DONE", "reply": {"text": talk["messages"][-1].content, "quote": talk["quote"]}}

    return app


if __name__ == "__main__":
    uvicorn.run(
        application(PeerSettings.read()), host="127.0.0.1", port=int(sys.argv[1]), log_config=None, access_log=False
    )
