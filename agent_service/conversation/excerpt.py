"""The part of a passage that speaks to a question; the citation beside it holds the whole."""

import re

LONG = 320
"""A passage up to so many characters is quoted whole."""
MOST = 2

_PARTS = re.compile(r"\n\s*[-*] |\n+|(?<=[.!?])\s+(?=[A-Z])")
_WORD = re.compile(r"[a-z0-9]+")
_STEM = 4
"""Words are compared by so many first letters: “cancel”, “cancelled” and “cancelling” are one."""

_STOP = {"and", "any", "are", "can", "does", "for", "have", "how", "once", "our", "some", "something", "still", "that"}
_STOP |= {"the", "then", "there", "this", "what", "when", "where", "which", "with", "you", "your"}


def excerpt(passage: str, question: str) -> str:
    """The sentences or list items that share most with ``question``, in their order; the first ones if none do."""
    if len(passage) <= LONG:
        return passage
    parts = [part.strip() for part in _PARTS.split(passage) if part.strip() and "|" not in part]
    stems = [_stems(part) for part in parts]
    asked = _stems(question)

    def worth(index: int) -> float:
        return sum(1 / sum(stem in other for other in stems) for stem in asked & stems[index])

    ranked = sorted((index for index in range(len(parts)) if worth(index) > 0), key=worth, reverse=True)
    best = [index for index in ranked[:MOST] if worth(index) >= worth(ranked[0]) / 2]
    return " ".join(parts[index] for index in sorted(best) or range(min(MOST, len(parts))))


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.lower()) if len(word) > 2 and word not in _STOP}
