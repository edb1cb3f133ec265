"""What the platform holds of a customer, for operators: the agent's calls of the same name ask for it, too."""

from typing import Annotated, Any

from fastapi import Path
from starlette.responses import Response

from brightthread.contract.people import ErasureView, PlatformExportView
from brightthread.service.application import new_router
from platform_service.api.answers import answer
from platform_service.api.deps import Operator, Uses

router = new_router("/customers/{user_id}")
UserId = Annotated[str, Path(min_length=1, max_length=255)]


@router.get("/export", response_model=PlatformExportView)
async def export_customer(user_id: UserId, caller: Operator, uses: Uses) -> Response:
    """Everything personal the platform holds of a customer."""
    held = await uses.personal_data.export(user_id)
    return answer(_per_store(user_id, held["counts"]) | {"data": held["data"]})


@router.delete("/data", response_model=ErasureView)
async def erase_customer(user_id: UserId, caller: Operator, uses: Uses) -> Response:
    """Erase a customer's name and words; orders, money and the audit chain stay."""
    return answer(_per_store(user_id, dict(await uses.personal_data.erase(user_id))))


def _per_store(user_id: str, counts: dict[str, int]) -> dict[str, Any]:
    return {"user_id": user_id, "stores": {"postgresql": counts}}
