"""The CX agent's side: see how a turn came about, speak instead of the assistant, hand back."""

from typing import Annotated

from fastapi import Depends

from agent_service.api.callers import Agent, TraceReader
from agent_service.api.services import Services, services_of
from agent_service.api.turn_views import conversation_view, trace_view
from agent_service.conversation.store import Json
from brightthread.contract.conversations import ConversationView
from brightthread.contract.messages import EmptyRequest, HumanReplyRequest
from brightthread.contract.trace import TraceView
from brightthread.service.application import new_router

router = new_router("/conversations/{conversation_id}")
Serving = Annotated[Services, Depends(services_of)]


@router.get("/trace", response_model=TraceView)
async def read_trace(conversation_id: str, caller: TraceReader, services: Serving) -> Json:
    """States, tools, timings and costs of every turn."""
    return trace_view(await services.conversations.read(caller, conversation_id))


@router.post("/takeover", response_model=ConversationView)
async def take_over(conversation_id: str, body: EmptyRequest, caller: Agent, services: Serving) -> Json:
    """Speak instead of the assistant."""
    await services.conversations.take_over(caller, conversation_id)
    return conversation_view(await services.conversations.read(caller, conversation_id))


@router.post("/release", response_model=ConversationView)
async def release(conversation_id: str, body: EmptyRequest, caller: Agent, services: Serving) -> Json:
    """Let the assistant speak again."""
    await services.conversations.release(caller, conversation_id)
    return conversation_view(await services.conversations.read(caller, conversation_id))


@router.post("/reply", response_model=ConversationView)
async def reply(conversation_id: str, body: HumanReplyRequest, caller: Agent, services: Serving) -> Json:
    """Write to the customer."""
    await services.conversations.reply(caller, conversation_id, body.text)
    return conversation_view(await services.conversations.read(caller, conversation_id))
