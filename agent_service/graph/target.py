"""Which order a message is about."""

from agent_service.conversation.interpretation import Json
from agent_service.graph.work import Turn


def target(turn: Turn) -> Json | None:
    """The order named or inferable; None when none is, when several fit, or when the one named is not there.

    Evaluation ruling 1: an order that the user cannot see is none at all, whatever is in focus.
    """
    reading = turn.reading
    if reading.order_id is not None:
        return turn.order(reading.order_id)
    if mentioned(turn) or "order" in reading.missing:
        return None
    return turn.order(turn.conversation.order_id) or _only(turn)


def _only(turn: Turn) -> Json | None:
    orders = turn.data.orders
    return turn.order(orders[0]["order_id"]) if len(orders) == 1 else None


def request_is_empty(turn: Turn) -> bool:
    """Whether the message says nothing of what to change (an order that is missing alone leaves a request)."""
    reading = turn.reading
    return not reading.changes and (not reading.missing or "change" in reading.missing)


def mentioned(turn: Turn) -> str | None:
    """An order number that was named and is not among those the customer can see."""
    named = turn.reading.details.get("mentioned_order")
    return str(named) if named else None
