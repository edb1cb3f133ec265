"""Clauses that say something of the deed before them anew: "remove the caps, no, keep 20", "… I mean 12 tees in M"."""

from dataclasses import replace

from agent_service.interpret.frames import Frame
from agent_service.interpret.neighbours import pointing, target_of_move
from agent_service.interpret.noun_phrases import Ref
from agent_service.interpret.references import intersect


def kept_after_all(last: Frame | None, frame: Frame) -> Frame | None:
    """ "drop the smalls - actually keep 20": so many are left of what was to go."""
    count = frame.amount.count if frame.amount else None
    taken_out = last is not None and last.act == "remove" and bool(last.refs)
    same = not frame.refs or pointing(frame.refs) or (last is not None and frame.refs == last.refs)
    if last is None or not (taken_out and count and same and frame.correction):
        return None
    return Frame("quantity", "set", frame.amount, refs=last.refs, verb="set", said=frame.said, joined=last.joined)


def as_goods(last: Frame | None, frame: Frame) -> Frame:
    """ "12 tees in M", where goods were counted before it: which ones, and not what they become."""
    counted = last is not None and last.act == "quantity" and last.mode in ("inc", "dec", "set") and frame.correction
    if frame.act != "move" or not frame.loose or frame.verb or not (counted and frame.refs) or last is None:
        return frame
    goods = [intersect(ref, target_of_move(frame)) for ref in frame.refs]
    return replace(
        frame, act="quantity", mode=last.mode, verb=last.verb, refs=goods, size=None, colors=(), color_text="",
        loose=False, amount=frame.amount or last.amount,
    )  # fmt: skip


def swapped_with(last: Frame, frame: Frame) -> list[Ref]:
    """ "swap the quantities of the tees in M and the tees in L": what follows is the other one of the two."""
    goods = frame.act == "move" and frame.loose and not (frame.verb or frame.amount)
    both = last.act == "swap_counts" and len(last.refs) == 1 and goods
    return [intersect(ref, target_of_move(frame)) for ref in frame.refs] if both else []
