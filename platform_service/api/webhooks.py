"""Webhooks: what Zendesk and Shippo send us, signed; there is no other sign-in."""

from typing import Annotated

from fastapi import Depends, Query, Request, Response

from brightthread.service.application import new_router
from brightthread.service.body import signed_body
from brightthread.service.problems import Problem
from platform_service.api.deps import Uses
from platform_service.application.vendor_ports import WebhookForged

router = new_router()
Signed = Annotated[bytes, Depends(signed_body)]


@router.post("/webhooks/zendesk", status_code=204)
async def zendesk(request: Request, uses: Uses, body: Signed) -> Response:
    """What happened to a ticket; a replay has no effect."""
    try:
        await uses.take_news.of_ticket(request.headers, {}, body)
    except WebhookForged:
        raise Problem("unauthenticated") from None
    return Response(status_code=204)


@router.post("/webhooks/shippo", status_code=204)
async def shippo(request: Request, uses: Uses, body: Signed, token: Annotated[str | None, Query()] = None) -> Response:
    """Where a parcel is; a replay has no effect."""
    try:
        await uses.take_news.of_parcel(request.headers, {"token": token} if token else {}, body)
    except WebhookForged:
        raise Problem("unauthenticated") from None
    return Response(status_code=204)
