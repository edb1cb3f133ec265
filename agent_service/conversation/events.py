"""What happens to a conversation without its customer: decided reviews, synced or reversed changes, tickets."""

from collections.abc import Callable
from dataclasses import dataclass

from agent_service.conversation import reply
from agent_service.conversation.interpretation import Json
from agent_service.conversation.state import Conversation
from agent_service.conversation.states import State
from agent_service.conversation.texts import texts
from agent_service.conversation.turn import EventResult
from agent_service.conversation.waiting_offer import offer_buttons, offer_text, waiting_offer


@dataclass(frozen=True, slots=True)
class Stamp:
    """When the event is taken, how ids are made, and the number its first message gets."""

    now: str
    new_id: Callable[[str], str]
    seq: int


def take(conversation: Conversation, event: Json, stamp: Stamp) -> EventResult:
    """The conversation after the event, and what appears in it (``api.md``, POST /events)."""
    handlers: dict[str, Callable[[Conversation, Json, Stamp], list[Json]]] = {
        "review_decided": _review_decided,
        "change_synced": _change_synced,
        "change_reversed": _change_reversed,
        "ticket_created": _ticket_created,
        "ticket_replied": _ticket_replied,
        "ticket_solved": _ticket_solved,
    }
    messages = handlers[event["kind"]](conversation, event["data"], stamp)
    return EventResult(conversation.dump(), messages)


def _message(stamp: Stamp, text: str, *, role: str = "system", **known: object) -> Json:
    return {
        "message_id": stamp.new_id("msg"),
        "role": role,
        "text": text,
        "parts": [],
        "outcome": None,
        "author": None,
        "created_at": stamp.now,
        **known,
    }


def _review_decided(conversation: Conversation, data: Json, stamp: Stamp) -> list[Json]:
    review, fresh = data["review"], data.get("fresh_quote")
    kept = [item for item in conversation.reviews if item["review_id"] != review["review_id"]]
    known = len(kept) < len(conversation.reviews)
    was = next((item for item in conversation.reviews if item["review_id"] == review["review_id"]), {})
    conversation.reviews = kept
    if fresh is not None and fresh["options"]:
        return [_fresh_offer(conversation, review, fresh, stamp)]
    say = texts(conversation.locale).say
    order_id = review["order_id"]
    if review["status"] == "approved":
        return [_approved(conversation, review, was, stamp)]
    if review["status"] == "rejected":
        comment = (review.get("decision") or {}).get("comment")
        key = "event.review.rejected.comment" if comment else "event.review.rejected"
        return [_message(stamp, say(key, order=order_id, comment=comment))]
    if review["status"] == "expired" and known:
        return [_message(stamp, say("event.review.expired", order=order_id))]
    return []


def _approved(conversation: Conversation, review: Json, was: Json, stamp: Stamp) -> Json:
    """The review's change is done; its receipt comes along where the event brings it. ``was``: the review as kept."""
    text = texts(conversation.locale).say("event.review.approved", order=review["order_id"])
    change = review.get("change") or {}
    if change.get("status", "applied") != "applied":
        return _message(stamp, texts(conversation.locale).say("event.review.superseded", order=review["order_id"]))
    receipt = change.get("receipt")
    kinds, back = was.get("kinds", []), was.get("back", [])
    conversation.remember_change(review["change_id"], review["order_id"], kinds, back)
    if receipt is None:
        return _message(stamp, text)
    ticket = review.get("ticket_id")
    outcome = reply.outcome("applied", change_id=review["change_id"], review_id=review["review_id"], ticket_id=ticket)
    parts = [reply.receipt_part(receipt), reply.order_part(change["order"])]
    return _message(stamp, text, role="assistant", parts=parts, outcome=outcome)


def _fresh_offer(conversation: Conversation, review: Json, quote: Json, stamp: Stamp) -> Json:
    """The approved request no longer fits the order: its fresh quote becomes the offer that waits."""
    if conversation.pending is not None:
        conversation.to_release.append(conversation.pending["quote"]["quote_id"])
    say = texts(conversation.locale).say
    known = (review.get("change") or {}).get("order") or {}
    order = known if known.get("version") == quote["order_version"] else quote["options"][0]["order_after"]
    message_id = stamp.new_id("msg")
    offer = waiting_offer(quote, order, stamp.seq, message_id, texts(conversation.locale))
    conversation.pending = offer
    conversation.order_id = quote["order_id"]
    conversation.state = State.AWAIT_CONFIRMATION.value
    text = f"{say('event.review.fresh', order=review['order_id'])}\n{offer_text(offer, texts(conversation.locale))}"
    parts = [reply.options_part(quote), reply.choices_part(offer_buttons(offer, texts(conversation.locale)))]
    return _message(stamp, text, role="assistant", message_id=message_id, parts=parts)


def _change_synced(conversation: Conversation, data: Json, stamp: Stamp) -> list[Json]:
    """One line, for who follows the conversation: every system outside has the change (``api.md``, GET events)."""
    say = texts(conversation.locale).say
    return [_message(stamp, say("event.synced", order=data["change"]["order_id"]))]


def _change_reversed(conversation: Conversation, data: Json, stamp: Stamp) -> list[Json]:
    say = texts(conversation.locale).say
    change, escalation = data["change"], data.get("escalation")
    conversation.changes = [known for known in conversation.changes if known["change_id"] != change["change_id"]]
    text = say("event.reversed", order=change["order_id"])
    if escalation is None:
        return [_message(stamp, text)]
    conversation.escalation = escalation
    key = escalation["escalation_id"]
    conversation.remember_ticket(key, escalation.get("ticket_id"), escalation.get("expected_response_by"))
    ticket = conversation.tickets[key]
    part = reply.ticket_part(key, ticket["ticket_id"], ticket["expected_response_by"])
    return [_message(stamp, f"{text} {say('event.reversed.ticket')}", parts=[part])]


def _ticket_created(conversation: Conversation, data: Json, stamp: Stamp) -> list[Json]:
    key = data.get("escalation_id") or data["review_id"]
    conversation.remember_ticket(key, data["ticket_id"], data["expected_response_by"])
    if conversation.escalation is not None and conversation.escalation["escalation_id"] == key:
        conversation.escalation |= {"ticket_id": data["ticket_id"]}
    return []


def _ticket_replied(conversation: Conversation, data: Json, stamp: Stamp) -> list[Json]:
    message = _message(stamp, data["text"], role="cx_agent", author=data["author"])
    return [message | {"created_at": data["at"]}]


def _ticket_solved(conversation: Conversation, data: Json, stamp: Stamp) -> list[Json]:
    solved = [key for key, ticket in conversation.tickets.items() if ticket["ticket_id"] == data["ticket_id"]]
    if conversation.escalation is not None and conversation.escalation["escalation_id"] in solved:
        conversation.escalation = None
    text = texts(conversation.locale).say("event.solved", ticket=data["ticket_id"])
    return [_message(stamp, text)]
