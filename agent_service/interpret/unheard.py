"""Clauses that ask for something of which nothing was read: they are asked about, whatever else was understood."""

from collections.abc import Iterator

from agent_service.conversation.interpretation import Json, Missing
from agent_service.interpret.items import Item
from agent_service.interpret.message import Message
from agent_service.interpret.wordlist import words

WEIGHT = frozenset(words("number signed percent size color product place city art spot line ordinal"))
"""Kinds of items that say something of an order."""


def unheard(message: Message, changes: list[Json]) -> Iterator[Missing]:
    """What has to be asked because of such clauses."""
    yield from _passed_over(message)
    yield from _unheard(message, changes)
    yield from _print_unheard(message, changes)


def _passed_over(message: Message) -> Iterator[Missing]:
    """ "What's left of S goes to L": taken for a question, though nothing is asked in it and goods are named."""
    passed = [piece for piece in message.pieces if piece not in message.told and not piece.asking]
    for piece in passed:
        goods = [item for item in piece.items if item.kind in ("size", "color", "number")]
        if len(goods) > 1 and piece.has("send", "change", "to", "set"):
            yield "change"


_ORDERED = frozenset({"change", "add", "remove", "inc", "dec", "cancel", "send", "set"})
_LEADING = frozenset(words("i we can could you would should will may might just then let us so also too want like"))
_BUSYING = frozenset(words("send ship deliver dispatch bring make put set"))


def _unheard(message: Message, changes: list[Json]) -> Iterator[Missing]:
    """ "make it 40, and deliver one week belated": a clause that orders something, of which nothing was read."""
    if any(change["type"] == "split_shipment" for change in changes):
        return
    read = {frame.said for frame in message.spoken}
    for piece in message.told:
        said = tuple(piece.items)
        if said in read or said in message.overruled or piece.excepted:
            continue
        if _orders([i for i in said if i.kind not in ("please", "pass", "det") and i.text not in _LEADING]):
            yield "change"


def _print_unheard(message: Message, changes: list[Json]) -> Iterator[Missing]:
    """ "20 to L, and the company logo on those": an artwork that was asked for, of which nothing was read."""
    read = {frame.said for frame in message.spoken if frame.act == "art"}
    if any(change["type"] == "change_artwork" for change in changes):
        return
    for piece in message.told:
        said = tuple(piece.items)
        stays = piece.has("keep", "not", "is", "question") or any(item.text == "same" for item in said)
        kinds = [item.kind for item in said if item.kind not in ("det", "art")]
        put_on = any(
            one != "with" and (two, three) in (("art_word", "on"), ("art_word", "for"))  # not "caps with the logo on"
            for one, two, three in zip(["", *kinds], kinds, kinds[1:], strict=False)
        )
        if put_on and not stays and said not in read and said not in message.overruled:
            yield "artwork"


def _orders(said: list[Item]) -> bool:
    """Whether a clause begins with a deed and names something of an order beside it ("send me an email" does not)."""
    deed = said[0] if said else None
    if deed is None or deed.kind not in _ORDERED or (deed.kind in ("send", "set") and deed.text not in _BUSYING):
        return False
    return any(item.kind in _OF_AN_ORDER for item in said[1:])


_OF_AN_ORDER = WEIGHT | frozenset(
    words("span date arrive address art_word size_word color_word quantity_word rest other")
)
