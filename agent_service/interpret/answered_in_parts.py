"""Answers that share pieces out among sizes or colours: "two in M and two in L" of four, "three of each" of six."""

from dataclasses import replace

from agent_service.interpret.catalogue import Catalogue
from agent_service.interpret.frames import Frame
from agent_service.interpret.items import Item, lex
from agent_service.interpret.message import Message
from agent_service.interpret.noun_phrases import Amount, Ref
from agent_service.interpret.parts_told import parts_told
from agent_service.interpret.references import intersect
from agent_service.interpret.resolve import Resolver
from agent_service.interpret.tokens import tokenise

_FEWEST = 2


def in_parts(frame: Frame, message: Message, question: str, resolver: Resolver, catalogue: Catalogue) -> list[Frame]:
    """``frame`` (what was asked about) for each value, with as many pieces; nothing where the answer names no parts.

    Parts that do not come to the whole are asked about.
    """
    moved = frame.act == "move" and not frame.has_target
    whole = frame.amount.count if frame.amount else _all_of_one_line(frame, resolver) if moved else None
    new = (
        frame.act == "quantity"
        and frame.mode in ("inc", "dec")
        and (frame.verb == "add" or _either(question, catalogue))
    )
    if whole is None or not (moved or new):
        return []
    told = parts_told(message.items, whole)
    if told is None:
        return [replace(frame, amount=Amount(vague=True))]
    parts = told or _of_each(message, choices(question, catalogue), whole)
    if len(parts) < _FEWEST or sum(count for count, _ in parts) != whole:
        return []
    if moved:
        return [_moved(frame, count, value) for count, value in parts]
    refs = [[intersect(ref, value) for ref in frame.refs] for _, value in parts]
    return [replace(frame, amount=Amount(count=count), refs=each, asks=()) for (count, _), each in
            zip(parts, refs, strict=True)]  # fmt: skip


def _either(question: str, catalogue: Catalogue) -> bool:
    """ "10 more tees. Which size: M or L?": the pieces may be of both."""
    return len(choices(question, catalogue)) >= _FEWEST


def _all_of_one_line(frame: Frame, resolver: Resolver) -> int | None:
    lines = resolver.meant(frame)
    return int(lines[0]["quantity"]) if len(lines) == 1 else None


def _moved(frame: Frame, count: int, value: Ref) -> Frame:
    return replace(
        frame, amount=Amount(count=count), size=value.sizes[0] if value.sizes else None, asks=(), partitive=True,
        colors=value.colors[0] if value.colors else (), color_text=value.color_text,
    )  # fmt: skip


def _of_each(message: Message, values: list[Ref], whole: int | None) -> list[tuple[int, Ref]]:
    """ "three of each", "half each": as many of every value that the question names."""
    frame = message.frames[0] if len(message.frames) == 1 else Frame("bare")
    if not values or not whole or any(ref.describes for ref in frame.refs) or not (frame.each or frame.even):
        return []
    share = frame.even or (frame.amount is not None and frame.amount.share is not None)
    count = whole // len(values) if share else (frame.amount.count if frame.amount else None)
    return [(count, value) for value in values] if count else []


def choices(question: str, catalogue: Catalogue) -> list[Ref]:
    """The sizes or colours that a question lets one choose from: "Black or navy?"."""
    items = [item for item in lex(tokenise(question), catalogue) if item.kind not in ("det", "sep", "in")]
    at = next((at for at, item in enumerate(items) if item.kind == "or"), 0)
    last = items[at + 1] if at and at + 1 < len(items) else Item("word", None, "")
    if last.kind not in ("size", "color"):
        return []
    named = [last]
    while at and items[at - 1].kind == last.kind:
        at -= 1
        named.insert(0, items[at])
    return [Ref(sizes=(i.value,)) if i.kind == "size" else Ref(colors=(i.value,), color_text=i.text) for i in named]
