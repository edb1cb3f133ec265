"""Lists of goods with their numbers: "S - 180, M - 420" says the same as "S: 180, M: 420"."""

from agent_service.interpret.items import Item

_GOODS = frozenset({"size", "color", "product", "product_word"})
_GOES_ON = _GOODS | {"of", "to", "arrow", "more", "less", "percent", "span", "pieces"}


def with_colons(items: list[Item]) -> list[Item]:
    """``items`` with a colon (its text stays a dash) between goods and the number that closes what is said of them, and
    without those from whom the numbers behind a colon are."""
    items = _without_sources(items)
    return [Item("colon", item.value, item.text) if _is_colon(items, at) else item for at, item in enumerate(items)]


def _without_sources(items: list[Item]) -> list[Item]:
    """ "new numbers from the boss: M 80, L 70": whose numbers they are names no goods."""
    out: list[Item] = []
    for item in items:
        if item.kind == "colon" and (start := _source(out)) is not None:
            del out[start:]
        out.append(item)
    return out


def _source(said: list[Item]) -> int | None:
    """Where "from the boss" begins, if that is what ends ``said`` behind a word for numbers."""
    at = next((i for i in range(len(said) - 1, -1, -1) if said[i].kind not in ("word", "det")), -1)
    named = at > 0 and said[at].text in ("from the", "from", "by") and at + 1 < len(said)
    return at if named and said[at - 1].kind == "quantity_word" else None


def _is_colon(items: list[Item], at: int) -> bool:
    if items[at].kind != "dash" or not 0 < at < len(items) - 1:
        return False
    follow = items[at + 2].kind if at + 2 < len(items) else ""
    return items[at - 1].kind in _GOODS and items[at + 1].kind == "number" and follow not in _GOES_ON


def speaks_of_goods(said: list[Item], follow: list[Item]) -> bool:
    """ "hoodies on 1002: 62 each": the number after the colon is said of the goods, and not of the whole order."""
    if not follow or follow[0].kind not in ("number", "signed", "percent"):
        return False
    start = next((at + 1 for at in range(len(said) - 1, -1, -1) if said[at].kind in _ENDING), 0)
    return any(item.kind in (*_GOODS, "line") for item in said[start:])


_ENDING = frozenset({"stop", "sep", "and", "question", "break"})
