"""Names of artworks, where only such a name can stand."""

from agent_service.interpret.catalogue import Entry
from agent_service.interpret.lexicon import concept_phrases

_QUOTES = frozenset("\"'“”„«»")
_NAMING = frozenset({"to", "with", "called", "named", ":", "=", "→", *_QUOTES})
_ARTICLES = frozenset({"the", "our", "my"})
_WANTING = [[word] for word in ("use", "with", "to", "want", "apply", "take")]
_POLITE = frozenset({"please", "pls", "thanks", "thank", "you", "the", "one", "artwork"})


def by_name(words: list[str], at: int, length: int, entries: list[Entry]) -> bool:
    """Whether the whole name of an artwork stands where only a name can stand, be it a word of every day ("Logo").

    Alone, in quotation marks, or where an artwork is named: "artwork to Logo", "the artwork called Logo".
    """
    before, after = words[:at], words[at + length :]
    if not any(_spoken(word) and word not in _POLITE for word in (*before, *after)):
        return all(kind.startswith("art") for kind, _ in entries)
    if before and after and before[-1] in _QUOTES and after[0] in _QUOTES:
        return True
    if after[:1] == ["artwork"] and [word for word in before if word not in _ARTICLES][-1:] in _WANTING:
        return True
    while before and before[-1] in _NAMING:
        before = before[:-1]
    subject = before[-1:] if len(before) < at or before[-1:] == ["artwork"] else []
    return bool(subject) and concept_phrases().get((subject[0],)) == "art_word"


def _spoken(word: str) -> bool:
    return any(character.isalnum() for character in word)
