"""CLARIFY_REQUEST: ask for what is missing, at most three times in a row."""

from agent_service.conversation.interpretation import Intent
from agent_service.conversation.states import State
from agent_service.conversation.turn import Deps
from agent_service.graph.asking import ask, drop, too_many
from agent_service.graph.entry import enter
from agent_service.graph.status_first import settled_by_status
from agent_service.graph.stray import nothing_waits
from agent_service.graph.target import mentioned, target
from agent_service.graph.work import STAY, Step, Turn


async def run(turn: Turn, deps: Deps) -> Step:
    if turn.arrived:
        return _ask(turn)
    step = await enter(turn, deps)
    if step is None and turn.reading.intent is Intent.DECLINE:
        step = await drop(turn, deps)
    if step is None and turn.inbound.action is not None:
        step = nothing_waits(turn)
    return step or _take_answer(turn)


def _ask(turn: Turn) -> Step:
    if too_many(turn):
        turn.handoff = "too_many_clarifications"
        return Step(State.ESCALATE)
    ask(turn, target(turn))
    return STAY


def _take_answer(turn: Turn) -> Step:
    conversation, reading = turn.conversation, turn.reading
    order = target(turn)
    if order is None and conversation.not_found and mentioned(turn):
        turn.handoff = "order_not_found"
        return Step(State.ESCALATE)
    if order is not None:
        conversation.order_id = order["order_id"]
    if order is not None and settled_by_status(turn, order):
        return Step(State.CHECK_FEASIBILITY)
    if order is None or reading.missing or not reading.changes:
        return Step(State.CLARIFY_REQUEST)
    conversation.request = list(reading.changes)
    return Step(State.CHECK_FEASIBILITY)
