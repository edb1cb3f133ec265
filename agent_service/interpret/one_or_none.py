"""Where "one", "zero" and "none" count pieces: "one small navy", "zero caps", "navy: none"; not "one thing"."""

from agent_service.interpret.catalogue import Catalogue

_OPENS: tuple[list[str], ...] = ([], [","], ["."], [":"], ["and"])
_GOODS = frozenset({"product", "color", "size"})
_MORE_OF_IT = frozenset({"more", "extra", "piece", "additional", "less", "fewer"})
_DEFINITE = frozenset({"the", "my", "our", "those", "these"})
_NO_GOODS = frozenset(
    {"thing", "things", "question", "questions", "time", "change", "changes", "request", "correction", "detail"}
    | {"issue", "problem", "favor", "favour", "tweak", "order", "orders", "size", "note", "point", "matter"}
)
"""What "one small …" counts where it counts no goods."""


def counts_none(words: list[str], at: int, catalogue: Catalogue) -> bool:
    """ "mediums to zero", "zero black smalls please", "navy: none"; not "zero complaints", "none of them fit"."""
    if words[at] == "none":
        return at > 0 and (words[at - 1] in (":", "→", "=") or _closes(words, at, catalogue))
    if at and words[at - 1] in ("to", "at", "be", "is", "=", "→", ":", "set"):
        return True
    begins = at == 0 or words[at - 1] in ("and", ",", ".", ";", "want", "need")
    return begins and any(names_goods(word, catalogue) for word in words[at + 1 : at + 2])


def _closes(words: list[str], at: int, catalogue: Catalogue) -> bool:
    """ "black S none, black M 20"; not "none of them", "none in navy"."""
    after = words[at + 1 : at + 2]
    return names_goods(words[at - 1], catalogue) and (after in _OPENS or after in (["at"], ["please"]))


def counts_one(words: list[str], at: int, catalogue: Catalogue) -> bool:
    if at and words[at - 1] in ("the", "this", "that", "which", "first", "second", "each", "every", "no"):
        return False
    follow = words[at + 1 : at + 2]
    if (
        at
        and follow == [","]
        and names_goods(words[at - 1], catalogue, frozenset({"size"}))
        and words[:at][-2:-1] in _OPENS
    ):
        return True  # "M one, L two"
    if words[at + 1 : at + 3] in (["more", ":"], ["more", "-"]):
        return False  # "one more: mediums to 380" is one more request
    if set(words[at + 1 : at + 4]) & _NO_GOODS:
        return False
    if at == 0 and words[1:] in (["each"], ["of", "each"], ["of", "each", "please"], ["each", "please"]):
        return True  # "one of each", asked which
    if follow == ["of"] and words[at + 2 : at + 3] and words[at + 2] in _DEFINITE:
        return any(names_goods(word, catalogue) for word in words[at + 3 : at + 4])
    if not follow or follow[0] in _MORE_OF_IT:
        return bool(follow)
    sizes = not (at and names_goods(words[at - 1], catalogue))  # "the black one small": the small one of them
    return names_goods(follow[0], catalogue, _GOODS if sizes else _GOODS - {"size"})


def names_goods(word: str, catalogue: Catalogue, kinds: frozenset[str] = _GOODS) -> bool:
    return any(kind in kinds for kind, _ in catalogue.phrases.get((word,), []))
