"""An offer that waits for an answer: what is kept of it, how it is said, and its buttons; all from the quote alone."""

from agent_service.conversation import reply
from agent_service.conversation.interpretation import Json
from agent_service.conversation.offer_words import OfferWords
from agent_service.conversation.texts import Texts
from agent_service.conversation.undo import lead_back


def waiting_offer(quote: Json, order: Json, seq: int, message_id: str, texts: Texts) -> Json:
    """What a later yes will be bound to (``state.Conversation.pending``); ``order`` is as the quote found it."""
    return {
        "quote": quote,
        "option_id": None,
        "seq": seq,
        "message_id": message_id,
        "words": OfferWords(order, texts).offered(quote),
        "back": {option["option_id"]: lead_back(order, option) for option in quote["options"]},
    }


def option_at_hand(pending: Json) -> Json | None:
    """The option that was chosen, or the only one; None while several wait."""
    options: list[Json] = pending["quote"]["options"]
    chosen = pending["option_id"] or (options[0]["option_id"] if len(options) == 1 else None)
    return next((option for option in options if option["option_id"] == chosen), None)


def offer_text(pending: Json, texts: Texts) -> str:
    """One option (the only or the chosen one) with all its terms, or several in a numbered list."""
    order_id, option = pending["quote"]["order_id"], option_at_hand(pending)
    if option is None:
        return texts.say("offer.several", order=order_id, lines=_list(pending, texts))
    words = pending["words"][option["option_id"]]
    key = "offer.one.review" if option["needs_review"] else "offer.one"
    return texts.say(key, order=order_id, title=words["title"], terms=words["terms"])


def _list(pending: Json, texts: Texts) -> str:
    words = [pending["words"][option["option_id"]] for option in pending["quote"]["options"]]
    return "\n".join(
        texts.say("offer.line", index=index, title=each["title"], terms=each["short"])
        for index, each in enumerate(words, 1)
    )


def offer_buttons(pending: Json, texts: Texts) -> list[Json]:
    """Confirm, where one option is at hand; then one button for every other option; last, keep it as it is."""
    quote, at_hand = pending["quote"], option_at_hand(pending)
    buttons = []
    if at_hand is not None:
        action = reply.confirm_action(quote, at_hand["option_id"])
        buttons.append(reply.act_choice(texts.say("choice.confirm"), action))
    for index, option in enumerate(quote["options"], 1):
        if option is not at_hand:
            title = pending["words"][option["option_id"]]["title"]
            action = {"type": "choose_option", "option_id": option["option_id"]}
            buttons.append(reply.act_choice(texts.say("choice.option", index=index, title=title), action))
    return [*buttons, reply.act_choice(texts.say("choice.decline"), reply.DECLINE)]
