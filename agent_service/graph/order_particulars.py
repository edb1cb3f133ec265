"""What an order says of itself: where it goes, what is on it, how many of it, for how much, who placed it."""

import re
from collections.abc import Callable, Sequence

from agent_service.conversation import reply
from agent_service.conversation.catalogue_talk import products_meant, sizes_meant
from agent_service.conversation.change_words import address_words, goods_words
from agent_service.conversation.interpretation import Intent, Json
from agent_service.conversation.order_questions import Particular, asks, particular
from agent_service.conversation.turn import spoken
from agent_service.conversation.wording import count, day, money
from agent_service.graph.target import target
from agent_service.graph.work import Turn
from agent_service.interpret.languages import in_english

_ALL: frozenset[Particular] = frozenset({"address", "count", "contents", "each", "placed"})
_ASKED: dict[Intent, frozenset[Particular]] = {
    Intent.ORDER_STATUS: _ALL,
    Intent.OFF_TOPIC: frozenset({"address", "contents", "placed"}),
    Intent.UNCLEAR: frozenset({"address", "contents", "placed"}),
    Intent.PRODUCT_QUESTION: frozenset({"count", "contents", "each"}),
    Intent.POLICY_QUESTION: frozenset({"contents", "each"}),
}
"""Which particulars a question of each intent may be about; the words alone do not tell (a product has a price too)."""


def told(turn: Turn) -> bool:
    """Answer a question about a particular of the order at hand; False where the message asks for something else."""
    question = in_english(spoken(turn.inbound))
    asked = particular(question)
    intent = Intent.UNCLEAR if _asks_for_nothing(turn) else turn.reading.intent
    allowed = _ASKED.get(intent, frozenset()) if intent is not Intent.UNCLEAR or asks(question) else frozenset()
    order = target(turn) if asked in allowed else None
    if order is None or asked is None or (_of_the_catalogue(turn, question) and asked != "count"):
        return False
    _TELLERS[asked](turn, order, question)
    turn.show(reply.order_part(order))
    return True


def _asks_for_nothing(turn: Turn) -> bool:
    """Whether the message was taken for a request of which nothing was read."""
    reading = turn.reading
    request = reading.intent in (Intent.CHANGE_ORDER, Intent.CORRECT)
    return request and not reading.changes and reading.missing == ("change",)


def _of_the_catalogue(turn: Turn, question: str) -> bool:
    """Whether a question about products names one: its price or sizes are the catalogue's, not the order's."""
    if turn.reading.intent not in (Intent.PRODUCT_QUESTION, Intent.POLICY_QUESTION):
        return False
    of_a_rule = turn.reading.intent is Intent.POLICY_QUESTION and _A_DEED.search(question) is not None
    return of_a_rule or bool(products_meant(question, turn.data.products))


_A_DEED = re.compile(
    r"\b(?:chang|add|cancel|remov|switch|swap|mov|rush|print|fee|surcharge|extra|more|less|fewer)", re.IGNORECASE
)
""" "What does it cost per piece to add some?": asked of the rules, and not of a price."""


def _address(turn: Turn, order: Json, question: str) -> None:
    turn.say("order.address", order=order["order_id"], where=address_words(order["address"]))


def _contents(turn: Turn, order: Json, question: str) -> None:
    turn.say("order.contents", order=order["order_id"], lines=_listed(turn, order["lines"]))


def _count(turn: Turn, order: Json, question: str) -> None:
    """The pieces of the goods and sizes asked about, or of the whole order."""
    lines = _asked_about(turn, order, question)
    pieces = sum(line["quantity"] for line in lines)
    turn.facts.learn({"lines": lines})
    turn.say("order.count", number=pieces, pieces=count(pieces), order=order["order_id"], lines=_listed(turn, lines))


def _asked_about(turn: Turn, order: Json, question: str) -> Sequence[Json]:
    meant = {item["product_id"] for item in products_meant(question, turn.data.products)}
    sizes = sizes_meant(question)
    lines = [line for line in order["lines"] if not meant or line["product_id"] in meant]
    lines = [line for line in lines if not sizes or line["size"] in sizes]
    return lines or order["lines"]


def _each(turn: Turn, order: Json, question: str) -> None:
    for line in _asked_about(turn, order, question):
        turn.say("order.each", goods=goods_words(line), price=money(line["unit_price"]))


def _placed(turn: Turn, order: Json, question: str) -> None:
    on, who = day(order["created_at"][:10]), order["placed_by"]["name"]
    turn.facts.learn_words(turn.texts.say("order.placed", order=order["order_id"], date=on, name=who))
    turn.say("order.placed", order=order["order_id"], date=on, name=who)


def _listed(turn: Turn, lines: Sequence[Json]) -> str:
    return "\n".join(_line(turn, line) for line in lines)


def _line(turn: Turn, line: Json) -> str:
    pieces, goods = count(line["quantity"]), goods_words(line)
    if line["artwork"] is None:
        return turn.texts.say("order.line", pieces=pieces, goods=goods)
    return turn.texts.say("order.line.artwork", pieces=pieces, goods=goods, artwork=line["artwork"]["name"])


_TELLERS: dict[Particular, Callable[[Turn, Json, str], None]] = {
    "address": _address,
    "contents": _contents,
    "count": _count,
    "each": _each,
    "placed": _placed,
}
