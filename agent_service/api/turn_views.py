"""Conversations, turns and traces as they are answered; what the platform gave is passed on untouched."""

from agent_service.conversation.conversations import Reading, UnknownMessage
from agent_service.conversation.state import load
from agent_service.conversation.store import Entry, Head, Json
from agent_service.conversation.tickets import with_tickets
from brightthread.contract.instants import render


def turn_view(entry: Entry) -> Json:
    """``Turn``: the stored answer, the same for every repetition."""
    assert entry.outcome is not None
    return {
        "conversation_id": entry.conversation_id,
        "state": entry.outcome.summary.state,
        "reply": entry.outcome.reply,
    }


def item_view(head: Head) -> Json:
    """An item of the list of conversations."""
    return {
        "conversation_id": head.conversation_id,
        "state": head.summary.state,
        "order_id": head.summary.order_id,
        "title": head.summary.title,
        "created_at": render(head.created_at),
        "updated_at": render(head.updated_at),
        "expires_at": render(head.expires_at),
    }


def conversation_view(reading: Reading, after: str | None = None) -> Json:
    """A conversation with its messages, those behind ``after`` only; UnknownMessage if there is no such message."""
    head = reading.head
    state = load(head.state)
    offer = state.pending
    return {
        **item_view(head),
        "taken_over_by": head.taken_over_by.name if head.taken_over_by else None,
        "pending": {"quote": offer["quote"], "option_id": offer["option_id"]} if offer else None,
        "messages": _behind(with_tickets(reading.messages(), state.tickets), after),
    }


def _behind(messages: list[Json], after: str | None) -> list[Json]:
    if after is None:
        return messages
    for index, message in enumerate(messages):
        if message["message_id"] == after:
            return messages[index + 1 :]
    raise UnknownMessage(after)


def trace_view(reading: Reading) -> Json:
    """How each turn came about."""
    turns = [entry.outcome.trace for entry in reading.entries if entry.outcome and entry.outcome.trace]
    return {"conversation_id": reading.head.conversation_id, "turns": turns}
