"""GREETING: the customer says what it is about."""

from agent_service.conversation.states import State
from agent_service.conversation.turn import Deps
from agent_service.graph.entry import enter
from agent_service.graph.stray import nothing_waits
from agent_service.graph.work import Step, Turn


async def run(turn: Turn, deps: Deps) -> Step:
    step = await enter(turn, deps) or nothing_waits(turn)
    return step or Step(State.IDENTIFY_ORDER)
