"""PRESENT_OPTIONS: show what the quote offers, from the quote alone, and make it the offer that waits."""

from agent_service.conversation.states import State
from agent_service.conversation.turn import Deps
from agent_service.graph.presenting import introduce, show_offer
from agent_service.graph.work import Step, Turn


async def run(turn: Turn, deps: Deps) -> Step:
    if turn.quote is not None:
        await introduce(turn, deps, turn.quote)
    show_offer(turn)
    return Step(State.AWAIT_CONFIRMATION)
