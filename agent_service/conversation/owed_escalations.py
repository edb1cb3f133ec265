"""Escalations that could not be delivered when they arose: brought to the platform as soon as it answers."""

from collections.abc import Awaitable, Callable

from agent_service.conversation.conversations import Conversations, StoredTranscript
from agent_service.conversation.ports import PlatformRefused, PlatformUnavailable
from agent_service.conversation.single_writer import MessageIdReused, TurnFailed, TurnInProgress
from agent_service.conversation.state import load
from agent_service.conversation.store import ConversationNotFound, ConversationStore, Head, Json

Deliver = Callable[[Json, str], Awaitable[object]]
"""Brings an escalation (the body of ``POST /escalations``) to the platform under a key, as the machine."""

_AT_ONCE = 20


class OwedEscalations:
    """Delivers what conversations owe; each once in effect, because the escalation's id is the key."""

    def __init__(self, store: ConversationStore, conversations: Conversations, deliver: Deliver) -> None:
        self._store = store
        self._conversations = conversations
        self._deliver = deliver

    async def sweep(self) -> int:
        """Deliver some of what is owed; returns how many arrived. What cannot be delivered yet stays owed."""
        arrived = 0
        for listed in await self._store.owing(_AT_ONCE):
            head = await self._store.head(listed.conversation_id)
            if head is not None:
                arrived += await self._settle(head)
        return arrived

    async def _settle(self, head: Head) -> int:
        arrived = 0
        transcript = await StoredTranscript(self._store, head.conversation_id).read()
        for owed in load(head.state).owed:
            try:
                await self._deliver({**owed, "transcript": transcript}, owed["escalation_id"])
            except PlatformUnavailable:
                return arrived
            except PlatformRefused:
                continue
            arrived += await self._cross_off(head, owed["escalation_id"])
        return arrived

    async def _cross_off(self, head: Head, escalation_id: str) -> int:
        """It is crossed off in the conversation's own time; until then it is delivered again, without effect."""
        try:
            await self._conversations.settle_owed(head, escalation_id)
        except (TurnInProgress, TurnFailed, MessageIdReused, ConversationNotFound):
            return 0
        return 1
