"""Words that close a message: "that's all", "that will be all for now" speak of no goods, though they say "all"."""

from agent_service.interpret.events import APART
from agent_service.interpret.items import Item
from agent_service.interpret.wordlist import words

_POINTING = frozenset(words("that this it"))
_BEING = frozenset({"is", "was", "will be", "would be", "should be", "will", "would", "be"})
_TAIL = frozenset(
    words("""
    for now today me us my our side end then really actually the a moment time being i we need want needed wanted have
    had changes change there is to it from here this week morning thanks please then folks guys cheers
    """)
)


def without_closing(items: list[Item]) -> list[Item]:
    """``items`` with one that means nothing for each closing phrase."""
    said: list[Item] = []
    at = 0
    while at < len(items):
        length = _closing(items, at)
        if length:
            text = " ".join(item.text for item in items[at : at + length])
            said.append(Item("pass", None, text))
        else:
            said.append(items[at])
        at += length or 1
    return said


def _closing(items: list[Item], at: int) -> int:
    """How many items from there on close the message; "that's all of the hoodies" speaks of goods."""
    if items[at].text not in _POINTING:
        return 0
    whole = next((i for i in range(at + 1, len(items)) if items[i].text not in _BEING), len(items))
    if whole == at + 1 or whole == len(items) or items[whole].kind != "all":
        return 0
    end = next((i for i in range(whole, len(items)) if items[i].kind in APART), len(items))
    told = (word for item in items[whole + 1 : end] for word in item.text.split())
    return end - at if all(word in _TAIL for word in told) else 0


def with_totals(items: list[Item]) -> list[Item]:
    """``items`` with "in all" as a total where no goods follow: "35 in all", but "35 in all sizes"."""
    said = list(items)
    for at in range(2, len(said)):
        counted = said[at - 2].kind in ("number", "pieces", "pronoun", "size", "product") and said[at - 1].kind == "in"
        after = said[at + 1].kind if at + 1 < len(said) else "stop"
        if said[at].kind == "all" and counted and after in (*APART, "please", "then", "pass", "for", "now", "and"):
            said[at] = Item("quantity_word", said[at].value, said[at].text)
    return said
