"""Clauses that say something of the deed before them anew: "remove the caps, no, keep 20", "… I mean 12 tees in M"."""

from dataclasses import replace

from agent_service.interpret.frames import Frame
from agent_service.interpret.neighbours import pointing, target_of_move
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


def without_sums(frames: list[Frame]) -> list[Frame]:
    """ "change it to 50 pieces: 30 M and 20 L": what the parts come to is no number of its own."""
    counted = [f for f in frames if f.act == "quantity" and f.mode in ("", "set") and f.amount and f.amount.count]
    parts = [f for f in counted if any(ref.describes for ref in f.refs)]
    whole = sum(f.amount.count or 0 for f in parts if f.amount)
    sums = [f for f in counted if f not in parts and f.amount and f.amount.count == whole and not pointing(f.refs[1:])]
    return [f for f in frames if f not in sums] if len(parts) > 1 and len(parts) + len(sums) == len(counted) else frames
