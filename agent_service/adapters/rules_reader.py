"""Reading by rules alone: the agent without a model."""

from agent_service.conversation.interpretation import Interpreter, Situation
from agent_service.conversation.ports import Reading


class RulesReader:
    """``Reader`` over an interpreter that is quick enough for the loop."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._interpreter = interpreter

    async def read(
        self, text: str, situation: Situation, *, previous: str | None = None, rules_only: bool = False
    ) -> Reading:
        if previous is not None:
            return Reading(self._interpreter.merge_answer(previous, text, situation))
        return Reading(self._interpreter.interpret(text, situation))
