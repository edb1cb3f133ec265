"""Machines and operators: events of the platform, export and erasure of a customer's data."""

from typing import Annotated, Any

from fastapi import Depends, Path

from agent_service.api.callers import EventSource, Operator
from agent_service.api.services import Services, services_of
from agent_service.conversation.store import Json
from brightthread.contract.events import Event
from brightthread.contract.wire import View
from brightthread.service.application import new_router

router = new_router()
Serving = Annotated[Services, Depends(services_of)]
UserId = Annotated[str, Path(min_length=1, max_length=255)]


class ErasureView(View):
    """How much was removed, per store."""

    user_id: str
    stores: dict[str, dict[str, int]]


class ExportView(ErasureView):
    """How much there is, per store, and all of it."""

    conversations: list[dict[str, Any]]


@router.post("/events", status_code=204)
async def tell(body: Event, source: EventSource, services: Serving) -> None:
    """What the platform has to tell a conversation; the second time without effect."""
    await services.running.start(services.conversations.tell(body.model_dump(mode="json")))


@router.get("/customers/{user_id}/export", response_model=ExportView)
async def export(user_id: UserId, caller: Operator, services: Serving) -> Json:
    """Everything the agent holds of a customer."""
    found = await services.personal_data.export(user_id)
    return {"user_id": user_id, "stores": {"dynamodb": found["counts"]}, "conversations": found["conversations"]}


@router.delete("/customers/{user_id}/data", response_model=ErasureView)
async def erase(user_id: UserId, caller: Operator, services: Serving) -> Json:
    """Remove everything the agent holds of a customer."""
    return {"user_id": user_id, "stores": {"dynamodb": await services.personal_data.erase(user_id)}}
