"""Goods given up for more of others: "trade the caps for 20 more L hoodies", "instead of the caps, 24 more M"."""

from dataclasses import replace

from agent_service.interpret.clauses import Piece, Placed
from agent_service.interpret.frames import Frame
from agent_service.interpret.noun_phrases import Phrase
from agent_service.interpret.references import narrow

_FOR = frozenset({"for", "with", "by", "against"})


def read_exchange(piece: Piece) -> list[Frame]:
    """Both halves of such a clause; nothing where it is none."""
    named = [placed for placed in piece.placed if not placed.phrase.blank]
    if piece.has("not", "cancel", "keep", "split") or not named:
        return []
    if piece.has("change") and len(named) > 1 and named[1].relation in _FOR and not piece.contrast:
        return _halves(named[0].phrase, named[1:])
    given_up = piece.contrast[0] if len(piece.contrast) == 1 and piece.has("instead_of") else None
    if given_up is None or not given_up.ref.products:
        return []
    halves = _halves(given_up, named)
    if halves:
        piece.contrast = []  # given up, and not ruled out
    return halves


def _halves(old: Phrase, new: list[Placed]) -> list[Frame]:
    amount = new[0].phrase.amount
    counted = amount is not None and amount.count is not None and new[0].phrase.sign > 0
    if not counted or old.sign or not old.ref.describes or any(placed.phrase.amount for placed in new[1:]):
        return []
    wanted = Frame("quantity", "inc", amount, verb="add")
    for placed in new:
        narrow(wanted, placed.phrase.ref, placed.relation)
    if len(wanted.refs) != 1 or not wanted.refs[0].describes or wanted.refs[0] == old.ref:
        return []
    loss = Frame("remove", refs=[old.ref], verb="remove")
    return [loss if old.amount is None else replace(loss, act="quantity", mode="dec", amount=old.amount), wanted]


def as_many_for(piece: Piece, placed: Placed, at: int) -> bool:
    """ "swap 10 M for 10 L": as many pieces of the other kind as are given up."""
    given = piece.placed[at - 1].phrase.amount if at == 1 else None
    even = given is not None and given.count is not None and given == placed.phrase.amount
    return even and placed.relation in ("for", "with") and piece.has("change")
