"""Words that mean something else where they stand: "ten caps can go", "the smalls should turn black", "the L alone"."""

from agent_service.interpret.items import Item

_ENDING = frozenset({"sep", "stop", "and", "but", "then", "dash", "dots", "correction"})
_DEEDS = frozenset({"inc", "dec", "remove", "add", "cancel", "change", "send"})


def in_its_place(items: list[Item], at: int) -> Item:
    """ "rather than drop the caps make them 40": the deed that something else takes the place of is none."""
    if items[at].text == "alone" and not _LEAVING & {item.text for item in items[:at]}:
        return Item("only", None, "alone")
    if items[at].text in ("turn", "turns") and _becoming(items, at):
        return Item("set", None, "become")
    if _goes(items, at):
        return Item("remove", None, "go")
    ruled_out = at > 0 and items[at - 1].kind == "instead_of" and items[at].kind in _DEEDS
    return Item("word", None, items[at].text) if ruled_out else items[at]


def _becoming(items: list[Item], at: int) -> bool:
    """ "the smalls should turn black": what they become, as nobody is told to turn them."""
    goods = [item.kind for item in items[:at] if item.kind not in ("on", "in", "of", "order_id")]
    allowed = [items[at - 1].text] in _ALLOWING or items[at - 1].text in ("shall", "will", "would")
    return goods[-2:-1] != [] and goods[-2] in _GOODS and allowed


def _goes(items: list[Item], at: int) -> bool:
    """ "twenty smalls can go", "the caps have to go": and nowhere is said where to."""
    before = [item.text for item in items[max(0, at - 2) : at]]
    said = before[-1:] in _ALLOWING or before in (["have", "to"], ["has", "to"], ["need", "to"])
    goods = items[at - len(before) : at - 1] if before[-1:] != ["to"] else items[max(0, at - 3) : at - 2]
    ends = at + 1 == len(items) or items[at + 1].kind in (*_ENDING, "please", "too")
    return items[at].text == "go" and said and ends and goods[-1:] != [] and goods[-1].kind in _GOODS


_ALLOWING = [[word] for word in ("can", "could", "may", "must", "should")]
_LEAVING = frozenset({"leave", "let", "left", "leaving"})
_GOODS = frozenset({"size", "color", "product", "ones", "rank", "line"})
