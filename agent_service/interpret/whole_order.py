"""An order cancelled as a whole, whatever is said of its parts beside it."""

import re

from agent_service.interpret.frames import Frame
from agent_service.interpret.message import Message
from agent_service.interpret.refusal import conditional
from agent_service.interpret.requests import deeds

_WHOLE = re.compile(r"\b(order|everything|whole|the lot|all of it|all|complete\w*|entire\w*|order_id)\b")
_THE_REQUEST = re.compile(r"cancel (the|this|that|my) (request|change)")
_PARTING = frozenset({"or", "if", "except", "rest", "other"})
_DISMISSING = frozenset({"forget", "forget about", "skip", "scrap", "never mind", "drop"})
_ALL_OF_IT = frozenset({"order", "everything", "whole", "entire"})


def cancels_the_whole(message: Message) -> bool:
    """ "cancel the entire order", "forget the larges, cancel the whole order": dropped parts go with it."""
    frames = deeds(message.frames)
    whole = _WHOLE.search(message.plain) or message.mentions.ids
    if not frames or not whole or _THE_REQUEST.search(message.plain):
        return False
    if all(frame.act == "cancel" for frame in frames):
        return not {"or", "remove"} <= {item.kind for item in message.items}
    dropped = all((frame.act == "remove" and frame.amount is None) or _dismissed(frame) for frame in frames[:-1])
    return dropped and frames[-1].act == "cancel" and _unconditionally(message)


def _dismissed(frame: Frame) -> bool:
    """ "forget the 5 hoodies", "10 tees won't save this": what goes too, and what is only said of it."""
    if frame.act == "quantity" and not frame.verb and not frame.mode and any(item.kind == "not" for item in frame.said):
        return True
    return frame.act == "quantity" and frame.mode == "dec" and bool(_DISMISSING & {item.text for item in frame.said})


def _unconditionally(message: Message) -> bool:
    """Whether nothing is left to choose, excepted or kept beside the cancellation."""
    kept = any(frame.act == "keep" or frame.excepted for frame in message.frames)
    parted = any(item.kind in _PARTING for item in message.items)
    return not kept and not parted and not conditional(message.plain) and bool(_ALL_OF_IT & set(message.plain.split()))
