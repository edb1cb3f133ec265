"""What two clauses beside each other are to one another: the same thing twice, its details, its continuation."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

from agent_service.conversation.interpretation import Missing
from agent_service.interpret.frames import Frame
from agent_service.interpret.noun_phrases import Amount, Ref
from agent_service.interpret.references import complementary, intersect


def superseded(last: Frame, frame: Frame) -> bool:
    """ "we don't need it, cancel", "the old print is worn out, put the new one on": the second says it all."""
    if last.act == "swap_counts" and not last.refs and frame.act == "move" and frame.refs:
        return True
    cancelled = last.act == "remove" and frame.act == "cancel" and pointing(last.refs)
    return cancelled or (stated(last) and frame.act == "art" and not frame.stated and not frame.correction)


def stated(last: Frame) -> bool:
    return last.act == "art" and last.stated and not last.refs and not last.arts_from


def as_one(last: Frame, frame: Frame) -> Frame | None:
    """Two clauses that say one thing: what goods and how many of them, and what becomes of them."""
    if counts_moved(last, frame):
        return replace(last, amount=frame.amount, partitive=True)
    if becomes_too(last, frame):
        return replace(frame, act="move", refs=last.refs, partitive=True, **target_of(frame.refs[0]))
    if last.act == "move" and last.shift and frame.act == "bare" and single_value(frame) and frame.refs[0].sizes:
        return replace(last, size=frame.refs[0].sizes[0], shift=0)
    if picked(last, frame):
        return replace(frame, refs=last.refs, amount=last.amount, partitive=True)
    if details(last, frame):
        return replace(last, amount=frame.amount, refs=[*last.refs, *frame.refs])
    return None


def none_left(frame: Frame) -> bool:
    """ "M none, all L please": a count that says nothing of the goods named after it."""
    return frame.act == "quantity" and frame.amount is not None and frame.amount.count == 0


def leave_some(frames: list[Frame]) -> None:
    """ "keep 100 in M, the rest in L": all of them but the hundred that stay."""
    kept = [f for f in frames if f.act == "keep" and f.amount is not None and f.amount.count]
    moves = [f for f in frames if f.act == "move" and f.amount is None and any(ref.other for ref in f.refs)]
    if len(kept) != 1 or len(moves) != 1:
        return
    moves[0].amount = Amount(count=kept[0].amount.count if kept[0].amount else None, rest=True)
    named = [replace(ref, other=False) for ref in moves[0].refs if ref.describes]
    moves[0].refs, moves[0].partitive = named or [ref for ref in kept[0].refs if ref.describes], True


def counts_each(frame: Frame) -> bool:
    """ "drop the caps, M and L five more of each": the M named before is of this clause, and not of the one before."""
    return frame.each and frame.amount is not None and frame.joined == "and"


def described(last: Frame, frame: Frame) -> list[Ref]:
    """ "tees in white L, add 25 of them": what "them" are, where the words before only describe goods."""
    told = last.act == "move" and last.loose and not last.verb and last.amount is None and last.said[:1] != ()
    told = told and last.said[0].kind not in ("det", "all", "both", "each")
    added = frame.act == "quantity" and frame.mode == "inc" and frame.joined in ("sep", "dash", "colon", "stop")
    if not (told and added and frame.refs and pointing(frame.refs)):
        return []
    what = Ref(
        sizes=(last.size,) if last.size else (),
        colors=(last.colors,) if last.colors else (),
        color_text=last.color_text,
    )
    return [intersect(what, ref) for ref in last.refs]


def named_by_value(last: Frame, frame: Frame) -> bool:
    """ "the grey tees in large, make them red": what stands after "in" says which, where the deed comes after it."""
    plain = last.act == "move" and last.loose and not last.verb and last.amount is None and not last.shift
    another = frame.act in ("quantity", "remove", "art", "move") and not frame.correction
    told = any(ref.products or ref.words for ref in last.refs) and pointing(frame.refs)
    every = any(ref.quantifier == "all" for ref in last.refs)
    return plain and another and told and not every and not (last.size and last.colors)


def target_of(ref: Ref) -> dict[str, Any]:
    """A size or colour as the target of a move."""
    return {
        "size": ref.sizes[0] if ref.sizes else None,
        "colors": ref.colors[0] if ref.colors else (),
        "color_text": ref.color_text,
    }


def mere_mention(frame: Frame) -> bool:
    """An artwork's name without any deed ("Harbor Charity Run" under a letter); "Oktoberfest art" is a wish."""
    listed = {item.kind for item in frame.said} <= {"art", "art_word", "det", "please", "pass"}
    listed &= any(item.kind == "art_word" for item in frame.said)
    listed |= any(item.kind in ("all", "both", "order_word") for item in frame.said)  # "across the whole order"
    return frame.act == "art" and frame.stated and not (frame.refs or frame.asks or listed) and frame.joined == "stop"


def becomes_too(last: Frame, frame: Frame) -> bool:
    """ "25 of the caps royal blue, 25 red": other pieces of the same goods that become something else."""
    if last.act != "move" or not (last.partitive or _counts(last)) or frame.act != "quantity" or len(frame.refs) != 1:
        return False
    value, counted = frame.refs[0], frame.amount is not None and frame.amount.count is not None
    if last.loose and not last.partitive and not any(ref.sizes if last.size else ref.colors for ref in last.refs):
        return False  # "40 tees in M and 20 small": a list of goods
    kind = bool(value.sizes) == bool(last.size) and bool(value.colors) == bool(last.colors)
    another = frame.mode == "inc" and any(item.text == "another" for item in frame.said)
    plain = frame.mode in ("", "set") or another
    verbless = frame.amount_first and frame.verb == "" and plain and not frame.onto and not (frame.also or frame.same)
    verbless &= not frame.only and frame.was is None  # "move 5 M to L, and just 33 L" counts them
    return verbless and counted and kind and value.attribute_only and frame.joined in ("sep", "and")


def _counts(last: Frame) -> bool:
    """ "ten M become S": pieces of a line, counted."""
    return last.amount_first and last.amount is not None and bool(last.amount.count) and bool(last.refs)


def passed_on(last: Frame, frame: Frame) -> Frame | None:
    """ "take 100 from L and give them to M", "…, put them on the larges": as many more there."""
    taken = last.act == "quantity" and last.mode == "dec" and last.amount is not None and bool(last.amount.count)
    if not taken or frame.amount is not None or frame.joined not in ("and", "sep", "then", "dash"):
        return None
    if frame.act == "move" and pointing(frame.refs) and frame.has_target and not frame.shift and frame.verb == "":
        to = [Ref(sizes=(frame.size,) if frame.size else (), colors=(frame.colors,) if frame.colors else ())]
    elif frame.act in ("bare", "vague") and any(ref.pronoun for ref in frame.refs):
        to = [ref for ref in frame.refs if ref.describes]
    else:
        return None
    return Frame("quantity", "inc", last.amount, refs=to, verb="add", joined=frame.joined) if to else None


def counts_moved(last: Frame, frame: Frame) -> bool:
    """ "polos need a different size, 10 of them": how many of what was just spoken of."""
    whole = not any(ref.describes or ref.other for ref in frame.refs) and (
        frame.definite or any(ref.quantifier == "all" for ref in frame.refs)
    )
    pointed = (frame.partitive and pointing(frame.refs)) or whole
    plain = frame.act == "quantity" and pointed and frame.mode in ("", "set")
    return plain and last.act == "move" and last.amount is None and frame.verb in ("", "need") and not frame.onto


def as_well(last: Frame, frame: Frame) -> list[Frame]:
    """ "100 of the mediums in black and 100 larges too", "three M become XL, two of the L as well": the same of others,
    and not more of them; "two L as well" may be either, where sizes change."""
    counted = last.act == "move" and last.has_target and not last.shift and bool(last.partitive or _counts(last))
    alike = frame.act == "quantity" and frame.joined in ("and", "sep") and not frame.verb and frame.mode in ("", "set")
    last_word = frame.said[-1].kind if frame.said else ""
    others = len(frame.refs) == 1 and bool(frame.refs[0].sizes) and not frame.refs[0].colors
    others &= last.size not in (frame.refs[0].sizes if frame.refs else ())
    told = (last_word == "too" or frame.same) and frame.amount_first and frame.amount is not None
    if not (counted and alike and others and told):
        return []
    if last.size and not (frame.partitive or frame.same):
        return [last, replace(frame, doubts=("change",))]
    return [last, replace(last, refs=frame.refs, amount=frame.amount, said=frame.said)]


def moves_as_well(last: Frame, frame: Frame) -> bool:
    """ "20 from the mediums and 20 from the larges in white": what the second clause says of both."""
    counted = last.act == "quantity" and last.verb == "" and last.mode in ("", "set") and not last.onto
    first = last.amount_first and last.amount is not None and last.amount.count is not None and not last.also
    listed = frame.joined in ("and", "sep") and frame.act == "move" and frame.has_target and not frame.shift
    listed &= frame.partitive == last.partitive and not last.only
    if frame.loose and frame.size and not frame.partitive and not any(ref.sizes for ref in frame.refs):
        listed &= not any(ref.sizes for ref in last.refs)  # "60 M, 30 tees in S": a list of goods
    becoming = not frame.verb or (frame.verb == "set" and frame.said[:1] != () and frame.said[0].kind == "number")
    return counted and first and listed and frame.amount is not None and becoming and bool(frame.refs)


def both_become(done: list[Frame], frame: Frame) -> list[Frame]:
    """ "five of the M and five of the L, both to XL": what the last clause says of the two that were counted."""
    if done and (same := as_well(done[-1], frame)):
        return [*done[-2:-1], *same]
    of_both = any(ref.quantifier == "both" and not ref.describes for ref in frame.refs)
    two = done[-2:]
    counted = len(two) == 2 and all(
        f.act == "quantity" and f.partitive and not f.verb and f.amount is not None and f.mode in ("", "set")
        for f in two
    )  # fmt: skip
    if not (of_both and counted and frame.act == "move" and frame.has_target and frame.amount is None):
        return []
    return [replace(frame, refs=f.refs, amount=f.amount, partitive=True) for f in two]


def picked(last: Frame, frame: Frame) -> bool:
    """ "take 20 of the M (5 out of the L) and make those XL": first which pieces, then what becomes of them."""
    parted = last.partitive and last.mode in ("", "set") and last.verb in ("", "need")
    taken = any(item.text == "take" for item in last.said) and frame.verb in ("set", "change")
    taken &= last.mode in ("inc", "dec", "set", "")
    picked = last.act == "quantity" and last.amount is not None and (parted or taken)
    return picked and frame.act == "move" and frame.has_target and pointing(frame.refs) and frame.amount is None


def told_otherwise(last: Frame, frame: Frame) -> tuple[Missing, ...]:
    """ "reduce L by 2, and 53x M": in another form than the difference before it, so perhaps a number of pieces."""
    differs = last.mode in ("inc", "dec") and last.amount_first != frame.amount_first and bool(frame.refs)
    return ("quantity",) if differs and frame.joined != "stop" else ()


def listed_alike(last: Frame, frame: Frame) -> bool:
    """ "add XL 50 and L 20", "remove S: 10, M: 10": the second in the form of the first, so by its deed."""
    bare = frame.mode == "set" and not frame.verb and frame.joined in ("and", "sep") and frame.was is None
    counted = not (last.amount_first or frame.amount_first) and last.onto == frame.onto and bool(frame.refs)
    by = [any(item.kind == "by" for item in each.said) for each in (last, frame)]
    ordered = any(item.kind in _COUNTING for item in last.said[:2])
    return bare and counted and ordered and by[0] == by[1] and last.mode in ("inc", "dec") and bool(last.refs)


_COUNTING = frozenset({"add", "remove", "inc", "dec", "up", "down", "off"})


def only_goods(frame: Frame) -> list[Ref]:
    """ "add 20 to the L... no, to the M": a size or colour alone, read as what something becomes, is where it goes."""
    bare = frame.act == "move" and frame.has_target and not (frame.shift or frame.refs or frame.amount or frame.verb)
    target = target_of_move(frame)
    return [target] if bare else []


def target_of_move(frame: Frame) -> Ref:
    return Ref(
        sizes=(frame.size,) if frame.size else (),
        colors=(frame.colors,) if frame.colors else (),
        color_text=frame.color_text,
    )


def in_both_ways(frames: list[Frame]) -> list[Ref]:
    """ "L in white": a size and a colour of goods that are still to come."""
    loose = [f for f in frames if f.act == "move" and f.loose and f.amount is None and len(f.refs) == 1]
    return [intersect(target_of_move(f), f.refs[0]) for f in loose if f.refs[0].attribute_only]


def retargets(last: Frame, frame: Frame) -> bool:
    """ "S jackets should be M... no sorry, L": another value of the kind that came last."""
    value = frame.refs[0]
    alone = len(frame.refs) == 1 and value.attribute_only and frame.amount is None
    return (
        last.act == "move"
        and alone
        and bool(value.sizes) == bool(last.size)
        and bool(value.colors) == bool(last.colors)
    )


def details(last: Frame, frame: Frame) -> bool:
    """ "take 10 off the hoodies, 5 each": the part of each line, of what was said before as a whole."""
    both = last.act == frame.act == "quantity" and frame.joined in ("sep", "and", "dash", "colon")
    counts = [f.amount.count if f.amount else None for f in (last, frame)]
    whole = last.mode in ("inc", "dec") and any(ref.describes for ref in last.refs) and not last.each
    part = frame.each and not any(ref.describes for ref in frame.refs) and frame.mode in ("", "set", last.mode)
    return bool(both and whole and part and counts[0] and counts[1]) and (counts[0] or 0) % (counts[1] or 1) == 0


def number_again(last: Frame, frame: Frame) -> bool:
    bare = frame.act == "quantity" and not frame.refs and not frame.verb
    if bare and frame.amount is None and last.act == "quantity" and frame.mode == last.mode:
        return True
    return bare and frame.mode in ("", "set") and said_again(last, frame)


def said_again(last: Frame, frame: Frame) -> bool:
    """ "XL = 12. TWELVE.": the same number, and nothing else."""
    told = last.act in ("quantity", "move") and last.amount is not None and not frame.refs
    return told and frame.amount == last.amount


def pass_on(last: Frame | None, frame: Frame) -> None:
    """ "take 50 from the mediums and add them to the larges": as many."""
    if last is None or not last.act == frame.act == "quantity" or (last.mode, frame.mode) != ("dec", "inc"):
        return
    pointed = any(ref.pronoun for ref in frame.refs) and any(ref.describes for ref in frame.refs)
    if pointed and frame.amount is None and last.amount is not None:
        frame.amount, frame.asks = last.amount, ()
        frame.refs = [replace(ref, pronoun=False) for ref in frame.refs if ref.describes]


def repeats(last: Frame, frame: Frame) -> bool:
    """ "we are 4 caps short, please add them", "cancel, we do not need it": the same deed, pointed at."""
    if last.act == "cancel" and frame.act == "remove":
        return pointing(frame.refs)
    if last.act == "quantity" and last.mode == "dec" and last.amount is not None and frame.act == "remove":
        return pointing(frame.refs) and not frame.refs[0].quantifier  # "six shirts too many, take them out"
    same = last.act == frame.act == "quantity" and last.mode == frame.mode == "inc" and last.amount is not None
    again = frame.amount == last.amount and not _named_anew(last, frame) and not frame.also and _lacking(last)
    return same and (again or (frame.amount is None and pointing(frame.refs)))


def _named_anew(last: Frame, frame: Frame) -> bool:
    return bool(frame.refs) and frame.refs != last.refs and not pointing(frame.refs)


def _lacking(frame: Frame) -> bool:
    """ "we are going to be three mediums short", before "so add three"."""
    return frame.verb in ("", "set") and any(item.text in ("short", "missing", "lacking") for item in frame.said)


def turned(bare: list[Frame]) -> list[Frame]:
    """ "all polos, both sizes, navy": goods, and after them a size or colour alone, make a wish without a verb."""
    starts = [at for at, frame in enumerate(bare) if frame.joined == "stop"]
    said = bare[starts[-1] if starts else 0 :]
    if len(bare) == 1 and _tells_color(bare[0]) and _of_goods(bare[0]):
        return [_colored(bare[0])]
    if len(bare) > 1 and everything(bare[-1]) and single_value(bare[-2]):
        said = [replace(bare[-1], joined="stop"), replace(bare[-2], joined="sep")]
    if len(said) < 2 or any(f.amount is not None or not f.refs or f.asked or f.act != "bare" for f in said):
        return []
    value = said[-1].refs[0]
    goods = [ref for frame in said[:-1] for ref in frame.refs]
    alone = said[-1].pure and said[-1].joined in ("sep", "dash", "colon") and len(said[-1].refs) == 1
    single = len(value.sizes) + len(value.colors) == 1 and value.attribute_only
    named = any(ref.products or ref.lines or ref.quantifier == "all" for ref in goods)
    if not (alone and single and named):
        return []
    size, colors = (value.sizes or (None,))[0], (value.colors or ((),))[0]
    refs = [ref for ref in goods if ref.describes] or goods
    quantifier = next((ref.quantifier for ref in goods if ref.quantifier), "")
    refs = [replace(ref, quantifier=ref.quantifier or quantifier) for ref in refs]
    return [Frame("move", refs=refs, size=size, colors=colors, color_text=value.color_text, verb="set", turns=True)]


def _of_goods(frame: Frame) -> bool:
    """ "all hoodies navy", "the mediums black": several goods, and a colour after them."""
    return any((ref.products and not ref.colors[1:]) or ref.sizes for ref in frame.refs)


def of_one_make(frames: list[Frame]) -> list[Frame]:
    """ "a dozen red caps, and ten of the black ones": ones of the goods named last."""
    products = None
    for frame in frames:
        if products and len(frame.refs) == 1 and _some_ones(frame):
            frame.refs = [replace(frame.refs[0], products=products)]
        named = [ref.products for ref in frame.refs if ref.products and frame.act != "bare"]
        products = named[-1] if len(named) == 1 else None if named else products
    return frames


def _some_ones(frame: Frame) -> bool:
    """ "the black ones": a colour or size, and no goods."""
    pairs = pairwise(frame.said)
    ref = frame.refs[0]
    return ref.attribute_only and any(one.kind in ("color", "size") and two.kind == "ones" for one, two in pairs)


def coloured(frames: list[Frame]) -> list[Frame]:
    """ "the M polos white, the L polos sand": two colours after two names are what the goods should get."""
    named = [_tells_color(frame) for frame in frames]
    end = next((at for at, told in enumerate(named) if not told), len(frames))
    colors = {frame.refs[0].colors for frame in frames[:end]}
    onward = frames[end] if end < len(frames) else None
    leans = onward is not None and not any(ref.describes for ref in onward.refs)
    return [*(_colored(f) for f in frames[:end]), *frames[end:]] if len(colors) > 1 and not leans else frames


def _tells_color(frame: Frame) -> bool:
    bare = frame.act == "bare" and frame.amount is None and len(frame.refs) == 1 and not frame.same
    return bare and frame.trailing == ("color",) and frame.pure and not frame.asked and not frame.only


def _colored(frame: Frame) -> Frame:
    ref = frame.refs[0]
    goods = replace(ref, colors=(), color_text="")
    return replace(
        frame, act="move", refs=[goods], colors=ref.colors[0], color_text=ref.color_text, verb="set", turns=True
    )


def single_value(frame: Frame) -> bool:
    ref = frame.refs[0] if len(frame.refs) == 1 else None
    return ref is not None and ref.attribute_only and len(ref.sizes) + len(ref.colors) == 1 and frame.amount is None


def everything(frame: Frame) -> bool:
    """ "…, for everything"."""
    return frame.act == "bare" and any(ref.quantifier == "all" and not ref.describes for ref in frame.refs)


def one_thing(one: Ref, two: Ref) -> bool:
    """ "hoodies, the larges"; "line 1 (navy, size S)": one thing described twice."""
    line = one if one.lines else two
    other = two if one.lines else one
    return complementary(one, two) or bool(line.lines and other.attribute_only)


def pointing(refs: list[Ref]) -> bool:
    return bool(refs) and all(ref.pronoun and not ref.describes for ref in refs)
