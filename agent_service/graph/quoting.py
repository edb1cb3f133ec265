"""Asking the platform for a quote: keyed by message and request, so that a turn run again makes no second one."""

import hashlib
import json

from agent_service.conversation.asked_changes import asked_of_platform
from agent_service.conversation.interpretation import Intent, Json
from agent_service.conversation.ports import PlatformRefused
from agent_service.conversation.turn import Deps
from agent_service.graph.work import Turn


def say_waiting_review(turn: Turn) -> None:
    """The request is understood; if the order has one under review already, that is said first."""
    conversation = turn.conversation
    alone = not conversation.thread and turn.reading.intent is Intent.CHANGE_ORDER
    turn.asked = turn.asked or (turn.inbound.text if alone else None)
    conversation.unclear, conversation.missing, conversation.thread = [], [], []
    if any(review["order_id"] == conversation.order_id for review in conversation.reviews):
        turn.say("review.waits", order=conversation.order_id)


async def quote_request(turn: Turn, deps: Deps) -> Json:
    """The quote for the conversation's request; it replaces the offer that waited, if that is of the same order.

    Raises what the platform's port raises.
    """
    conversation = turn.conversation
    order_id = str(conversation.order_id)
    order = turn.order(order_id)
    changes = asked_of_platform(conversation.request, order) if order else conversation.request
    replaces = _replaced(turn, order_id)
    try:
        return await _create(turn, deps, changes, replaces)
    except PlatformRefused as problem:
        if replaces is None or problem.code == "validation_failed":
            raise
        return await _create(turn, deps, changes, None)


async def _create(turn: Turn, deps: Deps, changes: list[Json], replaces: str | None) -> Json:
    order_id = str(turn.conversation.order_id)
    body = json.dumps([order_id, changes, replaces], sort_keys=True)
    key = f"quote-{turn.inbound.message_id}-{hashlib.sha256(body.encode()).hexdigest()[:16]}"
    return await deps.platform.create_quote(order_id, changes, replaces=replaces, key=key)


def _replaced(turn: Turn, order_id: str) -> str | None:
    pending = turn.conversation.pending
    if pending is not None and pending["quote"]["order_id"] == order_id:
        return str(pending["quote"]["quote_id"])
    return turn.conversation.superseded if pending is None else None
