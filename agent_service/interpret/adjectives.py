"""Colours that stand after what they describe: "gorras rojas", "des casquettes rouges"."""

from agent_service.interpret.items import Item

_AFTER_THE_NOUN = frozenset({"es", "fr"})


def colors_first(items: list[Item], language: str) -> list[Item]:
    """``items`` with such colours in their English place; "quiero las gorras rojas" may be what they should become."""
    if language not in _AFTER_THE_NOUN:
        return items
    out = list(items)
    for at in range(len(out) - 1):
        definite = at > 0 and out[at - 1].kind in ("det", "pronoun")
        wished = definite and any(item.kind in ("need", "set") for item in out[:at])
        if not wished and out[at].kind == "product" and out[at + 1].kind == "color":
            out[at], out[at + 1] = out[at + 1], out[at]
    return out
