"""How far a request is that a colleague has to decide, or has taken over; asked while no offer waits."""

from agent_service.conversation import reply
from agent_service.conversation.asks import drops, wants_news
from agent_service.conversation.interpretation import Intent, Json
from agent_service.conversation.turn import Deps
from agent_service.conversation.wording import moment
from agent_service.graph.work import Turn
from agent_service.interpret.languages import in_english

_QUESTIONS = frozenset({Intent.UNCLEAR, Intent.OFF_TOPIC, Intent.POLICY_QUESTION, Intent.ORDER_STATUS})


async def answer(turn: Turn, deps: Deps) -> bool:
    """Say who has the request and by when they answer; False where nobody has one, or nothing was asked."""
    conversation, text = turn.conversation, turn.inbound.text
    if conversation.pending is not None or text is None:
        return False
    asked = turn.reading.intent in _QUESTIONS and wants_news(in_english(text))
    about_review = bool(conversation.reviews) and (asked or _asked_already(turn) or _dropped(turn, text))
    if not about_review and not (asked and conversation.escalation):
        return False
    if about_review:
        review = conversation.reviews[-1]
        turn.say("waiting.review", order=review["order_id"])
        _tell(turn, review["review_id"], None)
        turn.show(reply.choices_part([_withdraw(turn)]))
    elif conversation.escalation is not None:
        turn.facts.allow("deed", "handed over")
        turn.say("escalated.again")
        escalation_id = conversation.escalation["escalation_id"]
        _tell(turn, escalation_id, escalation_id)
    turn.end("answered")
    return True


def _asked_already(turn: Turn) -> bool:
    """Whether the order is to be cancelled whose cancellation is being decided."""
    review, reading = turn.conversation.reviews[-1], turn.reading
    cancels = [change["type"] for change in reading.changes] == ["cancel_order"] == review.get("kinds")
    return cancels and reading.order_id == review["order_id"]


def _dropped(turn: Turn, text: str) -> bool:
    """ "never mind": not clear enough to take the request back, so that is offered."""
    return turn.reading.intent in (Intent.DECLINE, Intent.UNCLEAR) and drops(text)


def _tell(turn: Turn, key: str, escalation_id: str | None) -> None:
    """By when an answer can be expected, as far as that is known, and the ticket."""
    known = turn.conversation.tickets.get(key, {})
    turn.facts.learn(known)
    if by := known.get("expected_response_by"):
        turn.say("escalated.when", by=moment(by))
    turn.show(reply.ticket_part(escalation_id, known.get("ticket_id"), by))


def _withdraw(turn: Turn) -> Json:
    return reply.say_choice(turn.texts.say("choice.withdraw"), turn.texts.say("choice.withdraw.text"))
