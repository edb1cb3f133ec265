"""A finished turn as those see it who measure and trace: what happened and how long it took, never what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from agent_service.conversation.interpretation import Json


@dataclass(frozen=True, slots=True)
class TurnSeen:
    """``trace`` is the turn's row of the trace (``api.md``), ``parts`` the kinds of the reply's parts."""

    conversation_id: str
    order_id: str | None
    started_at: datetime
    ended_at: datetime
    state_before: str
    state_after: str
    outcome: Json | None
    parts: tuple[str, ...]
    trace: Json

    @property
    def seconds(self) -> float:
        return (self.ended_at - self.started_at).total_seconds()


class Observer(Protocol):
    """Told of every turn; must neither wait nor fail."""

    def turn_done(self, seen: TurnSeen) -> None: ...


@dataclass(frozen=True, slots=True)
class Observers:
    """Several at once."""

    all: Sequence[Observer] = ()

    def turn_done(self, seen: TurnSeen) -> None:
        for observer in self.all:
            observer.turn_done(seen)
