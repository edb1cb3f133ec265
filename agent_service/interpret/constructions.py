"""From a piece of a message to a frame: the constructions in which people ask for a change of an order."""

import re
from collections.abc import Callable
from itertools import pairwise

from agent_service.interpret.clauses import Piece, Placed, opens_with_a_whole
from agent_service.interpret.comparing import read_compared, read_same_number, read_same_value
from agent_service.interpret.doubts import doubts
from agent_service.interpret.frames import Frame
from agent_service.interpret.moves import read_move, read_other_attribute, read_shift
from agent_service.interpret.noun_phrases import Ref
from agent_service.interpret.one_breath import in_one_breath
from agent_service.interpret.quantities import (
    first_amount,
    leading_verb,
    read_quantity,
    read_swapped_counts,
)
from agent_service.interpret.rather_than import read_rather
from agent_service.interpret.references import narrow
from agent_service.interpret.retraction import disowned, told
from agent_service.interpret.withdrawal import read_withdrawal

_SPARING = frozenset(
    {
        "take them off",
        "take out",
        "take away",
        "kick out",
        "cut out",
        "leave out",
        "drop off",
        "throw out",
        "strip out",
        "chuck out",
        "skip",
        "without",
        "do without",
        "forget",
        "forget about",
        "take off",
        "leave off",
        "pull",
    }
)
_OF_THE_REQUEST = frozenset({"request", "requests", "wish", "inquiry", "enquiry", "mail", "email", "message"})
_STOPPING = frozenset({"stop", "halt", "terminate"})
_FILLERS = frozenset(
    [
        "hi",
        "hello",
        "hey",
        "so",
        "well",
        "basically",
        "please",
        "just",
        "i",
        "we",
        "the",
        "can",
        "could",
        "you",
        "would",
        "like",
    ]
)


def read(piece: Piece) -> Frame | None:
    """The frame of one piece, or None when it holds nothing of an order change."""
    frame = None
    for construction in _CONSTRUCTIONS:
        frame = construction(piece)
        if frame is not None:
            break
    return finish(frame, piece) if frame is not None else None


def _whole(piece: Piece) -> bool:
    """ "also 63 hoodies in total": a number of all, not of more."""
    return re.search(r"\b(?:altogether|in total|in all|all told)\b", " ".join(piece.texts)) is not None


def finish(frame: Frame, piece: Piece) -> Frame:
    """Adds what the piece says about itself: how it joins, whether it corrects, asks, excepts or denies."""
    frame.joined, frame.correction, frame.said = piece.joined, piece.correction, tuple(piece.items)
    frame.told = told(" ".join(item.text for item in piece.items))
    frame.ruled_out = bool(piece.contrast or piece.contrast_items)
    frame.also |= (bool(piece.opener) or piece.has("too")) and not _whole(piece)
    frame.asked = piece.asking
    frame.same |= piece.has("same")
    frame.partitive |= frame.act == "bare" and opens_with_a_whole(piece.items)
    frame.instead = piece.has("instead")
    frame.only |= piece.has("only")
    frame.even |= piece.has("evenly")
    frame.excepted = [phrase.ref for phrase in piece.excepted] if frame.verb != _ANY_OTHER else []
    if frame.act == "quantity" and not frame.refs and _opens_with_an_exception(piece):
        frame.refs, frame.excepted = frame.excepted, []  # "go for it, except L: 58"
    frame.negated |= _negated(piece) or disowned(" ".join(item.text for item in piece.items))
    frame.pure = not [item for item in piece.values("word") if item.text not in _FILLERS]
    frame.pure &= not (frame.act == "bare" and piece.has("send"))  # "the 3XL can go" is no further item of a list
    frame.doubts = tuple(dict.fromkeys((*frame.doubts, *doubts(piece, frame))))
    frame.about = next((what for kind, what in _ABOUT if piece.has(kind)), "") if frame.act == "bare" else ""
    return frame


def _opens_with_an_exception(piece: Piece) -> bool:
    """ "except L: 58"; "all but the L up by 10" speaks of the others."""
    first = piece.items[0]
    return bool(piece.excepted) and first.kind == "except" and first.text not in ("all but", "everything but")


_ABOUT = (("art_word", "art"), ("art", "art"), ("color_word", "color"), ("size_word", "size"),
          ("quantity_word", "quantity"), ("address", "address"), ("arrive", "date"))  # fmt: skip


def _negated(piece: Piece) -> bool:
    kinds = [item.kind for item in piece.items if item.kind not in ("please", "pass", "word")]
    for at, kind in enumerate(kinds):
        if kind == "not" and at + 1 < len(kinds) and kinds[at + 1] in (
            "cancel", "remove", "change", "add", "set", "inc", "dec", "send", "split", "need",
        ):  # fmt: skip
            return True
    return False


def _subject(piece: Piece, skip: Placed | None = None) -> list[Placed]:
    return [p for p in piece.placed if p is not skip and not p.phrase.ref.empty]


def _perceived(piece: Piece) -> Frame | None:
    """ "I see 50 larges on the invoice": something found, and nothing asked for."""
    texts = [item.text for item in piece.items]
    seen = any(one in _PERSONS and two in _SEEING for one, two in pairwise(texts))
    asks = piece.has("change", "need", "add", "remove", "inc", "dec", "cancel", "set")
    return Frame("bare", refs=[p.phrase.ref for p in _subject(piece)]) if seen and not asks else None


_PERSONS = frozenset({"i", "we", "you", "he", "she", "they"})
_SEEING = frozenset({"see", "saw", "found", "noticed", "spotted"})


def _evenly(piece: Piece) -> Frame | None:
    """ "split them evenly", "half and half": how pieces that were spoken of are shared out."""
    if not piece.has("evenly") or first_amount(piece) or piece.has("add", "inc", "dec", "change", "remove"):
        return None
    return Frame("even", refs=[p.phrase.ref for p in _subject(piece) if p.phrase.ref.describes])


def _split(piece: Piece) -> Frame | None:
    if not piece.has("split"):
        return None
    bare = all(item.text in ("split", "splitting") for item in piece.values("split"))
    if bare and (
        piece.has("evenly") or piece.has("size_word", "quantity_word") or any(p.phrase.amount for p in piece.placed)
    ):
        return None
    return Frame("split")


def _keep(piece: Piece) -> Frame | None:
    texts = [item.text for item in piece.items]
    if texts[-1] == "same" and not piece.has("need", "change", "set", "add") and not first_amount(piece):
        return Frame("keep", refs=[p.phrase.ref for p in _subject(piece)])
    if not piece.has("keep") or piece.has("cancel", "remove"):
        return None
    if "leave" in texts and (_left_out(texts) or _OFF_THE_ORDER.search(" ".join(texts))):
        if (amount := first_amount(piece)) is not None:
            return Frame("quantity", "dec", amount, refs=_named(piece), verb="remove")
        return Frame("remove", refs=[p.phrase.ref for p in _subject(piece) if p.phrase.ref.describes], verb="remove")
    kept = Frame("keep", amount=first_amount(piece))
    for placed in _subject(piece):
        narrow(kept, placed.phrase.ref, placed.relation)
    return kept


_GOODS = frozenset({"product", "product_word", "size", "color", "ones", "line", "all"})
_MUST_GO = (["can", "go"], ["could", "go"], ["must", "go"], ["should", "go"], ["have", "to", "go"], ["has", "to", "go"],
            ["need", "to", "go"], ["needs", "to", "go"])  # fmt: skip


def _no_more(piece: Piece) -> Frame | None:
    """ "we don't need more smalls": those that there are stay; "… any more" of them may mean that they go."""
    denied = any(one.kind == "not_needed" and two.text == "more" for one, two in pairwise(piece.items))
    return Frame("keep", refs=_named(piece)) if denied and not first_amount(piece) and _named(piece) else None


def _goes(piece: Piece) -> Frame | None:
    """ "polos can go", "the smalls have to go", and nothing of where to: they are not wanted any more."""
    said = [item for item in piece.items if item.kind not in ("pass", "please", "det")]
    texts = [item.text for item in said]
    ending = next((ending for ending in _MUST_GO if texts[-len(ending) :] == ending), None)
    if ending is None or piece.asking or first_amount(piece):
        return None
    goods, named = said[: -len(ending)], _named(piece)
    return Frame("remove", refs=named, verb="goes") if named and all(i.kind in _GOODS for i in goods) else None


def _left_out(texts: list[str]) -> bool:
    """ "leave the polos out", "leave them off"; not "leave the logo off the caps"."""
    return bool({"out", "out of"} & set(texts)) or [text for text in texts if text not in ("please", "too")][-1:] == [
        "off"
    ]


_OFF_THE_ORDER = re.compile(r"\boff (?:(?:the|this|my|our|that) )?(?:order|list|invoice|bt-?\d+|time|then|for now)\b")
_PARTS = frozenset({"something", "anything", "part", "some", "stuff", "parts", "things", "certain"})


def _anything_but(piece: Piece) -> Frame | None:
    """ "switch the smalls to anything other than red": another colour, and which one is still to be said."""
    spared = [phrase.ref for phrase in piece.excepted if phrase.ref.attribute_only]
    towards = any(one.kind in ("to", "in") and two.text in _WHATEVER for one, two in pairwise(piece.items))
    if not spared or not towards or not piece.has("change", "need", "set"):
        return None
    asks = ("color",) if spared[0].colors else ("size",)
    return Frame("move", amount=first_amount(piece), refs=_named(piece), asks=asks, verb=_ANY_OTHER)


_ANY_OTHER = "any other"
_WHATEVER = frozenset({"anything", "any", "something", "whatever", "everything"})


def _named(piece: Piece) -> list[Ref]:
    """The goods a clause names, what stands beside one another as one."""
    whole = Frame("bare")
    for placed in piece.placed:
        if placed.phrase.ref.describes:
            narrow(whole, placed.phrase.ref, placed.relation)
    return whole.refs


def _called_off(piece: Piece) -> bool:
    return any(item.text == "call" for item in piece.items) and piece.has("off") and not first_amount(piece)


def _withdraws_a_request(piece: Piece) -> bool:
    """ "withdraw the request", "cancel my enquiry": nothing of the order is meant."""
    named = _OF_THE_REQUEST & {item.text for item in piece.items}
    return piece.has("cancel") and bool(named) and not piece.has("order_word", "order_id")


def _cancel(piece: Piece) -> Frame | None:
    if _called_off(piece) or _scraps_the_order(piece):
        return Frame("cancel", verb="cancel")
    if _withdraws_a_request(piece):
        return None
    if piece.has("cancel", "change", "remove") and any(item.text == "nothing" for item in piece.items):
        return Frame("vague", verb="change")
    unwanted = piece.has("not_needed") and piece.has("order_word", "order_id")
    if not piece.has("cancel") and not (unwanted and not any(p.phrase.ref.describes for p in piece.placed)):
        return None
    named = _named(piece)
    if piece.excepted and any(phrase.ref.describes for phrase in piece.excepted):
        return Frame("remove", refs=named or [Ref(quantifier="all")], verb="cancel")
    if (piece.has("or") and piece.has("remove")) or (not named and _in_part(piece)):
        return Frame("cancel", verb="cancel", unsaid=("change",))
    if not piece.has("cancel"):
        return Frame("cancel", verb="cancel")
    return _cancel_goods(piece, named) or Frame("cancel", verb="cancel")


def _cancel_goods(piece: Piece, named: list[Ref]) -> Frame | None:
    amount = first_amount(piece)
    if amount is not None and named:
        return Frame("quantity", "dec", amount, refs=named, verb="cancel")
    whole = piece.has("order_word") and not _of_the_order(piece)
    return Frame("remove", refs=named, verb="cancel") if named and not whole else None


def _of_the_order(piece: Piece) -> bool:
    """ "this order's polos": some of its goods, and not the order."""
    return any(one.kind in ("order_word", "order_id") and two.text == "'s" for one, two in pairwise(piece.items))


def _in_part(piece: Piece) -> bool:
    return any(item.text in _PARTS for item in piece.items)


def _scraps_the_order(piece: Piece) -> bool:
    """ "kill this order", "scrap the whole order": the order itself is what goes."""
    kinds = [(item.kind, item.text) for item in piece.items if item.kind not in ("det", "pronoun", "all", "pass")]
    return any(
        (one == "remove" or text in _STOPPING) and text not in _SPARING and two in ("order_word", "order_id")
        for (one, text), (two, _) in pairwise(kinds)
    ) and not (piece.has("not") or _of_the_order(piece))


_AMENDMENTS = frozenset(
    f"{noun}{ending}"
    for noun in ("amendment", "alteration", "modification", "adjustment", "correction", "revision")
    for ending in ("", "s")
)


def _amendment(piece: Piece) -> bool:
    """ "an amendment to an existing order": that something is to change."""
    items = [item for item in piece.items if item.kind != "det"]
    of_order = zip(items, items[1:], items[2:], strict=False)
    return not piece.asking and any(
        one.text in _AMENDMENTS
        and two.kind in ("to", "of", "for", "on", "in")
        and three.kind in ("order_word", "order_id")
        for one, two, three in of_order
    )


def _vague(piece: Piece) -> Frame | None:
    refs = [p.phrase.ref for p in piece.placed if not p.phrase.ref.empty]
    changing = piece.has("change", "different") or ("set" in piece.deeds and refs)
    if piece.has("color_word") and changing:
        return Frame("move", refs=refs, asks=("color",), verb="change")
    if piece.has("size_word") and changing and not piece.has("quantity_word"):
        return Frame("move", refs=refs, asks=("size",), verb="change")
    if piece.has("quantity_word") and (changing or piece.has("need", "inc", "dec")):
        return Frame("quantity", refs=refs, asks=("quantity",), verb="change")
    wished = piece.has("need") and any(item.text in ("changes", "adjustments") for item in piece.items)
    if refs or piece.contrast:
        frame = Frame(
            "vague" if piece.has("change") or wished else "bare", refs=refs, amount=None, verb=leading_verb(piece)
        )
        frame.refs = in_one_breath(piece.placed) if all(ref.describes for ref in refs) and len(refs) > 1 else refs
        frame.was = next((c.amount.count for c in piece.contrast if c.amount), None)
        frame.trailing = piece.placed[0].phrase.trailing if len(piece.placed) == 1 else ()
        return frame
    noun = not piece.asking and any(
        item.text in ("changes", "adjustments", "modifications", "corrections") for item in piece.items
    )
    if piece.has("change", "different") or (noun and piece.has("need", "set")) or _amendment(piece):
        return Frame("vague", verb="change")
    stated = piece.has("not", "is") and any(piece.has(kind) for kind, _ in _ABOUT)
    return Frame("bare") if stated else None


_CONSTRUCTIONS: tuple[Callable[[Piece], Frame | None], ...] = (
    read_withdrawal,
    _perceived,
    _evenly,
    _split,
    _keep,
    _no_more,
    _cancel,
    _goes,
    _anything_but,
    read_swapped_counts,
    read_same_value,
    read_same_number,
    read_compared,
    read_shift,
    read_other_attribute,
    read_rather,
    read_move,
    read_quantity,
    _vague,
)  # fmt: skip  # fmt: skip
