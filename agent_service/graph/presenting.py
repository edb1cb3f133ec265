"""Showing an offer: the words, the cards and the buttons; and keeping what a later yes will be bound to."""

from agent_service.conversation import reply
from agent_service.conversation.interpretation import Json
from agent_service.conversation.turn import Deps
from agent_service.conversation.waiting_offer import offer_buttons, offer_text, waiting_offer
from agent_service.graph.denial import say_reasons, ways
from agent_service.graph.work import Turn


async def introduce(turn: Turn, deps: Deps, quote: Json) -> None:
    """Make ``quote`` the waiting offer, with the words for each of its options."""
    order = turn.order(quote["order_id"])
    if order is None:
        order = quote["options"][0]["order_after"]
    turn.conversation.order_id = quote["order_id"]
    turn.conversation.pending = waiting_offer(quote, order, turn.inbound.seq, turn.reply_id, turn.texts)
    turn.conversation.pending["asked"] = turn.asked
    if quote["verdict"] == "denied":
        await say_reasons(turn, deps, quote)
        if len(quote["options"]) == 1:
            turn.say("offer.instead")


def show_offer(turn: Turn) -> None:
    """Say what waits and show its cards and buttons; one option (the only or the chosen one) with all its terms."""
    pending = turn.conversation.pending
    if pending is None:
        return
    turn.facts.learn(pending["quote"])
    for words in pending["words"].values():  # computed from the quote: the goods' share of a price is in no field
        turn.facts.learn_words(words["terms"])
    turn.said.append(offer_text(pending, turn.texts))
    show_buttons(turn, pending)


def show_buttons(turn: Turn, pending: Json) -> None:
    """The cards and buttons of what waits; where not all that was asked is possible, the other ways too."""
    quote = pending["quote"]
    others = ways(turn, quote) if quote["verdict"] == "denied" else []
    turn.show(reply.options_part(quote), reply.choices_part([*offer_buttons(pending, turn.texts), *others]))
