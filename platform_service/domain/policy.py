"""The enforced policy as data: ``policy.yaml`` parsed and checked; the rules' logic lives elsewhere in this room."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of the policy; ``document`` is the whole file as plain JSON, as ``GET /policy`` serves it."""

    version: str
    effective_from: str
    document: dict[str, Any]
