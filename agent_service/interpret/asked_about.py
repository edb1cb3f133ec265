"""What a question asks of goods that it names by a size or colour: "Which colour should the tees in L get?"."""

import re
from dataclasses import replace
from itertools import pairwise

from agent_service.interpret.frames import Frame
from agent_service.interpret.neighbours import target_of_move
from agent_service.interpret.noun_phrases import Amount, Ref
from agent_service.interpret.references import intersect

_VALUE = re.compile(
    r"\b(?:which|what|another|other|new|different) (?:(?:new|other|different) )?(size|colou?r)\b", re.IGNORECASE
)
_HOW_MANY = re.compile(r"\bhow many (?:should (?:it|there|that|they) be|do you (?:need|want)|would you like)\b", re.I)
_VALUES = frozenset({"size", "color"})
_VALUE_OF_ONE = re.compile(
    r"\b(?:another|other|new|different) (?:artwork|design|logo|print|size|colou?r)\b[^?]*\bwhich one\b", re.IGNORECASE
)


def of_these_goods(frames: list[Frame], text: str) -> list[Frame]:
    """``frames`` read from the question ``text``, with "tees in L" as the goods it is about."""
    return [_described(frame, text) for frame in frames]


def asks_for_a_value(question: str) -> bool:
    """ "Another artwork on the caps: which one?": which artwork, and not which goods."""
    return bool(_VALUE_OF_ONE.search(question))


def _described(frame: Frame, text: str) -> Frame:
    if frame.act == "art" and frame.asks:
        return replace(frame, refs=_joined(frame))
    if frame.act != "move" or not frame.loose or frame.asks or not frame.has_target or frame.shift:
        return frame
    goods = [intersect(ref, target_of_move(frame)) for ref in frame.refs]
    about = replace(frame, refs=goods, size=None, colors=(), color_text="", loose=False, verb="change")
    if value := _VALUE.search(text):
        asked = "size" if value[1].lower() == "size" else "color"
        return replace(about, asks=(asked,))
    if _HOW_MANY.search(text):
        return replace(about, act="quantity", mode="set", verb="set", amount=Amount(vague=True))
    return frame


def _joined(frame: Frame) -> list[Ref]:
    """ "on the navy tees in L": one description, and not two."""
    kinds = [item.kind for item in frame.said]
    inside = any(one == "in" and two in _VALUES for one, two in pairwise(kinds))
    apart = "and" in kinds or [ref.attribute_only for ref in frame.refs[1:]] != [True]
    return frame.refs if apart or not inside else [intersect(*frame.refs)]
