"""What a customer thinks of what is offered: judgements and reasons, which ask for nothing."""

from collections.abc import Sequence
from itertools import pairwise

from agent_service.interpret.clauses import Piece
from agent_service.interpret.items import Item
from agent_service.interpret.message import Message


def without_reasons(message: Message) -> list[Item]:
    """The items without the clauses that only say why: "2XL, the others are too tight", "better too big …"."""
    why = [
        item
        for piece in message.pieces
        for item in piece.items
        if any(degree(piece.items, at) for at in range(len(piece.items))) and not piece.has("number", "if", "or")
    ]
    return [item for item in message.items if not any(item is told for told in why)]


def degree(items: Sequence[Item], at: int) -> bool:
    """ "too big": a judgement, and no more of anything."""
    return items[at].text == "too" and any(item.kind == "word" for item in items[at + 1 : at + 2])


def too_much(piece: Piece) -> bool:
    """ "a fortnight is a bit much", "14 days is too long": a judgement of what is offered."""
    texts = [item.text for item in piece.items]
    much = any(one in ("bit", "too", "rather", "little", "quite") and two in _MUCH for one, two in pairwise(texts))
    return much and piece.has("is")


_MUCH = frozenset({"much", "long", "late", "far", "early", "soon", "many", "steep", "tight"})
