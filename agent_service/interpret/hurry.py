"""Hurry: "20 more caps asap" wants the caps added soon, "we need it asap" wants the delivery sooner."""

from agent_service.interpret.events import APART
from agent_service.interpret.items import Item
from agent_service.interpret.wordlist import words

_HURRY = "asap"  # other ways to say it are put so by the tokens
_DEEDS = frozenset(words("add remove cancel inc dec change set less more signed instead instead_of off"))
_DELIVERY = frozenset(words("arrive date send span"))


def without_hurry(items: list[Item]) -> list[Item]:
    """``items`` with a mere word for hurry about something that is done to the order, and not about its delivery."""
    return [
        Item("word", None, item.text) if item.text == _HURRY and _about_a_deed(items, at) else item
        for at, item in enumerate(items)
    ]


def _about_a_deed(items: list[Item], at: int) -> bool:
    start = next((i + 1 for i in range(at - 1, -1, -1) if items[i].kind in APART), 0)
    end = next((i for i in range(at + 1, len(items)) if items[i].kind in APART), len(items))
    clause = items[start:end]
    if all(item.text == _HURRY or item.kind == "please" for item in clause):
        clause = items  # ", asap please" is said of the whole message
    kinds = {item.kind for item in clause if item.text != _HURRY}
    counted = "number" in kinds and bool({"size", "color", "product"} & kinds)
    return (counted or bool(kinds & _DEEDS)) and not kinds & _DELIVERY
