"""Showing an offer: the words, the cards and the buttons; and keeping what a later yes will be bound to."""

from agent_service.conversation import reply
from agent_service.conversation.interpretation import Json
from agent_service.conversation.offer_words import OfferWords
from agent_service.conversation.undo import lead_back
from agent_service.graph.denial import reasons_words
from agent_service.graph.work import Turn


def introduce(turn: Turn, quote: Json) -> None:
    """Make ``quote`` the waiting offer, with the words for each of its options."""
    order = turn.order(quote["order_id"])
    if order is None:
        order = quote["options"][0]["order_after"]
    turn.conversation.order_id = quote["order_id"]
    turn.conversation.pending = {
        "quote": quote,
        "option_id": None,
        "seq": turn.inbound.seq,
        "message_id": turn.reply_id,
        "words": OfferWords(order, turn.texts).offered(quote),
        "back": {option["option_id"]: lead_back(order, option) for option in quote["options"]},
    }
    if quote["verdict"] == "denied":
        turn.said.append(reasons_words(quote, turn.texts))
        if len(quote["options"]) == 1:
            turn.say("offer.instead")


def show_offer(turn: Turn) -> None:
    """Say what waits and show its cards and buttons; one option (the only or the chosen one) with all its terms."""
    pending = turn.conversation.pending
    if pending is None:
        return
    quote = pending["quote"]
    turn.facts.learn(quote)
    for words in pending["words"].values():  # computed from the quote: the goods' share of a price is in no field
        turn.facts.learn_words(words["terms"])
    chosen = pending["option_id"] or (quote["options"][0]["option_id"] if len(quote["options"]) == 1 else None)
    if chosen is None:
        _say_several(turn, pending)
    else:
        words = pending["words"][chosen]
        option = next(option for option in quote["options"] if option["option_id"] == chosen)
        key = "offer.one.review" if option["needs_review"] else "offer.one"
        turn.say(key, order=quote["order_id"], title=words["title"], terms=words["terms"])
    turn.show(reply.options_part(quote), reply.choices_part(buttons(turn, pending, chosen)))


def _say_several(turn: Turn, pending: Json) -> None:
    lines = [
        turn.texts.say("offer.line", index=index, title=words["title"], terms=words["short"])
        for index, option in enumerate(pending["quote"]["options"], 1)
        for words in [pending["words"][option["option_id"]]]
    ]
    turn.say("offer.several", order=pending["quote"]["order_id"], lines="\n".join(lines))


def buttons(turn: Turn, pending: Json, chosen: str | None) -> list[Json]:
    """Confirm and decline for one option; one button an option and decline for several."""
    quote = pending["quote"]
    decline = reply.act_choice(turn.texts.say("choice.decline"), reply.DECLINE)
    if chosen is not None:
        confirm = reply.act_choice(turn.texts.say("choice.confirm"), reply.confirm_action(quote, chosen))
        return [confirm, decline]
    choose = [
        reply.act_choice(
            turn.texts.say("choice.option", index=index, title=pending["words"][option["option_id"]]["title"]),
            {"type": "choose_option", "option_id": option["option_id"]},
        )
        for index, option in enumerate(quote["options"], 1)
    ]
    return [*choose, decline]
