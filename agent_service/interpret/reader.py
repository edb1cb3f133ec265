"""The rule reader: one message and its situation in, one ``Interpretation`` out; deterministic, without a model."""

from dataclasses import replace

from agent_service.conversation.interpretation import Intent, Interpretation, Situation
from agent_service.interpret import mood
from agent_service.interpret.absent_goods import absent_goods
from agent_service.interpret.answering_offer import agrees_wholly, answer_to_offer
from agent_service.interpret.answering_question import answer_to_question
from agent_service.interpret.any_state import message_in_any_state
from agent_service.interpret.arbitration import arbitrated
from agent_service.interpret.catalogue import Shelf
from agent_service.interpret.intent_classifier import classifier
from agent_service.interpret.reading import Reading
from agent_service.interpret.requests import deeds
from agent_service.interpret.tokens import without_marks

# Questions about goods or rules are about no order unless one is named, described or in focus.
_GENERAL = frozenset({Intent.PRODUCT_QUESTION, Intent.POLICY_QUESTION, Intent.RECOMMENDATION, Intent.OFF_TOPIC,
                      Intent.GREETING, Intent.THANKS, Intent.UNCLEAR, Intent.TALK_TO_HUMAN})  # fmt: skip
LONGEST_TEXT = 4000


class RuleInterpreter:
    """Implements ``Interpreter``: never raises for any text and never guesses."""

    def __init__(self) -> None:
        self._shelf = Shelf()

    def interpret(self, text: str, situation: Situation) -> Interpretation:
        """What the customer wants with ``text``, said in ``situation``."""
        return _interpretation(self._reading(text, situation, None))

    def merge_answer(self, previous_text: str, answer: str, situation: Situation) -> Interpretation:
        """As ``interpret``, where ``answer`` completes the unfinished request in ``previous_text``, one message
        a line."""
        return _interpretation(self._reading(answer, situation, previous_text))

    def _reading(self, text: str, situation: Situation, previous: str | None) -> Reading:
        catalogue = self._shelf.catalogue(situation.data)
        previous = None if previous is None else without_marks(previous[:LONGEST_TEXT])
        if situation.assistant:
            situation = replace(situation, assistant=without_marks(situation.assistant))
        return Reading(without_marks(text[:LONGEST_TEXT]), situation, catalogue, previous)


def _interpretation(reading: Reading) -> Interpretation:
    found = _foreign_voice(reading) or _human(reading) or _by_state(reading) or message_in_any_state(reading)
    likely = classifier().probabilities(reading.text, reading.situation.state, len(reading.situation.options))
    order = reading.choice.order
    closed = order is not None and order["status"] in ("SHIPPED", "DELIVERED", "RETURNED", "CANCELLED")
    found = arbitrated(found, likely, waiting=reading.waiting, closed=closed)
    found = _about_an_order(reading, found)
    return replace(found, frustrated=reading.frustrated, language=reading.message.language)


def _about_an_order(reading: Reading, found: Interpretation) -> Interpretation:
    details = dict(found.details)
    if reading.choice.unknown:
        details["mentioned_order"] = reading.choice.unknown.upper()
    if reading.choice.candidates and found.order_id is None:
        details.setdefault("candidates", list(reading.choice.candidates))
    if {"line", "order"} & set(found.missing) and "candidates" not in details and (absent := absent_goods(reading)):
        details["absent"] = absent
    order_id = found.order_id
    if found.intent is Intent.CHANGE_ORDER and "arbitrated" in details and order_id is None and not reading.order_id:
        found = replace(found, missing=tuple(dict.fromkeys((*found.missing, "order"))))
    general = found.intent in _GENERAL and reading.choice.inferred
    if general and "arbitrated" in details:
        order_id = None  # read as a request at first, and so held against the only order it could be of
    if order_id is None and not general and not (found.intent is Intent.CHANGE_ORDER and "order" in found.missing):
        order_id = reading.order_id
    return replace(found, order_id=order_id, details=details)


def _foreign_voice(reading: Reading) -> Interpretation | None:
    overriding = reading.overriding and not deeds(reading.message.frames)
    if not (reading.posing or overriding):
        return None
    claims = (reading.posing or reading.waiting) and mood.pretends_confirmation(reading.text)
    return Interpretation(Intent.UNCLEAR if claims else Intent.OFF_TOPIC, details={"foreign_voice": True})


def _human(reading: Reading) -> Interpretation | None:
    """ "yes, pass it on to your colleague" agrees to just that, where it is offered."""
    wanted = mood.wants_human(reading.message.plain) and not (reading.waiting and agrees_wholly(reading))
    return Interpretation(Intent.TALK_TO_HUMAN) if wanted else None


def _by_state(reading: Reading) -> Interpretation | None:
    if reading.waiting:
        return answer_to_offer(reading)
    if reading.situation.state == "CLARIFY_REQUEST" or reading.previous is not None:
        return answer_to_question(reading)
    return None
