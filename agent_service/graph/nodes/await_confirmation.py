"""AWAIT_CONFIRMATION: an offer waits; only an answer to that very offer, given after it was shown, moves on."""

from agent_service.conversation.interpretation import Intent
from agent_service.conversation.turn import Deps
from agent_service.graph.answering import choose, confirm, modify, still_waiting
from agent_service.graph.asking import drop
from agent_service.graph.entry import enter
from agent_service.graph.work import STAY, Step, Turn


async def run(turn: Turn, deps: Deps) -> Step:
    if turn.arrived:
        return STAY
    if step := await enter(turn, deps):
        return step
    intent = turn.reading.intent
    if intent is Intent.DECLINE:
        return await drop(turn, deps)
    if intent is Intent.CONFIRM:
        return confirm(turn)
    if intent is Intent.CHOOSE_OPTION:
        return choose(turn)
    if intent in (Intent.CORRECT, Intent.CHANGE_ORDER) and turn.inbound.action is None:
        return modify(turn)
    return still_waiting(turn)
