"""Typing errors: a word that is neither everyday English nor known is read as the one known word it nearly is."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from agent_service.interpret.everyday_words import EVERYDAY
from agent_service.interpret.ordinary_words import ORDINARY
from agent_service.interpret.wordlist import words

# A slip must never become an amount: these are known, but nothing is corrected to them.
_AMOUNTS = frozenset(
    words("""
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand dozen dozens double doubled doubling
    triple tripled treble twice thrice half halve halved halving third quarter quarters quadruple couple both each every
    gross million millions billion billions trillion
    """)
)
_ENDINGS = ("s", "es", "ed", "ing", "er", "ers", "ly")


_MULTIPLES = ("double", "doubled", "doubling", "triple", "tripled", "treble", "halved")


def _multiple(word: str) -> str | None:
    """ "duoble", "trilpe": two neighbours of a multiple's letters that changed places make no other amount."""
    swapped = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    return next((multiple for multiple in _MULTIPLES if multiple in swapped), None)


class Speller:
    """Corrects towards ``vocabulary`` by edit distance 1 (2 from eight letters on); never touches numbers or sizes."""

    def __init__(self, vocabulary: frozenset[str], stems: tuple[str, ...] = ()) -> None:
        self._known = vocabulary | EVERYDAY | ORDINARY | _AMOUNTS
        beginnings = {word[:length] for word in vocabulary for length in range(4, len(word) + 1)}
        self._stems = tuple(stem for stem in stems if stem not in beginnings)
        self._targets: dict[int, list[str]] = {}
        for word in sorted(vocabulary):
            if len(word) >= 4 and word not in _AMOUNTS:
                self._targets.setdefault(len(word), []).append(word)
        self.correct = lru_cache(maxsize=4096)(self._correct)

    def _correct(self, word: str) -> str:
        if len(word) < 4 or word in self._known or not word.isalpha():
            return word
        if self._inflected(word) or word.startswith(self._stems):
            return word
        return _multiple(word) or self._nearest(word, 2 if len(word) >= 7 else 1) or word

    def _inflected(self, word: str) -> bool:
        """ "returned", "printing": a form of a word that is known is no slip."""
        for ending in _ENDINGS:
            stem = word.removesuffix(ending)
            silent = ending not in ("s", "ly") and stem + "e" in self._known
            if word.endswith(ending) and len(stem) >= 3 and (stem in self._known or silent):
                return True
        return False

    def _nearest(self, word: str, limit: int) -> str | None:
        best: list[str] = []
        best_distance = limit + 1
        for length in range(len(word) - limit, len(word) + limit + 1):
            for target in self._targets.get(length, ()):
                if target[0] != word[0] and (len(word) < 6 or target[1] != word[1]):
                    continue
                allowed = limit if target[0] == word[0] else 1
                distance = OSA.distance(word, target, score_cutoff=min(best_distance, allowed))
                if distance <= allowed and distance < best_distance:
                    best, best_distance = [target], distance
                elif distance == best_distance and distance <= limit:
                    best.append(target)
        swapped = [target for target in best if sorted(target) == sorted(word)]
        return self._only(swapped or best)

    @staticmethod
    def _only(candidates: list[str]) -> str | None:
        stems = {candidate.rstrip("s") for candidate in candidates}
        return min(candidates, key=len) if len(stems) == 1 else None
