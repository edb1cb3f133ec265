"""What may be spent on models, by a conversation or in a day; over the budget rules and templates serve."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from agent_service.conversation.interpretation import Json

NO_ANSWER = "error"
"""The stop reason, in the trace, of a call that brought no answer at all."""


@dataclass(slots=True)
class Spent:
    """What calls to models have cost so far (millionths of a US dollar; tokens read and written)."""

    micro_usd: int = 0
    tokens: int = 0
    calls: int = 0

    def add(self, calls: Iterable[Json]) -> None:
        """Count rows of the trace (``model_calls``); a call that failed is a call too."""
        for call in calls:
            self.micro_usd += round(call["cost_usd"] * 1_000_000)
            self.tokens += call["input_tokens"] + call["output_tokens"]
            self.calls += 1


@dataclass(frozen=True, slots=True)
class ModelBudget:
    """Limits; the call that reaches one of them is the last."""

    micro_usd: int = 250_000
    tokens: int = 250_000
    calls: int = 60

    def covers(self, spent: Spent) -> bool:
        """Whether there is something left for another call."""
        return spent.micro_usd < self.micro_usd and spent.tokens < self.tokens and spent.calls < self.calls


@dataclass(slots=True)
class DayBudget:
    """What this process may spend a day (UTC)."""

    budget: ModelBudget
    today: Callable[[], date]
    _day: date | None = None
    _spent: Spent = field(default_factory=Spent)

    def left(self) -> bool:
        if self._day != self.today():
            self._day, self._spent = self.today(), Spent()
        return self.budget.covers(self._spent)

    def spend(self, call: Json) -> None:
        self._spent.add([call])
