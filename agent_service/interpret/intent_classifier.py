"""Which intent a message has by its words alone: a linear classifier made from labelled messages (ADR 12).

It knows no order and no catalogue, so it can say what a message is about, never what to change. The weights lie beside
this module in ``intent_weights.bin``: a line of JSON, then one signed byte for each bucket and intent. They are made by
``tests/evals/train_intents.py``; words are hashed by CRC-32, so the same text gives the same answer everywhere.
"""

import json
import math
import re
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

from agent_service.conversation.interpretation import Intent

WEIGHTS = Path(__file__).with_name("intent_weights.bin")
LONGEST_TEXT = 600
_CHARACTERS = (3, 4)
_SAME = (
    (re.compile(r"[\w.+-]+@[\w-]+\.\w+"), " <mail> "),
    (re.compile(r"\b[a-z]{2,3}[\s#-]*\d{3,}\b"), " <order> "),
    (re.compile(r"[$€£]\s*\d[\d.,]*|\b\d[\d.,]*\s*(?:dollars?|usd|euros?|eur|€)"), " <money> "),
    (re.compile(r"\d+\s*(?:%|percent|pct)"), " <percent> "),
    (re.compile(r"\b(?:[2-5]?x{1,3}l|xs|xxs)\b"), " <size> "),
    (re.compile(r"\d+(?:[.,:]\d+)*"), " <number> "),
)
_WORD = re.compile(r"<\w+>|[^\W\d_]+(?:'[^\W\d_]+)?|[?!]+|[.,;:→>+-]")


def features(text: str, state: str, options: int) -> frozenset[str]:
    """What the classifier sees of a message: its words, pairs of them and pieces of words, alone and with the state.

    ``options``: how many wait for an answer. Numbers, sums, sizes and order numbers are each as good as another.
    """
    words = _words(text)
    framed = ["^", *words, "$"]
    spoken = [*(f"w:{word}" for word in words), *(f"b:{a} {b}" for a, b in pairwise(framed))]
    where = "A" if state == "AWAIT_CONFIRMATION" and options else "C" if state == "CLARIFY_REQUEST" else "G"
    found = [*spoken, *_pieces(words), f"len:{min(6, len(words) // 3)}", f"s:{where}"]
    if where != "G":
        found += [where + each for each in spoken]
    if options > 1:
        found += ["several", *("M" + each for each in spoken)]
    return frozenset(found)


def bucket(feature: str, buckets: int) -> int:
    """The row of a feature in a table with that many rows."""
    return zlib.crc32(feature.encode()) % buckets


class IntentClassifier:
    """``probabilities`` of every intent; made once, safe to share."""

    def __init__(self, path: Path = WEIGHTS) -> None:
        head, _, table = path.read_bytes().partition(b"\n")
        about = json.loads(head)
        self._intents = [Intent(name) for name in about["intents"]]
        self._buckets: int = about["buckets"]
        self._scale: float = about["scale"]
        self._intercepts: list[float] = about["intercepts"]
        self._rows = memoryview(table).cast("b")

    def probabilities(self, text: str, state: str, options: int) -> Mapping[Intent, float]:
        """How likely each intent is; they add up to 1."""
        seen = features(text, state, options)
        width = len(self._intents)
        sums = [0] * width
        for feature in seen:
            start = bucket(feature, self._buckets) * width
            for at, weight in enumerate(self._rows[start : start + width]):
                sums[at] += weight
        # The classifier was made from rows of length 1.
        factor = self._scale / math.sqrt(len(seen))
        scores = [total * factor + intercept for total, intercept in zip(sums, self._intercepts, strict=True)]
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        return {intent: power / sum(powers) for intent, power in zip(self._intents, powers, strict=True)}


@cache
def classifier() -> IntentClassifier:
    """The one with the weights that come with the product."""
    return IntentClassifier()


def words_and_pieces(text: str) -> tuple[list[str], list[str]]:
    """The words of ``text`` as the classifiers see them, and the pieces of those words."""
    words = _words(text)
    return words, list(_pieces(words))


def _words(text: str) -> list[str]:
    plain = text[:LONGEST_TEXT].lower().replace("\u2019", "'")
    for pattern, instead in _SAME:
        plain = pattern.sub(instead, plain)
    return _WORD.findall(plain)


def _pieces(words: list[str]) -> Iterator[str]:
    for word in words:
        if word[0].isalpha():
            ended = f"_{word}_"
            for length in _CHARACTERS:
                yield from (f"c:{ended[at : at + length]}" for at in range(len(ended) - length + 1))
