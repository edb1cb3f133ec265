"""How many pieces of a whole each size or colour gets: "half in S, half in L", "100 L, the rest XL", "L 100, XL 20"."""

import re

from agent_service.interpret.items import Item
from agent_service.interpret.noun_phrases import Ref
from agent_service.interpret.wordlist import words

_SHARES = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "two_thirds": 2 / 3, "three_quarters": 3 / 4,
           "fifth": 1 / 5, "two_fifths": 2 / 5, "tenth": 1 / 10}  # fmt: skip
_AMOUNTS = frozenset({"number", "percent", *_SHARES})
_OTHERS = frozenset({"rest", "other"})
_PASSED = frozenset(
    words("""in to for of on with as at sep and stop but then det please pass pieces product product_word ones
    pronoun size_word color_word colon dash dots split evenly each need set is ordinal arrow change mark correction""")
)
_SMALL = frozenset(
    words("""so we i us you would like will do let could can them it that go goes between over across yes ok well hm um
    divide share shared divided half hmm hmmm umm uh ah oh sorry think guess say mean meant i'd make course obviously
    forgot me see umm let that okay should is""")
)
_PARTING = frozenset(words("split divide share shared divided"))
_FEWEST = 2

Part = tuple[int, Ref]


def _added_up(items: list[Item]) -> list[Item]:
    """ "4 M + 6 L": a sum of parts, and not six more."""
    summed = [item for item in items if item.kind == "number"] and [item for item in items if item.kind == "signed"]
    return [_plain_number(item) if summed and item.kind == "signed" else item for item in items]


def _plain_number(item: Item) -> Item:
    sign, number = str(item.text)[:1], re.sub(r"\D", "", item.text)
    return Item("number", int(number), number) if sign == "+" and number else item


def parts_told(items: list[Item], whole: int) -> list[Part] | None:
    """The parts of ``whole`` with their sizes or colours; nothing where the message is no such list, None where it is
    one and does not come to the whole."""
    items = [Item("number", 1, item.text) if _a_last_one(item) else item for item in _added_up(items)]
    kinds = {item.kind for item in items} & {"size", "color"}
    if len(kinds) != 1 or not all(_fits_in(item, kinds) for item in items):
        return []
    told = _said(items, kinds)
    values = [item for item in told if item.kind in kinds]
    counts = _counts(told, values, items, whole)
    shared = any(item.kind in _SHARES for item in told)
    if not counts and (len(told) == len(values) or (len(values) < _FEWEST and not shared)):
        return []  # "L", "from M to XL", "20 in S": no list of parts
    if not counts or len({str(value.value) for value in values}) < max(len(values), _FEWEST):
        return None
    return [(count, _value(item)) for count, item in zip(counts, values, strict=True)]


def _fits_in(item: Item, kinds: set[str]) -> bool:
    return item.kind in (*_AMOUNTS, *_OTHERS, *_PASSED, *kinds) or item.text in _SMALL


def _a_last_one(item: Item) -> bool:
    """ "3 in M, the last one in L": a single piece, and no line of the order."""
    return item.kind == "line" and item.text.endswith(" one")


def _said(items: list[Item], kinds: set[str]) -> list[Item]:
    """Values and amounts; in "the other 10", "the last 20", "the other half" the number counts."""
    told = [item for item in items if item.kind in (*kinds, *_AMOUNTS, *_OTHERS)]
    follow = [item.kind for item in told[1:]] + [""]
    return [item for item, after in zip(told, follow, strict=True) if item.kind not in _OTHERS or after not in _AMOUNTS]


def _counts(told: list[Item], values: list[Item], items: list[Item], whole: int) -> list[int]:
    """What each value gets; nothing where that is open or does not come to the whole."""
    amounts = [item for item in told if item not in values]
    each = any(item.kind in ("each", "evenly") or item.text in _PARTING for item in items)
    if not amounts:
        return [whole // len(values)] * len(values) if each and whole % len(values) == 0 else []
    if len(amounts) == 1 and any(item.kind == "each" for item in items):
        amounts = amounts * len(values)
    elif [item in values for item in told] not in _patterns(len(values)):
        return []
    return _summing_up([_pieces(item, whole) for item in amounts], whole)


def _patterns(number: int) -> tuple[list[bool], list[bool]]:
    """A value after each amount, or an amount after each value."""
    return [False, True] * number, [True, False] * number


def _pieces(item: Item, whole: int) -> int | None:
    """How many an amount comes to, None for "the rest"; 0 where that is no whole number."""
    if item.kind in _OTHERS:
        return None
    if item.kind == "number":
        return int(item.value)
    pieces = whole * (item.value / 100 if item.kind == "percent" else _SHARES[item.kind])
    return round(pieces) if abs(pieces - round(pieces)) < 1e-6 else 0


def _summing_up(counts: list[int | None], whole: int) -> list[int]:
    told = [count for count in counts if count is not None]
    rest = whole - sum(told)
    if counts.count(None) > 1 or not all(told):
        return []
    found = [rest if count is None else count for count in counts]
    return found if sum(found) == whole and min(found) > 0 else []


def _value(item: Item) -> Ref:
    return Ref(sizes=(item.value,)) if item.kind == "size" else Ref(colors=(item.value,), color_text=item.text)
