"""The pieces of one line shared out among several sizes or colours: "split the 120 evenly over M, L and XL".

Such a sentence names parts of what there is and no goods to be ordered: "half M, half L", "out of the 36, 12 S, 12 M
and 12 L". It is read as a whole, because none of its clauses says by itself that the parts are of one line.
"""

from dataclasses import dataclass, field

from agent_service.conversation.interpretation import Json
from agent_service.interpret.catalogue import Catalogue
from agent_service.interpret.frames import Frame
from agent_service.interpret.items import Item
from agent_service.interpret.message import Message
from agent_service.interpret.noun_phrases import Amount, Ref
from agent_service.interpret.order_lines import OrderLines
from agent_service.interpret.wordlist import words

_SHARES = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "two_thirds": 2 / 3, "three_quarters": 0.75, "percent": 0.0}
_AMOUNTS = frozenset({"number", *_SHARES})
_PASSED = frozenset(
    words("""split evenly each det pronoun in to of for on as need set is change please pass ones pieces order_word all
    size_word color_word line_word quantity_word product product_word both at order order_id colon keep other rest""")
)
_SMALL = frozenset(
    words("""over across between among amongst spread divide distribute share divided shared distributed out i we you
    would like love can could should have been be do it so ok please hi hello parts ways three two equal remaining""")
)
_PARTING = frozenset(words("split spread divide distribute share divided shared distributed"))
_FEWEST = 2


@dataclass(slots=True)
class _Parts:
    """What a sentence says of parts: their values with an amount each, how many there are, and of what goods."""

    values: list[Item] = field(default_factory=list)
    amounts: list[Item | None] = field(default_factory=list)
    whole: int | None = None
    goods: list[Item] = field(default_factory=list)


def shared_out(message: Message, order: Json | None, catalogue: Catalogue) -> list[Frame]:
    """The moves that such a sentence comes to on ``order``; none where it is none, or means more than one line."""
    sentences = {piece.sentence for piece in message.told}
    items = _said(message)
    if order is None or len(sentences) != 1 or not _only_parts(items):
        return []
    parts = _parts(items)
    lines = OrderLines(tuple(order["lines"]), catalogue.products)
    found = lines.fitting(_ref(parts.goods)) if parts.goods else list(order["lines"])
    if len(found) != 1:
        return []
    counts = _counts(parts, items, int(found[0]["quantity"]))
    return _moves(parts, counts, found[0], 1 + order["lines"].index(found[0])) if counts else []


def _said(message: Message) -> list[Item]:
    """The items of all pieces; those that a list was unrolled into hold the same ones."""
    pieces = {id(piece.items): piece for piece in message.told}
    return [item for piece in pieces.values() for item in piece.items]


def _only_parts(items: list[Item]) -> bool:
    known = (*_PASSED, *_AMOUNTS, "size", "color")
    asked = items[:1] != [] and items[0].kind == "is"  # "is it 60 M and 60 L?": how it is
    return not asked and all(item.kind in known or item.text in _SMALL for item in items)


def _parts(items: list[Item]) -> _Parts:
    """Each value with the amount that stands before it, or after it where none does."""
    kinds = [item.kind for item in items]
    kind = "color" if kinds.count("color") > kinds.count("size") else "size"
    said = [item for item in items if item.kind in (kind, *_AMOUNTS)]
    parts = _Parts(goods=[item for item in items if item.kind in {"size", "color", "product"} - {kind}])
    behind = bool(said) and said[0].kind == kind and said[-1].kind in _AMOUNTS
    held: Item | None = None
    for item in said:
        if item.kind == kind:
            if behind and held is not None:  # "M 50, no 55, L 35": two amounts for one value
                return _Parts()
            parts.values.append(item)
            parts.amounts.append(held)
            held = None
        elif behind and parts.amounts and parts.amounts[-1] is None:
            parts.amounts[-1] = item
        elif held is None:
            held = item
        else:
            parts.whole, held = int(held.value or 0), item
    if held is not None:
        parts.whole = int(held.value or 0)
    return parts


def _counts(parts: _Parts, items: list[Item], there: int) -> list[int]:
    """How many pieces each value gets; nothing where that does not come to all there are."""
    told = [amount for amount in parts.amounts if amount is not None]
    number = len(parts.values)
    if number < _FEWEST:
        some = parts.whole == there and len(told) == 1 and any(item.kind == "of" for item in items)
        return [count for count in [_count(told[0], there)] if 0 < count < there] if some else []
    each = any(item.kind in ("each", "evenly") or item.text == "equal" for item in items)
    if len(told) == 1 and parts.amounts[0] is not None and each:
        count = _count(told[0], there)
        evenly = any(item.kind == "evenly" for item in items) and told[0].kind == "number"
        return [there // number] * number if evenly and count == there and there % number == 0 else (
            [count] * number if count * number == there else []
        )  # fmt: skip
    if not told:
        even = each or any(item.text in _PARTING for item in items)
        return [there // number] * number if even and there % number == 0 else []
    counts = [_count(amount, there) for amount in told]
    fits = len(counts) == number and sum(counts) == there and parts.whole in (None, there)
    return counts if fits else []


def _count(amount: Item, there: int) -> int:
    """The pieces that a part of ``there`` comes to; 0 where it comes to no whole number."""
    if amount.kind == "number":
        return int(amount.value)
    pieces = there * (amount.value / 100 if amount.kind == "percent" else _SHARES[amount.kind])
    return round(pieces) if abs(pieces - round(pieces)) < 1e-6 else 0


def _moves(parts: _Parts, counts: list[int], line: Json, place: int) -> list[Frame]:
    said = tuple(parts.values)
    moves: list[Frame] = []
    for value, count in zip(parts.values, counts, strict=True):
        frame = Frame("move", amount=Amount(count=count), refs=[Ref(lines=(place,))], verb="change", said=said)
        frame.partitive = True
        stays = value.value == line["size"] if value.kind == "size" else line["color"] in value.value
        if stays:
            frame.act = "keep"
        elif value.kind == "size":
            frame.size = value.value
        else:
            frame.colors, frame.color_text = value.value, value.text
        moves.append(frame)
    return moves


def _ref(goods: list[Item]) -> Ref:
    """What the goods are that are shared out."""
    products = [item.value for item in goods if item.kind == "product"]
    return Ref(
        products=products[0] if products else None,
        sizes=tuple(item.value for item in goods if item.kind == "size"),
        colors=tuple(item.value for item in goods if item.kind == "color"),
    )
