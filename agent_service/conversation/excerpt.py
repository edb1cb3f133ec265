"""The part of a passage that speaks to a question; the citation beside it holds the whole."""

import re

LONG = 320
"""A passage up to so many characters is quoted whole."""
MOST = 2

_PARTS = re.compile(r"\n\s*[-*] |\n+|(?<=[.!?])\s+(?=[A-Z])")
_WORD = re.compile(r"[a-z0-9]+")
_ENDINGS = ("ing", "ed", "es", "s", "d", "e")


def excerpt(passage: str, question: str) -> str:
    """The sentences or list items that share most words with ``question``, in their order; the first ones if none do."""
    if len(passage) <= LONG:
        return passage
    parts = [part.strip() for part in _PARTS.split(passage) if part.strip() and "|" not in part]
    asked = _stems(question)
    ranked = sorted(range(len(parts)), key=lambda index: (-len(asked & _stems(parts[index])), index))
    fitting = [index for index in ranked[:MOST] if asked & _stems(parts[index])]
    return " ".join(parts[index] for index in sorted(fitting or range(min(MOST, len(parts)))))


def _stems(text: str) -> set[str]:
    return {_stem(word) for word in _WORD.findall(text.lower()) if len(word) > 2}


def _stem(word: str) -> str:
    return next((word.removesuffix(end) for end in _ENDINGS if word.endswith(end) and len(word) - len(end) > 2), word)
