"""Understanding a message before the machine moves: the customer's data, and one reading of the text."""

import re

from agent_service.conversation.interpretation import Intent, Interpretation
from agent_service.conversation.ports import PlatformRefused, PlatformUnavailable, Reading
from agent_service.conversation.states import State
from agent_service.conversation.turn import Deps
from agent_service.conversation.unknown_orders import about_unknown_order
from agent_service.graph.customer_data import load
from agent_service.graph.rereading import (
    answer_of_the_order,
    ask_again_of_the_order,
    read_thread,
    take_place_in_the_list,
    take_what_there_is,
    take_what_was_spoken_of,
    vary_the_number,
    vary_what_ended,
)
from agent_service.graph.situation import offered, situation, waiting
from agent_service.graph.work import Turn
from brightthread.service.crash_points import crash_point

_NO_BUT = re.compile(r"^\W*(?:no|nope|nah)\b[\s,.!:-]*(?=\w)", re.IGNORECASE)
PRESSED = {
    "talk_to_human": Intent.TALK_TO_HUMAN,
    "decline": Intent.DECLINE,
    "confirm": Intent.CONFIRM,
    "choose_option": Intent.CHOOSE_OPTION,
    "choose_order": Intent.CHANGE_ORDER,
}


async def understand(turn: Turn, deps: Deps) -> None:
    """Fill in what the message says; a button needs no reader, and none of the data unless it names an order."""
    action = turn.inbound.action
    if action is None:
        text = turn.inbound.text or ""
        await _load(turn, deps)
        _take(turn, await _another_option(turn, deps, text) or await _read(turn, deps, text))
        expected = _number_expected(turn)
        turn.reading = about_unknown_order(turn.reading, text, turn.data, number_expected=expected)
        await answer_of_the_order(turn, deps, text)
        take_place_in_the_list(turn, text)
        take_what_there_is(turn, text)
        await ask_again_of_the_order(turn, deps)
        await vary_what_ended(turn, deps, text)
        await vary_the_number(turn, deps, text)
        await take_what_was_spoken_of(turn, deps, text)
        return
    turn.source = "button"
    turn.reading = Interpretation(intent=PRESSED[action["type"]])
    if action["type"] == "choose_order" and turn.conversation.state != State.AWAIT_CONFIRMATION:
        turn.conversation.order_id = str(action["order_id"])
        await _load(turn, deps)
        await _read_again(turn, deps, str(action["order_id"]))


def _number_expected(turn: Turn) -> bool:
    """Whether a message of digits alone can only name an order: no quantity is asked for, and no offer waits."""
    conversation = turn.conversation
    if conversation.state == State.CLARIFY_REQUEST:
        return "order" in conversation.missing
    return conversation.state != State.AWAIT_CONFIRMATION


async def _load(turn: Turn, deps: Deps) -> None:
    conversation = turn.conversation
    try:
        turn.data = await load(deps.platform, conversation.order_id, turn.inbound.text or "")
    except (PlatformUnavailable, PlatformRefused):
        turn.platform_down = True
    if conversation.order_id and not turn.platform_down and turn.order(conversation.order_id) is None:
        conversation.order_id = None


async def _read_again(turn: Turn, deps: Deps, order_id: str) -> None:
    """An order was chosen: what was asked before is read once more, by rules (a button costs no call to a model)."""
    asked = turn.conversation.thread
    if turn.conversation.order_id is None:
        turn.reading = Interpretation(Intent.CHANGE_ORDER, missing=("order",), details={"mentioned_order": order_id})
    elif asked:
        turn.reading = (await read_thread(turn, deps, asked)).interpretation
    else:
        turn.reading = Interpretation(Intent.CHANGE_ORDER, order_id=order_id, missing=("change",))


async def _read(turn: Turn, deps: Deps, text: str) -> Reading:
    asked = turn.conversation.thread if turn.conversation.state == State.CLARIFY_REQUEST else []
    frugal = not deps.budget.covers(turn.conversation.spent)
    seen = situation(turn, deps, waiting(turn.conversation.pending))
    crash_point("turn.before_read")
    reading = await deps.reader.read(text, seen, previous="\n".join(asked) or None, rules_only=frugal)
    crash_point("turn.after_read")
    return reading


async def _another_option(turn: Turn, deps: Deps, text: str) -> Reading | None:
    """One option was chosen, and the message names one of the list it came from: "2", "the other one"."""
    pending = turn.conversation.pending
    if pending is None or pending["option_id"] is None or len(pending["quote"]["options"]) == 1:
        return None
    said = _NO_BUT.sub("", text)  # "no, the black ones": the one shown is not meant, another is
    reading = await deps.reader.read(said, situation(turn, deps, offered(pending)), rules_only=True)
    return reading if reading.interpretation.intent is Intent.CHOOSE_OPTION else None


def _take(turn: Turn, reading: Reading) -> None:
    turn.reading, turn.source = reading.interpretation, reading.source
    turn.model_calls += reading.model_calls
    turn.prompts += reading.prompts
