"""Numbers of which it is open what they count: the pieces that there are, those that there will be, or some of them."""

from collections.abc import Iterator
from itertools import pairwise

from agent_service.conversation.interpretation import Json, Missing, Situation
from agent_service.interpret.message import Message


def counts_in_doubt(
    message: Message, order: Json | None, changes: list[Json], situation: Situation
) -> Iterator[Missing]:
    """What has to be asked because of such numbers."""
    yield from _part_of_what_changes(message, changes)
    yield from _told_twice(order, changes)
    if "how many" not in (situation.assistant or "").lower():  # "thirty of them", of those to be taken off
        yield from _part_and_no_more(message, order, changes)
    yield from _dashed(message, order, changes)
    yield from _of_every_kind(message, order)


def _part_of_what_changes(message: Message, changes: list[Json]) -> Iterator[Missing]:
    """ "130 caps, half of them red": half of how many there are, or of how many there will be?"""
    counted = {change["line_id"] for change in changes if change["type"] == "change_quantity"}
    moved = {change["line_id"] for change in changes if change["type"] in ("change_size", "change_color")}
    shared = any(frame.act == "move" and frame.amount is not None and frame.amount.share for frame in message.frames)
    if shared and counted & moved:
        yield "quantity"


def _part_and_no_more(message: Message, order: Json | None, changes: list[Json]) -> Iterator[Missing]:
    """ "10 of the mediums", of 50: a part of them, and what should become of it is not said."""
    now = {line["line_id"]: line["quantity"] for line in order["lines"]} if order else {}
    counted_again = [c for c in changes if c["type"] == "change_quantity"]
    fewer = {c["new_quantity"] for c in counted_again if c["new_quantity"] < now.get(c["line_id"], 0)}
    for frame in message.frames:
        counted = frame.act == "quantity" and frame.mode in ("", "set") and frame.partitive and frame.was is None
        counted &= not frame.each
        silent = not frame.verb or any(item.text in ("take", "have") for item in frame.said)
        silent &= not any(item.text in ("enough", "plenty", "suffice", "suffices") for item in frame.said)
        count = frame.amount.count if frame.amount else None
        falls = count in fewer if count is not None else bool(fewer)
        if falls and counted and silent and not (frame.only or frame.instead):
            yield "change"


def _of_every_kind(message: Message, order: Json | None) -> Iterator[Missing]:
    """ "5 more of each kind", where a kind of goods comes in several sizes: of each line, or of each of the goods?"""
    lines = order["lines"] if order else []
    goods = {line["product_id"] for line in lines}
    told = any(one.kind == "each" and two.text in _KINDS for one, two in pairwise(message.items))
    if told and 1 < len(goods) < len(lines):
        yield "line"


_KINDS = frozenset({"kind", "type", "sort", "variety", "model", "style", "product"})


def _dashed(message: Message, order: Json | None, changes: list[Json]) -> Iterator[Missing]:
    """ "S-20", of 200: twenty, or twenty fewer?"""
    now = {line["line_id"]: line["quantity"] for line in order["lines"]} if order else {}
    small = {
        c["new_quantity"]
        for c in changes
        if c["type"] == "change_quantity" and 2 * c["new_quantity"] < now.get(c["line_id"], 0)
    }
    if any(one.text == "-" and two.kind == "number" and two.value in small for one, two in pairwise(message.items)):
        yield "quantity"


def _told_twice(order: Json | None, changes: list[Json]) -> Iterator[Missing]:
    """ "M to 40, and give the 10 to L", of 50: the ten that are fewer are those that move, or ten of the forty?"""
    now = {line["line_id"]: line["quantity"] for line in order["lines"]} if order else {}
    fewer = {
        c["line_id"]: now[c["line_id"]] - c["new_quantity"]
        for c in changes
        if c["type"] == "change_quantity" and c["line_id"] in now
    }
    moved = [c for c in changes if c["type"] in ("change_size", "change_color")]
    if any(c["quantity"] == fewer.get(c["line_id"]) for c in moved):
        yield "quantity"
