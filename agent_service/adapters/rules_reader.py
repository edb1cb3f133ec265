"""Reading by rules alone, and no written policies: the agent without a model and without an index."""

from typing import Any

from agent_service.conversation.interpretation import Interpreter, Situation
from agent_service.conversation.ports import Reading

Json = dict[str, Any]


class RulesReader:
    """``Reader`` over an interpreter that is quick enough for the loop."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._interpreter = interpreter

    async def read(self, text: str, situation: Situation, *, rules_only: bool = False) -> Reading:
        return Reading(self._interpreter.interpret(text, situation))


class NoPassages:
    """``PolicyPassages`` where no policies are at hand."""

    async def search(self, question: str, *, limit: int = 3) -> list[Json]:
        return []

    async def by_reference(self, reference: str) -> Json | None:
        return None
