"""Questions that change nothing are answered beside the machine: the state stays, and so does an offer that waits."""

from collections.abc import Awaitable, Callable

from agent_service.conversation.interpretation import Intent
from agent_service.conversation.order_questions import particular
from agent_service.conversation.ports import PlatformRefused, PlatformUnavailable
from agent_service.conversation.turn import Deps, spoken
from agent_service.graph import about_order, about_policy, about_products, choices_there_are, order_particulars
from agent_service.graph.presenting import show_buttons
from agent_service.graph.target import target
from agent_service.graph.work import Turn
from agent_service.interpret.languages import in_english

Answer = Callable[[Turn, Deps], Awaitable[None]]


async def answer(turn: Turn, deps: Deps) -> bool:
    """Answer a side question and come back to what waits; False when the message is none."""
    answers: dict[Intent, Answer] = {
        Intent.ORDER_STATUS: about_order.status,
        Intent.POLICY_QUESTION: about_policy.policy,
        Intent.PRODUCT_QUESTION: about_products.product,
        Intent.RECOMMENDATION: about_products.recommend,
        Intent.COMPLAINT: about_policy.complaint,
        Intent.GREETING: _greet,
        Intent.THANKS: _thank,
        Intent.OFF_TOPIC: _off_topic,
    }
    found = answers.get(turn.reading.intent)
    told = choices_there_are.told(turn) or order_particulars.told(turn)
    if found is None and not told:
        return False
    if found is not None and not told:
        try:
            await _instead(turn, found)(turn, deps)
        except (PlatformRefused, PlatformUnavailable):
            turn.say("beside.unavailable")
    turn.conversation.unclear = []
    turn.end("answered")
    come_back(turn)
    return True


def _instead(turn: Turn, found: Answer) -> Answer:
    """The answer that fits the words better than the intent they were read as does."""
    asked = particular(in_english(spoken(turn.inbound)))
    if found is about_order.status:
        return about_products.product if asked is None and about_products.asks_for_stock(turn) else found
    of_the_order = asked in ("parcel", "next") and target(turn) is not None
    return about_order.status if of_the_order and found in (about_policy.policy, about_products.product) else found


def come_back(turn: Turn) -> None:
    """Show what waits once more, with its buttons."""
    pending = turn.conversation.pending
    if pending is None:
        return
    turn.say("beside.offer_waits", order=pending["quote"]["order_id"])
    show_buttons(turn, pending)


async def _greet(turn: Turn, deps: Deps) -> None:
    turn.say("hello.again")


async def _thank(turn: Turn, deps: Deps) -> None:
    turn.say("thanks")


async def _off_topic(turn: Turn, deps: Deps) -> None:
    turn.say("off_topic")
