"""Machines and operators: events of the platform, export and erasure of a customer's data."""

from typing import Annotated, Any

from fastapi import Depends, Path

from agent_service.api.callers import EventSource, Operator
from agent_service.api.services import Services, services_of
from agent_service.conversation.store import Json
from brightthread.contract.events import Event
from brightthread.contract.people import ErasureView
from brightthread.service.application import new_router

router = new_router()
Serving = Annotated[Services, Depends(services_of)]
UserId = Annotated[str, Path(min_length=1, max_length=255)]


class ExportView(ErasureView):
    """How much there is, per store, and all of it: conversations, and the platform's rows by table."""

    conversations: list[dict[str, Any]]
    platform: dict[str, list[dict[str, Any]]]


@router.post("/events", status_code=204)
async def tell(body: Event, source: EventSource, services: Serving) -> None:
    """What the platform has to tell a conversation; the second time without effect."""
    await services.running.start(services.conversations.tell(body.model_dump(mode="json")))


@router.get("/customers/{user_id}/export", response_model=ExportView)
async def export(user_id: UserId, caller: Operator, services: Serving) -> Json:
    """Everything the agent and the platform hold of a customer."""
    return {"user_id": user_id, **await services.personal_data.export(caller, user_id)}


@router.delete("/customers/{user_id}/data", response_model=ErasureView)
async def erase(user_id: UserId, caller: Operator, services: Serving) -> Json:
    """Remove a customer's conversations, and the name and words the platform holds."""
    erased = await services.personal_data.erase(caller, user_id)
    services.people.forget(user_id)
    return {"user_id": user_id, "stores": erased}
