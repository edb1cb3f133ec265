"""EXECUTE_CHANGE: apply what was confirmed, exactly that; whatever the platform answers is what is said."""

from agent_service.conversation.ports import PlatformRefused, PlatformUnavailable
from agent_service.conversation.states import State
from agent_service.conversation.transitions import AT_ONCE
from agent_service.conversation.turn import Deps
from agent_service.graph.applying import apply_confirmed, drifted, report_done
from agent_service.graph.offers import release
from agent_service.graph.work import Step, Turn


async def run(turn: Turn, deps: Deps) -> Step:
    try:
        change = await apply_confirmed(turn, deps)
    except PlatformUnavailable:
        turn.say("apply.unknown")
        turn.platform_down, turn.handoff = True, "dependency_down"
        return Step(State.ESCALATE, AT_ONCE["dependency_down"])
    except PlatformRefused as problem:
        return await drifted(turn, deps, problem)
    report_done(turn, change)
    await release(turn, deps)
    return Step(State.COMPLETE)
