"""Events that an artwork is named after: "in time for the expo", "before Oktoberfest" speak of no print."""

from agent_service.interpret.items import Item
from agent_service.interpret.wordlist import words

_TIMES = frozenset(words("before after during until till since by at"))
_APART = frozenset({"sep", "stop", "question", "and", "but", "then", "dash", "dots", "colon"})
_OF_PRINTS = frozenset({"art_word", "change", "different", "instead", "instead_of", "ones", "on"})
_CHOOSING = frozenset(words("go going opt opting settle vote use using put swap thing file print printed"))


def without_events(items: list[Item]) -> list[Item]:
    """``items`` with a mere word in place of each artwork that stands for an event or for those who hold it."""
    return [Item("word", None, item.text) if _an_event(items, at) else item for at, item in enumerate(items)]


def _an_event(items: list[Item], at: int) -> bool:
    if items[at].kind not in ("art", "art_part"):
        return False
    clause = _clause(items, at)
    before = [item for item in items[_start(items, at) : at] if item.kind != "det"]
    if not before or any(item.kind in _OF_PRINTS or item.text in _CHOOSING for item in clause):
        return False
    if sum(item.kind in ("art", "art_part") for item in clause) > 1:
        return False
    return before[-1].text in _TIMES or before[-1].kind == "for"


def _start(items: list[Item], at: int) -> int:
    return next((i + 1 for i in range(at - 1, -1, -1) if items[i].kind in _APART), 0)


def _clause(items: list[Item], at: int) -> list[Item]:
    end = next((i for i in range(at, len(items)) if items[i].kind in _APART), len(items))
    return items[_start(items, at) : end]
