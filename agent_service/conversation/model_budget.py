"""What may be spent on models, by a conversation or in a day; over the budget rules and templates serve."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

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

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.micro_usd + other.micro_usd, self.tokens + other.tokens, self.calls + other.calls)

    def __sub__(self, other: "Spent") -> "Spent":
        return Spent(self.micro_usd - other.micro_usd, self.tokens - other.tokens, self.calls - other.calls)


@dataclass(frozen=True, slots=True)
class ModelBudget:
    """Limits; the call that reaches one of them is the last."""

    micro_usd: int = 250_000
    tokens: int = 250_000
    calls: int = 60

    def covers(self, spent: Spent) -> bool:
        """Whether there is something left for another call."""
        return spent.micro_usd < self.micro_usd and spent.tokens < self.tokens and spent.calls < self.calls


class DayLedger(Protocol):
    """Where all processes add up what they spend on models a day."""

    async def add(self, day: date, spent: Spent) -> Spent:
        """Add ``spent`` (it may be nothing) and return what all have spent that day. Raises StoreUnavailable; the sum
        may then have been added or not."""
        ...


@dataclass(slots=True)
class DayBudget:
    """What all processes together may spend a day (UTC): the sum of the ledger, as it was last told, and what this one
    has spent since. Without a ledger, or while it cannot be reached, its own count alone binds."""

    budget: ModelBudget
    today: Callable[[], date]
    _day: date | None = None
    _shared: Spent = field(default_factory=Spent)
    _own: Spent = field(default_factory=Spent)
    _asked: bool = False

    def left(self) -> bool:
        self._begin_day()
        return self.budget.covers(self._shared + self._own)

    def spend(self, call: Json) -> None:
        self._begin_day()
        self._own.add([call])

    def _begin_day(self) -> None:
        if self._day != self.today():
            self._day, self._shared, self._own, self._asked = self.today(), Spent(), Spent(), False

    async def share(self, ledger: DayLedger) -> None:
        """Add what was spent since the last time to the ledger and learn what others spent; no request where nothing
        was, but for the first of a day.

        Raises StoreUnavailable; it is then added the next time, at worst twice: less is spent than might be.
        """
        self._begin_day()
        day, sent = self.today(), replace(self._own)
        if self._asked and not sent.calls:
            return
        total = await ledger.add(day, sent)
        if self._day == day:  # midnight may have come meanwhile
            self._shared, self._own, self._asked = total, self._own - sent, True
