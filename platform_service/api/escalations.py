"""Escalations: a request handed to a human."""

from fastapi import Request
from starlette.responses import Response

from brightthread.contract.escalations import EscalationListView, EscalationRequest, EscalationView
from brightthread.service.application import new_router
from brightthread.service.pages import Page
from brightthread.service.problems import invalid
from platform_service.api.answers import answer, keyed_answer, listing
from platform_service.api.cursors import after_moment, moment_position
from platform_service.api.deps import Anyone, Key, Pleader, RawBody, Staff, Uses
from platform_service.application.escalate import Plea, escalation_document
from platform_service.application.idempotency import KeyedRequest

router = new_router()


@router.post("/escalations", response_model=EscalationView, status_code=201)
async def escalate(
    caller: Pleader, key: Key, body: EscalationRequest, raw: RawBody, request: Request, uses: Uses
) -> Response:
    """Hand a request to a human; while one of the conversation is open, it is returned."""
    keyed = KeyedRequest.of("escalations", key, request.url.path, raw)
    if caller is None:
        return keyed_answer(await uses.escalate.for_user(body.user_id, _plea(body, raw), keyed))
    for field in ("escalation_id", "user_id"):
        if getattr(body, field) is not None:
            raise invalid(field, "machine_only", "Only a machine says this")
    return keyed_answer(await uses.escalate(caller, _plea(body, raw), keyed))


@router.get("/escalations/{escalation_id}", response_model=EscalationView)
async def get_escalation(escalation_id: str, caller: Anyone, uses: Uses) -> Response:
    """An escalation as it stands."""
    return answer(await uses.escalations.get(caller, escalation_id))


@router.get("/escalations", response_model=EscalationListView)
async def list_escalations(caller: Staff, uses: Uses, page: Page) -> Response:
    """Escalations of all companies, newest first."""
    found = await uses.escalations.page(caller, page.limit, after_moment(page, "escalations"))
    return listing(
        found,
        page,
        "escalations",
        lambda item: moment_position(item.created_at, item.escalation_id),
        escalation_document,
    )


def _plea(body: EscalationRequest, raw: RawBody) -> Plea:
    return Plea(
        conversation_id=body.conversation_id,
        reason=body.reason,
        summary=body.summary,
        transcript=raw["transcript"],
        order_id=body.order_id,
        quote_id=body.quote_id,
        change_id=body.change_id,
        escalation_id=body.escalation_id,
    )
