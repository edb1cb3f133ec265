"""Quotes: asked for, read, declined, confirmed."""

from typing import Any

from fastapi import Request
from starlette.responses import Response

from brightthread.contract.order_changes import ApplyRequest, OrderChangeView
from brightthread.contract.quotes import QuoteRequest, QuoteView
from brightthread.service.application import new_router
from platform_service.api.answers import answer, keyed_answer
from platform_service.api.deps import Anyone, Customer, Key, MaybeKey, RawBody, Uses
from platform_service.application.apply_change import Confirmation
from platform_service.application.idempotency import KeyedRequest
from platform_service.domain.change_documents import changes_from_json

router = new_router()


@router.post("/orders/{order_id}/quotes", response_model=QuoteView, status_code=201)
async def create_quote(
    order_id: str, caller: Customer, key: MaybeKey, body: QuoteRequest, raw: RawBody, request: Request, uses: Uses
) -> Response:
    """Price a request and hold the stock it needs; what a rule refuses is a quote with verdict ``denied``."""
    keyed = _keyed("quotes", key, request, raw) if key else None
    changes = changes_from_json(raw["changes"])
    return keyed_answer(await uses.quote_change(caller, order_id, changes, body.replaces, keyed))


@router.get("/quotes/{quote_id}", response_model=QuoteView)
async def get_quote(quote_id: str, caller: Anyone, uses: Uses) -> Response:
    """A quote with its present status."""
    return answer(await uses.quotes.get(caller, quote_id))


@router.delete("/quotes/{quote_id}", status_code=204)
async def decline_quote(quote_id: str, caller: Customer, uses: Uses) -> Response:
    """Release a quote and its hold."""
    await uses.quotes.decline(caller, quote_id)
    return Response(status_code=204)


@router.post("/quotes/{quote_id}/apply", response_model=OrderChangeView)
async def apply_quote(
    quote_id: str, caller: Customer, key: Key, body: ApplyRequest, raw: RawBody, request: Request, uses: Uses
) -> Response:
    """Apply a confirmed option, exactly once per quote and per key."""
    transcript = raw.get("transcript") or []
    fingerprinted = {name: value for name, value in raw.items() if name != "transcript"}
    confirmation = Confirmation(body.option_id, body.digest, raw["confirmation"], transcript)
    keyed = _keyed("apply", key, request, fingerprinted)
    return keyed_answer(await uses.apply_change(caller, quote_id, confirmation, keyed))


def _keyed(route: str, key: str, request: Request, body: Any) -> KeyedRequest:
    return KeyedRequest.of(route, key, request.url.path, body)
