"""What the store holds of one customer: handed out, or removed."""

from collections.abc import AsyncIterator

from agent_service.conversation.conversations import Reading
from agent_service.conversation.store import ConversationStore, Head, Json, Search
from brightthread.contract.instants import render

_PAGE = 100


class PersonalData:
    """Export and erasure per customer."""

    def __init__(self, store: ConversationStore) -> None:
        self._store = store

    async def export(self, user_id: str) -> Json:
        """Everything a customer said and was told, with the numbers of conversations and records."""
        found = [await self._exported(head) async for head in self._heads(user_id)]
        records = sum(1 + len(each["messages"]) for each in found)
        return {"conversations": found, "counts": {"conversations": len(found), "records": records}}

    async def _exported(self, listed: Head) -> Json:
        head = await self._store.head(listed.conversation_id) or listed
        entries = await self._store.transcript(head.conversation_id)
        return {
            "conversation_id": head.conversation_id,
            "order_id": head.summary.order_id,
            "created_at": render(head.created_at),
            "expires_at": render(head.expires_at),
            "state": head.state,
            "feedback": head.feedback,
            "messages": Reading(head, entries).messages(),
        }

    async def erase(self, user_id: str) -> Json:
        """Remove it all; returns the numbers of conversations and records that were removed."""
        conversations = records = 0
        async for head in self._heads(user_id):
            records += await self._store.erase(head.conversation_id)
            conversations += 1
        return {"conversations": conversations, "records": records}

    async def _heads(self, user_id: str) -> AsyncIterator[Head]:
        after: str | None = None
        while True:
            page = await self._store.search(Search(owner=user_id), _PAGE, after)
            for head in page.items:
                yield head
            if (after := page.after) is None:
                return
