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
    if items[at].text in _THROWING and _onto_the_order(items, at):
        return Item("add", None, "throw in")
    if items[at].text == "it" and _stands_for_nothing(items, at):
        return Item("pass", None, "it")
    ruled_out = at > 0 and items[at - 1].kind == "instead_of" and items[at].kind in _DEEDS
    return Item("word", None, items[at].text) if ruled_out else items[at]


def _becoming(items: list[Item], at: int) -> bool:
    """ "the smalls should turn black": what they become, as nobody is told to turn them."""
    goods = [item.kind for item in items[:at] if item.kind not in ("on", "in", "of", "order_id")]
    allowed = [items[at - 1].text] in _ALLOWING or items[at - 1].text in ("shall", "will", "would")
    return goods[-2:-1] != [] and goods[-2] in _GOODS and allowed


def _goes(items: list[Item], at: int) -> bool:
    """ "twenty smalls can go", "the caps have to go": and nowhere is said where to."""
    if at and items[at - 1].kind in ("all", "both"):  # "the smalls can all go"
        items, at = [*items[: at - 1], *items[at:]], at - 1
    before = [item.text for item in items[max(0, at - 2) : at]]
    said = before[-1:] in _ALLOWING or before in (["have", "to"], ["has", "to"], ["need", "to"])
    goods = items[at - len(before) : at - 1] if before[-1:] != ["to"] else items[max(0, at - 3) : at - 2]
    ends = at + 1 == len(items) or items[at + 1].kind in (*_ENDING, "please", "too")
    ends |= not ends and items[at + 1].text in _WHOLLY
    return items[at].text == "go" and said and ends and goods[-1:] != [] and goods[-1].kind in _GOODS


_PUTTING = frozenset(words("put tack stick pop throw slap chuck bung bolt whack shove lump tag"))
_ON = frozenset({"on", "onto", "on to"})
_SO_MANY = frozenset({"number", "more", "pieces", "det", "of"})


def _puts_on(items: list[Item], at: int) -> bool:
    """ "stick another 12 on the caps": so many more of them; "stick the logo on 12 caps" is none."""
    said = items[at + 1 :]
    on = next((i for i, item in enumerate(said) if item.kind not in _SO_MANY), len(said))
    onto = next((item for item in said[on + 1 :] if item.kind != "det"), None)
    counted = any(item.kind == "number" for item in said[:on])
    return counted and on < len(said) and said[on].text in _ON and onto is not None and onto.kind in _GOODS


def _left_at_a_place(items: list[Item], at: int) -> bool:
    """ "can the tees be dropped at the warehouse": delivered there, and not left out of the order."""
    told = [item.kind for item in items[at + 1 :] if item.kind != "det"]
    goods = next((i for i, kind in enumerate(told) if kind not in _DROPPED), len(told))
    return told[goods : goods + 1] == ["at"] and told[goods + 1 : goods + 2] in (["place"], ["city"], ["spot"])


_ASKING = frozenset(words("would will does is might could do was"))
_MOST_BETWEEN = 5


def _stands_for_nothing(items: list[Item], at: int) -> bool:
    """ "what would it cost us to …", "is it possible to …": no goods that were spoken of."""
    to = next((i for i, item in enumerate(items[at + 1 :], start=at + 1) if item.kind == "to"), at)
    between = items[at + 1 : to]
    plain = all(item.kind in ("word", "art_part") or item.text == "be" for item in between)
    deed = items[to + 1].kind in (*_DEEDS, "need", "set") if to + 1 < len(items) else False
    return at > 0 and items[at - 1].text in _ASKING and 0 < len(between) <= _MOST_BETWEEN and plain and deed


_ALLOWING = [[word] for word in ("can", "could", "may", "must", "should")]
_WHOLLY = frozenset(words("altogether completely entirely"))
_LEAVING = frozenset({"leave", "let", "left", "leaving"})
_THROWING = frozenset(
    words(
        "throw toss chuck pop stick sling bung lob slap whack plonk slip squeeze tack add stuff fit shove bolt lump tag"
    )
)
_ONTO = frozenset(words("in into on onto"))


def _onto_the_order(items: list[Item], at: int) -> bool:
    """ "throw 30 caps on this", "chuck five polos in L into the order": goods, counted, that come on top."""
    end = next((i for i in range(at, len(items)) if items[i].kind in _ENDING), len(items))
    told = [item for item in items[at + 1 : end] if item.kind not in _UNHEARD or item.text in _IT]
    onto = next((i for i in reversed(range(len(told))) if told[i].text in _ONTO and told[i].kind != "pronoun"), 0)
    goods, onward = told[:onto], told[onto + 1 :]
    counted = any(item.kind in ("number", "some") for item in goods)
    ends = not onward or onward[0].kind in ("order_word", "order_id", "pronoun", "for") or onward[0].text in _IT
    return counted and ends and all(item.kind in _THROWN for item in goods)


_UNHEARD = frozenset(words("det please too pass"))
_IT = frozenset(words("this that it there here"))
_THROWN = frozenset(words("number some more size color product product_word pieces ones size_word of in"))
_DROPPED = frozenset(
    words("size color product product_word pronoun ones all order_word order_id pass off number pieces")
)
_GOODS = frozenset({"size", "color", "product", "ones", "rank", "line"})
