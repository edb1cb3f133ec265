"""What a message names and no part of the reading accounts for: a number, a size, goods that were passed over.

A request is complete only if everything of weight in the message has found its place in it. What is left over belongs
to something that was said and not understood, and then it is asked about instead of carried out.
"""

import re
from collections.abc import Iterable

from agent_service.conversation.interpretation import Json, Situation
from agent_service.interpret.chosen_goods import as_they_are
from agent_service.interpret.clauses import Piece
from agent_service.interpret.frames import Frame
from agent_service.interpret.items import Item
from agent_service.interpret.message import Message
from agent_service.interpret.noun_phrases import Amount, Phrase, Ref, counts_others

_COUNTS = frozenset({"number", "signed", "percent"})
_GOODS = frozenset({"size", "color", "product"})
MOST_PARTS = 4
"""In how many parts a delivery may be asked for."""
_POINTING = frozenset({"those", "these", "them"})
_NAMED = frozenset({"place", "art", "line"})


_IDLE = frozenset({"bare", "vague"})
"""Clauses that name goods and ask for nothing: what they name has to be of the goods that change."""


class Account:
    """The numbers and descriptions that a reading makes use of, or that are true of the order it is about."""

    def __init__(
        self,
        message: Message,
        order: Json | None,
        changes: Iterable[Json],
        situation: Situation,
        strict: bool = False,
    ) -> None:
        self._message = message
        self._numbers: set[float] = {1}
        self._sizes: set[str | None] = set()
        self._colors: set[str] = set()
        self._products: set[str] = set()
        self._named: set[object] = set()
        self._touched = 0
        changes = list(changes)
        self._arts = {change["artwork_id"] for change in changes if change["type"] == "change_artwork"}
        if self._arts:
            self._arts |= {art for frame in message.frames for art in frame.arts_from}
            if order is not None and any(piece.has("keep") for piece in message.pieces):
                self._arts |= {line["artwork"]["artwork_id"] for line in order["lines"] if line["artwork"]}
            ruled_out = [item for piece in message.pieces for item in piece.contrast_items]
            self._arts |= {art for item in ruled_out if item.kind in ("art", "art_part") for art in item.value}
        made = [*changes, *situation.request]
        self._known_of_order(order, made, situation)
        for change in made:
            self._values(change)
        for frame in message.frames:
            self._frame(frame, strict)
        for piece in message.pieces:
            self._piece(piece)
        for ref in (*message.asides, *message.mentions.refs):
            self._ref(ref)

    def leftovers(self) -> list[Item]:
        """The items of weight that nothing accounts for, in the order they were said."""
        left: list[Item] = []
        parted = any(frame.act == "split" for frame in self._message.frames)
        for number, piece in enumerate(self._message.told, start=1):
            if any(follow.correction for follow in self._message.told[number : number + 1]) or self._void(piece):
                continue
            for at, item in enumerate(piece.items):
                if self._over(piece.items, at, parted):
                    left.append(item)
        left.extend(Item("some", None, frame.verb) for frame in self._message.frames if self._half_said(frame))
        return left

    def _void(self, piece: Piece) -> bool:
        """Whether a clause was taken back, so that nothing of it is in the request."""
        said = tuple(piece.items)
        return said in self._message.overruled and not any(frame.said == said for frame in self._message.frames)

    def _half_said(self, frame: Frame) -> bool:
        """ "50 of the S and 50 of the M become L", "same for the 60 mediums": pieces, not how many there are to be."""
        if frame.act != "quantity" or frame.mode or frame.verb:
            return False
        moved = any(other.act == "move" for other in self._message.frames)
        return frame.same or (frame.partitive and moved)

    def _over(self, items: list[Item], at: int, parted: bool) -> bool:
        item = items[at]
        if item.text in ("two", "three") and at + 1 < len(items) and items[at + 1].kind.endswith("_word"):
            return False
        if at + 1 < len(items) and items[at + 1].kind in ("bigger", "smaller"):
            return False
        if at and items[at - 1].text in _POINTING and item.kind == "number" and item.value == self._touched:
            return False
        if item.kind in _COUNTS:
            parts = parted and abs(item.value) <= MOST_PARTS
            return not parts and not counts_others(items, at) and not self._counted(item)
        if item.kind == "art_part" and self._arts:
            return not self._arts & set(item.value)
        if item.kind in _NAMED:
            return not self._mentioned(item)
        return item.kind in _GOODS and not parted and not self._described(item)

    def _mentioned(self, item: Item) -> bool:
        values = item.value if isinstance(item.value, tuple) else (item.value,)
        return bool(self._named & set(values))

    def _counted(self, item: Item) -> bool:
        return abs(item.value) / (100 if item.kind == "percent" else 1) in self._numbers

    def _described(self, item: Item) -> bool:
        if item.kind == "size":
            return item.value in self._sizes
        return bool(set(item.value) & (self._colors if item.kind == "color" else self._products))

    def _known_of_order(self, order: Json | None, changes: list[Json], situation: Situation) -> None:
        """What is true already may be said beside a request: how many there are, what they look like now."""
        lines = list(order["lines"]) if order else []
        self._named |= {line["artwork"]["artwork_id"] for line in lines if line["artwork"]}
        self._named |= {order["address"].get("address_id")} if order else set()
        self._numbers |= {line["quantity"] for line in lines} | {sum(line["quantity"] for line in lines)}
        self._numbers |= _together(lines)
        self._numbers |= _sums(lines, changes)
        touched = {change.get("line_id") for change in changes}
        self._touched = len(touched - {None})
        for number, line in enumerate(lines, start=1):
            if line["line_id"] in touched:
                self._named.add(number)
            if None in touched or line["line_id"] in touched:
                self._variant(line["size"], line["color"], line["product_id"])
        added = {change.get("sku") for change in changes} - {None}
        for product in situation.data.products:
            for variant in product["variants"]:
                if variant["sku"] in added:
                    self._variant(variant["size"], variant["color"], product["product_id"])

    def _variant(self, size: str, color: str, product: str) -> None:
        self._sizes.add(size)
        self._colors.add(color)
        self._products.add(product)

    def _values(self, change: Json) -> None:
        self._named |= {change.get("address_id"), change.get("artwork_id")}
        street = re.match(r"\d+", str((change.get("address") or {}).get("street", "")))
        self._numbers |= {int(street.group())} if street else set()
        postal = re.match(r"\d+", str((change.get("address") or {}).get("postal_code", "")))
        self._numbers |= {int(postal.group())} if postal else set()
        self._numbers |= {change[key] for key in ("new_quantity", "quantity") if key in change}
        self._sizes.add(change.get("new_size"))
        if change.get("new_color"):
            self._colors.add(str(change["new_color"]))

    def _frame(self, frame: Frame, strict: bool) -> None:
        """``strict``: what a frame asks for counts only where it is in the changes."""
        if not strict or frame.amount is None or frame.amount.count is None:
            self._amount(frame.amount)
        if not strict and frame.act in _IDLE:
            return
        self._numbers |= {abs(frame.shift), abs(frame.offset)}
        self._named |= {*frame.address_ids, *(frame.arts or ()), *frame.arts_from}
        if strict and not frame.same_as and not as_they_are(frame):
            return
        self._sizes.add(frame.size)
        self._colors |= set(frame.colors)
        for ref in (*frame.refs, *frame.excepted, *([frame.same_as] if frame.same_as else [])):
            self._ref(ref)

    def _piece(self, piece: Piece) -> None:
        for phrase in (*piece.contrast, *piece.set_aside):
            self._phrase(phrase)
        for phrase in piece.excepted:
            self._ref(phrase.ref)

    def _phrase(self, phrase: Phrase) -> None:
        self._amount(phrase.amount)
        self._ref(phrase.ref)

    def _amount(self, amount: Amount | None) -> None:
        if amount is not None:
            self._numbers |= {n for n in (amount.count, amount.share) if n is not None}

    def _ref(self, ref: Ref) -> None:
        self._numbers |= set(ref.lines)
        self._named |= {*ref.lines, *ref.arts}
        self._sizes |= set(ref.sizes)
        self._colors |= {name for names in ref.colors for name in names}
        self._products |= ref.products or frozenset()


def _together(lines: list[Json]) -> set[float]:
    """ "all 100 hoodies": what the lines of one product come to."""
    products = {line["product_id"] for line in lines}
    return {sum(line["quantity"] for line in lines if line["product_id"] == product) for product in products}


def _sums(lines: list[Json], changes: list[Json]) -> set[float]:
    """ "50 more: 20 in M and 30 in L": what several changes come to together, as a difference and as a whole."""
    now = {line["line_id"]: int(line["quantity"]) for line in lines}
    new = {c["line_id"]: int(c["new_quantity"]) for c in changes if c.get("line_id") in now and "new_quantity" in c}
    moved = sum(int(c["quantity"]) for c in changes if c["type"] in ("change_size", "change_color"))
    differences = [abs(count - now[line]) for line, count in new.items()]
    days = {change[key] for change in changes for key in ("days_later", "days_earlier") if key in change}
    return {*differences, *days, sum(differences), sum(new.values()), sum({**now, **new}.values()), moved}
