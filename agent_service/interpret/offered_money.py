"""Sums of money of a waiting offer, said without a currency: "243 is above our budget" counts no pieces."""

import re

from agent_service.conversation.interpretation import Situation
from agent_service.interpret.items import Item

_MONEY = re.compile(r"\$(\d[\d,]*)\.(\d{2})")
_PLAIN = re.compile(r"(?<![$\d.,])\d+(?![\d.,]*\d)")
_MORE_THAN_PIECES = 100


def offered_money(items: list[Item], situation: Situation) -> list[Item]:
    """The items, with a number that is a sum of the offer and no number of pieces in it as ``money``."""
    if not situation.options:
        return items
    said = " ".join([situation.assistant or "", *(option.title for option in situation.options)])
    sums: set[int] = set()
    for whole, cents in _MONEY.findall(said):
        value = int(whole.replace(",", ""))
        if cents != "00" or value > _MORE_THAN_PIECES:
            sums |= {value, value + (int(cents) >= 50)}
    pieces = {int(number) for number in _PLAIN.findall(_MONEY.sub("", said)) if len(number) < 7}
    return [
        Item("money", item.value, item.text)
        if item.kind == "number" and item.value in sums - pieces and not _made(items, at)
        else item
        for at, item in enumerate(items)
    ]


def _made(items: list[Item], at: int) -> bool:
    """ "make it 120": then it is a number of pieces after all."""
    return any(item.kind == "set" for item in items[max(0, at - 3) : at])
