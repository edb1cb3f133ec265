"""What is looked at first, whatever the state: a human wanted at once, and questions beside the machine."""

from agent_service.conversation.asks import wants_exception
from agent_service.conversation.interpretation import Intent
from agent_service.conversation.order_questions import about_the_assistant
from agent_service.conversation.states import State
from agent_service.conversation.transitions import AT_ONCE
from agent_service.conversation.turn import Deps
from agent_service.graph import (
    about_help,
    about_offer,
    about_policy,
    about_waiting,
    after_change,
    beside,
    offering_human,
)
from agent_service.graph.work import STAY, Step, Turn
from agent_service.interpret.languages import in_english

UNDERSTOOD_ALONE = frozenset({Intent.GREETING, Intent.THANKS, Intent.OFF_TOPIC, Intent.DECLINE, Intent.POLICY_QUESTION})
"""What can be answered without the customer's data."""


async def enter(turn: Turn, deps: Deps) -> Step | None:
    """The step that the message asks for in every state alike, None when it is for the state at hand."""
    if (step := offering_human.answered(turn)) is not None:
        return step
    wish = _wish_for_human(turn)
    if wish is not None:
        turn.handoff = "needs_review" if wish == "return" else wish
        if wish == "return":
            await about_policy.returns(turn, deps)
        return Step(State.ESCALATE, AT_ONCE[wish])
    for answer in (after_change.answer, about_offer.answer, about_waiting.answer, about_help.answer, beside.answer):
        if await answer(turn, deps):
            return STAY
    return None


def _wish_for_human(turn: Turn) -> str | None:
    """Why this message goes to a human at once (a key of ``AT_ONCE``), None if it does not."""
    reading = turn.reading
    if reading.intent is Intent.TALK_TO_HUMAN and not about_the_assistant(in_english(turn.inbound.text or "")):
        return "customer_requested"
    if reading.frustrated and (reading.intent is Intent.COMPLAINT or turn.conversation.frustrated_before):
        return "frustrated"
    if reading.intent is not Intent.CONFIRM and wants_exception(turn.inbound.text or ""):
        return "policy_exception"
    if turn.platform_down and reading.intent not in UNDERSTOOD_ALONE:
        return "dependency_down"
    about_change = after_change.withdraws(turn) or after_change.undoes(turn)
    return "return" if reading.intent is Intent.RETURN_REQUEST and not about_change else None
