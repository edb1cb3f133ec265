"""Amounts against what a line has: the number of pieces that a part, a difference or a total comes to."""

from agent_service.conversation.interpretation import Json
from agent_service.interpret.frames import Frame
from agent_service.interpret.noun_phrases import Amount


def of_pieces(line: Json, new: int) -> Json:
    return {"type": "change_quantity", "line_id": line["line_id"], "new_quantity": new}


def part_of(amount: Amount | None, whole: int) -> int | None:
    if amount is None:
        return whole
    if amount.share is not None:
        pieces = whole * amount.share
        return round(pieces) if abs(pieces - round(pieces)) < 1e-6 else None
    return amount.count


def _fresh(frame: Frame) -> bool:
    """ "also 12 red caps" asks for more of them, unless it points at what is there ("12 of those")."""
    return frame.verb in ("need", "add", "") and not (
        frame.partitive or frame.definite or frame.only or frame.was or frame.onto
    )


_MOST = 9999
"""A larger number is a postal code or a number of something else."""


def new_quantity(frame: Frame, now: int) -> int | None:
    amount = frame.amount
    if amount is None:
        return None
    pieces = part_of(amount, now)
    if pieces is None or pieces > _MOST:
        return None
    if frame.mode == "inc" or (frame.also and amount.count and frame.mode in ("set", "") and _fresh(frame)):
        return now + pieces
    return now - pieces if frame.mode == "dec" else pieces
