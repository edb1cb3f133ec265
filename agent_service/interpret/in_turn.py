"""Numbers that are meant for several sizes or colours in turn: "a 70/30 split of M and L", "90/60 for M/S"."""

from itertools import groupby

from agent_service.conversation.interpretation import Json
from agent_service.interpret.catalogue import Catalogue
from agent_service.interpret.frames import Frame
from agent_service.interpret.items import Item
from agent_service.interpret.noun_phrases import Amount, Ref
from agent_service.interpret.order_lines import OrderLines
from agent_service.interpret.wordlist import words

_BETWEEN = frozenset({"sep", "and"})
_PASSED = frozenset(words("split need set det of for to in on is colon please pass pronoun product stop at"))
_SMALL = frozenset(words("let us we i would like can could should now then so ok do it between respectively"))
_FEWEST = 2


def in_turn(items: list[Item], order: Json | None, catalogue: Catalogue) -> list[Frame]:
    """A number for each line that is named, in their order; nothing where the message is not of this kind."""
    if order is None:
        return []
    items = _without_the_whole(items)
    counts, values = _run(items, "number"), _run(items, "size") or _run(items, "color")
    known = {*_PASSED, *_BETWEEN, "number", values[0].kind if values else ""}
    if not len(counts) == len(values) >= _FEWEST or not _slashed(items, counts):
        return []
    if any(item.kind not in known and item.text not in _SMALL for item in items):
        return []
    goods = [item.value for item in items if item.kind == "product"]
    refs = [_ref(item, goods) for item in values]
    lines = OrderLines(tuple(order["lines"]), catalogue.products)
    found = [lines.fitting(ref) for ref in refs]
    if any(len(fitting) != 1 for fitting in found):
        return []
    whole = sum(int(fitting[0]["quantity"]) for fitting in found)
    parted = any(item.kind == "split" for item in items) and sum(int(i.value) for i in counts) != whole
    asks = ("quantity",) if parted else ()
    return [Frame("quantity", "set", Amount(count=int(count.value), vague=parted), refs=[ref], verb="set", asks=asks,
                  said=tuple(items)) for count, ref in zip(counts, refs, strict=True)]  # fmt: skip


def _without_the_whole(items: list[Item]) -> list[Item]:
    """ "the thousand cut as 220/390/390": ``items`` without the number that the others come to, and the cutting."""
    numbers = [item for item in items if item.kind == "number"]
    whole = next((n for n in numbers if 2 * n.value == sum(other.value for other in numbers)), None)
    if whole is None or len(numbers) <= _FEWEST:
        return items
    at = items.index(whole)
    before = items[at - 1].kind if at else ""
    said = at + 1 if before in ("det", "of", "all") or at == 0 else at
    cut = {said} if items[said : said + 1] and items[said].text in _CUTTING else set()
    return [item for i, item in enumerate(items) if item is not whole and i not in cut and item.kind != "as"]


_CUTTING = frozenset(words("cut broken divided allocated distributed split split up shared"))


def _run(items: list[Item], kind: str) -> list[Item]:
    """The items of a kind, where they stand together with nothing but commas between them."""
    told = [item for item in items if item.kind == kind]
    runs = [key for key, _ in groupby(item.kind == kind for item in items if item.kind not in _BETWEEN)]
    return told if runs.count(True) == 1 else []


def _slashed(items: list[Item], counts: list[Item]) -> bool:
    """Numbers with a stroke between them are of several lines; others are left to the grammar of lists."""
    at = items.index(counts[0])
    return items[at + 1].text == "/"


def _ref(item: Item, goods: list[frozenset[str]]) -> Ref:
    products = goods[0] if goods else None
    if item.kind == "size":
        return Ref(products=products, sizes=(item.value,))
    return Ref(products=products, colors=(item.value,), color_text=item.text)
