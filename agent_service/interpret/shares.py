"""Parts of goods in words of several items: "one in four", "every third", "sixty per cent", "all but ten"."""

from agent_service.interpret.items import Item

_MOST = 20
_ALL_BUT = frozenset({"all but", "everything but", "everything except", "all except"})


def with_shares(items: list[Item]) -> list[Item]:
    """``items`` with one item for each such part: ``percent``, or ``all_but`` with the number that is left out."""
    out: list[Item] = []
    at = 0
    while at < len(items):
        value, used = _share(items, at)
        if used == 0:
            out.append(items[at])
            at += 1
            continue
        kind = "percent" if isinstance(value, float) else "all_but"
        out.append(Item(kind, value, " ".join(item.text for item in items[at : at + used])))
        at += used
    return out


def _share(items: list[Item], at: int) -> tuple[float | int, int]:
    """The part that begins at ``at`` (a float in per cent, a whole number where so many are left out), items used."""
    here, *after = items[at : at + 4]
    kinds = [item.kind for item in after]
    if here.text == "one" and kinds[:2] in (["in", "number"], ["of", "number"]) and 1 < after[1].value <= _MOST:
        return 100 / after[1].value, 3
    if here.kind == "each" and here.text == "every" and kinds[:1] == ["ordinal"] and 1 < after[0].value <= _MOST:
        return 100 / after[0].value, 3 if kinds[1:2] == ["ones"] else 2
    if here.kind == "number" and [item.text for item in after[:2]] == ["per", "cent"]:
        return float(here.value), 3
    if here.text in _ALL_BUT and kinds[:1] == ["number"]:
        return int(after[0].value), 2
    if here.kind == "all" and kinds[:2] == ["except", "number"] and here.text in ("all", "everything"):
        return int(after[1].value), 3
    return 0, 0
