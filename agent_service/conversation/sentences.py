"""Whole sentences out of words that arrive piece by piece, each as soon as it is certain where it ends."""

import re
from collections.abc import Iterator

_ENDS = re.compile(r"[.!?…][\"”’)\]]*\s+(?=[\"“‘(\[]?[A-ZÀ-Þ])|\s*\n\s*(?=\S)")
"""A full stop counts once the next sentence has begun with a capital: “Nov. 30” and “2.5 days” are no ends."""
_ABBREVIATED = re.compile(r"(?:\b(?:[A-Za-z]|e\.g|i\.e|approx|incl|No|St|Mr|Mrs|Ms|Dr|vs|etc|min|max))\.$")


class Sentences:
    """Takes pieces of a text; what it hands out, joined by blanks, is the text with its white space evened."""

    def __init__(self) -> None:
        self._open = ""
        self.length = 0

    def take(self, piece: str) -> Iterator[str]:
        """The sentences that ``piece`` completes."""
        self.length += len(piece)
        self._open += piece
        start = 0
        for end in _ENDS.finditer(self._open):
            if sentence := self._between(start, end):
                yield sentence
                start = end.end()
        self._open = self._open[start:]

    def _between(self, start: int, end: re.Match[str]) -> str:
        sentence = self._open[start : end.end()].strip()
        return "" if _ABBREVIATED.search(sentence) else sentence

    def rest(self) -> Iterator[str]:
        """What is left once the text has ended."""
        if last := self._open.strip():
            yield last
        self._open = ""


def sentences(text: str) -> list[str]:
    """The sentences of a whole text."""
    parts = Sentences()
    return [*parts.take(text), *parts.rest()]
