"""The commands in the documentation: every line of a fenced ``sh`` block."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_FENCE = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)
_INLINE = re.compile(r"`(brightthread [a-z][^`]*)`")


@dataclass(frozen=True, slots=True)
class Command:
    """One command as a page gives it, without its comment."""

    page: str
    words: str


def pages() -> tuple[Path, ...]:
    """Every page of the documentation."""
    return (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md")))


def commands() -> Iterator[Command]:
    """Those in blocks, page by page, in their order."""
    for path in pages():
        for block in _FENCE.findall(path.read_text(encoding="utf-8")):
            for line in block.replace("\\\n", " ").splitlines():
                words = line.partition(" #")[0].strip()
                if words and not words.startswith("#"):
                    yield Command(path.relative_to(ROOT).as_posix(), words)


def inline_commands() -> Iterator[Command]:
    """``brightthread …`` within sentences."""
    for path in pages():
        for words in _INLINE.findall(path.read_text(encoding="utf-8")):
            yield Command(path.relative_to(ROOT).as_posix(), words)
