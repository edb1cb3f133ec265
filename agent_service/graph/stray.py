"""A yes, a no or a pressed button with nothing waiting for it: answered, and nothing else happens."""

import re

from agent_service.conversation.consent import is_bare_yes
from agent_service.conversation.interpretation import Intent
from agent_service.conversation.turn import spoken
from agent_service.graph.work import STAY, Step, Turn

_ACKNOWLEDGES = re.compile(
    r"\W*(?:(?:ok(?:ay)?|great|perfect|sure|alright|all right|good|fine|cool|nice|sounds good|looks good|vale"
    r"|d'accord|gut)\W*)+",
    re.IGNORECASE,
)
"""Taking note, where there is nothing to agree to."""


def nothing_waits(turn: Turn) -> Step | None:
    """STAY with an answer, if the message answers an offer that is not there; None if it says something else."""
    intent = turn.reading.intent
    if intent is Intent.DECLINE:
        return _answer(turn, "stray.no")
    unread = intent is Intent.UNCLEAR and is_bare_yes(spoken(turn.inbound))
    if unread and _ACKNOWLEDGES.fullmatch(spoken(turn.inbound)):
        return _answer(turn, "stray.no")
    if unread or intent in (Intent.CONFIRM, Intent.CHOOSE_OPTION):
        return _answer(turn, "stray.yes")
    return None


def _answer(turn: Turn, key: str) -> Step:
    turn.say(key)
    turn.end("answered")
    return STAY
