"""The answers to an offer: yes, this one, another way, or something that is no answer."""

from dataclasses import replace

from agent_service.conversation.consent import is_bare_yes, option_confirmed, option_meant, was_shown
from agent_service.conversation.interpretation import Json
from agent_service.conversation.states import State
from agent_service.conversation.turn import spoken
from agent_service.conversation.wording import moment
from agent_service.graph.asking import count_unclear, too_many
from agent_service.graph.presenting import show_buttons, show_offer
from agent_service.graph.target import target
from agent_service.graph.work import STAY, Step, Turn
from agent_service.interpret.languages import in_english
from agent_service.interpret.refusal import hesitates


def confirm(turn: Turn) -> Step:
    """Go on only for agreement with the waiting offer; a button is bound by its digest, words by their time."""
    pending = _pending(turn)
    action = turn.inbound.action
    if action is not None:
        option_id = option_confirmed(pending, action)
        return _execute(turn, option_id) if option_id else _show_again(turn, "offer.gone")
    if not was_shown(pending, turn.inbound):
        return _show_again(turn, "offer.not_seen")
    option_id = option_meant(pending)
    return _execute(turn, option_id) if option_id else _show_again(turn, "offer.which")


def _execute(turn: Turn, option_id: str) -> Step:
    _pending(turn)["option_id"] = option_id
    return Step(State.EXECUTE_CHANGE)


def choose(turn: Turn) -> Step:
    """One of the options becomes the chosen one and is shown with all its terms."""
    pending = _pending(turn)
    options = pending["quote"]["options"]
    ids = [option["option_id"] for option in options]
    action = turn.inbound.action
    number = turn.reading.option or 0
    wanted = action.get("option_id") if action else (ids[number - 1] if 0 < number <= len(ids) else None)
    if wanted not in ids:
        return _show_again(turn, "offer.no_such_option")
    turn.conversation.request = list(options[ids.index(wanted)]["changes"])
    pending["option_id"], pending["seq"], pending["message_id"] = wanted, turn.inbound.seq, turn.reply_id
    return Step(State.PRESENT_OPTIONS)


def modify(turn: Turn) -> Step:
    """Another request takes the place of the offer: quoted at once if complete, else asked for."""
    conversation, reading = turn.conversation, turn.reading
    order = target(turn)
    if order is None or reading.missing or not reading.changes:
        if order is not None:
            _keep_the_goods(turn, order)
        conversation.superseded = _pending(turn)["quote"]["quote_id"]
        conversation.pending = None
        return Step(State.CLARIFY_REQUEST)
    offered = _pending(turn)["quote"]["order_id"]
    if order["order_id"] != offered:
        turn.say("offer.set_aside", order=offered)
    conversation.order_id = order["order_id"]
    conversation.request = list(reading.changes)
    return Step(State.CHECK_FEASIBILITY)


def _keep_the_goods(turn: Turn, order: Json) -> None:
    """ "Make it 30", which may be in all or so many more: what is asked next is of the goods of the offer."""
    offered = turn.conversation.request
    if turn.reading.missing != ("quantity",) or [change["type"] for change in offered] != ["change_quantity"]:
        return
    lines = [line["line_id"] for line in order["lines"]]
    if offered[0]["line_id"] not in lines:
        return
    number = 1 + lines.index(offered[0]["line_id"])
    turn.conversation.thread = [f"change the quantity of line {number}"]
    turn.reading = replace(turn.reading, details={**turn.reading.details, "in_all": offered[0]["line_id"]})


def still_waiting(turn: Turn) -> Step:
    """No answer to the offer: it stays, and is shown again; the 4th such message in a row goes to a human."""
    if turn.inbound.action is not None:
        return _show_again(turn, "offer.first")
    if hesitates(in_english(spoken(turn.inbound)).lower()):
        turn.facts.learn(_pending(turn)["quote"])
        turn.say("offer.asked.until", at=moment(_pending(turn)["quote"]["expires_at"]))
        show_buttons(turn, _pending(turn))
        return STAY
    if too_many(turn):
        return Step(State.CLARIFY_REQUEST)
    request = turn.conversation.request
    count_unclear(turn)
    turn.conversation.request = request
    several = option_meant(_pending(turn)) is None
    return _show_again(turn, "offer.which" if several and is_bare_yes(spoken(turn.inbound)) else "offer.unclear")


def _show_again(turn: Turn, key: str) -> Step:
    turn.say(key)
    show_offer(turn)
    return STAY


def _pending(turn: Turn) -> Json:
    if turn.conversation.pending is None:
        raise ValueError("AWAIT_CONFIRMATION without an offer")
    return turn.conversation.pending
