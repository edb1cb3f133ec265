"""Making a request fit: parts that cannot be done are left out, and parts the stock is too small for are cut."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from platform_service.domain.changes import AddLine, Change, ChangeArtwork, ChangeColor, ChangeQuantity, ChangeSize
from platform_service.domain.limits import Claim, Shortage
from platform_service.domain.outcome import Standing
from platform_service.domain.replay import Part, Replay, replay_parts
from platform_service.domain.setting import Setting
from platform_service.domain.sheet import Demand


@dataclass(frozen=True, slots=True)
class Fitted:
    """Parts that can be done together, and what they make of the order; ``cut`` are those with fewer pieces."""

    parts: tuple[Part, ...]
    replay: Replay
    cut: frozenset[int] = frozenset()

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(part.change for part in self.parts)


_ROUNDS_A_PART = 3
_Relieve = Callable[[tuple[Part, ...], Shortage], tuple[tuple[Part, ...], frozenset[int]]]


def without_refused(setting: Setting, parts: Sequence[Part]) -> Fitted | None:
    """The parts that can be done, the others left out whole; None if nothing remains."""
    return _fit(setting, parts, _leave_out)


def cut_to_stock(setting: Setting, parts: Sequence[Part]) -> Fitted | None:
    """The parts that can be done, those short of stock cut to what there is; None if no part is served in part."""
    fitted = _fit(setting, parts, _cut)
    return fitted if fitted and fitted.cut else None


def without_cutting(setting: Setting, parts: Sequence[Part], kept: frozenset[int]) -> Fitted | None:
    """Like ``cut_to_stock``, but the parts ``kept`` must be served whole; None if they cannot be."""
    fitted = _fit(setting, parts, _cut)
    if fitted is None or fitted.cut & kept:
        return None
    return fitted if kept <= {part.index for part in fitted.parts} else None


def _fit(setting: Setting, parts: Sequence[Part], relieve: _Relieve) -> Fitted | None:
    """Leave out what is refused and relieve what is short until all that is left can be done.

    A round leaves a part out or cuts one; a request that needs more rounds than that is given up.
    """
    left, cut = tuple(parts), frozenset[int]()
    for _ in range(_ROUNDS_A_PART * len(left) + 1):
        if not left:
            return None
        tried = replay_parts(setting, left)
        left = _doable(left, tried)
        if tried.shortages:
            left, touched = _relieved(left, tried.shortages, relieve)
            cut = (cut | touched) & frozenset(part.index for part in left)
            continue
        blamed = {reason.change_index for reason in tried.refusals}
        if not blamed and len(left) == len(tried.outcomes):
            return Fitted(left, tried, cut)
        left = tuple(part for part in left if part.index not in blamed)
        cut -= blamed
    return None


def _relieved(
    left: tuple[Part, ...], shortages: Sequence[Shortage], relieve: _Relieve
) -> tuple[tuple[Part, ...], frozenset[int]]:
    """Relieve every shortage once, as far as its parts were not touched for another one in this round."""
    touched = frozenset[int]()
    for shortage in shortages:
        unit = frozenset(shortage.claims[-1].demand.parts)
        if unit <= {part.index for part in left} and not unit & touched:
            left, cut = relieve(left, shortage)
            touched |= cut
    return left, touched


def _doable(parts: Sequence[Part], tried: Replay) -> tuple[Part, ...]:
    return tuple(part for part in parts if tried.outcomes[part.index].standing is Standing.DONE)


def _leave_out(parts: tuple[Part, ...], shortage: Shortage) -> tuple[tuple[Part, ...], frozenset[int]]:
    """Leave the last claim on the SKU out."""
    unit = shortage.claims[-1].demand.parts
    return tuple(part for part in parts if part.index not in unit), frozenset()


def _cut(parts: tuple[Part, ...], shortage: Shortage) -> tuple[tuple[Part, ...], frozenset[int]]:
    """Cut the last claim on the SKU by what is missing; leave it out if nothing would remain, or it cannot be cut."""
    claim = shortage.claims[-1]
    unit = claim.demand.parts
    pieces = claim.pieces - shortage.missing
    if pieces < 1 or _would_mean_others(parts, claim):
        return _leave_out(parts, shortage)
    shorter = tuple(
        Part(part.index, _with_pieces(part.change, pieces, shortage.missing)) if part.index in unit else part
        for part in _dressed_first(parts, claim)
    )
    return shorter, frozenset(unit)


def _would_mean_others(parts: Sequence[Part], claim: Claim) -> bool:
    """Whether a later part beside the claim's own would mean other pieces of its line once that is cut."""
    demand = claim.demand
    own = {type(part.change) for part in parts if part.index in demand.parts}
    return any(not _means_the_same(own, part.change, claim) for part in _later_on_the_line(parts, demand))


def _later_on_the_line(parts: Sequence[Part], demand: Demand) -> Iterator[Part]:
    for part in parts:
        named = demand.line_id is not None and getattr(part.change, "line_id", None) == demand.line_id
        if named and part.index > demand.parts[0] and part.index not in demand.parts:
            yield part


def _means_the_same(own: set[type], later: Change, claim: Claim) -> bool:
    """An artwork is the line's; pieces that move from a line of another length, or likewise from it, are the same."""
    if isinstance(later, ChangeArtwork):
        return True
    if own == {ChangeQuantity}:
        return isinstance(later, ChangeSize | ChangeColor)
    return own == {type(later)} and not claim.whole


def _dressed_first(parts: tuple[Part, ...], claim: Claim) -> tuple[Part, ...]:
    """A whole line's new artwork goes before the new look that is cut, so that the pieces moved still carry it."""
    artworks = [part for part in _later_on_the_line(parts, claim.demand) if isinstance(part.change, ChangeArtwork)]
    if not artworks or not claim.whole or claim.demand.came_from is None:
        return parts
    place = min(place for place, part in enumerate(parts) if part.index in claim.demand.parts)
    others = [part for part in parts if part not in artworks]
    return (*others[:place], *artworks, *others[place:])


def _with_pieces(change: Change, pieces: int, missing: int) -> Change:
    if isinstance(change, ChangeQuantity):
        return replace(change, new_quantity=change.new_quantity - missing)
    if isinstance(change, ChangeSize | ChangeColor | AddLine):
        return replace(change, quantity=pieces)
    return change
