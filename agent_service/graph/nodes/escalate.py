"""ESCALATE: a human has the request; the conversation may start another one."""

from agent_service.conversation.interpretation import Intent
from agent_service.conversation.states import State
from agent_service.conversation.turn import Deps
from agent_service.graph.entry import enter
from agent_service.graph.hand_over import hand_over
from agent_service.graph.stray import nothing_waits
from agent_service.graph.work import STAY, Step, Turn


async def run(turn: Turn, deps: Deps) -> Step:
    if turn.arrived:
        await hand_over(turn, deps)
        return STAY
    step = await enter(turn, deps) or nothing_waits(turn)
    if step is None and turn.reading.intent is not Intent.UNCLEAR:
        turn.conversation.begin_request()
        return Step(State.IDENTIFY_ORDER)
    if step is None:
        turn.say("escalated.noted")
        turn.end("answered")
        return STAY
    if step.target is State.ESCALATE:
        await hand_over(turn, deps)
        return STAY
    return step
