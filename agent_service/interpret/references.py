"""Two descriptions of goods held together: whether they can be of the same thing, and both as one."""

from dataclasses import replace

from agent_service.conversation.interpretation import Json
from agent_service.interpret.frames import Frame
from agent_service.interpret.noun_phrases import Ref
from agent_service.interpret.order_lines import OrderLines


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
        rank=one.rank or other.rank,
    )


def _both(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return one if other is None else other
    return (one & other) or one


def complementary(one: Ref, two: Ref) -> bool:
    """Whether two descriptions can be of the same thing, each adding what the other leaves out."""
    if one.other or two.other or one.lines or two.lines:
        return False
    if (one.rank and (two.rank or two.sizes)) or (two.rank and one.sizes):
        return False
    return not (one.sizes and two.sizes) and not (one.colors and two.colors) and not (one.products and two.products)


def narrow(frame: Frame, ref: Ref, relation: str) -> None:
    """ "20 tees from M to L": what stands after "from" or "in" narrows the subject; anything else widens it."""
    if frame.refs and (relation in ("from", "in", "of", "on") or complementary(frame.refs[-1], ref)):
        frame.refs[-1] = intersect(frame.refs[-1], ref)
    else:
        frame.refs.append(ref)


def anew(old: Ref, new: Ref) -> Ref:
    """``old`` with whatever ``new`` says in its place."""
    named = {key: getattr(new, key) for key in ("products", "words", "sizes", "colors", "lines", "arts", "rank")}
    return replace(old, **{key: value for key, value in named.items() if value}, color_text=new.color_text)


def same_kind(old: Ref, new: Ref) -> bool:
    """Whether ``new`` says something else of a kind that ``old`` says something of too."""
    kinds = ("products", "sizes", "colors", "lines", "rank")
    return any(getattr(old, kind) and getattr(new, kind) for kind in kinds)


def aimed(frame: Frame, lines: OrderLines) -> Frame:
    """ "new colours: hoodies navy", where none of them is navy: the colour that is told is the one they get."""
    ref = frame.refs[0] if len(frame.refs) == 1 else Ref()
    plain = replace(ref, colors=(), color_text="")
    if frame.asks != ("color",) or not ref.colors or not plain.describes or lines.fitting(ref):
        return frame
    return replace(frame, refs=[plain], colors=ref.colors[0], color_text=ref.color_text, asks=())


def of_that_size(frame: Frame, lines: list[Json]) -> Frame:
    """ "make the tees in large green", where there are some in large among ``lines``: those, in green."""
    if not (frame.loose and frame.colors and any(line["size"] == frame.size for line in lines)):
        return frame
    size = Ref(sizes=(frame.size or "",))
    return replace(frame, size=None, refs=[intersect(size, ref) for ref in frame.refs])
