"""Asking back: one question with choices, counted, and the way out when the customer drops the request."""

from dataclasses import replace

from agent_service.conversation import reply
from agent_service.conversation.interpretation import Intent, Json
from agent_service.conversation.questions import begun_address, question, with_human
from agent_service.conversation.states import State
from agent_service.conversation.turn import Deps, spoken
from agent_service.graph.offers import release
from agent_service.graph.target import mentioned
from agent_service.graph.work import Step, Turn

MOST_QUESTIONS = 3
"""The 4th unclear message in a row goes to a human (``design.md``, state machine)."""
_NOT_UNDERSTOOD = ("ask.unclear", "ask.unclear.again", "ask.unclear.last")


def too_many(turn: Turn) -> bool:
    """Whether this message, if it is unclear, is one too many."""
    return len(turn.conversation.unclear) >= MOST_QUESTIONS


def count_unclear(turn: Turn) -> None:
    """Remember the message as one that led to a question; a button, or one that
    narrowed the request, is not held against the customer."""
    conversation, reading = turn.conversation, turn.reading
    understood = reading.intent is not Intent.UNCLEAR
    open_before, open_now = set(conversation.missing), set(reading.missing)
    grown = len(str(reading.changes)) > len(str(tuple(conversation.request)))
    clearer = open_before == {"change"} and "change" not in open_now
    narrowed = understood and bool(open_before) and (open_now < open_before or clearer or grown)
    pressed = turn.inbound.action is not None
    if not pressed and (not narrowed or not conversation.unclear):
        conversation.unclear.append(spoken(turn.inbound))
    if understood:
        if not pressed and "in_all" not in reading.details:  # a number that may be either is not understood yet
            conversation.follow(spoken(turn.inbound))
        conversation.missing = list(reading.missing)
        conversation.request = list(reading.changes)
    conversation.not_found = mentioned(turn) is not None


def ask(turn: Turn, order: Json | None) -> None:
    """Ask for what is missing, with the answers there are as buttons."""
    repeated = turn.conversation.missing == ["change"] and turn.reading.intent is Intent.CHANGE_ORDER
    count_unclear(turn)
    reading = turn.reading
    if reading.intent is Intent.UNCLEAR and not reading.missing:
        reading = replace(reading, missing=tuple(turn.conversation.missing))  # type: ignore[arg-type]
    sentence, choices = question(reading, order, turn.data, turn.texts, mentioned(turn))
    if repeated and reading.missing == ("change",):
        sentence = turn.texts.say("ask.change.again")
    if turn.reading.intent is Intent.UNCLEAR:
        turn.say(_NOT_UNDERSTOOD[min(len(turn.conversation.unclear), MOST_QUESTIONS) - 1])
    if mentioned(turn) or "absent" in turn.reading.details or begun_address(reading):
        turn.facts.learn_words(sentence)  # the customer's own words for what is not there
    turn.said.append(sentence)
    turn.show(reply.choices_part(with_human(choices, turn.texts)))


async def drop(turn: Turn, deps: Deps) -> Step:
    """The customer drops the request: nothing changes, nothing stays held."""
    await release(turn, deps)
    turn.conversation.give_up_request()
    turn.say("dropped")
    turn.end("declined")
    return Step(State.COMPLETE)
