""" "Which ones do you have?", where an artwork or an address is asked for: the answers there are, by name."""

import re

from agent_service.conversation import reply
from agent_service.conversation.interpretation import Intent, Interpretation, Missing
from agent_service.conversation.questions import question, with_human
from agent_service.conversation.states import State
from agent_service.conversation.turn import spoken
from agent_service.conversation.wording import together
from agent_service.graph.target import target
from agent_service.graph.work import Turn
from agent_service.interpret.languages import in_english

_WHICH = re.compile(
    r"\b(?:which|what)\b.*\b(?:have|there|available|choose|pick|possible|saved|on file|options|choices)\b"
    r"|\b(?:options|choices)\b\W*$|\b(?:list|show)\b.*\b(?:them|all|options|choices|artworks?|logos?|addresses)\b",
    re.IGNORECASE,
)
_ASKED: tuple[Missing, ...] = ("artwork", "address")


def told(turn: Turn) -> bool:
    """Name the artworks or addresses to choose from; False where none is asked for, or something else is asked."""
    waits = turn.conversation.state == State.CLARIFY_REQUEST
    asked = next((each for each in _ASKED if waits and each in turn.conversation.missing), None)
    if asked is None or not _WHICH.search(in_english(spoken(turn.inbound))):
        return False
    wish = Interpretation(Intent.CHANGE_ORDER, missing=(asked,))
    _, choices = question(wish, target(turn), turn.data, turn.texts)
    if not choices or target(turn) is None:
        return False
    turn.show(reply.choices_part(with_human(choices, turn.texts)))
    turn.facts.learn([{"name": choice["label"]} for choice in choices])
    turn.say("choices.there_are", names=together(choice["label"] for choice in choices))
    return True
