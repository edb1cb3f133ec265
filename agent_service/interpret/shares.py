"""Parts of goods in words of several items: "one in four", "every third", "sixty per cent", "all but ten"."""

import re

from agent_service.interpret.items import Item
from agent_service.interpret.wordlist import words

_MOST = 20
_ALL_BUT = frozenset({"all but", "everything but", "everything except", "all except"})


_PARTS = frozenset(
    words("half third quarter two_thirds three_quarters fifth two_fifths tenth percent mult2 mult3 times")
)
_OF_ITSELF = re.compile(
    r"^(?:of )?(?:what (?:it|they|there|we|that|those) (?:is|are|have|has|have got)"
    r"|(?:the |our |its |their )?(?:current|present|existing) (?:quantity|number|amount|count|figure|total|level|one))"
    r"(?: (?:now|currently|today|at present|right now|at the moment|there|already))*(?= [,.;!?]| and\b| please\b|$)"
)
_LONGEST = 8


def with_shares(items: list[Item]) -> list[Item]:
    """``items`` with one item for each such part: ``percent``, or ``all_but`` with the number that is left out."""
    items = _of_itself(items)
    out: list[Item] = []
    at = 0
    while at < len(items):
        value, used = _share(items, at)
        if used == 0:
            out.append(items[at])
            at += 1
            continue
        kind = "percent" if isinstance(value, float) else "all_but"
        out.append(Item(kind, value, " ".join(item.text for item in items[at : at + used])))
        at += used
    return out


def _of_itself(items: list[Item]) -> list[Item]:
    """ "half of what it is now": ``items`` without what such a part is of anyway."""
    out: list[Item] = []
    at = 0
    while at < len(items):
        here, after = items[at], items[at + 1 : at + 1 + _LONGEST]
        lead = "of " if here.text.endswith(" of") else ""
        said = _OF_ITSELF.match(lead + " ".join(item.text for item in after)) if here.kind in _PARTS else None
        out.append(Item(here.kind, here.value, here.text.removesuffix(" of")) if said else here)
        at += 1 + (len(said.group().removeprefix(lead).split()) if said else 0)
    return out


def _share(items: list[Item], at: int) -> tuple[float | int, int]:
    """The part that begins at ``at`` (a float in per cent, a whole number where so many are left out), items used."""
    here, *after = items[at : at + 4]
    kinds = [item.kind for item in after]
    if here.text == "one" and kinds[:2] in (["in", "number"], ["of", "number"]) and 1 < after[1].value <= _MOST:
        return 100 / after[1].value, 3
    if here.kind == "each" and here.text == "every" and kinds[:1] == ["ordinal"] and 1 < after[0].value <= _MOST:
        return 100 / after[0].value, 3 if kinds[1:2] == ["ones"] else 2
    if here.kind == "number" and [item.text for item in after[:2]] == ["per", "cent"]:
        return float(here.value), 3
    if here.text in _ALL_BUT and kinds[:1] == ["number"]:
        return int(after[0].value), 2
    if here.kind == "all" and kinds[:2] == ["except", "number"] and here.text in ("all", "everything"):
        return int(after[1].value), 3
    return 0, 0
