"""Likenesses: "the expo print on the caps, just like the hoodies" says nothing new of the hoodies, which have it."""

from agent_service.conversation.interpretation import Json
from agent_service.interpret.events import APART
from agent_service.interpret.frames import Frame
from agent_service.interpret.items import Item
from agent_service.interpret.resolve import Resolver

_GOODS = frozenset({"det", "size", "color", "product", "product_word", "ones", "rest", "other", "on", "all"})
_VALUES = frozenset({"art", "art_part", "art_word", "color", "size"})
_DOING = frozenset({"do", "have", "has", "are", "is", "got", "already", "too"})


def likenesses_apart(items: list[Item]) -> list[Item]:
    """``items`` with each "just like the hoodies" behind a value as a clause of its own; without "as the rest"."""
    out: list[Item] = []
    at = 0
    while at < len(items):
        length, end = _likeness(items, at)
        goods = items[at + length : end]
        if not length or not _told_before(out):
            out.append(items[at])
            at += 1
        elif any(item.kind in ("rest", "other") for item in goods):
            out.append(Item("pass", None, " ".join(item.text for item in items[at:end])))
            at = end
        else:
            out += [Item("sep", None, ","), Item("same_as", None, "same as"), *goods]
            at = end
    return out


def _likeness(items: list[Item], at: int) -> tuple[int, int]:
    """How many items from there on say that something is alike, and where the clause ends; 0 where none do."""
    length = 1 if items[at].text in ("just", "exactly", "same") and items[at].kind != "sep" else 0
    alike = items[at + length] if at + length < len(items) else None
    if alike is None or alike.text not in ("like", "as") or (alike.text == "as" and items[at].text == "just"):
        return 0, at
    end = next((i for i in range(at, len(items)) if items[i].kind in APART), len(items))
    said = [item for item in items[at + length + 1 : end] if item.text not in _DOING]
    others = ("rest", "other") if alike.text == "as" else ("product", "size", "color", "rest", "other")
    named = any(item.kind in others for item in said)  # "20 M as XL" become that
    return (length + 1, end) if named and all(item.kind in _GOODS for item in said) else (0, at)


def _told_before(out: list[Item]) -> bool:
    """Whether a size was told just before, or a colour or artwork in this sentence; nothing of numbers."""
    start = next((at + 1 for at in range(len(out) - 1, -1, -1) if out[at].kind in ("stop", "question")), 0)
    said = {item.kind for item in out[start:]}
    if said & {"art", "color"} and not said & {"number", "signed", "more", "less"}:
        return True
    last = [item for item in out if item.kind not in ("sep", "det", "please", "pass")][-1:]
    return bool(last) and last[0].kind in _VALUES


def without_likenesses(frames: list[Frame], resolver: Resolver) -> list[Frame]:
    """``frames`` without "same as the hoodies" behind a value that the hoodies have."""
    out: list[Frame] = []
    for frame in frames:
        if not (out and _likens(frame) and _all_have(out[-1], frame, resolver)):
            out.append(frame)
    return out


def _likens(frame: Frame) -> bool:
    plain = frame.act == "quantity" and frame.mode == "same" and not frame.refs and not frame.verb
    return plain and frame.same_as is not None and frame.joined == "sep"


def _all_have(last: Frame, frame: Frame, resolver: Resolver) -> bool:
    lines = resolver.lines.fitting_any([frame.same_as] if frame.same_as else [])
    return bool(lines) and all(_has(line, last) for line in lines)


def _has(line: Json, last: Frame) -> bool:
    if last.act == "art" and last.arts:
        return bool(line["artwork"]) and line["artwork"]["artwork_id"] in last.arts
    told = last.act == "move" and (last.size or last.colors)
    sized, colored = not last.size or line["size"] == last.size, not last.colors or line["color"] in last.colors
    return bool(told) and sized and colored
