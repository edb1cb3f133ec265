"""Clauses that take back what was asked for before: "scrap that last bit", "never mind the colour", "HQ was right"."""

import re

from agent_service.interpret.clauses import Piece
from agent_service.interpret.frames import Frame
from agent_service.interpret.items import Item

_AWAY = (
    r"(?:scrap|scratch|strike|forget(?: about)?|drop|ignore|disregard|undo|leave out|skip|never ?mind"
    r"|take back|withdraw|cancel)"
)
_PART = r"(?:part|bit|point|request|wish|idea|change)"
_TAKEN = r"(?:never ?mind|scratch|strike|scrap|ignore|disregard|forget)"
_LAST = re.compile(
    rf"\b{_AWAY} (?:that|this|the|my) (?:last|latter|final|second) {_PART}\b|\b{_AWAY} (?:that|this) {_PART}\b"
    rf"|\b{_TAKEN} (?:(?:that|this|it)(?! (?:\w+ )?order\b)|(?:the|that|my) (?:last|second) (?:one|thing|item))\b"
)
_FIRST = re.compile(rf"\b{_AWAY} (?:the|my|that) first {_PART}\b|\b{_TAKEN} (?:the|my|that) first (?:one|thing|item)\b")
_NAMED = re.compile(rf"\b{_AWAY} (?:the |my |that |any )?(?:new |other )?(?P<what>\w+)(?: {_PART})?\W*$")
_OUT_OF_QUESTION = re.compile(
    r"^(?:that is |it is |which is |is )*(?:not happening|not going to happen|no way|no chance|out of the question"
    r"|overruled|not an option)(?: though| anymore| after all)?$"
)
_WAS_RIGHT = re.compile(
    r"\b(?:was|were) (?:actually |really )?(?:right|correct|fine|better)\b|\b(?:is|are) (?:right|fine) after all\b"
)
_OF_VALUES = {"place": "address", "city": "address", "spot": "address", "art": "art", "date": "date"}
_KINDS = {
    "color_word": ("move",), "size_word": ("move",), "art_word": ("art",), "address": ("address",),
    "quantity_word": ("quantity",), "arrive": ("date",), "split": ("split",),
}  # fmt: skip


def read_withdrawal(piece: Piece) -> Frame | None:
    """A frame that takes a request of the same message back; ``verb`` tells which: last, first, or its kind."""
    text = " ".join(item.text for item in piece.items)
    if _FIRST.search(text):
        return Frame("withdraw", verb="first")
    if (_LAST.search(text) and not any(p.phrase.amount for p in piece.placed)) or _OUT_OF_QUESTION.search(text):
        return Frame("withdraw", verb="last")
    if _WAS_RIGHT.search(text):
        kinds = [_OF_VALUES[item.kind] for item in piece.items if item.kind in _OF_VALUES]
        return Frame("withdraw", verb=kinds[0]) if kinds else None
    named = _NAMED.search(text)
    kind = _kind(piece.items, named["what"]) if named else ""
    return Frame("withdraw", verb=kind) if kind else None


def _kind(items: list[Item], word: str) -> str:
    return next((_KINDS[item.kind][0] for item in items if item.text == word and item.kind in _KINDS), "")


def take_back(done: list[Frame], frame: Frame, deeds: frozenset[str]) -> Frame | None:
    """Takes the request that ``frame`` withdraws out of ``done``; None where there is none."""
    asked = [at for at, earlier in enumerate(done) if earlier.act in deeds]
    if frame.verb not in ("last", "first"):
        asked = [at for at in asked if done[at].act == frame.verb]
    if not asked:
        return None
    return done.pop(asked[0] if frame.verb == "first" else asked[-1])
