"""How far a request is that a colleague has to decide, or has taken over; asked while no offer waits."""

from agent_service.conversation import reply
from agent_service.conversation.asks import wants_news
from agent_service.conversation.interpretation import Intent, Json
from agent_service.conversation.turn import Deps
from agent_service.conversation.wording import moment
from agent_service.graph.work import Turn
from agent_service.interpret.languages import in_english

_QUESTIONS = frozenset({Intent.UNCLEAR, Intent.OFF_TOPIC, Intent.POLICY_QUESTION, Intent.ORDER_STATUS})


async def answer(turn: Turn, deps: Deps) -> bool:
    """Say who has the request and by when they answer; False where nobody has one, or nothing was asked."""
    conversation, text = turn.conversation, turn.inbound.text
    if conversation.pending is not None or text is None or turn.reading.intent not in _QUESTIONS:
        return False
    if not (conversation.reviews or conversation.escalation) or not wants_news(in_english(text)):
        return False
    if conversation.reviews:
        review = conversation.reviews[-1]
        turn.say("waiting.review", order=review["order_id"])
        _tell(turn, review["review_id"], None)
        turn.show(reply.choices_part([_withdraw(turn)]))
    elif conversation.escalation:
        turn.facts.allow("deed", "handed over")
        turn.say("escalated.again")
        escalation_id = conversation.escalation["escalation_id"]
        _tell(turn, escalation_id, escalation_id)
    turn.end("answered")
    return True


def _tell(turn: Turn, key: str, escalation_id: str | None) -> None:
    """By when an answer can be expected, as far as that is known, and the ticket."""
    known = turn.conversation.tickets.get(key, {})
    turn.facts.learn(known)
    if by := known.get("expected_response_by"):
        turn.say("escalated.when", by=moment(by))
    turn.show(reply.ticket_part(escalation_id, known.get("ticket_id"), by))


def _withdraw(turn: Turn) -> Json:
    return reply.say_choice(turn.texts.say("choice.withdraw"), turn.texts.say("choice.withdraw.text"))
