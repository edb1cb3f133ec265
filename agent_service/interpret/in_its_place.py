"""Words that mean something else where they stand: "ten caps can go", "the smalls should turn black", "the L alone"."""

from agent_service.interpret.items import Item
from agent_service.interpret.wordlist import words

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
    if items[at].text in _PUTTING and _puts_on(items, at):
        return Item("add", None, items[at].text)
    if items[at].text in ("drop", "dropped", "dropping") and _left_at_a_place(items, at):
        return Item("send", None, "drop off")
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


_PUTTING = frozenset(words("put tack stick pop throw slap chuck bung bolt whack shove lump tag"))
_ON = frozenset({"on", "onto", "on to"})
_SO_MANY = frozenset({"number", "more", "pieces", "det", "of"})


def _puts_on(items: list[Item], at: int) -> bool:
    """ "tack 36 caps onto 2001", "stick another 12 on the caps": so many more; "stick the logo on 12 caps" is none."""
    end = next((i for i in range(at, len(items)) if items[i].kind in _ENDING), len(items))
    said = items[at + 1 : end]
    start = next((i for i, item in enumerate(said) if item.kind not in _SO_MANY), len(said))
    on = next((i for i, item in enumerate(said) if item.text in _ON), len(said))
    if not any(item.kind == "number" for item in said[:start]) or on == len(said):
        return False
    onto = next((item for item in said[on + 1 :] if item.kind != "det"), None)
    if on == start:
        return onto is not None and onto.kind in _GOODS
    ours = onto is None or onto.kind in ("order_word", "order_id") or onto.text == "there"
    return ours and items[at].text != "put"


def _left_at_a_place(items: list[Item], at: int) -> bool:
    """ "can the tees be dropped at the warehouse": delivered there, and not left out of the order."""
    told = [item.kind for item in items[at + 1 :] if item.kind != "det"]
    goods = next((i for i, kind in enumerate(told) if kind not in _DROPPED), len(told))
    return told[goods : goods + 1] == ["at"] and told[goods + 1 : goods + 2] in (["place"], ["city"], ["spot"])


_ALLOWING = [[word] for word in ("can", "could", "may", "must", "should")]
_LEAVING = frozenset({"leave", "let", "left", "leaving"})
_DROPPED = frozenset(
    words("size color product product_word pronoun ones all order_word order_id pass off number pieces")
)
_GOODS = frozenset({"size", "color", "product", "ones", "rank", "line"})
