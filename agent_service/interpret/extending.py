"""Goods that are named after a deed, without one of their own: the deed is done to them too."""

from dataclasses import replace

from agent_service.interpret.frames import Frame

_DEEDS = frozenset({"quantity", "move", "art", "address", "date", "remove", "cancel", "split", "swap_counts"})


def extended(frames: list[Frame]) -> list[Frame]:
    """Bare references left open at the end repeat the deed before them; the rest of the open ones stay as they are."""
    out: list[Frame] = []
    for frame in frames:
        deed = next((f for f in reversed(out) if f.act in _DEEDS), None)
        if frame.act == "bare" and frame.verb == "extend" and deed is not None:
            again = [] if all_of_them(deed, frame) else [replace(deed, refs=frame.refs, was=None, same=frame.same)]
            out.extend(again)
        else:
            out.append(frame)
    return out


def all_of_them(last: Frame, bare: Frame) -> bool:
    """ "the hoodies in navy, both sizes": the goods that were named, once more, and no others."""
    whole = bool(bare.refs) and all(
        ref.quantifier in ("both", "all", "each") and not ref.describes for ref in bare.refs
    )
    return whole and any(ref.describes for ref in last.refs)
