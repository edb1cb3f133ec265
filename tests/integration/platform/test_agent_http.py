"""What the agent's answers to an event mean to the platform."""

import pytest
from fastapi import FastAPI, Response

from platform_service.adapters.agent_http import AgentConversations
from platform_service.application.vendor_ports import ConversationGone, Misused, Unavailable, VendorError
from tests.integration.local_stack.serving import serving
from tests.postgres import free_port

EVENT = {"event_id": "e1", "kind": "ticket_solved", "conversation_id": "conv_1", "data": {"ticket_id": "1"}}
GONE = '{"code": "not_found", "detail": "Nothing is known under the id conv_1."}'
NO_ROUTE = '{"code": "not_found", "detail": "There is nothing here."}'


def agent(status: int, body: str) -> FastAPI:
    app = FastAPI()

    @app.post("/token")
    async def token() -> dict[str, object]:
        return {"access_token": "t", "expires_in": 300}

    @app.post("/agent/v1/events")
    async def events() -> Response:
        return Response(body, status, media_type="application/problem+json")

    return app


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [(204, "", None), (404, GONE, ConversationGone), (404, NO_ROUTE, Misused), (422, "{}", Misused),
     (503, "{}", Unavailable), (401, "{}", Unavailable)],
)  # fmt: skip
async def test_only_a_conversation_that_the_agent_does_not_know_is_gone(
    status: int, body: str, error: type[VendorError] | None
) -> None:
    port = free_port()
    async with serving(agent(status, body), port):
        base = f"http://127.0.0.1:{port}"
        conversations = AgentConversations(base, f"{base}/token", "platform", "secret")
        try:
            if error is None:
                await conversations.tell(EVENT)
            else:
                with pytest.raises(error):
                    await conversations.tell(EVENT)
        finally:
            await conversations.close()
