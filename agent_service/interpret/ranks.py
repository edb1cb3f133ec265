"""Sizes by their place among those of an order: "the biggest size", "the smaller of the two"."""

from agent_service.interpret.items import Item

_MOST = frozenset({"biggest", "largest", "bigger", "larger", "big", "highest"})
_LEAST = frozenset({"smallest", "tiniest", "smaller", "lowest"})
_MIDDLE = frozenset({"middle", "middling", "medium sized", "mid"})
_NAMES = frozenset({"size", "sizes", "ones", "one"})
MIDDLE = 99
"""A rank that is neither from above nor from below."""


def ranked(items: list[Item]) -> list[Item]:
    """``items`` with one item of kind ``rank`` for each such size: +n the n biggest, -n the n smallest."""
    out: list[Item] = []
    at = 0
    while at < len(items):
        found = _rank(items, at)
        if found is None:
            out.append(items[at])
            at += 1
        else:
            value, end = found
            out.append(Item("rank", value, " ".join(item.text for item in items[at:end])))
            at = end
    return out


def first_of_them(items: list[Item]) -> list[Item]:
    """``items`` with one line for "the first of the two", "the second of them"."""
    out: list[Item] = []
    at = 0
    while at < len(items):
        length = _of_them(items, at)
        out.append(
            Item("line", items[at].value, " ".join(item.text for item in items[at : at + length]))
            if length
            else items[at]
        )
        at += length or 1
    return out


def _of_them(items: list[Item], at: int) -> int:
    rest = [item.text for item in items[at + 1 : at + 4]]
    if items[at].kind != "ordinal" or rest[:1] != ["of"]:
        return 0
    length = 4 if rest[1:2] == ["the"] and rest[2:] and rest[2] in _FEW else 3 if rest[1:2] and rest[1] in _THEM else 0
    after = items[at + length] if length and at + length < len(items) else None
    return length if after is None or after.kind not in _GOODS else 0


_FEW = frozenset({"two", "2", "three", "3", "four", "4"})
_THEM = frozenset({"them", "those", "these", "both"})
_GOODS = frozenset({"product", "product_word", "size", "color", "date", "day"})


def _rank(items: list[Item], at: int) -> tuple[int, int] | None:
    """The rank that begins at ``at`` and where it ends, None if none does."""
    count, start = 1, at
    if items[at].kind == "number" and items[at].value in (2, 3) and at and items[at - 1].kind == "det":
        count, start = items[at].value, at + 1
    if start >= len(items):
        return None
    sign = _sign(items[start].text)
    if not sign:
        return None
    end = _named(items, start + 1)
    superlative = items[start].text.endswith("est") or sign == MIDDLE or items[start].text == "big"
    if end is None or not (superlative or _definite(items, at)):
        return None
    return (sign if sign == MIDDLE else sign * count), end


def _sign(text: str) -> int:
    if text in _MIDDLE:
        return MIDDLE
    return 1 if text in _MOST else -1 if text in _LEAST else 0


def _named(items: list[Item], at: int) -> int | None:
    """Where "size", "ones" or "of the two sizes" ends that begins at ``at``."""
    if at < len(items) and items[at].text in _NAMES:
        return at + 1
    rest = [item.text for item in items[at : at + 4]]
    if rest[:2] == ["of", "the"] and rest[2:3] and rest[2] in ("two", "2", "three", "3"):
        return at + (4 if rest[3:4] and rest[3] in _NAMES else 3)
    return None


def _definite(items: list[Item], at: int) -> bool:
    """ "the smaller sizes", but neither "a smaller size" nor "to the smaller size"."""
    det = at > 0 and items[at - 1].text in ("the", "our", "my", "these", "those", "from the")
    before = items[at - 2].kind if at > 1 else ""
    return det and before not in ("to", "in", "as", "arrow")
