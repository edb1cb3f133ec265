"""News of a conversation for one reader: messages that no request of the reader's caused."""

import time
from collections.abc import AsyncIterator, Callable

from agent_service.conversation.bell import Bell
from agent_service.conversation.conversations import Caller, Conversations
from agent_service.conversation.store import ConversationNotFound, Head, Json, StoreUnavailable
from brightthread.service.draining import Draining

LONGEST_S = 600.0


class News:
    """Looks for news when the bell rings, and every ``poll_s`` seconds for what other replicas did."""

    def __init__(
        self,
        conversations: Conversations,
        bell: Bell,
        draining: Draining,
        poll_s: float,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._conversations = conversations
        self._monotonic = monotonic
        self._bell = bell
        self._draining = draining
        self._poll_s = poll_s

    async def follow(self, caller: Caller, head: Head, since: int | None) -> AsyncIterator[tuple[int, Json]]:
        """Numbered messages after ``since`` (``None``: from now on).

        Ends when the process stops, conversation or store are gone, or after ``LONGEST_S`` seconds: the reader comes
        back with a token that is still good.
        """
        seen = head.seq if since is None else min(since, head.seq)
        ends = self._monotonic() + LONGEST_S
        while not self._draining.started and self._monotonic() < ends:
            try:
                for number, cause, said in await self._since(head, seen):
                    if cause != caller.user_id:
                        yield number, said
                seen = seen if head.inbox else head.seq
                await self._bell.wait(head.conversation_id, self._poll_s)
                head = await self._conversations.settled_head(caller, head.conversation_id)
            except (ConversationNotFound, StoreUnavailable):
                return

    async def _since(self, head: Head, seen: int) -> list[tuple[int, str, Json]]:
        """What is new; nothing while an entry is being worked on, so that none is passed over."""
        if head.inbox or head.seq <= seen:
            return []
        return await self._conversations.news(head, seen)
