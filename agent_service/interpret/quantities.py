"""How many pieces: set, more, fewer, multiples, the same as another line; and none at all."""

import itertools
from itertools import pairwise

from agent_service.interpret.clauses import Piece, Placed
from agent_service.interpret.comparing import same_as
from agent_service.interpret.frames import Frame
from agent_service.interpret.noun_phrases import Amount, Ref
from agent_service.interpret.one_breath import in_one_breath
from agent_service.interpret.piece_signs import a_lot, a_single_one, beside_these, out_of_the_order, recalls
from agent_service.interpret.references import narrow
from agent_service.interpret.wordlist import words

_RISING = frozenset({"inc", "add"})
_FALLING = frozenset({"dec", "remove", "off"})
_MULTIPLES = {"mult2": 2.0, "mult3": 3.0, "mult4": 4.0, "halve": 0.5}
_PAST = frozenset(
    {
        "received",
        "arrived",
        "came",
        "turned",
        "got",
        "ordered",
        "bought",
        "currently",
        "placed",
        "gave",
        "donated",
        "lent",
    }
)
_WE = frozenset({"i", "we", "they", "only", "just", "have", "has"})
_CAME = frozenset({"got", "received", "came", "arrived"})
_UNFIT = frozenset(
    words("""small large big tight thin low high steep stingy skimpy modest scant wide long short loose many much few
    tiny huge bright dark light loud gloomy thick warm heavy""")
)
_TOO = frozenset({"too", "bit", "little", "rather", "quite", "awfully", "fairly"})
_NOW = frozenset(
    words("now currently before there present today it can you we could what got us times i so ok just is me on have")
)
_BEFORE = frozenset({"before", "previously", "originally", "initially", "earlier", "until now", "so far"})
_OLD = frozenset({"old", "current", "previous", "existing", "present", "weird", "odd", "strange", "wrong number"})
_EXPECTED = frozenset({"expected", "planned", "thought", "hoped", "anticipated", "usual", "ordered", "needed"})
_GOODS = frozenset(
    words("det size color product product_word line rank more less all both each number ones pieces other")
)
_LACKING = frozenset({"short", "underordered", "undercounted", "lacking", "lack"})
_DOING = frozenset({"set", "is", "send", "need", "change", "keep", "inc", "dec", "add"})
_DISMISSING = frozenset(
    {"forget", "forget about", "drop", "scrap", "skip", "lose", "ditch", "leave out", "kill", "do without"}
)


def _in_or_out(piece: Piece) -> int:
    """ "put 20 smalls on", "mediums: fifteen out": 1, -1, or 0 where a clause does not end like that."""
    last = piece.items[-1].text if piece.items else ""
    thrown = any(item.text in ("throw", "chuck", "toss", "bin") for item in piece.items)
    ways = {"out": -1, "off": -1, "in": 1} | ({"on": 1} if "put" in piece.texts else {})
    ways |= {"away": -1} if thrown else {}
    return ways.get(last, 0) if first_amount(piece) and len(piece.items) > 2 else 0


def _direction(piece: Piece) -> int:
    deeds = set(piece.deeds)
    if "take" in piece.texts and any(item.text in ("from", "from the", "out of", "away") for item in piece.items):
        return -1
    if _falls_short(piece):
        return 1
    if way := _in_or_out(piece):
        return way
    if deeds & {"less"} or any(p.phrase.sign < 0 for p in piece.placed):
        return -1
    if any(p.phrase.sign > 0 for p in piece.placed):
        return -1 if deeds & {"dec", "remove"} else 1
    if deeds & _FALLING or (deeds & {"down"} and not deeds & _RISING):
        return -1
    return 1 if deeds & (_RISING | {"up"}) else 0


def _falls_short(piece: Piece) -> bool:
    """ "we are eight caps short": as many more are wanted."""
    short = any(item.text in _LACKING and item.kind == "word" for item in piece.items)
    setting = any(item.text != "be" for item in piece.values("set"))
    return short and piece.has("is", "word") and not setting and not piece.has("less", "dec", "remove", "arrive")


_BETWEEN = frozenset({"size", "color", "product", "product_word", "pieces", "of", "det"})


def _off_by(piece: Piece) -> int:
    """ "10 hoodies too many" (10), "3 caps too few" (-3); 0 where a number itself is ("60 is too many")."""
    items = piece.items
    for at, (here, follow) in enumerate(pairwise(items)):
        if here.text != "too" or follow.text not in ("many", "much", "few", "little"):
            continue
        before = at - 1
        while before >= 0 and items[before].kind in _BETWEEN:
            before -= 1
        counted = before >= 0 and items[before].kind == "number" and items[0].kind != "is"
        if counted:
            return int(items[before].value) * (1 if follow.text in ("many", "much") else -1)
    return 0


def read_quantity(piece: Piece) -> Frame | None:
    """The change of a quantity (or the removal of a line) that a piece asks for."""
    refs = [p.phrase.ref for p in piece.placed if not p.phrase.ref.empty]
    if piece.has("same_as"):
        return same_as(piece)
    if recalls(piece):
        return Frame("bare", was=first_amount(piece).count)  # type: ignore[union-attr]
    wrong_by = _off_by(piece)
    if wrong_by:
        mode, verb = ("dec", "remove") if wrong_by > 0 else ("inc", "add")
        return Frame("quantity", mode, Amount(count=abs(wrong_by)), refs=refs, verb=verb)
    multiple = _multiple(piece, refs)
    if multiple is not None and _of_another(piece, refs):
        return Frame("quantity", "mult", Amount(share=multiple), refs=refs[:1], verb="mult", asks=("quantity",))
    if multiple is not None:
        return Frame("quantity", "mult", Amount(share=multiple), refs=_joined_refs(piece), verb="mult")
    if _states(piece):
        refs = in_one_breath(piece.placed) if all(ref.describes for ref in refs) else refs
        return Frame("bare", refs=refs, amount=None if _was_so(piece) or a_lot(piece) else _told_amount(piece))
    amounts = [p for p in piece.placed if p.phrase.amount is not None]
    if not amounts:
        return _without_amount(piece, _direction(piece), refs)
    return _with_amount(piece, amounts)


def _of_another(piece: Piece, refs: list[Ref]) -> bool:
    """ "M twice the S": a multiple of another line's number."""
    at = next((at for at, item in enumerate(piece.items) if item.kind in _MULTIPLES or item.kind == "times"), 0)
    kinds = [{item.kind for item in side} & {"size", "product", "rank", "line"} for side in
             (piece.items[:at], piece.items[at:])]  # fmt: skip
    return len(refs) > 1 and all(kinds) and not piece.has("and", "or") and bool(kinds[0] & kinds[1])


def _multiple(piece: Piece, refs: list[Ref]) -> float | None:
    multiple = next((_MULTIPLES[kind] for kind in _MULTIPLES if piece.has(kind)), None)
    multiple = next((float(item.value) for item in piece.values("times")), multiple)
    goods = refs or piece.has("order_word", "quantity_word") or all(i.text in _NOW for i in piece.values("word"))
    return multiple if goods and not _counted_times(piece) else None


def _leave_open(piece: Piece, frame: Frame) -> None:
    """ "10 caps of a different colour": a kind still to be told; "M down 15 L up 15": which goes which way is lost."""
    kinds = {"size_word": "size", "color_word": "color"}
    pairs = itertools.pairwise(piece.items)
    told = [kinds[two.kind] for one, two in pairs if one.kind == "different" and two.kind in kinds]
    if frame.mode == "inc" or frame.verb == "add":
        frame.asks = (*frame.asks, *told)
    if piece.has("up") and piece.has("down"):
        frame.doubts = ("quantity",)


def _with_amount(piece: Piece, amounts: list[Placed]) -> Frame:
    direction = _direction(piece)
    amounts = [p for p in amounts if not _present(piece, p, amounts)] or amounts
    total = len(amounts) > 1 and (amounts[-1].phrase.ref.empty or (direction and _makes_it(amounts[-1])))
    chosen = amounts[-1] if total else amounts[0]
    frame = Frame("quantity", refs=_joined_refs(piece), verb=leading_verb(piece))
    frame.amount, frame.mode = chosen.phrase.amount, _mode(piece, chosen, direction)
    if len(amounts) > 1 and chosen is amounts[-1]:
        frame.was = amounts[0].phrase.amount.count if amounts[0].phrase.amount else None
        if direction and _comes_to(amounts[0], chosen):
            frame.mode, frame.verb = "set", "inc" if direction > 0 else "dec"
    if len(amounts) == 2 and _from_to(amounts):
        chosen = amounts[1]
        frame.amount, frame.mode, frame.was = chosen.phrase.amount, "set", amounts[0].phrase.amount.count  # type: ignore[union-attr]
    elif len(amounts) > 2 or (len(amounts) == 2 and chosen is amounts[0]):
        frame.amount, frame.asks = Amount(vague=True), ("quantity",)
    vaguely = frame.verb == "change" and frame.amount is not None and frame.amount.vague
    of_a_kind = piece.has("size_word") or piece.has("color_word")
    parted = chosen.phrase.partitive and not direction and _of_that_kind(piece)
    if _unsaid(piece, chosen, frame, direction) or ((vaguely or parted) and of_a_kind):
        asked = "size" if piece.has("size_word") else "color" if piece.has("color_word") else "change"
        return Frame("move", amount=frame.amount, refs=frame.refs, asks=(asked,), verb="change", partitive=True)
    if piece.has("not_needed") and not (chosen.phrase.amount and chosen.phrase.amount.whole):
        frame.mode, frame.doubts = "dec", () if chosen.phrase.partitive else ("quantity",)
    frame.onto = chosen.relation in ("to", "arrow", "at", "colon", "set", "is")
    frame.amount_first = chosen.phrase.ref.describes or (
        len(piece.placed) > 1 and chosen is piece.placed[0] and piece.placed[1].relation in ("from", "of")
    )
    frame.partitive, frame.definite = chosen.phrase.partitive, chosen.phrase.definite
    frame.partitive &= not beside_these(piece)
    frame.only = chosen.phrase.only
    _leave_open(piece, frame)
    frame.trailing = chosen.phrase.trailing
    ruled_out = [contrast.amount.count for contrast in piece.contrast if contrast.amount is not None]
    frame.was = ruled_out[-1] if ruled_out else frame.was
    if not frame.refs and ruled_out and piece.has("instead_of"):
        frame.refs = [one.ref for one in piece.contrast if one.ref.describes]  # "instead of 30 polos, send 36"
    return frame


def _of_that_kind(piece: Piece) -> bool:
    """ "5 of the larges be that colour": pieces that are to become something."""
    pairs = itertools.pairwise(piece.items)
    return any(one.text in ("that", "this") and two.kind in ("size_word", "color_word") for one, two in pairs)


def _makes_it(placed: Placed) -> bool:
    """ "… to make it 100"."""
    return placed.phrase.ref.pronoun and not placed.phrase.ref.describes and "set" in placed.after


def _comes_to(difference: Placed, total: Placed) -> bool:
    """ "knock 4 off so it's an even 60", "take 4 off to make it 60": the difference, and what it comes to."""
    return total.relation in ("is", "set") or "set" in total.after - difference.after


def _from_to(amounts: list[Placed]) -> bool:
    """ "48 caps → 60 caps": the same goods, before and after."""
    one, two = amounts[0].phrase.ref, amounts[1].phrase.ref
    return amounts[1].relation in ("arrow", "to") and one == two and one.describes and not amounts[1].phrase.sign


def _present(piece: Piece, placed: Placed, amounts: list[Placed]) -> bool:
    """ "add another ten to the forty we have": what there is already."""
    adding = piece.has("add", "more") and placed is not amounts[0] and amounts[0].phrase.ref.describes
    return adding and placed.relation in ("to", "on") and placed.phrase.definite


def _unsaid(piece: Piece, chosen: Placed, frame: Frame, direction: int) -> bool:
    """ "change 5 of the small hoodies": which pieces is said, and not to what."""
    whole = chosen.phrase.ref.describes and chosen.relation not in ("to", "arrow", "set", "colon")
    return frame.verb == "change" and whole and not direction and frame.was is None


def _counted_times(piece: Piece) -> bool:
    """ "I have asked twice about this" counts occasions, not goods."""
    once = any(item.text in ("twice", "three times", "two times") for item in piece.items)
    return once and piece.has("word") and not any(p.phrase.ref.describes for p in piece.placed)


def _states(piece: Piece) -> bool:
    """A fact about the past ("I ordered 60 M", "3 of them are too small") names goods and asks for nothing."""
    texts = [item.text for item in piece.items]
    if (
        _was_so(piece)
        or a_lot(piece)
        or any(one == "than" and two in _EXPECTED for one, two in itertools.pairwise(texts))
    ):
        return True
    past = _past(piece) and not piece.has("change", "more", "less", "inc", "dec", "add", "remove", "instead_of")
    past |= piece.has("instead_of") and any(one in _WE and two in _CAME for one, two in itertools.pairwise(texts))
    if piece.has("not_needed") and any(text in ("many", "much") for text in texts):
        return True
    if any(one == "there" and two in ("is", "are") for one, two in itertools.pairwise(texts)) and piece.has("not"):
        return True
    unfit = any(one in _TOO and two in _UNFIT for one, two in itertools.pairwise(texts))
    return past or unfit


def _was_so(piece: Piece) -> bool:
    """ "before it was 25", "400 is off by 25", "old quantity: 50": numbers that are not wished for."""
    texts = [item.text for item in piece.items]
    was = any(text in ("was", "were") for text in texts) and any(text in _BEFORE for text in texts)
    off = "is" in texts and piece.has("off") and piece.has("by")
    return was or off or (piece.has("quantity_word") and any(text in _OLD for text in texts))


def _told_amount(piece: Piece) -> Amount | None:
    amount = None if piece.has("quantity_word", "off") else first_amount(piece)
    return None if _past(piece) or amount is None or amount.vague else amount


def _past(piece: Piece) -> bool:
    return any(item.text in _PAST for item in piece.items)


def _joined_refs(piece: Piece) -> list[Ref]:
    frame = Frame("bare")
    for placed in piece.placed:
        if not placed.phrase.ref.empty:
            narrow(frame, placed.phrase.ref, placed.relation)
    return frame.refs


def on_the_order(piece: Piece) -> bool:
    """ "put 8 M on the order": beside what is there."""
    items = [item for item in piece.items if item.kind != "det"]
    return any(one.kind in ("on", "to", "in") and two.kind == "order_word" for one, two in itertools.pairwise(items))


def _mode(piece: Piece, chosen: Placed, direction: int) -> str:
    onto = on_the_order(piece) or any(p.relation == "on" for p in piece.placed)
    if "put" in piece.texts and not direction and onto and not piece.has("only"):
        return "inc"
    if _falls_short(piece):
        return "inc"
    shared = chosen.phrase.amount is not None and chosen.phrase.amount.share is not None
    told = any(contrast.amount is not None for contrast in piece.contrast)  # "plus 43 L instead of 30"
    told |= chosen.phrase.only or piece.has("only", "set")
    if piece.opener == "plus" and not direction and not told and (chosen.phrase.ref.describes or shared):
        return "inc"
    if chosen.phrase.sign:
        return "inc" if chosen.phrase.sign > 0 and direction > 0 else "dec"
    onto = chosen.relation in ("to", "arrow", "at", "colon", "as") or (
        chosen.relation in ("set", "is") and not direction
    )
    reached = chosen.relation in ("to", "arrow") and direction and not piece.has("add")
    if ((onto and chosen.phrase.ref.empty) or reached) and not _in_or_out(piece):
        return "set"
    if direction:
        return "inc" if direction > 0 else "dec"
    onward = chosen.phrase.ref.describes or any(p.relation in ("on", "off", "from") for p in piece.placed)
    leaning = not leading_verb(piece) and onward
    return "" if leaning or chosen.relation == "by" else "set"


def leading_verb(piece: Piece) -> str:
    for kind in ("add", "set", "change", "need", "inc", "dec", "remove"):
        if kind in piece.deeds:
            return kind
    return ""


def _without_amount(piece: Piece, direction: int, refs: list[Ref]) -> Frame | None:
    if not refs and any(item.text == "take them off" for item in piece.items):
        refs = [Ref(pronoun=True)]
    if not refs and piece.has("remove") and piece.has("line_word"):
        return Frame("remove", verb="remove")
    named = bool(refs)
    left_out = _left_out(piece) and any(ref.describes for ref in refs)
    taken = (
        left_out
        or _off_the_order(piece, refs)
        or out_of_the_order(piece)
        or ("take" in piece.texts and (piece.has("off") or any(i.text in ("out", "away") for i in piece.items)))
    )
    if taken or piece.has("not_needed", "remove") or (piece.has("not") and _no_goods(piece)):
        described = any(ref.describes or ref.quantifier for ref in refs)
        dismissed = any(text in _DISMISSING for text in piece.texts) and not described
        joined = refs if any(ref.pronoun for ref in refs) else _joined_refs(piece)
        if a_single_one(piece):
            return Frame("quantity", "dec", Amount(count=1), refs=joined, verb="remove")
        return Frame("remove", refs=joined or refs, verb="remove") if named and not dismissed else None
    wanted_too = piece.has("need") and (piece.has("too") or piece.opener) and not piece.has("art_word", "art", "not")
    if wanted_too and any(ref.products for ref in refs):
        return Frame("quantity", "inc", refs=refs, verb="add", asks=("quantity",))
    if direction and (named or any(p.phrase.sign for p in piece.placed)):
        mode = "inc" if direction > 0 else "dec"
        if "is" in piece.deeds and not any(ref.describes or ref.other for ref in refs):
            return None  # "the camp is off this year"
        return Frame("quantity", mode, refs=refs if any(r.pronoun for r in refs) else _joined_refs(piece),
                     verb=leading_verb(piece), asks=("quantity",))  # fmt: skip
    return None


def _left_out(piece: Piece) -> bool:
    """ "caps out please", "L out altogether", "the 3XL away": goods, and that they are to go."""
    said = [item for item in piece.items if item.kind not in ("please", "pass") and item.text not in _WHOLLY]
    gone = bool(said) and said[-1].text in ("out", "off", "away")
    away = gone and said[-1].text == "away"
    named = all(item.kind in (*_GOODS, "det", "and", "sep", "too", "word") for item in said[:-1])
    return gone and (named or not away) and all(item.kind not in _DOING for item in said)


_WHOLLY = frozenset({"altogether", "completely", "entirely", "totally", "fully", "then", "again", "instead"})


def _off_the_order(piece: Piece, refs: list[Ref]) -> bool:
    """ "kick the caps off the order", "polos off the list"."""
    kinds = [item.kind for item in piece.items if item.kind not in ("det", "please", "pass")]
    off = kinds.index("off") if "off" in kinds else -1
    after = kinds[off + 1] if 0 <= off < len(kinds) - 1 else "order_word"
    ends = after in ("order_word", "order_id") or any(item.text in ("list", "invoice") for item in piece.items)
    return off > 0 and ends and any(ref.describes for ref in refs) and not piece.has("up", "down", "keep", "is")


def _no_goods(piece: Piece) -> bool:
    """ "no caps"; "that's no problem" speaks of none."""
    items = piece.items
    return any(
        item.text == "no" and (at + 1 == len(items) or items[at + 1].kind in _GOODS) for at, item in enumerate(items)
    )


def first_amount(piece: Piece) -> Amount | None:
    return next((p.phrase.amount for p in piece.placed if p.phrase.amount), None)


def read_swapped_counts(piece: Piece) -> Frame | None:
    swapped = piece.has("swap_counts") or (piece.has("change") and piece.has("quantity_word") and _swaps(piece))
    if not swapped:
        return None
    named = [p for p in piece.placed if not p.phrase.ref.empty]
    whole = all(placed.phrase.ref.describes for placed in named)
    return Frame("swap_counts", refs=in_one_breath(named) if whole else [placed.phrase.ref for placed in named])


def _swaps(piece: Piece) -> bool:
    return any(text.startswith("swap") or text in ("exchange", "flip") for text in piece.texts) and not any(
        p.phrase.amount for p in piece.placed
    )
