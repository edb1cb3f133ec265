"""A date said with emphasis: "on 15 March, not before, not after", "15 March and not a day later"."""

from agent_service.interpret.items import Item
from agent_service.interpret.wordlist import words

_JOINING = frozenset(words("sep stop and but dash please pass or"))
_NEGATING = frozenset(words("not no neither nor never"))
_WAYS = frozenset(words("before after earlier later sooner"))
_SPANS = frozenset(words("det span day days minute moment single any"))
_THAN = frozenset(words("than then det that pronoun this"))


def without_emphasis(items: list[Item]) -> list[Item]:
    """``items`` without what only says, after a date, that it is to be that very day."""
    out: list[Item] = []
    at, dated = 0, False
    while at < len(items):
        end = _emphasis(items, at) if dated else at
        if end > at:
            at = end
            continue
        dated |= items[at].kind == "date" and bool(items[at].value)
        out.append(items[at])
        at += 1
    return out


def _emphasis(items: list[Item], at: int) -> int:
    """Where "…, not a day before or after" ends that begins at ``at``; ``at`` where there is none."""
    start = _past(items, at, _JOINING)
    if start == len(items) or not (items[start].text in _NEGATING or items[start].kind == "not"):
        return at
    way = _past(items, start + 1, _SPANS)
    if way == len(items) or items[way].text not in _WAYS:
        return at
    end = _past(items, way + 1, _THAN)
    other = _past(items, end, _JOINING)
    if other < len(items) and other > end and items[other].text in _WAYS:
        end = _past(items, other + 1, _THAN)
    return end if end == len(items) or items[end].kind in _JOINING else at


def _past(items: list[Item], at: int, passed: frozenset[str]) -> int:
    while at < len(items) and (items[at].kind in passed or items[at].text in passed):
        at += 1
    return at
