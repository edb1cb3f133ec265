"""What to ask when something is missing, with the answers there are as choices."""

import re
from collections import Counter
from collections.abc import Sequence

from agent_service.conversation.change_words import goods_words
from agent_service.conversation.interpretation import CustomerData, Interpretation, Json
from agent_service.conversation.reply import HUMAN, act_choice, say_choice
from agent_service.conversation.texts import Texts
from agent_service.conversation.wording import count, day

OFFERED = 8
"""So many answers are offered as buttons; more would be no help."""
FINAL = frozenset({"DELIVERED", "RETURNED", "CANCELLED"})
_LEAVING = frozenset({"READY_TO_SHIP", "SHIPPED"})
_PARTS = ("street", "city", "region", "postal_code")
ORDER_OF_QUESTIONS = ("order", "line", "change", "artwork", "size", "color", "quantity", "address", "date")


def order_choice(order: Json, texts: Texts) -> Json:
    """A button for one order: number, status and what is on it."""
    status = texts.say(f"status.{order['status']}")
    pieces = sum(line["quantity"] for line in order["lines"])
    names = sorted({line["product_name"] for line in order["lines"]})
    label = texts.say("choice.order", number=pieces, order=order["order_id"], status=status, goods=", ".join(names))
    return act_choice(label, {"type": "choose_order", "order_id": order["order_id"]})


def question(
    reading: Interpretation, order: Json | None, data: CustomerData, texts: Texts, mentioned: str | None = None
) -> tuple[str, list[Json]]:
    """The sentence to ask, and the choices: one thing at a time, the most general first.

    ``mentioned`` is an order number that was named and cannot be found.
    """
    asked = next((slot for slot in ORDER_OF_QUESTIONS if slot in reading.missing), "change")
    if order is None:
        asked = "order"
    if (absent := reading.details.get("absent")) and asked in ("order", "line"):
        return _not_there(absent, order, data, texts)
    answers = _answers(asked, reading, order, data, texts)[:OFFERED]
    if asked == "order" and mentioned:
        return texts.say("ask.order.not_found", order=mentioned), answers
    if asked == "change" and order is not None and order["status"] in FINAL | {"SHIPPED"}:
        return texts.say("ask.over", order=order["order_id"], stands=texts.say(f"stands.{order['status']}")), answers
    if asked == "change" and order is not None:
        return texts.say("ask.change.of", order=order["order_id"]), answers
    if asked == "quantity" and order is not None and (of := reading.details.get("in_all")):
        line = next(line for line in order["lines"] if line["line_id"] == of)
        return texts.say("ask.quantity.in_all", goods=goods_words(line), now=count(line["quantity"])), answers
    begun = begun_address(reading)
    if asked == "address" and begun:
        so_far = ", ".join(str(begun[part]) for part in _PARTS if part in begun)
        left = ", ".join(texts.say(f"address.{part}") for part in _PARTS if part not in begun)
        return texts.say("ask.address.rest", so_far=so_far, left=left), answers
    return texts.say(f"ask.{asked}"), answers


def begun_address(reading: Interpretation) -> Json:
    """The parts of a new address that were told, where some are still missing; else nothing."""
    if "address" not in reading.missing:
        return {}
    told = [change["address"] for change in reading.changes if "address" in change]
    return dict(told[0]) if told else {}


def _not_there(absent: Json, order: Json | None, data: CustomerData, texts: Texts) -> tuple[str, list[Json]]:
    """The goods asked about are not on the order: say so, and where they are, if anywhere."""
    having = [each for each in changeable(data.orders) if each["order_id"] in absent["orders"]][:OFFERED]
    if having and order is not None:
        sentence = texts.say("ask.absent.elsewhere", goods=absent["goods"], order=order["order_id"])
        return sentence, [order_choice(each, texts) for each in having]
    if order is not None:
        lines = [say_choice(goods_words(line), goods_words(line)) for line in order["lines"]]
        return texts.say("ask.absent", goods=absent["goods"], order=order["order_id"]), lines[:OFFERED]
    others = offered_orders((), data.orders)
    return texts.say("ask.absent.anywhere", goods=absent["goods"]), [order_choice(each, texts) for each in others]


def _answers(asked: str, reading: Interpretation, order: Json | None, data: CustomerData, texts: Texts) -> list[Json]:
    if asked == "order":
        candidates = tuple(reading.details.get("candidates", ()))
        return [order_choice(order, texts) for order in offered_orders(candidates, data.orders)]
    if asked == "artwork":
        usable = [artwork["name"] for artwork in data.artworks if artwork.get("usable", True)]
        return [say_choice(name, name) for name in usable]
    if asked == "address":
        return [say_choice(address["label"] or address["street"], address["label"]) for address in data.addresses]
    if order is None:
        return []
    if asked == "line":
        return _lines(reading, order, texts)
    return [say_choice(label, label) for label in _labels(asked, _meant(reading, order), data)]


def _lines(reading: Interpretation, order: Json, texts: Texts) -> list[Json]:
    """A button for every line the request fits; lines that look alike are told apart by number and quantity."""
    fitting = [line for line in order["lines"] if line["line_id"] in reading.details.get("candidates", ())]
    looks = Counter(goods_words(line) for line in fitting or order["lines"])
    choices = []
    for number, line in enumerate(fitting or order["lines"], 1):
        goods = goods_words(line)
        if looks[goods] == 1:
            choices.append(say_choice(goods, goods))
            continue
        label = texts.say("choice.line", number=line["quantity"], goods=goods, line=number)
        choices.append(say_choice(label, texts.say("choice.line.text", line=number)))
    return choices


def _meant(reading: Interpretation, order: Json) -> list[Json]:
    """The lines that the request fits, where it is known which."""
    candidates = reading.details.get("candidates", ())
    return [line for line in order["lines"] if line["line_id"] in candidates] or list(order["lines"])


def _labels(asked: str, lines: list[Json], data: CustomerData) -> list[str]:
    if asked in ("size", "color"):
        products = {line["product_id"] for line in lines}
        key = f"{asked}s"
        found = [value for product in data.products if product["product_id"] in products for value in product[key]]
        return list(dict.fromkeys(found))
    return []


def offered_orders(candidates: tuple[str, ...], orders: tuple[Json, ...]) -> list[Json]:
    """The orders a customer is shown to choose from for a change, in that order: those the request fits, else all; of
    them those that are not over, if there are any."""
    fitting = [order for order in orders if order["order_id"] in candidates]
    return changeable(fitting or orders)[:OFFERED]


_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth")
_PLACE = re.compile(rf"\W*(?:(?:ok|hm+|so|the|that|is|it|please|one|order|number|no)\W+)*({'|'.join(_PLACES)}|[1-6])"
                    r"(?:st|nd|rd|th)?(?:\W+(?:one|order|please|then))*\W*", re.IGNORECASE)  # fmt: skip


def by_place(text: str, listed: Sequence[Json]) -> Json | None:
    """The order that a message names by its place among those ``listed``, and says nothing else."""
    found = _PLACE.fullmatch(text)
    place = 0 if found is None else int(found[1]) if found[1].isdigit() else _PLACES.index(found[1].lower()) + 1
    return listed[place - 1] if 0 < place <= len(listed) else None


def changeable(orders: Sequence[Json]) -> list[Json]:
    """Those of ``orders`` that are not over, where there are any, else all; in the order of ``open_first``."""
    return open_first([order for order in orders if order["status"] not in FINAL] or orders)


def open_first(orders: Sequence[Json]) -> list[Json]:
    """Orders that can still change come first, then those on their way; within that, as listed (newest first)."""
    return sorted(orders, key=lambda order: (order["status"] in FINAL, order["status"] in _LEAVING))


def with_human(choices: list[Json], texts: Texts) -> list[Json]:
    """The choices and, last, the way to a human."""
    return [*choices, act_choice(texts.say("choice.human"), HUMAN)]


def arrives(order: Json, texts: Texts) -> str:
    """When the order is due, in words."""
    return texts.say("order.due", date=day(order["delivery_date"]))
