"""Whether a message is said in anger or reproach: a linear classifier over its words and over signs of mood (ADR 12).

The weights lie beside this module in ``mood_weights.bin``: a line of JSON, then one signed byte for each bucket. They
are made by ``tests/evals/train_mood.py`` from labelled messages.
"""

import json
import math
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from agent_service.interpret.intent_classifier import bucket, words_and_pieces
from agent_service.interpret.mood_signs import signs

WEIGHTS = Path(__file__).with_name("mood_weights.bin")
WEIGHT_OF_A_SIGN = 0.4
"""The words of a message together have length 1; each sign counts this much beside them."""
ANGRY = 0.5


def mood_features(text: str) -> Iterator[tuple[str, float]]:
    """What is seen of ``text``, each feature with its value."""
    words, pieces = words_and_pieces(text)
    framed = ["^", *words, "$"]
    spoken = {*(f"w:{word}" for word in words), *(f"b:{a} {b}" for a, b in pairwise(framed)), *pieces}
    spoken.add(f"len:{min(6, len(words) // 3)}")
    share = 1 / math.sqrt(len(spoken))
    yield from ((feature, share) for feature in sorted(spoken))
    yield from ((sign, WEIGHT_OF_A_SIGN) for sign in signs(text))


class MoodClassifier:
    """``frustration`` of a text; made once, safe to share."""

    def __init__(self, path: Path = WEIGHTS) -> None:
        head, _, table = path.read_bytes().partition(b"\n")
        about = json.loads(head)
        self._buckets: int = about["buckets"]
        self._scale: float = about["scale"]
        self._intercept: float = about["intercept"]
        self._weights = memoryview(table).cast("b")

    def frustration(self, text: str) -> float:
        """How likely the message is frustrated, from 0 to 1."""
        found = math.fsum(self._weights[bucket(name, self._buckets)] * value for name, value in mood_features(text))
        return 1 / (1 + math.exp(-(found * self._scale + self._intercept)))


@cache
def mood_classifier() -> MoodClassifier:
    """The one with the weights that come with the product."""
    return MoodClassifier()


def frustrated(text: str) -> bool:
    """Anger or reproach in the wording (not a complaint stated as a fact)."""
    return mood_classifier().frustration(text) >= ANGRY
