"""The prompts, one file a version; they say how to read and word, and hold no business rules."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as the trace names it."""

    name: str
    version: str
    text: str


@cache
def prompt(name: str, version: str) -> Prompt:
    """The prompt in ``<name>.v<version>.md``."""
    return Prompt(name, version, (_FOLDER / f"{name}.v{version}.md").read_text(encoding="utf-8"))
