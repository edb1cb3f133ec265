"""A day or a span that is said anew in the same breath: "on December 26, no wait, December 24"."""

from agent_service.interpret.items import Item
from agent_service.interpret.wordlist import words

_JOINS = frozenset({"sep", "dash", "dots", "stop", "colon", "by", "on", "to", "set", "pronoun", "please"})
_MUSING = frozenset(words("i we mean meant actually that it wait hm hmm hold on make my bad a"))
_TAKING_BACK = frozenset({"no", "nope", "sorry", "oops", "rather", "or rather", "i mean", "i meant", "wait", "scratch"})
_WAYS = frozenset({"later", "earlier"})


def said_last(items: list[Item]) -> list[Item]:
    """``items`` without the dates and spans that are corrected by one right after them."""
    at = 0
    while at < len(items):
        until = _corrected_at(items, at) if items[at].kind in ("date", "span") else None
        if until is None:
            at += 1
            continue
        way = [items[at + 1]] if items[at + 1].kind in _WAYS else []
        told = until + 1 < len(items) and items[until + 1].kind in _WAYS
        items = [*items[:at], items[until], *([] if told else way), *items[until + 1 :]]
    return items


def _corrected_at(items: list[Item], at: int) -> int | None:
    """Where the date is that takes the place of the one at ``at``."""
    start = at + 2 if at + 1 < len(items) and items[at + 1].kind in _WAYS else at + 1
    until = next((i for i in range(start, len(items)) if not _between(items[i])), len(items))
    if until == len(items) or items[until].kind != items[at].kind:
        return None
    back = any(item.kind == "correction" or item.text in _TAKING_BACK for item in items[start:until])
    return until if back else None


def _between(item: Item) -> bool:
    return item.kind in (*_JOINS, "correction") or item.text in _MUSING or item.text in _TAKING_BACK
