"""The facts of a turn: everything typed that an outgoing text may claim, learnt from the JSON the platform gave."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Facts:
    """What may be said, by kind of claim."""

    numbers: set[int] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def learn(self, value: object) -> None:
        """Take everything in a JSON value over as facts."""
