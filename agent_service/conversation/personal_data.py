"""What the agent's store and the platform hold of one customer: handed out, or removed."""

from collections.abc import AsyncIterator, Callable
from typing import Protocol

from agent_service.conversation.conversations import Caller, Reading
from agent_service.conversation.ports import PlatformRefused
from agent_service.conversation.store import ConversationStore, Head, Json, Search
from brightthread.contract.instants import render

_PAGE = 100
_UNKNOWN = 404


class CustomerRecords(Protocol):
    """The platform's share, with the operator's own token: ``{"stores": {store: counts}}``, an export with ``data``.

    Raises what the platform's port raises; a user it does not know is refused with 404.
    """

    async def export_customer(self, user_id: str) -> Json: ...
    async def erase_customer(self, user_id: str) -> Json: ...


class PersonalData:
    """Export and erasure per customer, over both services."""

    def __init__(self, store: ConversationStore, records_for: Callable[[Caller], CustomerRecords]) -> None:
        self._store = store
        self._records_for = records_for

    async def export(self, operator: Caller, user_id: str) -> Json:
        """Everything a customer said and was told, and what the platform holds, with counts per store."""
        found = [await self._exported(head) async for head in self._heads(user_id)]
        records = sum(1 + len(each["messages"]) for each in found)
        try:
            platform = await self._records_for(operator).export_customer(user_id)
        except PlatformRefused as refused:
            platform = _nothing(refused)
        stores = {"dynamodb": {"conversations": len(found), "records": records}, **platform["stores"]}
        return {"stores": stores, "conversations": found, "platform": platform["data"]}

    async def erase(self, operator: Caller, user_id: str) -> Json:
        """Remove it all, conversations first; returns the counts per store of what was removed.

        Where the platform fails after that, doing it again does the rest.
        """
        conversations = records = 0
        async for head in self._heads(user_id):
            records += await self._store.erase(head.conversation_id)
            conversations += 1
        try:
            platform = await self._records_for(operator).erase_customer(user_id)
        except PlatformRefused as refused:
            platform = _nothing(refused)
        return {"dynamodb": {"conversations": conversations, "records": records}, **platform["stores"]}

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

    async def _heads(self, user_id: str) -> AsyncIterator[Head]:
        after: str | None = None
        while True:
            page = await self._store.search(Search(owner=user_id), _PAGE, after)
            for head in page.items:
                yield head
            if (after := page.after) is None:
                return


def _nothing(refused: PlatformRefused) -> Json:
    """What the platform holds of a user it does not know."""
    if refused.status != _UNKNOWN:
        raise refused
    return {"stores": {"postgresql": {}}, "data": {}}
