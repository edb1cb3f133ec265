"""Understanding a message before the machine moves: the customer's data, and one reading of the text."""

from dataclasses import replace

from agent_service.conversation.interpretation import Intent, Interpretation, Json, OfferedOption, Situation
from agent_service.conversation.ports import PlatformRefused, PlatformUnavailable, Reading
from agent_service.conversation.questions import by_place
from agent_service.conversation.states import State
from agent_service.conversation.turn import Deps
from agent_service.conversation.unknown_orders import about_unknown_order, names_an_order_only
from agent_service.graph.customer_data import load
from agent_service.graph.work import Turn
from brightthread.service.crash_points import crash_point

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
        _take_place_in_the_list(turn, text)
        await _ask_again_of_the_order(turn, deps)
        await _vary_what_ended(turn, deps, text)
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


def _take_place_in_the_list(turn: Turn, text: str) -> None:
    """ "the second one", where the orders were listed and nothing was asked for yet."""
    waits = turn.conversation.state in (State.GREETING, State.IDENTIFY_ORDER) and turn.conversation.order_id is None
    if waits and turn.reading.intent is Intent.UNCLEAR and (order := by_place(text, turn.data)) is not None:
        turn.reading = Interpretation(Intent.CHANGE_ORDER, order_id=order["order_id"], missing=("change",))


async def _ask_again_of_the_order(turn: Turn, deps: Deps) -> None:
    """An answer that names the order, and nothing else: what was asked before is read once more, of that order."""
    conversation, reading = turn.conversation, turn.reading
    waited = conversation.state == State.CLARIFY_REQUEST and "order" in conversation.missing
    if not waited or not turn.order(reading.order_id) or not names_an_order_only(turn.inbound.text or ""):
        return
    if not conversation.thread:
        return
    conversation.order_id = reading.order_id
    again = (await _read_thread(turn, deps, conversation.thread)).interpretation
    if again.intent is Intent.CHANGE_ORDER and "order" not in again.missing:
        turn.reading = again


_OPEN = frozenset({Intent.UNCLEAR, Intent.OFF_TOPIC, Intent.POLICY_QUESTION, Intent.PRODUCT_QUESTION, Intent.DECLINE})


async def _vary_what_ended(turn: Turn, deps: Deps, text: str) -> None:
    """ "then red", "without the caps" after a request that came to nothing: that request, varied, is quoted anew."""
    conversation, reading = turn.conversation, turn.reading
    ended = conversation.ended
    incomplete = reading.intent is Intent.CHANGE_ORDER and bool(reading.missing) and "order" not in reading.missing
    if ended is None or not ended["changes"] or not (incomplete or reading.intent in _OPEN):
        return
    if reading.order_id not in (None, ended["order_id"]):
        return
    changes = tuple(ended["changes"])
    offered = replace(
        _situation(turn, deps, (OfferedOption(1, "", changes),)),
        state=State.AWAIT_CONFIRMATION.value, order_id=ended["order_id"], request=changes,
    )  # fmt: skip
    varied = (await deps.reader.read(text, offered, rules_only=True)).interpretation
    if varied.intent is Intent.CORRECT and varied.changes and not varied.missing:
        turn.reading = replace(varied, intent=Intent.CHANGE_ORDER, order_id=ended["order_id"])


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
        turn.reading = (await _read_thread(turn, deps, asked)).interpretation
    else:
        turn.reading = Interpretation(Intent.CHANGE_ORDER, order_id=order_id, missing=("change",))


async def _read_thread(turn: Turn, deps: Deps, said: list[str]) -> Reading:
    """The last of what was said, as the answer to what was said before it; of the order that is known now."""
    situation = replace(_situation(turn, deps, ()), state=State.IDENTIFY_ORDER.value, assistant=None)
    return await deps.reader.read(said[-1], situation, previous="\n".join(said[:-1]) or None, rules_only=True)


async def _read(turn: Turn, deps: Deps, text: str) -> Reading:
    asked = turn.conversation.thread if turn.conversation.state == State.CLARIFY_REQUEST else []
    frugal = not deps.budget.covers(turn.conversation.spent)
    situation = _situation(turn, deps, _waiting(turn.conversation.pending))
    crash_point("turn.before_read")
    reading = await deps.reader.read(text, situation, previous="\n".join(asked) or None, rules_only=frugal)
    crash_point("turn.after_read")
    return reading


async def _another_option(turn: Turn, deps: Deps, text: str) -> Reading | None:
    """One option was chosen, and the message names one of the list it came from: "2", "the other one"."""
    pending = turn.conversation.pending
    if pending is None or pending["option_id"] is None or len(pending["quote"]["options"]) == 1:
        return None
    reading = await deps.reader.read(text, _situation(turn, deps, _offered(pending)), rules_only=True)
    return reading if reading.interpretation.intent is Intent.CHOOSE_OPTION else None


def _take(turn: Turn, reading: Reading) -> None:
    turn.reading, turn.source = reading.interpretation, reading.source
    turn.model_calls += reading.model_calls
    turn.prompts += reading.prompts


def _situation(turn: Turn, deps: Deps, options: tuple[OfferedOption, ...]) -> Situation:
    conversation = turn.conversation
    return Situation(
        user_id=deps.user_id,
        order_id=conversation.order_id,
        state=conversation.state,
        assistant=conversation.assistant,
        options=options,
        request=tuple(conversation.request),
        data=turn.data,
        today=turn.today,
    )


def _waiting(pending: Json | None) -> tuple[OfferedOption, ...]:
    """What a yes would be about: the chosen option, else all of them."""
    if pending is None:
        return ()
    ids = [option["option_id"] for option in pending["quote"]["options"]]
    chosen = ids.index(pending["option_id"]) + 1 if pending["option_id"] else None
    return tuple(option for option in _offered(pending) if chosen in (None, option.number))


def _offered(pending: Json) -> tuple[OfferedOption, ...]:
    return tuple(
        OfferedOption(number, pending["words"][option["option_id"]]["title"], tuple(option["changes"]))
        for number, option in enumerate(pending["quote"]["options"], 1)
    )
