"""What the parts of a list come to: "50 in total: 20 S and 30 M", "20 S and 30 M, so 50 altogether"."""

from agent_service.interpret.items import Item

_FEWEST = 3
_GOODS = frozenset({"size", "color", "product", "product_word"})
_TOTALS = frozenset({"total", "altogether", "overall", "all", "together"})
_BESIDE = 3


def without_sums(items: list[Item]) -> list[Item]:
    """``items`` without a number that is said to be a total and is the sum of all the others."""
    numbers = [at for at, item in enumerate(items) if item.kind == "number"]
    for at in numbers:
        others = [other for other in numbers if other != at]
        summed = len(numbers) >= _FEWEST and sum(items[other].value for other in others) == items[at].value
        if summed and all(_counts_goods(items, other) for other in others) and not _counts_goods(items, at):
            start, end = _around(items, at)
            return items if end == at + 1 else [*items[:start], *items[end:]]
    return items


def _counts_goods(items: list[Item], at: int) -> bool:
    beside = [*items[max(at - 2, 0) : at], *items[at + 1 : at + 1 + _BESIDE]]
    return any(item.kind in _GOODS for item in beside[-_BESIDE:] or beside) or items[at - 1].kind in _GOODS


def _around(items: list[Item], at: int) -> tuple[int, int]:
    """Where the total begins and ends with its words: "so 50 in total", "50 pieces:"."""
    end = at + 1
    while end < len(items) and (items[end].kind in ("pieces", "in", "quantity_word") or items[end].text in _TOTALS):
        end += 1
    end += end > at + 1 and end < len(items) and items[end].kind in ("colon", "sep")
    start = at - 1 if at and items[at - 1].text in ("so", "=") else at
    return start, end
