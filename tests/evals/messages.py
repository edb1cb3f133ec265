"""Labelled messages: what the intent classifier is made from."""

import hashlib
import json
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CASES = ("own_cases.jsonl", "blind_cases.jsonl")
UTTERANCES = "utterances.jsonl"


@dataclass(frozen=True, slots=True, order=True)
class Labelled:
    """A text, where it was said, and what it wants."""

    text: str
    state: str
    options: int
    intent: str


def labelled() -> list[Labelled]:
    """All of them, in a fixed order."""
    found = {_of_case(case) for name in CASES for case in _lines(name)}
    found |= {Labelled(row["text"], row["state"], row["options"], row["intent"]) for row in _lines(UTTERANCES)}
    return sorted(found)


def digest(messages: list[Labelled]) -> str:
    """Names this very collection."""
    return hashlib.sha256(json.dumps([astuple(message) for message in messages]).encode()).hexdigest()


def _of_case(case: dict[str, Any]) -> Labelled:
    context = case["context"]
    return Labelled(case["text"], context["state"], len(context.get("options") or ()), case["expect"]["intent"])


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line.strip()]
