"""Questions that change nothing are answered beside the machine: the state stays, and so does an offer that waits."""

from collections.abc import Awaitable, Callable

from agent_service.conversation.interpretation import Intent
from agent_service.conversation.ports import PlatformRefused, PlatformUnavailable
from agent_service.conversation.turn import Deps
from agent_service.graph import about_order, about_policy, about_products
from agent_service.graph.presenting import show_buttons
from agent_service.graph.work import Turn

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
    if found is about_order.status and about_products.asks_for_stock(turn):
        found = about_products.product
    if found is None:
        return False
    try:
        await found(turn, deps)
    except (PlatformRefused, PlatformUnavailable):
        turn.say("beside.unavailable")
    turn.conversation.unclear = []
    turn.end("answered")
    come_back(turn)
    return True


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
