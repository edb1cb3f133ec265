"""Confirmed changes and their receipts."""

from starlette.responses import Response

from brightthread.contract.order_changes import OrderChangeView, ReceiptView
from brightthread.contract.receipt_keys import KeySetView
from brightthread.service.application import new_router
from platform_service.api.answers import answer
from platform_service.api.deps import Anyone, Uses

router = new_router()


@router.get("/changes/{change_id}", response_model=OrderChangeView)
async def get_change(change_id: str, caller: Anyone, uses: Uses) -> Response:
    """A change as it stands today, each outside system included."""
    return answer(await uses.look_up_changes.change(caller, change_id))


@router.get("/changes/{change_id}/receipt", response_model=ReceiptView)
async def get_receipt(change_id: str, caller: Anyone, uses: Uses) -> Response:
    """The signed receipt of an applied change."""
    return answer(await uses.look_up_changes.receipt(caller, change_id))


@router.get("/receipt-keys", response_model=KeySetView)
async def get_receipt_keys(uses: Uses) -> Response:
    """The public keys that receipts are verified with (JWKS); needs no sign-in."""
    return answer(uses.signer.jwks())
