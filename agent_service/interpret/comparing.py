"""A number said by another line's: "L 50 below the M count", "five more mediums than larges"."""

from itertools import pairwise

from agent_service.interpret.clauses import Piece
from agent_service.interpret.frames import Frame
from agent_service.interpret.items import Item
from agent_service.interpret.noun_phrases import PhraseReader, Ref

_BELOW = frozenset({"below", "under", "beneath"})
_ABOVE = frozenset({"above", "over"})
_COUNTED = frozenset({"number", "more", "less", "quantity_word"})


def read_compared(piece: Piece) -> Frame | None:
    """The frame of a clause that compares one line with another; None where it compares with nothing on the order."""
    at = None if piece.has("evenly") else _comparison(piece)  # "20 extra tees evenly over M and L"
    if at is None:
        return _as_many(piece)
    start = at + 1
    if any(item.kind == "quantity_word" for item in piece.items[start : start + 2]):
        while start < len(piece.items) and piece.items[start].kind in ("det", "quantity_word", "of"):
            start += 1
    reader = PhraseReader(piece.items, start)
    other = reader.read()
    if not _line(other.ref) or other.amount is not None:
        return None
    before = [p.phrase for p in piece.placed if p.phrase.ref != other.ref]
    goods = [phrase.ref for phrase in before if _line(phrase.ref)]
    counts = [phrase.amount.count for phrase in before if phrase.amount is not None and phrase.amount.count]
    if len(goods) != 1 or len(counts) > 1:
        return None
    fewer = piece.items[at].text in _BELOW or any(item.kind == "less" for item in piece.items[:at])
    frame = Frame("quantity", "same", refs=goods, same_as=other.ref, verb="set")
    if not counts:
        frame.asks = ("quantity",)
        frame.mode = "dec" if fewer else "inc"
        return frame
    frame.offset = -counts[0] if fewer else counts[0]
    return frame


_NUMBERS = frozenset({"number", "amount", "quantity", "many"})


def read_same_number(piece: Piece) -> Frame | None:
    """ "the same number of L as M", "match the larges to the mediums"."""
    texts = [item.text for item in piece.items]
    if (reached := _up_to_the_number(piece)) is not None:
        return reached
    if piece.has("same_as"):
        said = {word for item in piece.values("same_as") for word in item.text.split()}
        matched = bool(said & {"match", "matching", "equal", "equals", "level", "par"}) and not said & {"as"}
        return same_as(piece) if said & _NUMBERS or (matched and not piece.has("color_word", "size_word")) else None
    if "same" not in texts or not piece.has("quantity_word") or not piece.has("as"):
        return None
    before = [p.phrase.ref for p in piece.placed if p.phrase.ref.describes and p.relation != "as"]
    after = [p.phrase.ref for p in piece.placed if p.phrase.ref.describes and p.relation == "as"]
    return Frame("quantity", "same", refs=before, same_as=after[0]) if before and after else None


def _up_to_the_number(piece: Piece) -> Frame | None:
    """ "get the L up to the M number": how many there are of the others."""
    goods = [p for p in piece.placed if _line(p.phrase.ref)]
    numbered = piece.items[-1].kind == "quantity_word" or piece.items[-1].text in _LEVELS
    if not numbered or len(goods) != 2 or goods[1].relation != "to" or any(p.phrase.amount for p in piece.placed):
        return None
    return Frame("quantity", "same", refs=[goods[0].phrase.ref], same_as=goods[1].phrase.ref, verb="set")


_LEVELS = frozenset({"number", "numbers", "count", "level", "figure", "quantity"})


def same_as(piece: Piece) -> Frame | None:
    """The frame of a clause with "same as" or "match" in it: what is to have as many as what."""
    before: list[Ref] = []
    after: list[Ref] = []
    for placed in piece.placed:
        (after if "same_as" in placed.after else before).append(placed.phrase.ref)
    if not before and len(after) == 2 and piece.placed[1].relation in ("to", "with"):
        before, after = after[:1], after[1:]
    if not after:
        return Frame("bare", refs=before) if piece.has("inc", "up", "dec", "down") else None
    return Frame("quantity", "same", refs=before, same_as=after[0])


def read_same_value(piece: Piece) -> Frame | None:
    """ "the same colour as the larges": which colour that is, is asked about; the size of others is their name."""
    pairs = pairwise(piece.items)
    if not piece.has("as", "same_as") or not any(one.text == "same" and two.kind == "color_word" for one, two in pairs):
        return None
    goods = [p.phrase.ref for p in piece.placed if _line(p.phrase.ref)]
    return Frame("move", refs=goods[:1], asks=("color",), verb="change") if len(goods) > 1 else None


def _as_many(piece: Piece) -> Frame | None:
    """ "as many larges as mediums"; "twice as many" is asked about."""
    texts = " ".join(item.text for item in piece.items).split()
    starts = [at for at, item in enumerate(piece.items) if item.text.endswith("as many") or _many(piece.items, at)]
    end = next((at for at, item in enumerate(piece.items) if starts and at > starts[0] and item.text == "as"), None)
    if end is None or piece.has("not") or "least" in texts:
        return None
    goods, other = (PhraseReader(piece.items, start).read() for start in (starts[0] + 1, end + 1))
    if not (_line(goods.ref) and _line(other.ref)) or goods.amount is not None or other.amount is not None:
        return None
    if piece.has("mult2", "mult3", "mult4", "halve", "half", "third"):
        return Frame("quantity", "mult", refs=[goods.ref], asks=("quantity",), verb="set")
    return Frame("quantity", "same", refs=[goods.ref], same_as=other.ref, verb="set")


def _many(items: list[Item], at: int) -> bool:
    return items[at].text == "many" and at > 0 and items[at - 1].text == "as"


def _comparison(piece: Piece) -> int | None:
    """Where the word stands that compares ("than", "below")."""
    for at, item in enumerate(piece.items):
        if at == 0 or any("rather" in before.text or "prefer" in before.text for before in piece.items[:at]):
            continue
        counted = any(before.kind in _COUNTED for before in piece.items[max(0, at - 3) : at])
        than = item.kind == "than" and any(before.kind in ("more", "less") for before in piece.items[:at])
        if than or (item.text in (_BELOW | _ABOVE) and item.kind == "word" and counted):
            return at
    return None


def _line(ref: Ref) -> bool:
    return bool(ref.products or ref.words or ref.sizes or ref.colors or ref.lines or ref.rank)
