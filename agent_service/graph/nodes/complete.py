"""COMPLETE: a request is over; a new one may begin."""

from agent_service.conversation.states import State
from agent_service.conversation.turn import Deps
from agent_service.graph.entry import enter
from agent_service.graph.stray import nothing_waits
from agent_service.graph.work import STAY, Step, Turn


async def run(turn: Turn, deps: Deps) -> Step:
    if turn.arrived:
        return STAY
    if step := await enter(turn, deps) or nothing_waits(turn):
        return step
    turn.conversation.begin_request()
    return Step(State.IDENTIFY_ORDER)
