"""IDENTIFY_ORDER: find the order that is meant; wait only when nothing at all was said of it."""

from agent_service.conversation.interpretation import Intent
from agent_service.conversation.states import State
from agent_service.conversation.turn import Deps
from agent_service.graph.asking import ask, drop, too_many
from agent_service.graph.entry import enter
from agent_service.graph.status_first import settled_by_status
from agent_service.graph.stray import nothing_waits
from agent_service.graph.target import mentioned, request_is_empty, target
from agent_service.graph.work import STAY, Step, Turn


async def run(turn: Turn, deps: Deps) -> Step:
    if not turn.arrived:
        if step := await enter(turn, deps):
            return step
        if turn.reading.intent is Intent.DECLINE:
            return await drop(turn, deps)
        if step := nothing_waits(turn):
            return step
    return _identify(turn)


def _identify(turn: Turn) -> Step:
    conversation, reading = turn.conversation, turn.reading
    if not turn.data.orders and reading.intent is not Intent.UNCLEAR:
        turn.handoff = "order_not_found"
        return Step(State.ESCALATE)
    order = target(turn)
    if order is None:
        if request_is_empty(turn) and not mentioned(turn) and not too_many(turn):
            ask(turn, None)
            return STAY
        return Step(State.CLARIFY_REQUEST)
    conversation.order_id = order["order_id"]
    if settled_by_status(turn, order):
        return Step(State.CHECK_FEASIBILITY)
    if reading.missing or not reading.changes:
        return Step(State.CLARIFY_REQUEST)
    conversation.request = list(reading.changes)
    return Step(State.CHECK_FEASIBILITY)
