"""Labelled messages: what the classifiers of intent and mood are made from."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CASES = ("own_cases.jsonl", "blind_cases.jsonl", "held_cases.jsonl")
STRANGERS = "stranger_cases.jsonl"
"""For the intents only: there is too little anger in them to teach the moods anything."""
UTTERANCES = "utterances.jsonl"
MOODS = "mood_utterances.jsonl"
"""Written to tell anger from its look-alikes: nearly half of them are angry."""


@dataclass(frozen=True, slots=True, order=True)
class Labelled:
    """A text, where it was said, and what it wants."""

    text: str
    state: str
    options: int
    intent: str


@dataclass(frozen=True, slots=True, order=True)
class Mood:
    """A text, and whether there is anger or reproach in its wording."""

    text: str
    frustrated: bool


def moods() -> list[Mood]:
    """All texts whose mood is settled, in a fixed order: an utterance without a label is not angry, one with null is
    left out."""
    found = {case["text"]: bool(case["expect"].get("frustrated")) for name in CASES for case in _lines(name)}
    rows = [row for name in (UTTERANCES, MOODS) for row in _lines(name)]
    found |= {row["text"]: bool(row.get("frustrated")) for row in rows if row.get("frustrated", False) is not None}
    return sorted(Mood(text, angry) for text, angry in found.items())


def labelled() -> list[Labelled]:
    """All of them, in a fixed order."""
    found = {_of_case(case) for name in (*CASES, STRANGERS) for case in _lines(name)}
    rows = [row for name in (UTTERANCES, MOODS) for row in _lines(name)]
    found |= {Labelled(row["text"], row["state"], row["options"], row["intent"]) for row in rows}
    return sorted(found)


def digest(messages: Sequence[Labelled] | Sequence[Mood]) -> str:
    """Names this very collection."""
    return hashlib.sha256(json.dumps([astuple(message) for message in messages]).encode()).hexdigest()


def _of_case(case: dict[str, Any]) -> Labelled:
    context = case["context"]
    return Labelled(case["text"], context["state"], len(context.get("options") or ()), case["expect"]["intent"])


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line.strip()]
