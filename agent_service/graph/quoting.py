"""Asking the platform for a quote: keyed by message and request, so that a turn run again makes no second one."""

import hashlib
import json

from agent_service.conversation.asked_changes import asked_of_platform
from agent_service.conversation.interpretation import Intent, Json
from agent_service.conversation.ports import PlatformRefused
from agent_service.conversation.turn import Deps
from agent_service.graph.rereading import NUMBER
from agent_service.graph.work import Turn


def say_waiting_review(turn: Turn) -> None:
    """The request is understood; if the order has one under review already, that is said first."""
    conversation = turn.conversation
    alone = not conversation.thread and turn.reading.intent is Intent.CHANGE_ORDER
    turn.asked = turn.asked or (turn.inbound.text if alone else _asked_again(turn))
    conversation.unclear, conversation.missing, conversation.thread = [], [], []
    if any(review["order_id"] == conversation.order_id for review in conversation.reviews):
        turn.say("review.waits", order=conversation.order_id)


def _asked_again(turn: Turn) -> str | None:
    """ "Make it 30" at an offer of "20 more mediums": from then on as if "30 more mediums" had been said."""
    pending, new = turn.conversation.pending, turn.conversation.request
    offered = pending["quote"]["options"] if pending is not None else []
    order = turn.order(turn.conversation.order_id)
    if pending is None or order is None or turn.reading.intent is not Intent.CORRECT or len(offered) != 1:
        return None
    old, asked = offered[0]["changes"], pending.get("asked") or ""
    counted = [c for c in (*old, *new) if c["type"] == "change_quantity"]
    if not len(old) == len(new) == 1 == len({c["line_id"] for c in counted}) or len(counted) != len([*old, *new]):
        return None
    was = next((line["quantity"] for line in order["lines"] if line["line_id"] == counted[0]["line_id"]), None)
    before, after = (int(change["new_quantity"]) for change in counted)
    if was is None or NUMBER.findall(asked) != [str(abs(before - was))] or (before > was) != (after > was):
        return None
    return NUMBER.sub(str(abs(after - was)), asked)


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
