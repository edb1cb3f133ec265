"""How one part of a request stands after its rule was asked."""

from dataclasses import dataclass
from enum import StrEnum

from platform_service.domain.quote import Reason


class Standing(StrEnum):
    """Done on the sheet, of no effect (and ignored), refused, or for a person."""

    DONE = "done"
    NOTHING = "nothing"
    REFUSED = "refused"
    HUMAN = "human"


@dataclass(frozen=True, slots=True)
class Outcome:
    """``reason`` is set when a part is refused or for a person."""

    standing: Standing
    reason: Reason | None = None


DONE = Outcome(Standing.DONE)
NOTHING = Outcome(Standing.NOTHING)


def refused(reason: Reason) -> Outcome:
    """The part cannot be done."""
    return Outcome(Standing.REFUSED, reason)


def for_a_person(reason: Reason) -> Outcome:
    """The part needs a person."""
    return Outcome(Standing.HUMAN, reason)
