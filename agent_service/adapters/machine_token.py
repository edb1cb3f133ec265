"""The agent's own access token (``client_credentials``), for what no customer's token is at hand."""

import time
from collections.abc import Callable

import httpx

from agent_service.conversation.ports import PlatformUnavailable

_RENEW_BEFORE_S = 60.0


class MachineToken:
    """Fetches a token when needed, and again shortly before it ends."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        url: str,
        client_id: str,
        secret: str,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._url = url
        self._credentials = (client_id, secret)
        self._monotonic = monotonic
        self._token = ""
        self._good_until = 0.0

    async def get(self) -> str:
        """A token that is good for a while; PlatformUnavailable where none can be had."""
        if self._monotonic() < self._good_until:
            return self._token
        form = {"grant_type": "client_credentials", "scope": "brightthread/escalations"}
        try:
            response = await self._client.post(self._url, data=form, auth=self._credentials)
            response.raise_for_status()
            answer = response.json()
        except (httpx.HTTPError, ValueError) as error:
            raise PlatformUnavailable("no machine token") from error
        self._token = answer["access_token"]
        self._good_until = self._monotonic() + float(answer["expires_in"]) - _RENEW_BEFORE_S
        return self._token
