"""What was said before, read once more in the light of the new message: of the order chosen, or in another way."""

import re
from collections.abc import Sequence
from dataclasses import replace

from agent_service.conversation.interpretation import Intent, Interpretation, Json, OfferedOption
from agent_service.conversation.order_questions import about_all_orders
from agent_service.conversation.ports import Reading
from agent_service.conversation.questions import by_place, offered_orders, open_first
from agent_service.conversation.states import State
from agent_service.conversation.turn import Deps
from agent_service.conversation.unknown_orders import names_an_order_only
from agent_service.graph.situation import situation
from agent_service.graph.work import Turn
from agent_service.interpret.languages import in_english


async def answer_of_the_order(turn: Turn, deps: Deps, text: str) -> None:
    """ "the second one", where a question was answered by asking which order is meant: that question, of that"
    " order."""
    conversation = turn.conversation
    asked, conversation.asked_which = conversation.asked_which, None
    if asked is not None and about_all_orders(in_english(text), which_was_asked=True):
        turn.of_all, turn.reading = True, Interpretation(Intent.ORDER_STATUS)
    if asked is None or turn.of_all or not names_an_order_only(text):
        return
    order = by_place(text, open_first(turn.data.orders)) or turn.order(turn.reading.order_id)
    if order is None:
        return
    conversation.order_id = order["order_id"]
    again = (await read_thread(turn, deps, [asked])).interpretation
    turn.reading = replace(again, order_id=order["order_id"])
    turn.inbound = replace(turn.inbound, text=asked)  # what is answered, of the order now known


def take_place_in_the_list(turn: Turn, text: str) -> None:
    """ "the second one", where the orders were listed and nothing was asked for yet."""
    waits = turn.conversation.state in (State.GREETING, State.IDENTIFY_ORDER) and turn.conversation.order_id is None
    listed = offered_orders((), turn.data.orders)
    order = by_place(text, listed) or _by_number_or_status(turn, text, listed)
    if waits and turn.reading.intent is Intent.UNCLEAR and order is not None:
        turn.reading = Interpretation(Intent.CHANGE_ORDER, order_id=order["order_id"], missing=("change",))


def _by_number_or_status(turn: Turn, text: str, listed: list[Json]) -> Json | None:
    """ "2001", "the one in production": the order that is named, where nothing else is said."""
    if not names_an_order_only(text):
        return None
    said = in_english(text).lower()
    fitting = [order for order in listed if turn.texts.say(f"status.{order['status']}") in said]
    return turn.order(turn.reading.order_id) or (fitting[0] if len(fitting) == 1 else None)


async def ask_again_of_the_order(turn: Turn, deps: Deps) -> None:
    """An answer that names the order, and nothing else: what was asked before is read once more, of that order."""
    conversation, reading = turn.conversation, turn.reading
    waited = conversation.state == State.CLARIFY_REQUEST and "order" in conversation.missing
    if not waited or not turn.order(reading.order_id) or not names_an_order_only(turn.inbound.text or ""):
        return
    if not conversation.thread:
        return
    conversation.order_id = reading.order_id
    again = (await read_thread(turn, deps, conversation.thread)).interpretation
    if again.intent is Intent.CHANGE_ORDER and "order" not in again.missing:
        turn.reading = again


_OPEN = frozenset(
    {
        Intent.UNCLEAR,
        Intent.OFF_TOPIC,
        Intent.POLICY_QUESTION,
        Intent.PRODUCT_QUESTION,
        Intent.ORDER_STATUS,
        Intent.DECLINE,
    }
)


_FRAGMENT = 3
"""A question of so few words ("then 2XL?") asks for that, not about it."""


async def vary_what_ended(turn: Turn, deps: Deps, text: str) -> None:
    """ "then red", "without the caps" after a request that came to nothing: that request, varied, is quoted anew."""
    conversation, reading = turn.conversation, turn.reading
    ended = conversation.ended
    asking = reading.intent is Intent.CHANGE_ORDER and not reading.changes
    incomplete = asking and bool(reading.missing) and "order" not in reading.missing
    if ended is None or not ended["changes"] or not (incomplete or reading.intent in _OPEN):
        return
    if reading.order_id not in (None, ended["order_id"]):
        return
    changes = tuple(ended["changes"])
    varied_from = replace(
        situation(turn, deps, (OfferedOption(1, "", changes),)),
        state=State.AWAIT_CONFIRMATION.value, order_id=ended["order_id"], request=changes,
    )  # fmt: skip
    said = text.rstrip("? ") if len(text.split()) <= _FRAGMENT else text
    varied = (await deps.reader.read(said, varied_from, rules_only=True)).interpretation
    if varied.intent is Intent.CORRECT and varied.changes and not varied.missing:
        turn.reading = replace(varied, intent=Intent.CHANGE_ORDER, order_id=ended["order_id"])


async def read_thread(turn: Turn, deps: Deps, said: list[str]) -> Reading:
    """The last of what was said, as the answer to what was said before it; of the order that is known now."""
    before = replace(situation(turn, deps, ()), state=State.IDENTIFY_ORDER.value, assistant=None)
    return await deps.reader.read(said[-1], before, previous="\n".join(said[:-1]) or None, rules_only=True)


_ANOTHER_NUMBER = re.compile(
    r"\W*(?:(?:and|or|so|hm+|ok(?:ay)?|what|how|about|if|for|with|we|i|it|took|did|were|then|maybe|rather)\b\W*)*"
    r"(?P<number>\d{1,4})(?: (?:pieces|pcs|more|of (?:them|those)|then|instead|please|maybe))*\W*",
    re.IGNORECASE,
)
NUMBER = re.compile(r"(?<![\w-])\d+(?![\w-])")


async def vary_the_number(turn: Turn, deps: Deps, text: str) -> None:
    """ "and 50?" at an offer of "25 more mediums": 50 more, as it was asked for, where the reader cannot tell or would
    go the other way."""
    pending, found = turn.conversation.pending, _ANOTHER_NUMBER.fullmatch(text)
    asked = (pending or {}).get("asked") or ""
    if pending is None or found is None or len(NUMBER.findall(asked)) != 1:
        return
    if turn.reading.intent not in (*_OPEN, Intent.CORRECT):
        return  # "2" may name an option, or be a number that is offered
    order = turn.order(pending["quote"]["order_id"])
    if order is None:
        return
    asked = NUMBER.sub(found["number"], asked)
    varied = (await read_thread(turn, deps, [asked])).interpretation
    if varied.intent is not Intent.CHANGE_ORDER or not varied.changes or varied.missing:
        return
    understood = () if turn.reading.missing else turn.reading.changes
    if not _same_way(understood, turn.conversation.request, order):
        turn.reading = replace(varied, intent=Intent.CORRECT, order_id=order["order_id"])
    turn.asked = asked if turn.reading.changes == varied.changes else None


def _same_way(changes: Sequence[Json], offered: Sequence[Json], order: Json) -> bool:
    """Whether the pieces of each line go the way they were to go by the offer."""
    now = {line["line_id"]: int(line["quantity"]) for line in order["lines"]}

    def ways(of: Sequence[Json]) -> list[tuple[object, bool]]:
        return [
            (c["line_id"], c["new_quantity"] > now.get(c["line_id"], 0)) for c in of if c["type"] == "change_quantity"
        ]

    return bool(changes) and ways(changes) == ways(offered)


_THAT = re.compile(
    r"\b(?:of |in |as )?(?:that|those|these|this)(?P<kind> ones?| size| colou?r)?(?: instead)?\b(?! is\b)",
    re.IGNORECASE,
)
_OF_ONE_SIZE = "ONE"


async def take_what_was_spoken_of(turn: Turn, deps: Deps, text: str) -> None:
    """ "ok change 10 of the mediums to that", after an answer about one variant: to that one."""
    turn.spoken_of = known = turn.conversation.spoken_of
    turn.conversation.spoken_of = None
    if known is not None and _goes_on_asking(turn, text):
        turn.reading = replace(turn.reading, intent=Intent.PRODUCT_QUESTION, missing=())
        return
    reading, found = turn.reading, _THAT.search(text)
    open_still = bool(reading.missing) or bool(found and found["kind"])
    if known is None or "size" not in known or found is None or turn.conversation.pending is not None or not open_still:
        return
    if reading.intent is not Intent.CHANGE_ORDER:
        return
    for name in _names(known, (found["kind"] or "").strip()):
        again = (await read_thread(turn, deps, [_THAT.sub(name, text, count=1)])).interpretation
        if again.changes and not again.missing:
            turn.reading = again
            return


def _goes_on_asking(turn: Turn, text: str) -> bool:
    """ "and in navy?" after an answer about a product: asked of it, and no change of which nothing is said."""
    silent = not turn.reading.changes and turn.reading.missing == ("change",) and turn.conversation.pending is None
    asks = text.rstrip().endswith("?") and len(text.split()) <= _FRAGMENT
    return silent and asks and turn.reading.intent is Intent.CHANGE_ORDER


def _names(known: Json, kind: str) -> list[str]:
    """How the variant spoken of may be called in the place of "that": by what "that size" names, briefly, in full."""
    if kind in ("size", "color", "colour"):
        return [str(known["size" if kind == "size" else "color"])]
    brief = known["color"] if known["size"] == _OF_ONE_SIZE else f"{known['color']} {known['size']}"
    return [brief, f"{brief} {known['product_name']}"]


_IN_STOCK = re.compile(
    r"\b(?:what|whatever|as (?:many|much) as|those|all)\b.*"
    r"\b(?:in stock|available|there (?:is|are)|you have|possible|left)\b"
    r"|\b(?:the )?(?:ones|available ones) (?:in stock|left)\b",
    re.IGNORECASE,
)


def take_what_there_is(turn: Turn, text: str) -> None:
    """ "only what you have in stock", where that is one of several options: that one is shown."""
    pending = turn.conversation.pending
    if pending is None or "?" in text or turn.reading.intent not in (Intent.UNCLEAR, Intent.PRODUCT_QUESTION):
        return
    kinds = [option["kind"] for option in pending["quote"]["options"]]
    if kinds.count("in_stock") == 1 and len(kinds) > 1 and _IN_STOCK.search(in_english(text)):
        turn.reading = Interpretation(Intent.CHOOSE_OPTION, option=kinds.index("in_stock") + 1)
