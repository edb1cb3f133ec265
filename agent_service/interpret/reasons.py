"""Reasons: "… because 10 more volunteers signed up", "… as 5 kids left" are clauses of their own, comma or not."""

from agent_service.interpret.events import APART
from agent_service.interpret.items import Item
from agent_service.interpret.noun_phrases import PEOPLE
from agent_service.interpret.wordlist import words

_WHY = (("because",), ("since",), ("as",), ("given",), ("seeing",), ("now", "that"), ("due", "to"), ("thanks", "to"))
_ALWAYS = frozenset({"because", "seeing"})
_SUBJECTS = frozenset(words("we i they he she there our my their some everybody everyone somebody someone nobody"))


def reasons_apart(items: list[Item]) -> list[Item]:
    """``items`` with a comma before each reason that is said without one."""
    said: list[Item] = []
    for at, item in enumerate(items):
        if said and said[-1].kind not in APART and _begins(items, at):
            said.append(Item("sep", None, ","))
        said.append(item)
    return said


def _begins(items: list[Item], at: int) -> bool:
    conjunction = next((word for word in _WHY if tuple(i.text for i in items[at : at + len(word)]) == word), None)
    if conjunction is None:
        return False
    after = [item for item in items[at + len(conjunction) : at + len(conjunction) + 5] if item.text != "that"]
    if conjunction[0] in _ALWAYS or not after:
        return bool(after)
    counted = after[0].kind == "number" and any(item.text in PEOPLE for item in after[1:])
    return after[0].text in _SUBJECTS or counted
