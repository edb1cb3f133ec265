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
    exact = {f"{whole.replace(',', '')}.{cents}" for whole, cents in _MONEY.findall(said)}
    out = [
        Item("money", item.value, item.text)
        if item.text in exact or (item.kind == "number" and item.value in sums - pieces and not _made(items, at))
        else item
        for at, item in enumerate(items)
    ]
    return [_price(out, at) or _cost(out, at) or item for at, item in enumerate(out)]


_COSTING = frozenset({"cost", "costs", "price", "pay", "paying", "budget", "spend"})


def _cost(items: list[Item], at: int) -> Item | None:
    """ "as long as it costs less than 40"."""
    told = any(set(item.text.split()) & _COSTING for item in items[max(0, at - 4) : at])
    return Item("money", items[at].value, items[at].text) if told and items[at].kind == "number" else None


def _price(items: list[Item], at: int) -> Item | None:
    """ "for 100, not 162": another price, where a sum of the offer stands beside it."""
    beside = any(item.kind == "money" for item in items[at + 1 : at + 5])
    ruled_out = any(item.text in ("not", "instead of", "rather than") for item in items[at + 1 : at + 4])
    priced = items[at].kind == "number" and at > 0 and items[at - 1].text in ("for", "at")
    return Item("money", items[at].value, items[at].text) if priced and beside and ruled_out else None


_GOODS = frozenset({"size", "color", "product", "product_word", "pieces", "ones", "more", "less"})
_NAMED = frozenset({"size", "color", "product"})


def _made(items: list[Item], at: int) -> bool:
    """ "make it 120", "thirty of them", "30 XL", "caps 110 and M 60": then it is a number of pieces after all."""
    before, after = items[max(0, at - 3) : at], [item.kind for item in items[at + 1 : at + 3]]
    counted = after[:1] != [] and (after[0] in _GOODS or after in (["of", "pronoun"], ["of", "det"]))
    named = [item.kind for item in before if item.kind not in ("to", "at", "is")][-1:]
    counted |= bool(named) and named[0] in _NAMED and bool(before) and before[-1].kind in (*_NAMED, "to")
    return counted or any(item.kind == "set" or item.text in ("make that", "make it", "no make it") for item in before)
