"""Amounts against what a line has: the number of pieces that a part, a difference or a total comes to."""

import re

from agent_service.conversation.interpretation import Json
from agent_service.interpret.frames import Frame
from agent_service.interpret.noun_phrases import Amount


def of_pieces(line: Json, new: int) -> Json:
    return {"type": "change_quantity", "line_id": line["line_id"], "new_quantity": new}


def part_of(amount: Amount | None, whole: int) -> int | None:
    if amount is None:
        return whole
    if amount.rest:
        return whole - (amount.count or 0)
    if amount.share is not None:
        pieces = whole * amount.share
        return round(pieces) if abs(pieces - round(pieces)) < 1e-6 else None
    return amount.count


def _fresh(frame: Frame) -> bool:
    """ "also 12 red caps" asks for more of them, unless it points at what is there ("12 of those")."""
    wanted = frame.verb in ("need", "add") or (frame.verb == "" and frame.amount_first)
    return wanted and not (frame.partitive or frame.definite or frame.only or frame.was or frame.onto)


_MOST = 9999
"""A larger number is a postal code or a number of something else."""


def new_quantity(frame: Frame, now: int) -> int | None:
    amount = frame.amount
    if amount is None:
        return None
    pieces = part_of(amount, now)
    if pieces is None or pieces > _MOST:
        return None
    if _comes_to_another(frame, now):
        return None
    also = frame.also and amount.count and frame.mode in ("set", "") and _fresh(frame)
    if also and pieces > now:
        return None  # "also we need 80 M", of 60: so many more, or so many?
    if frame.mode == "inc" or also:
        return now + pieces
    return now - pieces if frame.mode == "dec" else pieces


def _comes_to_another(frame: Frame, now: int) -> bool:
    """ "take 4 off so it's an even 60" of 80: a difference and a total that do not agree."""
    count = frame.amount.count if frame.amount else None
    changed = frame.mode == "set" and frame.verb in ("inc", "dec", "add", "remove")
    return changed and bool(count) and frame.was not in (None, now, abs(now - (count or 0)))


def after_offer(offered: int, line: Json, frame: Frame, told: str) -> int:
    """What a number makes of an offered quantity; 0 where two readings are as likely. ``told``: how it was offered.

    "20 more", "yes but only 10" are ten more, not ten in all; "make it 10" may be either. Where the offer speaks of how
    many there will be and not of how many more, a number that is nearer to the difference is asked about.
    """
    count = (frame.amount.count if frame.amount else None) or 0
    was = int(line["quantity"])
    if frame.was == offered or any(item.text == "total" for item in frame.said):
        return count  # "22 rather than 120", "22 in total"
    if frame.was is not None and frame.was == abs(offered - was):
        return was + count if offered > was else was - count
    value = _of_what_is_offered(offered, was, count, frame)
    sure = value == count or frame.each or _tells_difference(told, abs(offered - was))
    return value if sure else 0


def _of_what_is_offered(offered: int, was: int, count: int, frame: Frame) -> int:
    """What the number makes of it where the offer is put as so many more or fewer."""
    if offered > was and count <= min(offered - was, was - 1):
        return 0 if frame.verb == "set" else was + count
    nearer = abs(count - (offered - was)) < abs(count - offered)
    if offered > was > count and nearer and frame.each and frame.verb != "set":
        return was + count
    fewer = frame.only and frame.verb != "set" and offered < was and count <= was - offered
    return was - count if fewer else _of_the_difference(count, was, offered)


def _tells_difference(told: str, difference: int) -> bool:
    """Whether an offer is put as so many more or fewer."""
    behind = rf"(?<![\d.$]){difference}(?: [^\s\d]+){{0,4}}? (?:more|extra|additional|fewer|less|off|on top)\b"
    before = rf"\b(?:{_DIFFERING}) {difference}\b"
    return bool(re.search(rf"{behind}|{before}|[+−-]\s?{difference}\b(?!\.)", told, re.IGNORECASE))


_DIFFERING = (
    "add|adds|adding|added|remove|removing|another|extra|off|drop|dropping|cut|cutting|more|fewer|less|plus|minus|by"
)


def _of_the_difference(count: int, was: int, offered: int) -> int:
    """After "20 more" or "20 fewer" of 150, "make it 30" is no cut to 30: it speaks of the 20."""
    to_difference, to_total = abs(count - abs(offered - was)), abs(count - offered)
    if count >= was or to_total <= to_difference:
        return count
    if 2 * to_difference < to_total:
        return was + count if offered > was else was - count
    return 0 if offered > was else count


_FURTHER = re.compile(
    r"^(?:(?:oh|ok|okay|yes|yeah|great|good|fine|cool|nice|hm+) (?:, )?)*and\b|\banother\b|\b(?:as well|too)\b"
)
_INSTEAD = re.compile(r"\b(?:instead|rather|not)\b")


def goes_on(frame: Frame, plain: str) -> bool:
    """ "And five in small", where ten are to become medium: more of the kind, not another number for it."""
    further = frame.amount is not None and bool(_FURTHER.search(plain))
    return frame.also or (further and not _INSTEAD.search(plain))
