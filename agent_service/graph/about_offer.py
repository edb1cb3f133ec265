"""Questions about the offer that waits are answered from that offer, which stays as it is."""

from collections.abc import Callable

from agent_service.conversation import reply
from agent_service.conversation.change_words import address_words, goods_words
from agent_service.conversation.excerpt import excerpt
from agent_service.conversation.interpretation import Intent, Json
from agent_service.conversation.offer_questions import NUMBER, OfferAsk, asked_of_offer
from agent_service.conversation.offer_words import OfferWords
from agent_service.conversation.turn import Deps, spoken
from agent_service.conversation.waiting_offer import option_at_hand
from agent_service.conversation.wording import count, day, moment, money
from agent_service.graph.about_policy import own_rules
from agent_service.graph.denial import reasons_words, references
from agent_service.graph.presenting import show_buttons, show_offer
from agent_service.graph.work import Turn
from agent_service.interpret.languages import in_english

_ANSWERS_IT = frozenset(
    {Intent.CONFIRM, Intent.CHOOSE_OPTION, Intent.TALK_TO_HUMAN, Intent.COMPLAINT, Intent.RETURN_REQUEST}
)
_OF_ANY = frozenset({"no", "yes", "until", "why"})
"""What is answered alike however many options wait."""


async def answer(turn: Turn, deps: Deps) -> bool:
    """Answer what the message asks of the waiting offer; False if it asks nothing of it."""
    pending, reading = turn.conversation.pending, turn.reading
    if pending is None or turn.inbound.text is None or reading.intent in _ANSWERS_IT or reading.changes:
        return False
    told = " ".join(text for words in pending["words"].values() for text in words.values())
    asks = asked_of_offer(in_english(turn.inbound.text), frozenset(NUMBER.findall(told)))
    if not asks or (reading.intent is Intent.DECLINE and not _asks_after_all(turn.inbound.text, asks)):
        return False
    turn.facts.learn(pending["quote"])
    turn.conversation.unclear = []
    turn.end("answered")
    option = option_at_hand(pending)
    if asks == ("again",) or (option is None and asks[0] not in _OF_ANY):
        show_offer(turn)
        return True
    for ask in asks:
        _WRITERS[ask](turn, pending["quote"], option or pending["quote"]["options"][0])
    if asks == ("why",):
        await _cite(turn, deps, pending["quote"])
    turn.say("beside.offer_waits", order=pending["quote"]["order_id"])
    show_buttons(turn, pending)
    return True


def _asks_after_all(text: str, asks: tuple[OfferAsk, ...]) -> bool:
    """Whether what sounds like a refusal is a question: "what if I don't", "that is a lot, why only half?"."""
    return bool(set(asks) & {"no", "yes", "until"}) or ("why" in asks and text.rstrip().endswith("?"))


def _words(turn: Turn, quote: Json) -> OfferWords:
    """Words for the offer against the order it was made for (its date as it was before)."""
    order = turn.order(quote["order_id"]) or quote["options"][0]["order_after"]
    return OfferWords(order, turn.texts)


def _say(turn: Turn, text: str) -> None:
    turn.facts.learn_words(text)  # computed from the quote, like the terms of the offer itself
    turn.said.append(text)


def _cost(turn: Turn, quote: Json, option: Json) -> None:
    _say(turn, _words(turn, quote).price(option))


def _time(turn: Turn, quote: Json, option: Json) -> None:
    _say(turn, _words(turn, quote).date(option) or turn.texts.say("offer.asked.cancelled"))


def _refund(turn: Turn, quote: Json, option: Json) -> None:
    if option["refund"]["amount"] == 0 and int(option["price_delta"]["amount"]) > 0:
        _say(turn, turn.texts.say("offer.asked.no_refund"))
    _cost(turn, quote, option)


def _if_no(turn: Turn, quote: Json, option: Json) -> None:
    order = turn.order(quote["order_id"])
    if order is None:
        turn.say("offer.asked.no.plain")
        return
    total = money(order["totals"]["total"])
    turn.say("offer.asked.no", order=order["order_id"], total=total, date=day(order["delivery_date"]))


def _if_yes(turn: Turn, quote: Json, option: Json) -> None:
    turn.say("offer.asked.yes.review" if option["needs_review"] else "offer.asked.yes")


def _until(turn: Turn, quote: Json, option: Json) -> None:
    turn.say("offer.asked.until", at=moment(quote["expires_at"]))


def _why(turn: Turn, quote: Json, option: Json) -> None:
    if words := reasons_words(quote, turn.texts):
        turn.said.append(words)
    else:
        _cost(turn, quote, option)


def _where(turn: Turn, quote: Json, option: Json) -> None:
    turn.say("offer.asked.where", where=address_words(option["order_after"]["address"]))


def _count(turn: Turn, quote: Json, option: Json) -> None:
    lines = option["order_after"]["lines"]
    goods = "; ".join(f"{count(line['quantity'])} × {goods_words(line)}" for line in lines)
    pieces = sum(line["quantity"] for line in lines)
    turn.say("offer.asked.count", number=pieces, pieces=count(pieces), goods=goods, order=quote["order_id"])


async def _cite(turn: Turn, deps: Deps, quote: Json) -> None:
    """Where it is written: the rules of the order's status, and what the reasons refer to (first, for a refusal)."""
    passages = [await deps.passages.by_reference(reference) for reference in references(quote)]
    order = turn.order(quote["order_id"])
    if quote["verdict"] != "denied" and order is not None:
        passages.insert(0, await own_rules(turn, deps, order))
    found = [passage for passage in passages if passage is not None]
    if not found:
        return
    turn.facts.learn(found)
    about = " ".join([in_english(spoken(turn.inbound)), *(option["title"] for option in quote["options"][:1])])
    words = excerpt(found[0]["passage"], about)
    turn.say("policy.found", title=found[0]["title"], section=found[0]["section"], passage=words)
    turn.show(reply.citations_part(found))


_WRITERS: dict[OfferAsk, Callable[[Turn, Json, Json], None]] = {
    "no": _if_no,
    "yes": _if_yes,
    "until": _until,
    "why": _why,
    "time": _time,
    "refund": _refund,
    "cost": _cost,
    "where": _where,
    "count": _count,
}
