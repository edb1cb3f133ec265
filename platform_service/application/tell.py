"""Telling a conversation what became of things: ``POST /agent/v1/events``, at least once, the id makes it once.

A conversation that is gone (erased, lived out, never there) has nobody left to tell: that is done, not stuck.
"""

from collections.abc import Mapping
from typing import Protocol

import structlog

from brightthread.contract.instants import render
from brightthread.service.crash_points import crash_point
from platform_service.application.change_documents import change_document
from platform_service.application.escalate import escalation_document
from platform_service.application.ports import Clock, Json, Transactions
from platform_service.application.records import Escalation, Review
from platform_service.application.review_documents import review_document
from platform_service.application.storage import Work
from platform_service.application.vendor_ports import ConversationGone, Crm, CrmRefused
from platform_service.domain.documents import order_to_json

_log = structlog.get_logger(__name__)


class Conversations(Protocol):
    """The agent service, as it takes events."""

    async def tell(self, event: Mapping[str, object]) -> None:
        """Deliver an event; Unavailable where it may be tried again, ConversationGone where nobody is there."""
        ...


class Tell:
    """Reads what is to be told at the moment of telling."""

    def __init__(self, transactions: Transactions, conversations: Conversations, crm: Crm, clock: Clock) -> None:
        self._transactions = transactions
        self._conversations = conversations
        self._crm = crm
        self._clock = clock

    async def __call__(self, event_id: str, kind: str, conversation_id: str, ids: Mapping[str, str]) -> None:
        """Tell the conversation; ``ids`` name what is told; the words of a ticket are read there."""
        if kind == "ticket_replied":
            data = await self._reply(ids["ticket_id"], ids["comment_id"])
        else:
            async with self._transactions.system() as work:
                data = await self._data(work, kind, ids)
        event = {"event_id": event_id, "kind": kind, "conversation_id": conversation_id, "data": data}
        crash_point("tell.before_call")
        try:
            await self._conversations.tell(event)
        except ConversationGone:
            _log.info("conversation_gone", conversation_id=conversation_id, kind=kind)
        crash_point("tell.after_call")

    async def _data(self, work: Work, kind: str, ids: Mapping[str, str]) -> Json:
        if kind == "review_decided":
            return await self._review(work, ids["review_id"])
        if kind in ("change_synced", "change_reversed"):
            return await _change(work, ids)
        if kind == "ticket_created":
            return await _ticket(work, ids)
        return dict(ids)

    async def _reply(self, ticket_id: str, comment_id: str) -> Json:
        """The comment of that id, or the newest public one where the webhook named none."""
        ticket = await self._crm.read(ticket_id)
        public = [comment for comment in ticket.comments if comment.public] if ticket else []
        named = [comment for comment in public if comment.comment_id == comment_id] or public[-1:]
        if not named:
            raise CrmRefused("ticket_missing", "the ticket or its comment is gone")
        comment = named[0]
        return {
            "ticket_id": ticket_id,
            "author": comment.author_name,
            "text": comment.body,
            "at": render(comment.created_at),
        }

    async def _review(self, work: Work, review_id: str) -> Json:
        review = await work.reviews.get(review_id)
        assert review is not None, "a job names a stored review"
        fresh = await work.quotes.get(review.fresh_quote_id) if review.fresh_quote_id else None
        change = await work.changes.get(review.change_id)
        order = await work.orders.get(review.order_id)
        document = review_document(review)
        if change is not None and order is not None:
            document["change"] = change_document(change, order_to_json(order))
        return {"review": document, "fresh_quote": fresh.served(self._clock.now()) if fresh else None}


async def _change(work: Work, ids: Mapping[str, str]) -> Json:
    change = await work.changes.get(ids["change_id"])
    assert change is not None, "a job names a stored change"
    order = await work.orders.get(change.order_id)
    assert order is not None, "a change has its order"
    escalation = await work.escalations.get(ids["escalation_id"]) if "escalation_id" in ids else None
    return {
        "change": change_document(change, order_to_json(order)),
        "escalation": escalation_document(escalation) if escalation else None,
    }


async def _ticket(work: Work, ids: Mapping[str, str]) -> Json:
    if "review_id" in ids:
        matter: Review | Escalation | None = await work.reviews.get(ids["review_id"])
    else:
        matter = await work.escalations.get(ids["escalation_id"])
    assert matter is not None, "a job names a stored matter"
    return {**ids, "ticket_id": matter.ticket_id, "expected_response_by": render(matter.expected_response_by)}
