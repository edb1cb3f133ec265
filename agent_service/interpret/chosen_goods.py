"""Which goods an answer chooses, and of which it only says something: "black. the navy ones fit ok"."""

import re
from dataclasses import replace

from agent_service.interpret.frames import Frame
from agent_service.interpret.message import Message
from agent_service.interpret.noun_phrases import Ref
from agent_service.interpret.references import intersect

WHICH_LINE = re.compile(
    r"\bwhich (?!(?:new |other |different )?"
    r"(?:size|colou?r|artwork|order|address|date|delivery|day|option|design|logo))\w+\b"
    r"(?! (quantity|size|colou?r|count|number))"
)
_APART = frozenset({"stop", "sep", "dash", "question", "colon", "dots"})
_AS_IT_SHOULD_BE = re.compile(
    r"\b(?:fit|fits|fitted)\b(?! (?:too|badly|poorly|tight|tightly|small|large|loose|loosely|nobody|no one|none))"
    r"|\b(?:is|are|was|were|look|looks|feel|feels) (?:all |just |quite |already |absolutely |perfectly )*"
    r"(?:fine|ok|good|great|right|perfect|correct|alright|spot on)\b"
    r"|\bnot (?:affected|concerned|changing|touched)\b|\b(?:like|love|liked|loved)(?: them| those| it)?\W*$"
)


def as_chosen(frames: list[Frame], question: str) -> list[Frame]:
    """ "M, not S", "not the smalls, the 3XL", where it was asked which goods: those, and no change of the others."""
    return [_instead_of_others(frame) for frame in frames] if WHICH_LINE.search(question.lower()) else frames


def _instead_of_others(frame: Frame) -> Frame:
    named = {item.kind for item in frame.said} <= _CHOOSING
    value = Ref(sizes=(frame.size,) if frame.size else (), colors=(frame.colors,) if frame.colors else ())
    denied = named and (frame.ruled_out or any(item.kind == "not" for item in frame.said))
    stated = _THOSE_ARE.match(" ".join(item.text for item in frame.said))
    if frame.act != "move" or not (denied or stated) or not value.describes or frame.amount is not None:
        return frame
    goods = [intersect(ref, value) for ref in frame.refs if ref.describes and not denied] or [value]
    return replace(
        frame, act="bare", verb="", loose=False, refs=goods, size=None, colors=(), color_text="", ruled_out=False
    )


_THOSE_ARE = re.compile(r"(?:that|it|those|they|this) (?:is|are|would be|will be|should be)\b")
_CHOOSING = frozenset(
    {"size", "color", "det", "sep", "not", "please", "pass", "word", "only", "ones", "product", "in", "stop"}
)


def as_they_are(frame: Frame) -> bool:
    """ "navy can stay", "the M fit fine": said of goods that are not to change."""
    plain = frame.act in ("keep", "bare") and frame.amount is None and not (frame.also or frame.same)
    return bool(_goods(frame)) and plain and (frame.act == "keep" or _judged(frame))


def _judged(frame: Frame) -> bool:
    return bool(_AS_IT_SHOULD_BE.search(" ".join(item.text for item in frame.said)))


def _goods(frame: Frame) -> list[Ref]:
    return [ref for ref in frame.refs if ref.describes]


def choosing(message: Message) -> Message:
    """``message`` without the clauses that say what may stay, where others say what is meant."""
    chosen = [frame for frame in message.frames if not as_they_are(frame)]
    onward = any(f.also or f.same or f.joined == "and" for f in chosen)  # "black is fine, navy too"
    return replace(message, frames=chosen) if any(map(_goods, chosen)) and not onward else message


def says_something_of_others(message: Message) -> bool:
    """ "black. the navy are for the coaches": goods named beside the answer, with words nobody asked for."""
    bare = [f for f in choosing(message).frames if f.act == "bare" and f.amount is None and _goods(f)]
    bare = [frame for frame in bare if not (frame.also or frame.same)]
    apart = any(frame.joined in _APART for frame in bare[1:]) or any(map(_judged, bare))
    return apart and len([ref for frame in bare for ref in _goods(frame)]) > 1 and not all(f.pure for f in bare)
