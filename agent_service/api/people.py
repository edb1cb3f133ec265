"""Which users the platform knows, and by what name."""

import time
from collections.abc import Callable

from agent_service.conversation.conversations import Caller
from agent_service.conversation.ports import Platform, PlatformRefused, PlatformUnavailable
from brightthread.service.auth import Principal
from brightthread.service.problems import Problem

CUSTOMERS = "customers"
_MOST = 10_000


class People:
    """The users the platform knows, remembered for a while; with the platform down, every valid token will do."""

    def __init__(
        self, platform_for: Callable[[str], Platform], ttl_s: float, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._platform_for = platform_for
        self._ttl_s = ttl_s
        self._monotonic = monotonic
        self._names: dict[str, tuple[float, str]] = {}

    async def caller(self, principal: Principal) -> Caller:
        """The caller with the name the platform gives; 403 for one it does not know."""
        known = self._names.get(principal.user_id)
        if known is None or known[0] < self._monotonic():
            known = await self._ask(principal)
        staff = CUSTOMERS not in principal.groups
        return Caller(principal.user_id, known[1] if known else None, principal.token, staff)

    def forget(self, user_id: str) -> None:
        """Ask for the user again next time."""
        self._names.pop(user_id, None)

    async def _ask(self, principal: Principal) -> tuple[float, str] | None:
        try:
            me = await self._platform_for(principal.token).me()
        except PlatformRefused as refused:
            raise Problem("forbidden") from refused
        except PlatformUnavailable:
            return self._names.get(principal.user_id)
        if len(self._names) >= _MOST:
            self._names.clear()
        self._names[principal.user_id] = (self._monotonic() + self._ttl_s, me["name"])
        return self._names[principal.user_id]
