"""CHECK_FEASIBILITY: the platform quotes the request; what it says is all that counts."""

from agent_service.conversation.interpretation import Json
from agent_service.conversation.ports import PlatformRefused, PlatformUnavailable
from agent_service.conversation.states import State
from agent_service.conversation.transitions import AT_ONCE
from agent_service.conversation.turn import Deps
from agent_service.graph.denial import deny, reasons_words, refuse
from agent_service.graph.offers import release
from agent_service.graph.quoting import quote_request, say_waiting_review
from agent_service.graph.status_first import judge_by_status
from agent_service.graph.work import Step, Turn


async def run(turn: Turn, deps: Deps) -> Step:
    say_waiting_review(turn)
    if not turn.conversation.request:
        return await judge_by_status(turn, deps)
    try:
        quote = await quote_request(turn, deps)
    except PlatformUnavailable:
        turn.platform_down, turn.handoff = True, "dependency_down"
        return Step(State.ESCALATE, AT_ONCE["dependency_down"])
    except PlatformRefused as problem:
        await release(turn, deps)
        refuse(turn, problem)
        return Step(State.COMPLETE)
    return await _judge(turn, deps, quote)


async def _judge(turn: Turn, deps: Deps, quote: Json) -> Step:
    await release(turn, deps, but=quote["quote_id"])
    turn.quote = quote
    turn.facts.learn(quote)
    if quote["options"]:
        return Step(State.PRESENT_OPTIONS)
    turn.conversation.to_release.append(quote["quote_id"])
    await release(turn, deps)
    if quote["verdict"] == "needs_review":
        turn.handoff = quote["escalation_reason"] or "needs_review"
        if turn.handoff == "needs_review":
            turn.said.append(reasons_words(quote, turn.texts))
        return Step(State.ESCALATE)
    await deny(turn, deps, quote)
    return Step(State.COMPLETE)
