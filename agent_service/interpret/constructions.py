"""From a piece of a message to a frame: the constructions in which people ask for a change of an order."""

from collections.abc import Callable
from dataclasses import replace

from agent_service.interpret.clauses import Piece, Placed
from agent_service.interpret.frames import Frame
from agent_service.interpret.noun_phrases import Amount, Phrase, Ref

_STRONG = frozenset({"to", "arrow", "set", "is", "as"})
_RISING = frozenset({"inc", "add"})
_FALLING = frozenset({"dec", "remove", "off"})
_FILLERS = frozenset("hi hello hey so well basically please just i we the can could you would like".split())
_DISMISSING = frozenset({"forget", "forget about", "drop", "scrap", "skip", "lose", "ditch", "leave out", "kill", "do without"})
_PAST = frozenset({"ordered", "bought", "currently", "placed"})
_UNFIT = frozenset("small large big tight wide long short loose many much few tiny huge".split())
_MULTIPLES = {"mult2": 2.0, "mult3": 3.0, "mult4": 4.0, "halve": 0.5}


def read(piece: Piece) -> Frame | None:
    """The frame of one piece, or None when it holds nothing of an order change."""
    frame = None
    for construction in _CONSTRUCTIONS:
        frame = construction(piece)
        if frame is not None:
            break
    return finish(frame, piece) if frame is not None else None


def finish(frame: Frame, piece: Piece) -> Frame:
    """Adds what the piece says about itself: how it joins, whether it corrects, asks, excepts or denies."""
    frame.joined, frame.correction = piece.joined, piece.correction
    frame.also |= bool(piece.opener) or piece.has("too")
    frame.asked = piece.asking
    frame.same |= piece.has("same")
    frame.instead = piece.has("instead")
    frame.only |= piece.has("only")
    frame.excepted = [phrase.ref for phrase in piece.excepted]
    frame.negated |= _negated(piece)
    frame.pure = not [item for item in piece.values("word") if item.text not in _FILLERS]
    return frame


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


def _split(piece: Piece) -> Frame | None:
    if not piece.has("split"):
        return None
    bare = all(item.text in ("split", "splitting") for item in piece.values("split"))
    if bare and (piece.has("size_word", "quantity_word") or any(p.phrase.amount for p in piece.placed)):
        return None
    return Frame("split")


def _keep(piece: Piece) -> Frame | None:
    if not piece.has("keep") or piece.has("cancel", "remove"):
        return None
    return Frame("keep", refs=[p.phrase.ref for p in _subject(piece)], amount=_first_amount(piece))


def _first_amount(piece: Piece) -> Amount | None:
    return next((p.phrase.amount for p in piece.placed if p.phrase.amount), None)


def _cancel(piece: Piece) -> Frame | None:
    if any(item.text == "call" for item in piece.items) and piece.has("off") and not _first_amount(piece):
        return Frame("cancel", verb="cancel")
    unwanted = piece.has("not_needed") and piece.has("order_word", "order_id")
    if not piece.has("cancel") and not (unwanted and not any(p.phrase.ref.describes for p in piece.placed)):
        return None
    named = [p.phrase.ref for p in piece.placed if p.phrase.ref.describes]
    amount = _first_amount(piece)
    if not piece.has("cancel"):
        return Frame("cancel", verb="cancel")
    if amount is not None and named:
        return Frame("quantity", "dec", amount, refs=named, verb="cancel")
    if named and not piece.has("order_word"):
        return Frame("remove", refs=named, verb="cancel")
    return Frame("cancel", verb="cancel")


def _swap_counts(piece: Piece) -> Frame | None:
    swapped = piece.has("swap_counts") or (piece.has("change") and piece.has("quantity_word") and _swaps(piece))
    if not swapped:
        return None
    return Frame("swap_counts", refs=[p.phrase.ref for p in _subject(piece)])


def _swaps(piece: Piece) -> bool:
    return any(text.startswith("swap") or text in ("exchange", "flip") for text in piece.texts) and not any(
        p.phrase.amount for p in piece.placed
    )


def _shift(piece: Piece) -> Frame | None:
    direction = 1 if piece.has("bigger") else -1 if piece.has("smaller") else 0
    if not direction:
        return None
    steps = 0
    text = " ".join(item.text for item in piece.items)
    subject: list[Placed] = []
    for placed in piece.placed:
        amount = placed.phrase.amount
        if placed.phrase.ref.empty and amount and amount.count in (1, 2):
            steps = amount.count
        elif not placed.phrase.ref.empty:
            subject.append(placed)
    if not steps and any(word in text for word in ("one size", "size up", "a size", "size down", "next size")):
        steps = 1
    frame = Frame("move", refs=[p.phrase.ref for p in subject], shift=direction * steps, verb="change")
    frame.amount = next((p.phrase.amount for p in subject if p.phrase.amount), None)
    if not steps:
        frame.asks = ("size",)
    return frame


def _target(piece: Piece) -> Placed | None:
    """The phrase that names the size or colour something should get."""
    for at, placed in enumerate(piece.placed):
        ref, phrase = placed.phrase.ref, placed.phrase
        if not (ref.sizes or ref.colors) or ref.lines or ref.pronoun or phrase.sign or phrase.amount:
            continue
        if ref.products and (at == 0 or not _same_goods(piece.placed[:at], ref)):
            continue
        if _is_target(piece, placed, at):
            return placed
    return None


def _same_goods(before: list[Placed], ref: Ref) -> bool:
    """"change the black hoodies to navy hoodies": the target may repeat the garment."""
    return any(p.phrase.ref.products and ref.products and p.phrase.ref.products & ref.products for p in before)


def _is_target(piece: Piece, placed: Placed, at: int) -> bool:
    earlier = [p for p in piece.placed[:at] if not p.phrase.blank]
    adding = piece.has("add") or any(p.phrase.sign and p.phrase.ref.describes for p in earlier)
    relation = placed.relation
    if relation in _STRONG:
        if relation == "to" and adding:
            return False
        return bool(earlier) or "change" in placed.after or "need" in placed.after or relation != "is"
    if relation == "" and "need" in placed.after and any(p.relation == "for" and p.phrase.ref.pronoun for p in piece.placed):
        return True
    if relation in ("for", "with", "by"):
        return "change" in (placed.after | piece.inherited_kinds) and bool(earlier)
    if relation == "in":
        attribute = "change" in placed.after and piece.has("color_word", "size_word")
        return (bool(earlier) or attribute) and not adding and not _amount_after(piece, at)
    return relation == "" and at > 0 and (_pointing(piece.placed[at - 1]) or _second_kind(piece.placed[at - 1], placed))


def _amount_after(piece: Piece, at: int) -> bool:
    """"the jackets in M to 20": what follows shows that "in M" only describes."""
    return any(p.phrase.amount is not None and p.phrase.ref.empty and p.relation for p in piece.placed[at + 1 :])


def _pointing(placed: Placed) -> bool:
    return placed.phrase.ref.pronoun


def _second_kind(before: Placed, placed: Placed) -> bool:
    """"make the navy tees black": a second colour or size right after a full phrase."""
    one, two = before.phrase.ref, placed.phrase.ref
    repeated = bool(one.colors and two.colors) or bool(one.sizes and two.sizes)
    return repeated and "set" in placed.after and not two.products


def _move(piece: Piece) -> Frame | None:
    target = _target(piece)
    if target is None:
        return _contrasted_move(piece) or _predicate(piece)
    ref = target.phrase.ref
    frame = Frame("move", size=ref.sizes[0] if ref.sizes else None, color_text=ref.color_text, verb=_verb(piece))
    frame.colors = ref.colors[0] if ref.colors else ()
    frame.loose = target.relation == "in"
    for placed in piece.placed:
        if placed is target:
            continue
        _take_source(frame, placed, target)
    _sources_from_contrast(piece, frame)
    return frame


def _take_source(frame: Frame, placed: Placed, target: Placed) -> None:
    phrase = placed.phrase
    if placed.relation in ("in", "to", "and") and phrase.ref.attribute_only and placed.after >= target.after:
        if phrase.ref.sizes and frame.size is None and not phrase.amount:
            frame.size = phrase.ref.sizes[0]
            return
        if phrase.ref.colors and not frame.colors and not phrase.amount:
            frame.colors, frame.color_text = phrase.ref.colors[0], phrase.ref.color_text
            return
    frame.partitive |= phrase.partitive
    if phrase.amount is not None and frame.amount is None:
        frame.amount = phrase.amount
        frame.amount_first = phrase.ref.describes
    if not phrase.ref.empty:
        _narrow(frame, phrase.ref, placed.relation)
        frame.definite |= phrase.definite


def _narrow(frame: Frame, ref: Ref, relation: str) -> None:
    """"20 tees from M to L": what stands after "from" or "in" narrows the subject; anything else widens it."""
    if frame.refs and (relation in ("from", "in", "of", "on") or complementary(frame.refs[-1], ref)):
        frame.refs[-1] = intersect(frame.refs[-1], ref)
    else:
        frame.refs.append(ref)


def intersect(one: Ref, other: Ref) -> Ref:
    """Both descriptions together, as one."""
    return Ref(
        products=_both(one.products, other.products),
        words=_both(one.words, other.words),
        sizes=one.sizes or other.sizes,
        colors=one.colors or other.colors,
        color_text=one.color_text or other.color_text,
        lines=one.lines or other.lines,
        arts=one.arts or other.arts,
        pronoun=(one.pronoun or other.pronoun) and not (one.describes or other.describes),
        other=one.other or other.other,
        quantifier=one.quantifier or other.quantifier,
    )


def _both(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return one if other is None else other
    return (one & other) or one


def _predicate(piece: Piece) -> Frame | None:
    """"make the polos royal blue", "I want the jackets navy": the attribute after the noun is what they should get."""
    making = any(text in ("make", "made", "want", "turn", "prefer") for text in piece.texts)
    if not making and not piece.inherited and not any(p.phrase.partitive and p.phrase.trailing for p in piece.placed):
        return None
    for placed in piece.placed:
        ref, trailing = placed.phrase.ref, placed.phrase.trailing
        if not trailing or placed.phrase.sign or any(p.phrase.amount and p is not placed for p in piece.placed):
            continue
        if placed.phrase.amount is not None and not placed.phrase.partitive and not placed.phrase.definite:
            continue
        source = replace(
            ref,
            sizes=() if "size" in trailing else ref.sizes,
            colors=() if "color" in trailing else ref.colors,
            color_text="" if "color" in trailing else ref.color_text,
        )
        frame = Frame("move", amount=placed.phrase.amount, refs=[source], verb="set")
        frame.size = ref.sizes[0] if "size" in trailing else None
        if "color" in trailing:
            frame.colors, frame.color_text = ref.colors[0], ref.color_text
        return frame
    return None


def _contrasted_move(piece: Piece) -> Frame | None:
    """"I want L instead of M for 20 of the tees", "both sizes in navy instead of white"."""
    for contrast in piece.contrast:
        if not contrast.ref.attribute_only or contrast.amount is not None:
            continue
        frame = Frame("move", verb="change")
        for placed in piece.placed:
            _sort_contrast(frame, placed, contrast)
        if frame.size or frame.colors:
            _sources_from_contrast(piece, frame)
            return frame
    return None


def _sort_contrast(frame: Frame, placed: Placed, contrast: Phrase) -> None:
    ref = placed.phrase.ref
    rest = ref
    if contrast.ref.sizes and ref.sizes and not frame.size:
        frame.size = ref.sizes[0]
        rest = Ref(ref.products, ref.words, (), ref.colors, ref.color_text, ref.lines, ref.arts)
    elif contrast.ref.colors and ref.colors and not frame.colors:
        frame.colors, frame.color_text = ref.colors[0], ref.color_text
        rest = Ref(ref.products, ref.words, ref.sizes, (), "", ref.lines, ref.arts, quantifier=ref.quantifier)
    frame.amount = frame.amount or placed.phrase.amount
    frame.partitive |= placed.phrase.partitive
    if not rest.empty:
        frame.refs.append(rest)


def _sources_from_contrast(piece: Piece, frame: Frame) -> None:
    for contrast in piece.contrast:
        source = contrast.ref
        if not source.attribute_only:
            continue
        if frame.refs and not (frame.refs[-1].sizes and source.sizes) and not (frame.refs[-1].colors and source.colors):
            frame.refs[-1] = intersect(frame.refs[-1], source)
        elif not frame.refs:
            frame.refs.append(source)


def _direction(piece: Piece) -> int:
    deeds = set(piece.deeds)
    if deeds & {"less"} or any(p.phrase.sign < 0 for p in piece.placed):
        return -1
    if any(p.phrase.sign > 0 for p in piece.placed):
        return -1 if deeds & {"dec", "remove"} else 1
    if deeds & _FALLING or (deeds & {"down"} and not deeds & _RISING):
        return -1
    return 1 if deeds & (_RISING | {"up"}) else 0


def _quantity(piece: Piece) -> Frame | None:
    multiple = next((_MULTIPLES[kind] for kind in _MULTIPLES if piece.has(kind)), None)
    refs = [p.phrase.ref for p in piece.placed if not p.phrase.ref.empty]
    if multiple is not None and not _counted_times(piece) and (refs or piece.has("order_word", "quantity_word") or not piece.has("word")):
        return Frame("quantity", "mult", Amount(share=multiple), refs=_joined_refs(piece), verb="mult")
    if piece.has("same_as"):
        return _same_as(piece)
    amounts = [p for p in piece.placed if p.phrase.amount is not None]
    direction = _direction(piece)
    if _states(piece):
        return Frame("bare", refs=refs, amount=_told_amount(piece))
    if not amounts:
        return _without_amount(piece, direction, refs)
    frame = Frame("quantity", refs=_joined_refs(piece), verb=_verb(piece))
    chosen = amounts[-1] if len(amounts) > 1 and amounts[-1].phrase.ref.empty else amounts[0]
    frame.amount = chosen.phrase.amount
    frame.mode = _mode(piece, chosen, direction)
    if len(amounts) > 1 and chosen is amounts[-1]:
        frame.was = amounts[0].phrase.amount.count if amounts[0].phrase.amount else None
    frame.onto = chosen.relation in ("to", "arrow", "at", "colon", "set", "is")
    frame.amount_first = chosen.phrase.ref.describes
    frame.partitive, frame.definite = chosen.phrase.partitive, chosen.phrase.definite
    frame.only = chosen.phrase.only
    for contrast in piece.contrast:
        if contrast.amount is not None:
            frame.was = contrast.amount.count
    return frame


def _counted_times(piece: Piece) -> bool:
    """"I have asked twice about this" counts occasions, not goods."""
    once = any(item.text in ("twice", "three times", "two times") for item in piece.items)
    return once and piece.has("word") and not any(p.phrase.ref.describes for p in piece.placed)


def _states(piece: Piece) -> bool:
    """A fact about the past ("I ordered 60 M", "3 of them are too small") names goods and asks for nothing."""
    texts = [item.text for item in piece.items]
    past = _past(piece) and not piece.has("change", "more", "less", "inc", "dec", "add", "remove")
    if piece.has("not_needed") and any(text in ("many", "much") for text in texts):
        return True
    unfit = any(one == "too" and two in _UNFIT for one, two in zip(texts, texts[1:], strict=False))
    return past or unfit


def _told_amount(piece: Piece) -> Amount | None:
    amount = _first_amount(piece)
    return None if _past(piece) or amount is None or amount.vague else amount


def _past(piece: Piece) -> bool:
    return any(item.text in _PAST for item in piece.items)


def _joined_refs(piece: Piece) -> list[Ref]:
    frame = Frame("bare")
    for placed in piece.placed:
        if not placed.phrase.ref.empty:
            _narrow(frame, placed.phrase.ref, placed.relation)
    return frame.refs


def complementary(one: Ref, two: Ref) -> bool:
    """Whether two descriptions can be of the same thing, each adding what the other leaves out."""
    if one.other or two.other or one.lines or two.lines:
        return False
    return not (one.sizes and two.sizes) and not (one.colors and two.colors) and not (one.products and two.products)


def _mode(piece: Piece, chosen: Placed, direction: int) -> str:
    if "put" in piece.texts and not direction and any(p.relation == "on" for p in piece.placed):
        return "inc"
    if chosen.phrase.sign:
        return "inc" if chosen.phrase.sign > 0 and direction > 0 else "dec"
    onto = chosen.relation in ("to", "arrow", "at", "colon", "as") or (chosen.relation in ("set", "is") and not direction)
    if onto and chosen.phrase.ref.empty:
        return "set"
    if direction:
        return "inc" if direction > 0 else "dec"
    onward = chosen.phrase.ref.describes or any(p.relation in ("on", "off", "from") for p in piece.placed)
    leaning = not _verb(piece) and onward
    return "" if leaning or chosen.relation == "by" else "set"


def _verb(piece: Piece) -> str:
    for kind in ("add", "set", "change", "need", "inc", "dec", "remove"):
        if kind in piece.deeds:
            return kind
    return ""


def _same_as(piece: Piece) -> Frame | None:
    at = next(i for i, item in enumerate(piece.items) if item.kind == "same_as")
    before: list[Ref] = []
    after: list[Ref] = []
    for placed in piece.placed:
        (after if "same_as" in placed.after else before).append(placed.phrase.ref)
    if not after:
        return None
    del at
    return Frame("quantity", "same", refs=before, same_as=after[0])


def _without_amount(piece: Piece, direction: int, refs: list[Ref]) -> Frame | None:
    named = bool(refs)
    taken = "take" in piece.texts and (piece.has("off") or any(i.text in ("out", "away") for i in piece.items))
    if taken or piece.has("not_needed", "remove") or (piece.has("not") and _no_goods(piece)):
        described = any(ref.describes or ref.quantifier for ref in refs)
        dismissed = any(text in _DISMISSING for text in piece.texts) and not described
        return Frame("remove", refs=refs, verb="remove") if named and not dismissed else None
    if direction and (named or any(p.phrase.sign for p in piece.placed)):
        mode = "inc" if direction > 0 else "dec"
        return Frame("quantity", mode, refs=refs, verb=_verb(piece), asks=("quantity",))
    return None


def _no_goods(piece: Piece) -> bool:
    return any(item.text == "no" for item in piece.values("not"))


def _vague(piece: Piece) -> Frame | None:
    refs = [p.phrase.ref for p in piece.placed if not p.phrase.ref.empty]
    changing = piece.has("change", "different") or ("set" in piece.deeds and refs)
    if piece.has("color_word") and changing:
        return Frame("move", refs=refs, asks=("color",), verb="change")
    if piece.has("size_word") and changing and not piece.has("quantity_word"):
        return Frame("move", refs=refs, asks=("size",), verb="change")
    if piece.has("quantity_word") and (changing or piece.has("need", "inc", "dec")):
        return Frame("quantity", refs=refs, asks=("quantity",), verb="change")
    if refs or piece.contrast:
        frame = Frame("vague" if piece.has("change") else "bare", refs=refs, amount=None, verb=_verb(piece))
        frame.was = next((c.amount.count for c in piece.contrast if c.amount), None)
        return frame
    if piece.has("change", "different"):
        return Frame("vague", verb="change")
    return None


def _same_number(piece: Piece) -> Frame | None:
    """"the same number of L as M"."""
    texts = [item.text for item in piece.items]
    if "same" not in texts or not piece.has("quantity_word") or not piece.has("as"):
        return None
    before = [p.phrase.ref for p in piece.placed if p.phrase.ref.describes and p.relation != "as"]
    after = [p.phrase.ref for p in piece.placed if p.phrase.ref.describes and p.relation == "as"]
    return Frame("quantity", "same", refs=before, same_as=after[0]) if before and after else None


def _other_attribute(piece: Piece) -> Frame | None:
    """"another size for the polos", "wrong colour": an attribute is to change, and not said to what."""
    if not piece.has("different") or piece.has("add") or _target(piece) is not None or piece.has("quantity_word"):
        return None
    kind = "size" if piece.has("size_word") else "color" if piece.has("color_word") else ""
    if not kind or any(p.phrase.ref.sizes and kind == "size" and p.relation in _STRONG for p in piece.placed):
        return None
    refs = [p.phrase.ref for p in piece.placed if not p.phrase.ref.empty]
    return Frame("move", refs=refs, asks=(kind,), verb="change")


_CONSTRUCTIONS: tuple[Callable[[Piece], Frame | None], ...] = (
    _split, _keep, _cancel, _swap_counts, _same_number, _shift, _other_attribute, _move, _quantity, _vague,
)  # fmt: skip
