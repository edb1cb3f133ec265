"""What is told of new pieces after their number: "12 more hoodies, but in L", "12 more but make them navy"."""

from dataclasses import replace

from agent_service.interpret.frames import Frame
from agent_service.interpret.noun_phrases import Ref
from agent_service.interpret.references import intersect


def told_after(frames: list[Frame]) -> list[Frame]:
    """``frames`` where a size or colour behind "but" is that of the pieces that are added before it."""
    out: list[Frame] = []
    for frame in frames:
        kind = _kind(frame)
        if out and kind is not None and _lacks(out[-1], kind):
            out[-1] = replace(out[-1], refs=[intersect(ref, kind) for ref in out[-1].refs or [Ref()]])
        else:
            out.append(frame)
    return out


def _kind(frame: Frame) -> Ref | None:
    """The size or colour that a frame consists of; None where it says anything else, or is not behind "but"."""
    if frame.joined != "but" or frame.amount is not None or frame.excepted or frame.negated:
        return None
    if frame.act == "bare" and len(frame.refs) == 1:
        ref = frame.refs[0]
        return ref if ref.attribute_only and not ref.other else None
    aimed = frame.act == "move" and frame.has_target and not frame.shift
    if not aimed or any(ref.describes or ref.other for ref in frame.refs):
        return None
    sizes = (frame.size,) if frame.size else ()
    return Ref(sizes=sizes, colors=(frame.colors,) if frame.colors else (), color_text=frame.color_text)


def _lacks(frame: Frame, kind: Ref) -> bool:
    counted = frame.act == "quantity" and frame.mode == "inc" and frame.amount is not None and frame.amount.count
    told = any((kind.sizes and ref.sizes) or (kind.colors and ref.colors) or ref.lines for ref in frame.refs)
    return bool(counted) and not told
