"""What a human reads first: what the customer wants, where it stands, and why it came to them."""

from agent_service.conversation.asked_changes import asked_of_platform
from agent_service.conversation.change_words import ChangeWords, goods_words
from agent_service.conversation.interpretation import Intent
from agent_service.conversation.turn import spoken
from agent_service.conversation.wording import count
from agent_service.graph.work import Turn

LONGEST = 2000


def summary(turn: Turn, reason: str) -> str:
    """A few plain lines, English, at most 2,000 characters."""
    conversation = turn.conversation
    order_id = turn.reading.order_id or conversation.order_id
    lines = [turn.texts.say(f"summary.{reason}"), turn.texts.say("summary.said", text=spoken(turn.inbound))]
    order = turn.order(order_id)
    if order is not None:
        status = turn.texts.say(f"status.{order['status']}")
        lines.append(turn.texts.say("summary.order", order=order["order_id"], status=status))
        words = ChangeWords(order, turn.data, turn.texts)
        request = asked_of_platform(conversation.request or list(turn.reading.changes), order)
        lines += [turn.texts.say("summary.change", change=words.describe(change)) for change in request]
    if order is not None and turn.reading.intent is Intent.RETURN_REQUEST:
        lines += [
            turn.texts.say("summary.return", pieces=count(line["quantity"]), goods=goods_words(line))
            for line in order["lines"]
        ]
    if conversation.pending is not None:
        titles = [words["title"] for words in conversation.pending["words"].values()]
        lines += [turn.texts.say("summary.offer", offer=title) for title in titles]
    if conversation.unclear:
        lines.append(turn.texts.say("summary.unclear", texts=" / ".join(conversation.unclear)))
    return "\n".join(lines)[:LONGEST]
