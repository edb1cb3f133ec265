"""Pieces that should get another size or colour: the constructions in which people say so."""

import re
from dataclasses import replace
from itertools import pairwise

from agent_service.interpret.clauses import Piece, Placed
from agent_service.interpret.exchanges import as_many_for
from agent_service.interpret.frames import Frame
from agent_service.interpret.noun_phrases import Amount, Phrase, Ref
from agent_service.interpret.piece_signs import beside_these
from agent_service.interpret.quantities import leading_verb
from agent_service.interpret.references import intersect, narrow

STRONG = frozenset({"to", "arrow", "set", "is", "as"})


def read_shift(piece: Piece) -> Frame | None:
    direction = 1 if piece.has("bigger") else -1 if piece.has("smaller") else 0
    if not direction:
        return None
    text = " ".join(item.text for item in piece.items)
    to = next((p for p in piece.placed[1:] if p.relation == "to" and p.phrase.ref.attribute_only), None)
    steps, subject = _steps_of([placed for placed in piece.placed if placed is not to])
    if not steps and any(word in text for word in ("one size", "size up", "a size", "size down", "next size")):
        steps = 1
    frame = Frame("move", refs=[p.phrase.ref for p in subject], shift=direction * steps, verb="change")
    frame.amount = next((p.phrase.amount for p in subject if p.phrase.amount), None)
    if to is not None and to.phrase.ref.sizes and to.phrase.amount is None:
        counted = [placed.phrase.amount for placed in piece.placed if placed.phrase.amount]
        frame.amount, frame.partitive = frame.amount or next(iter(counted), None), bool(counted)
        return replace(frame, size=to.phrase.ref.sizes[0], shift=0)  # "size up 20 of them to L"
    if not steps:
        frame.asks = ("size",)
    return frame


def _steps_of(said: list[Placed]) -> tuple[int, list[Placed]]:
    """How many sizes bigger or smaller, where that is said, and of what."""
    steps = 0
    subject: list[Placed] = []
    for placed in said:
        amount = placed.phrase.amount
        if placed.phrase.ref.empty and amount and amount.count in (1, 2):
            steps = amount.count
        elif not placed.phrase.ref.empty:
            subject.append(placed)
    return steps, subject


def find_target(piece: Piece) -> Placed | None:
    """The phrase that names the size or colour something should get."""
    found = [placed for at, placed in enumerate(piece.placed) if _may_be_target(piece, placed, at)]
    named = [placed for placed in found if placed.relation in ("to", "arrow", "set")]
    named = named or [placed for placed in found if placed.relation in ("for", "with", "by")]
    return next(iter(named or found), None)


def _may_be_target(piece: Piece, placed: Placed, at: int) -> bool:
    ref, phrase = placed.phrase.ref, placed.phrase
    if not (ref.sizes or ref.colors) or ref.lines or ref.pronoun or phrase.sign:
        return False
    if phrase.amount and not as_many_for(piece, placed, at):
        return False
    if ref.products and (at == 0 or not _same_goods(piece.placed[:at], ref)):
        return False
    return _is_target(piece, placed, at)


def _same_goods(before: list[Placed], ref: Ref) -> bool:
    """ "change the black hoodies to navy hoodies": the target may repeat the garment."""
    return any(p.phrase.ref.products and ref.products and p.phrase.ref.products & ref.products for p in before)


def _is_target(piece: Piece, placed: Placed, at: int) -> bool:
    earlier = [p for p in piece.placed[:at] if not p.phrase.blank]
    adding = piece.has("add") or any(
        p.phrase.sign and p.phrase.ref.describes and not p.phrase.partitive for p in earlier
    )
    relation = placed.relation
    if relation == "is" and placed.phrase.definite:
        return False
    if relation in STRONG:
        if relation == "to" and adding:
            return False
        return bool(earlier) or "change" in placed.after or "need" in placed.after or relation != "is"
    wished = relation == "" and "need" in placed.after
    if wished and any(p.relation == "for" and p.phrase.ref.pronoun for p in piece.placed):
        return True
    if relation in ("for", "with", "by"):
        return _priced(piece, at) or ("change" in (placed.after | piece.inherited_kinds) and bool(earlier))
    if relation == "" and at == 0 and (_wished(piece, placed) or _put_on(piece, placed)):
        return True
    if relation == "in":
        return _becomes(piece, placed, at, earlier)
    before = piece.placed[at - 1] if at else None
    return relation == "" and before is not None and (_pointing(before) or _second_kind(piece, before, placed))


def _priced(piece: Piece, at: int) -> bool:
    """ "how much for white on the 50 smalls?": the price of a change."""
    asked = any(one.text == "how" and two.text == "much" for one, two in pairwise(piece.items))
    return asked and any(p.relation == "on" and p.phrase.ref.describes for p in piece.placed[at + 1 :])


def _put_on(piece: Piece, placed: Placed) -> bool:
    """ "can we do navy on the sand hoodies": a colour wanted on goods of another."""
    on = [p.phrase for p in piece.placed if p.relation == "on" and p.phrase.ref.colors]
    wanted = "need" in placed.after and placed.phrase.ref.attribute_only and not placed.phrase.ref.sizes
    return wanted and len(on) == 1 and placed.phrase.ref.colors != on[0].ref.colors


_WISHES = frozenset({"prefer", "would prefer", "want", "would rather have", "rather have", "would like"})


def _wished(piece: Piece, placed: Placed) -> bool:
    """ "we would prefer navy"; "white for the M, navy for the L"."""
    others = [p for p in piece.placed if p is not placed and not p.phrase.blank]
    if _says_what_is_not(piece):
        return False
    if not others and _praised(piece):
        return placed.phrase.ref.attribute_only and not (placed.phrase.definite or placed.phrase.plural)
    if not others:
        return any(text in _WISHES for text in piece.texts) and not (placed.phrase.definite or placed.phrase.plural)
    one, two = placed.phrase.ref, others[0].phrase.ref
    clash = bool((one.sizes and two.sizes) or (one.colors and two.colors))
    counted = others[0].phrase.amount is not None and not others[0].phrase.partitive
    clash = clash and not (others[0].phrase.partitive and not placed.phrase.amount)
    return len(others) == 1 and others[0].relation == "for" and not clash and not counted


_PRAISE = re.compile(
    r"^(?:(?:would be|is going to be|will be|will look|would look|would suit us|would work) )"
    r"(?:(?:so|much|far|way|a lot|lots|even|just|really|actually|simply|a|the|clearly) )*"
    r"(?:better|nicer|best|great|perfect|ideal|lovely|preferable|brilliant|wonderful|preferred)"
    r"(?: for (?:us|me|everyone))?(?: (?:please|i think|really|actually|then))*$"
)


def _praised(piece: Piece) -> bool:
    """ "black would be so much better": a wish for it, where nobody is asked whether it would."""
    said = [item for item in piece.items if item.kind not in ("size", "color", "please")]
    plain = " ".join(item.text for item in said)
    return not piece.asking and piece.items[0].kind in ("size", "color") and bool(_PRAISE.match(plain))


_COUNTING = ("add", "inc", "dec", "remove", "less", "more", "off", "cancel", "signed", "not_needed", "not")
"""Deeds that take or add pieces: beside them an attribute only describes."""


def _becomes(piece: Piece, placed: Placed, at: int, earlier: list[Placed]) -> bool:
    """Whether "in navy" says what goods should be, and not what they are."""
    if piece.has(*_COUNTING) or any(p.phrase.sign for p in piece.placed) or _amount_after(piece, at):
        return False
    if piece.opener and any(p.phrase.amount and not p.phrase.partitive for p in earlier):
        return False
    if piece.has("only") and "need" in placed.after and any(p.phrase.partitive for p in earlier):
        return False  # "we only want 20 of the 40 tees in L"
    if _told_again(piece, at) or any(item.text == "total" for item in piece.values("quantity_word")):
        return False
    return bool(earlier) or ("change" in placed.after and piece.has("color_word", "size_word"))


def _amount_after(piece: Piece, at: int) -> bool:
    """ "the jackets in M to 20": what follows shows that "in M" only describes."""
    target = piece.placed[at]
    follow = [p for p in piece.placed[at + 1 :] if p.phrase.amount is not None and p.phrase.ref.empty]
    closing = "set" in target.after and not any(p.phrase.amount for p in piece.placed[:at])  # "make the tees in M 45"
    last = [p for p in follow if p is piece.placed[-1] and not p.phrase.partitive]
    return any(p.relation or p.after != target.after for p in follow) or (closing and bool(last))


def _told_again(piece: Piece, at: int) -> bool:
    """ "tees in M in L instead": of two sizes the first describes the goods, and the second is what they become."""
    one = piece.placed[at].phrase.ref
    follow = [p.phrase.ref for p in piece.placed[at + 1 :] if p.phrase.ref.attribute_only]
    again = any((one.sizes and two.sizes) or (one.colors and two.colors) for two in follow)
    return again and bool(piece.placed[at - 1].phrase.ref.products) if at else False


def _pointing(placed: Placed) -> bool:
    return placed.phrase.ref.pronoun


def _wants_more_of(piece: Piece) -> bool:
    """ "Can we also have 12 of the same hoodie in L": goods beside those there are, not those in another size."""
    same = any(one.kind == "det" and two.text == "same" for one, two in pairwise(piece.items))
    wanted = same and not piece.has("change", "set", "instead", "instead_of", "keep")
    put_on = "put" in piece.texts and any(
        one.kind == "on" and two.kind == "order_word"
        for one, two in pairwise(i for i in piece.items if i.kind != "det")
    )
    return wanted or put_on or beside_these(piece)


def _second_kind(piece: Piece, before: Placed, placed: Placed) -> bool:
    """ "make the navy tees black": a second colour or size right after a full phrase."""
    one, two = before.phrase.ref, placed.phrase.ref
    repeated = bool(one.colors and two.colors) or bool(one.sizes and two.sizes)
    repeated |= before.phrase.partitive and bool(one.quantifier)
    parted = before.phrase.partitive and before.phrase.amount is not None  # "10 of the mediums large"
    made = {"set", "change"} & placed.after or piece.inherited or parted
    return repeated and bool(made) and not two.products


def read_move(piece: Piece) -> Frame | None:
    drawn = _drawn(piece)
    if drawn is not None:
        return drawn
    target = find_target(piece)
    if target is None:
        return _contrasted_move(piece) or _predicate(piece)
    if target.relation == "in" and _wants_more_of(piece):
        return None
    ref, verb = target.phrase.ref, leading_verb(piece)
    frame = Frame("move", size=next(iter(ref.sizes), None), color_text=ref.color_text, verb=verb)
    frame.colors = next(iter(ref.colors), ())
    frame.loose = target.relation == "in"
    frame.also = any(p.phrase.sign > 0 and p.phrase.partitive for p in piece.placed)  # "10 more of the M to L"
    for placed in piece.placed:
        if placed is target:
            continue
        _take_source(frame, placed, target)
    _sources_from_contrast(piece, frame)
    if frame.amount is not None and len([ref for ref in frame.refs if ref.sizes]) > 1:
        frame.doubts = ("quantity",)  # "M to S 10 to 3XL": which of them goes where is lost without a comma
    return _further_goods(piece, frame) or frame


def _further_goods(piece: Piece, frame: Frame) -> Frame | None:
    """ "we also want caps in red": goods beside those there are; "we also want the caps in red" is a colour."""
    also = frame.loose and frame.verb == "need" and frame.amount is None and (piece.has("too") or bool(piece.opener))
    named = [p.phrase for p in piece.placed if p.phrase.ref.products]
    if not also or len(named) != 1 or named[0].definite or named[0].ref.quantifier or len(frame.refs) != 1:
        return None
    value = Ref(sizes=(frame.size,) if frame.size else (), colors=(frame.colors,) if frame.colors else ())
    refs = [intersect(frame.refs[0], replace(value, color_text=frame.color_text))]
    return Frame("quantity", "inc", refs=refs, verb="add", asks=("quantity",))


def _drawn(piece: Piece) -> Frame | None:
    """ "40 XL out of the L": pieces of one kind that become another."""
    if len(piece.placed) != 2 or piece.has("add", "more", "less", "inc", "dec", "remove", "not", "instead_of", "is"):
        return None
    new, old = piece.placed
    one, two = new.phrase.ref, old.phrase.ref
    sizes = bool(one.sizes and two.sizes and one.sizes != two.sizes)
    colors = bool(one.colors and two.colors and one.colors != two.colors)
    counted = new.phrase.amount is not None and new.phrase.amount.count is not None and old.phrase.amount is None
    out_of = new.phrase.partitive and old.phrase.definite and not new.phrase.definite  # not "10 of the mediums L"
    from_it = old.relation in ("of", "from") or (old.relation == "" and out_of)
    if not (sizes or colors) or not (counted and one.attribute_only and from_it):
        return None
    frame = Frame("move", amount=new.phrase.amount, refs=[two], verb=leading_verb(piece), partitive=True)
    frame.size = one.sizes[0] if sizes else None
    if colors:
        frame.colors, frame.color_text = one.colors[0], one.color_text
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
    amount = phrase.amount
    if amount is None and phrase.single and not phrase.plural and (phrase.ref.sizes or phrase.ref.products):
        amount = Amount(count=1)
    if amount is not None and frame.amount is None:
        frame.amount = amount
        frame.amount_first = phrase.ref.describes
    if not phrase.ref.empty:
        narrow(frame, phrase.ref, placed.relation)
        frame.definite |= phrase.definite and phrase.amount is not None


def _predicate(piece: Piece) -> Frame | None:
    """ "make the polos royal blue", "I want the jackets navy": the attribute after the noun is what they should get."""
    if piece.has("dec", "remove", "less", "off", "cancel"):
        return None
    making = any(text in ("make", "made", "want", "turn", "prefer") for text in piece.texts)
    if not making and not piece.inherited and not any(p.phrase.partitive and p.phrase.trailing for p in piece.placed):
        return None
    for placed in piece.placed:
        ref, trailing = placed.phrase.ref, placed.phrase.trailing
        if making and _all_of_so_many(placed.phrase):
            value = {"size": ref.sizes[0]} if ref.sizes else {"colors": ref.colors[0], "color_text": ref.color_text}
            return Frame("move", amount=placed.phrase.amount, refs=[Ref(quantifier="all")], verb="set", **value)
        if not trailing or placed.phrase.sign or any(p.phrase.amount and p is not placed for p in piece.placed):
            continue
        parted = placed.phrase.partitive or placed.phrase.definite or "turn" in piece.texts
        if placed.phrase.amount is not None and not (parted or placed.phrase.amount.whole):
            continue
        source = replace(
            ref,
            sizes=() if "size" in trailing else ref.sizes,
            colors=() if "color" in trailing else ref.colors,
            color_text="" if "color" in trailing else ref.color_text,
        )
        frame = Frame("move", amount=placed.phrase.amount, refs=[source], verb="set")
        frame.turns = not making and not piece.inherited  # "one of the M navy can go"
        frame.partitive = placed.phrase.partitive
        frame.size = ref.sizes[0] if "size" in trailing else None
        if "color" in trailing:
            frame.colors, frame.color_text = ref.colors[0], ref.color_text
        return frame
    return None


def _all_of_so_many(phrase: Phrase) -> bool:
    """ "make all 120 L": what they should become, and not how many L there should be."""
    single = len(phrase.ref.sizes) + len(phrase.ref.colors) == 1
    return phrase.amount is not None and phrase.amount.whole and phrase.ref.attribute_only and single


def _contrasted_move(piece: Piece) -> Frame | None:
    """ "I want L instead of M for 20 of the tees", "both sizes in navy instead of white"."""
    if piece.has("remove", "cancel", "dec") and not piece.has("change", "set"):
        return None
    for contrast in piece.contrast:
        if not contrast.ref.attribute_only or contrast.amount is not None or _says_what_is_not(piece):
            continue
        if _counts_and_rules_out(piece):
            continue
        frame = Frame("move", verb="change")
        for placed in piece.placed:
            _sort_contrast(frame, placed, contrast)
        if frame.size or frame.colors:
            _sources_from_contrast(piece, frame)
            return frame
    return None


def _counts_and_rules_out(piece: Piece) -> bool:
    """ "S 210, not M": the number is of the S, and M is only what it is not of."""
    named = [p.phrase for p in piece.placed]
    denied = piece.has("not") and not piece.has("instead_of")
    if denied and piece.has("add", "more", "inc") and not piece.has("change", "set"):
        return True  # "5 more mediums, not smalls"
    told = [p for p in piece.placed[1:] if p.phrase.ref.empty and p.phrase.amount is not None]
    ruled_out = any(p.relation in ("to", "set", "colon", "arrow") for p in told) or denied
    return ruled_out and bool(told) and named[0].ref.describes


def _says_what_is_not(piece: Piece) -> bool:
    """ "royal is not our blue": a statement."""
    return any(one.kind == "is" and two.kind == "not" for one, two in pairwise(piece.items))


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


def read_other_attribute(piece: Piece) -> Frame | None:
    """ "another size for the polos", "wrong colour": an attribute is to change, and not said to what."""
    if (
        not piece.has("different", "other")
        or piece.has("add")
        or find_target(piece) is not None
        or piece.has("quantity_word")
    ):
        return None
    near = {two.kind for one, two in pairwise(piece.items) if one.kind in ("different", "other", "some")}
    kind = next((name for name in ("size", "color") if f"{name}_word" in near), "")
    kind = kind or next((n for n in ("size", "color") if piece.has(f"{n}_word") and "is" in piece.deeds), "")
    if not kind or any(p.phrase.ref.sizes and kind == "size" and p.relation in STRONG for p in piece.placed):
        return None
    refs = [p.phrase.ref for p in piece.placed if not p.phrase.ref.empty]
    amount = next((p.phrase.amount for p in piece.placed if p.phrase.amount), None)
    if any(p.phrase.sign > 0 for p in piece.placed):
        return Frame("quantity", "inc", refs=refs, amount=amount, asks=(kind,), verb="add")
    return Frame("move", refs=refs, amount=amount, asks=(kind,), verb="change")
