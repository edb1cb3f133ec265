"""The seed a data folder was filled from, with the moment its days count from; every loader reads the same copy."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from local_stack.seed import Seed


@dataclass(frozen=True)
class StoredSeed:
    """A judged seed and its moment (UTC)."""

    seed: Seed
    loaded_at: datetime

    @cached_property
    def document(self) -> dict[str, Any]:
        """The seed as plain JSON, every optional member filled in."""
        return self.seed.model_dump()

    def write(self, path: Path) -> None:
        """Keep it for later starts."""
        work = path.with_suffix(".part")
        work.write_text(json.dumps({"loaded_at": self.loaded_at.isoformat(), "seed": self.document}))
        work.replace(path)

    @classmethod
    def now(cls, seed: Seed) -> StoredSeed:
        """The seed as of this moment."""
        return cls(seed, datetime.now(UTC))


def read_stored_seed(path: Path) -> StoredSeed:
    """What ``StoredSeed.write`` kept."""
    kept = json.loads(path.read_text())
    return StoredSeed(Seed.model_validate(kept["seed"]), datetime.fromisoformat(kept["loaded_at"]))
