"""The agent service as the platform tells it events: HTTP with a machine token of our own."""

import time
from collections.abc import Mapping

import httpx

from brightthread.service.resilience import Timeouts
from platform_service.application.vendor_ports import ConversationGone, Misused, Unavailable

SCOPE = "brightthread/events"
_EARLY_S = 30.0


class AgentConversations:
    """The port ``Conversations``. What if it fails here? The job is run again; the event's id makes it once."""

    def __init__(self, url: str, token_url: str, client_id: str, client_secret: str) -> None:
        self._client = httpx.AsyncClient(timeout=Timeouts().httpx())
        self._url = f"{url.rstrip('/')}/agent/v1/events"
        self._token_url = token_url
        self._machine = (client_id, client_secret)
        self._token = ""
        self._good_until = 0.0

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def tell(self, event: Mapping[str, object]) -> None:
        """See ``Conversations.tell``."""
        try:
            headers = {"Authorization": f"Bearer {await self._machine_token()}"}
            answer = await self._client.post(self._url, json=dict(event), headers=headers)
        except httpx.HTTPError as error:
            raise Unavailable("no_answer", f"the agent did not answer: {type(error).__name__}") from error
        if answer.status_code in (401, 409, 429) or answer.status_code >= 500:
            self._good_until = 0.0 if answer.status_code == 401 else self._good_until
            raise Unavailable("later", f"the agent answered {answer.status_code}")
        if answer.status_code == 404 and str(event["conversation_id"]) in answer.text:  # else: no such route
            raise ConversationGone("conversation_gone", "the agent knows no such conversation")
        if answer.status_code >= 300:
            raise Misused("not_understood", f"the agent answered {answer.status_code}")

    async def _machine_token(self) -> str:
        if time.monotonic() < self._good_until:
            return self._token
        form = {"grant_type": "client_credentials", "scope": SCOPE}
        answer = await self._client.post(self._token_url, data=form, auth=self._machine)
        answer.raise_for_status()
        body = answer.json()
        self._token = body["access_token"]
        self._good_until = time.monotonic() + float(body["expires_in"]) - _EARLY_S
        return self._token
