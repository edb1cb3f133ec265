"""Rules that answer whatever happens: where reading breaks off, nothing was understood."""

from collections.abc import Callable

import structlog

from agent_service.conversation.interpretation import Intent, Interpretation, Interpreter, Situation

_log = structlog.get_logger("reader")


class GuardedRules:
    """``Interpreter`` over another one; a defect in it costs the customer a question, not the turn.

    It shows in the log as ``reading_broke_off`` (an error), with its trace and without the message.
    """

    def __init__(self, interpreter: Interpreter) -> None:
        self._interpreter = interpreter

    def interpret(self, text: str, situation: Situation) -> Interpretation:
        return _read(lambda: self._interpreter.interpret(text, situation), situation)

    def merge_answer(self, previous_text: str, answer: str, situation: Situation) -> Interpretation:
        return _read(lambda: self._interpreter.merge_answer(previous_text, answer, situation), situation)


def _read(reading: Callable[[], Interpretation], situation: Situation) -> Interpretation:
    try:
        return reading()
    except Exception:  # noqa: BLE001 - whatever it is, it is ours, and the customer goes on
        _log.error("reading_broke_off", state=situation.state, exc_info=True)
        return Interpretation(Intent.UNCLEAR, order_id=situation.order_id)
