"""Times that are said of the delivery, and days of which it is open which one is meant."""

from collections.abc import Iterator
from itertools import pairwise

from agent_service.conversation.interpretation import Json, Missing
from agent_service.interpret.clauses import Piece
from agent_service.interpret.items import Item
from agent_service.interpret.message import Message


def dates_in_doubt(message: Message, changes: list[Json]) -> Iterator[Missing]:
    """ "and push delivery by a week": said of the date, and the date stays."""
    if _of_another_day(message, changes):
        yield "date"
    if any(change["type"] in ("change_delivery_date", "split_shipment") for change in changes):
        return
    if any(frame.act == "split" for frame in message.frames):
        return
    if any(_from_a_day(piece.items) for piece in message.told):
        yield "date"
    if any(f.act == "quantity" and _at_a_time({item.kind for item in f.said}) for f in message.spoken):
        yield "change"
    for piece in message.told:
        timed = piece.has("later", "earlier") and piece.has("span", "date")
        timed |= piece.has("send") and piece.has("span") and piece.items[0].kind in ("send", "please")
        if timed and not piece.has("keep", "not"):
            yield "date"


def _of_another_day(message: Message, changes: list[Json]) -> bool:
    """ "the race is on April 10, three days before that"; "deliver after the 15th"."""
    dated = any(item.kind == "date" for piece in message.told for item in piece.items)
    shifted = any({"days_later", "days_earlier"} & set(change) for change in changes)
    settled = any("delivery_date" in change for change in changes)
    return (dated and shifted) or (settled and any(map(_no_earlier_than, message.told)))


def _no_earlier_than(piece: Piece) -> bool:
    """ "deliver after 15 March", "not before the 15th": some day, and not that one."""
    pairs = list(zip([None, *piece.items], piece.items, piece.items[1:], strict=False))
    return any(
        two.kind == "date"
        and (one.text == "after" or (one.text == "before" and before is not None and before.kind == "not"))
        for before, one, two in pairs
    )


def _from_a_day(items: list[Item]) -> bool:
    """ "to the school, from July 1 on", "M to 60 by May 3"."""
    return any(
        two.kind == "date" and one.text in ("from", "before", "after", "until", "till", "from the", "by")
        for one, two in pairwise(items)
    )


def _at_a_time(kinds: set[str]) -> bool:
    """ "200 now, 200 later"."""
    return bool(kinds & {"later", "earlier"}) and not kinds & {"span", "date"}
