"""From a message and its order to changes and what is missing: the whole of a request."""

from itertools import pairwise

from agent_service.conversation.interpretation import Json, Missing
from agent_service.interpret.catalogue import Catalogue
from agent_service.interpret.frames import Frame
from agent_service.interpret.likened import without_likenesses
from agent_service.interpret.outcome import Outcome, orderless
from agent_service.interpret.resolve import Resolver

DEEDS = frozenset({"quantity", "move", "art", "address", "date", "remove", "cancel", "split", "swap_counts", "vague"})


def deeds(frames: list[Frame]) -> list[Frame]:
    """The frames that ask for something; a vague one counts only where nothing better was said."""
    asked = [frame for frame in frames if frame.act in DEEDS]
    if any(frame.act == "split" for frame in asked):
        asked = [f for f in asked if f.act != "quantity" or f.amount is None or f.amount.count or not f.amount.share]
        asked = [f for f in asked if f.act != "date" or not _of_a_part(f)]
    asked = [f for f in asked if not _only_heads(f, asked)]
    clear = [f for f in asked if f.act != "vague" or (f.verb == "change" and any(ref.describes for ref in f.refs))]
    return _parted(_without_there(clear or asked))


def _of_a_part(frame: Frame) -> bool:
    """ "one part asap", "the larges a week later": said of a part of the delivery, and no date of the order."""
    colons = [at for at, item in enumerate(frame.said) if item.kind == "colon"]
    said = frame.said[colons[0] + 1 :] if colons else frame.said  # "one change: we need it by Friday"
    parted = any(item.kind in _PARTS or item.text in _PART_NAMES for item in said)
    return parted or any(ref.describes for ref in frame.refs)


_PARTS = frozenset({"rest", "other", "half", "third", "quarter", "two_thirds", "three_quarters", "ordinal", "some"})
_PART_NAMES = frozenset({"part", "one", "batch", "lot", "portion"})


def _only_heads(frame: Frame, asked: list[Frame]) -> bool:
    """ "the prints are reversed: …", "new colour scheme - …", where what follows tells each of them."""
    after = asked[asked.index(frame) + 1 :]
    if frame.act == "swap_counts" and not frame.refs:
        return len([f for f in after if f.act == "art" and f.arts and any(r.describes for r in f.refs)]) > 1
    told = any(f.said == frame.said and f.act == "move" and f.refs for f in after)
    return frame.act == "move" and bool(frame.asks) and not frame.refs and told


def _parted(frames: list[Frame]) -> list[Frame]:
    """ "The hoodies to the warehouse and the caps to HQ": goods for two places are a delivery in parts."""
    places = [f for f in frames if f.act == "address" and len(f.address_ids) == 1 and any(r.describes for r in f.refs)]
    if len({frame.address_ids for frame in places}) < 2 or any(frame.correction for frame in places):
        return frames
    others = [frame for frame in frames if frame.act != "address" and not frame.even]
    return [*others, Frame("split")] if not any(f.act == "split" for f in others) else others


def _without_there(frames: list[Frame]) -> list[Frame]:
    """ "We moved to 1 Main Street …, please ship there": the address that was told answers where "there" is."""
    told = any(frame.act == "address" and (frame.address or frame.address_ids) for frame in frames)
    frames = [frame for frame in frames if not (told and _a_scene(frame) and any(map(_towards, frames)))]
    return [frame for frame in frames if not (told and frame.act == "address" and frame.verb == "there")]


def _a_scene(frame: Frame) -> bool:
    """ "… to the taproom, they are repainting at the brewery": a place where something happens."""
    kinds = [item.kind for item in frame.said if item.kind != "det"]
    there = any(one in ("in", "at") and two == "place" for one, two in pairwise(kinds))
    happens = bool({"word", "is", "set", "need"} & set(kinds))
    return frame.act == "address" and there and happens and not {"send", "address", "arrive", "to"} & set(kinds)


def _towards(frame: Frame) -> bool:
    kinds = [item.kind for item in frame.said if item.kind != "det"]
    sent = any(one in ("to", "arrow") and two == "place" for one, two in pairwise(kinds))
    return frame.act == "address" and sent and not frame.correction


def resolve(
    frames: list[Frame], order: Json | None, catalogue: Catalogue, context: list[Json] | None = None
) -> Outcome:
    """All frames together; without an order only what holds whichever order it is."""
    outcome = Outcome()
    if order is None:
        for frame in frames:
            outcome.merge(orderless(frame))
        outcome.ask("order")
        return outcome
    resolver = Resolver(order, catalogue, context)
    done: list[Json] = []
    frames = without_likenesses(frames, resolver)
    resolver.listing = resolver.lists(frames)
    for frame in frames:
        resolver.recent = done
        found = resolver.resolve(frame)
        outcome.merge(found)
        done = resolver.meant(frame) or done
    _compare_with_what_stays(outcome, frames, resolver)
    _spare_what_is_kept(outcome, frames, resolver)
    _cancel_all(outcome, frames, order)
    _drop_idle(outcome, order)
    settle_conflicts(outcome, order)
    _cancel_stands_alone(outcome)
    return outcome


def _compare_with_what_stays(outcome: Outcome, frames: list[Frame], resolver: Resolver) -> None:
    """ "M to 60 and L five fewer than M": than there are now, or than there will be?"""
    others = [frame.same_as for frame in frames if frame.same_as is not None]
    lines = {line["line_id"] for line in resolver.lines.fitting_any(others)}
    if lines & {change["line_id"] for change in outcome.changes if change["type"] in _KEPT}:
        outcome.ask("quantity")


def _spare_what_is_kept(outcome: Outcome, frames: list[Frame], resolver: Resolver) -> None:
    """ "all of it in black… no, polos stay navy": what is to stay as it is does not change."""
    kept = [f for f in frames if f.act == "keep" and not any(r.other for r in f.refs)]
    lines = {line["line_id"] for frame in kept for line in _kept(frame, resolver)}
    touched = {change.get("line_id") for change in outcome.changes if change["type"] in _KEPT}
    if lines and touched - lines:
        outcome.changes = [c for c in outcome.changes if c["type"] not in _KEPT or c.get("line_id") not in lines]


def _kept(frame: Frame, resolver: Resolver) -> list[Json]:
    """The lines that stay as they are; "the first one is fine at ten" says how many that are."""
    refs = [ref for ref in frame.refs if ref.describes]
    lines = resolver.lines.fitting_any(refs) if refs else []
    count = frame.amount.count if frame.amount else None
    return [line for line in lines if frame.amount is None or (frame.correction and line["quantity"] == count)]


_KEPT = frozenset({"change_size", "change_color", "change_quantity", "remove_line"})


def _cancel_all(outcome: Outcome, frames: list[Frame], order: Json) -> None:
    """ "cancel the white tees, all of them", where there is nothing else: the order is what is cancelled."""
    removed = {change["line_id"] for change in outcome.changes if change["type"] == "remove_line"}
    called = any(frame.verb == "cancel" for frame in frames)
    if called and removed == {line["line_id"] for line in order["lines"]} == {
        c.get("line_id") for c in outcome.changes
    }:
        outcome.changes = [{"type": "cancel_order"}]


def _drop_idle(outcome: Outcome, order: Json) -> None:
    """ "mediums 100, caps 48 like before": a quantity that is there already is no change beside others."""
    lines = {line["line_id"]: line for line in order["lines"]}
    busy = [change for change in outcome.changes if not _idle(change, lines.get(change.get("line_id")))]
    if busy:
        outcome.changes = busy


def _idle(change: Json, line: Json | None) -> bool:
    if line is None:
        return False
    if change["type"] == "change_artwork":
        return bool(line["artwork"]) and bool(line["artwork"]["artwork_id"] == change["artwork_id"])
    return change["type"] == "change_quantity" and bool(line["quantity"] == change["new_quantity"])


def settle_conflicts(outcome: Outcome, order: Json) -> None:
    """Two readings that cannot both be meant are asked about, never sent."""
    for kind, ask in _CONFLICTS:
        groups: dict[object, list[Json]] = {}
        for change in outcome.changes:
            if change["type"] in kind:
                groups.setdefault(change.get("line_id"), []).append(change)
        for clash in groups.values():
            if len(clash) > 1:
                outcome.changes = [change for change in outcome.changes if change not in clash]
                outcome.ask(ask)
    _settle_moves(outcome, order)


_CONFLICTS: tuple[tuple[tuple[str, ...], Missing], ...] = (
    (("change_quantity", "remove_line"), "quantity"),
    (("change_address",), "address"),
    (("change_delivery_date",), "date"),
    (("change_artwork",), "artwork"),
)


def _settle_moves(outcome: Outcome, order: Json) -> None:
    """More pieces moved than the line has (in several parts) was not meant so."""
    for kind in ("change_size", "change_color"):
        for line in order["lines"]:
            moves = [c for c in outcome.changes if c["type"] == kind and c["line_id"] == line["line_id"]]
            if sum(c["quantity"] for c in moves) > line["quantity"]:
                outcome.changes = [change for change in outcome.changes if change not in moves]
                outcome.ask("quantity")


def _cancel_stands_alone(outcome: Outcome) -> None:
    if any(change["type"] == "cancel_order" for change in outcome.changes) and len(outcome.changes) > 1:
        outcome.changes = [change for change in outcome.changes if change["type"] != "cancel_order"]
        outcome.ask("change")
