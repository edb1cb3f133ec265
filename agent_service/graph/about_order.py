"""Where is my order: its status, its date, and where the parcel is."""

import re

from agent_service.conversation import reply
from agent_service.conversation.catalogue_talk import topic
from agent_service.conversation.interpretation import Json
from agent_service.conversation.order_questions import about_all_orders, particular
from agent_service.conversation.questions import FINAL, OFFERED, open_first, order_choice
from agent_service.conversation.turn import Deps, spoken
from agent_service.conversation.waiting_offer import option_at_hand
from agent_service.conversation.wording import count, day, moment, money
from agent_service.graph.target import mentioned, target
from agent_service.graph.work import Turn
from agent_service.interpret.languages import in_english

_PRINTED = re.compile(r"\b(?:printed|produced|finished|done|made|ready)\b", re.IGNORECASE)
ON_ITS_WAY = frozenset({"READY_TO_SHIP", "SHIPPED", "DELIVERED", "RETURNED"})


async def status(turn: Turn, deps: Deps) -> None:
    """Say how the order stands, with the parcel where there is one; ask which order where several fit."""
    order, question = target(turn), in_english(spoken(turn.inbound))
    if (turn.of_all or about_all_orders(question)) and mentioned(turn) is None and turn.data.orders:
        all_of_them(turn)
        return
    if order is None:
        which(turn, "choice.status.text")
        return
    if topic(question) == "price" and total(turn):
        return
    stands = turn.texts.say(f"stands.{order['status']}")
    pieces = sum(line["quantity"] for line in order["lines"])
    turn.say("order.status", number=pieces, order=order["order_id"], stands=stands, pieces=count(pieces))
    if order["status"] in ("CREATED", "APPROVED", "IN_PRODUCTION", "READY_TO_SHIP", "SHIPPED"):
        turn.say("order.due", date=day(order["delivery_date"]))
    _progress(turn, order)
    turn.show(reply.order_part(order))
    if order["status"] in ON_ITS_WAY:
        await _parcel(turn, deps, order)
    elif particular(question) == "parcel":
        turn.say("tracking.none")


def all_of_them(turn: Turn) -> None:
    """How each of the orders stands, those first that can still change."""
    listed = open_first(turn.data.orders)[:OFFERED]
    lines = []
    for order in listed:
        pieces = sum(line["quantity"] for line in order["lines"])
        stands = turn.texts.say(f"stands.{order['status']}")
        turn.facts.learn({"lines": order["lines"], "order_id": order["order_id"], "status": order["status"]})
        words = {"order": order["order_id"], "pieces": count(pieces), "stands": stands}
        key = "orders.line" if order["status"] in FINAL else "orders.line.due"
        lines.append(turn.texts.say(key, number=pieces, date=day(order["delivery_date"]), **words))
    turn.facts.learn([{"delivery_date": order["delivery_date"]} for order in listed])
    turn.say("orders.listed", lines="\n".join(lines))
    texts = [turn.texts.say("choice.status.text", order=order["order_id"]) for order in listed]
    labels = [order_choice(order, turn.texts)["label"] for order in listed]
    turn.show(reply.choices_part([reply.say_choice(label, text) for label, text in zip(labels, texts, strict=True)]))


def total(turn: Turn) -> bool:
    """What the order at hand costs, and what it would cost with the offer that waits; False if none is at hand."""
    order = target(turn)
    if order is None:
        return False
    turn.say("order.total", order=order["order_id"], total=money(order["totals"]["total"]))
    pending = turn.conversation.pending
    option = option_at_hand(pending) if pending and pending["quote"]["order_id"] == order["order_id"] else None
    if option is not None:
        turn.facts.learn(option)
        turn.say("order.total.offered", total=money(option["order_after"]["totals"]["total"]))
    turn.show(reply.order_part(order))
    return True


def _progress(turn: Turn, order: Json) -> None:
    """How many pieces are printed, while they are being made; none yet only where that is asked."""
    printed = sum(line["pieces_produced"] for line in order["lines"])
    pieces = sum(line["quantity"] for line in order["lines"])
    if order["status"] == "IN_PRODUCTION" and (printed or _PRINTED.search(in_english(spoken(turn.inbound)))):
        turn.say("order.printed", number=printed, of=count(pieces))


async def _parcel(turn: Turn, deps: Deps, order: Json) -> None:
    tracking = await deps.platform.tracking(order["order_id"])
    if not tracking["shipments"]:
        turn.say("tracking.none")
        return
    turn.show(reply.tracking_part(tracking))
    for shipment in tracking["shipments"]:
        turn.facts.learn_words(turn.texts.say(f"parcel.{shipment['status']}"))  # the parcel's status, not the order's
        turn.say(
            "tracking.one",
            carrier=shipment["carrier"].upper(),
            tracking_number=shipment["tracking_number"],
            status=turn.texts.say(f"parcel.{shipment['status']}"),
        )
        if shipment["eta"] and shipment["status"] != "DELIVERED":
            turn.say("tracking.eta", at=moment(shipment["eta"]))


def which(turn: Turn, question: str) -> None:
    """Ask which order is meant; the buttons put the ``question`` (a text's key) about one of them."""
    turn.conversation.asked_which = turn.inbound.text
    number = mentioned(turn)
    if not turn.data.orders:
        turn.say("order.none")
    elif number:
        turn.facts.allow("id", number)
        turn.say("ask.order.not_found", order=number)
    else:
        turn.say("ask.order")
    choices = []
    for order in open_first(turn.data.orders)[:OFFERED]:
        text = turn.texts.say(question, order=order["order_id"])
        choices.append(reply.say_choice(order_choice(order, turn.texts)["label"], text))
    turn.show(reply.choices_part(choices))
