"""Another artwork on a line, or on every line that does not carry it already (domain.md, rulings on money)."""

from platform_service.domain import reasons
from platform_service.domain.artwork import problems
from platform_service.domain.changes import ChangeArtwork
from platform_service.domain.charging import charge
from platform_service.domain.order import ArtworkRef
from platform_service.domain.outcome import DONE, NOTHING, Outcome, refused
from platform_service.domain.policy_terms import Topic
from platform_service.domain.setting import Setting
from platform_service.domain.sheet import Sheet


def change_artwork(sheet: Sheet, setting: Setting, index: int, change: ChangeArtwork) -> Outcome:
    """One fee over all affected lines, rounded once; a line's first artwork is a change like any other."""
    named = sheet.slots if change.line_id is None else [sheet.slot(change.line_id)]
    affected = [slot for slot in named if slot.artwork_id != change.artwork_id]
    if not affected:
        return NOTHING
    artwork = setting.surroundings.artworks[change.artwork_id]
    unusable = problems(artwork, setting.policy.artwork)
    if unusable:
        return refused(reasons.artwork_unusable(sheet.order, index, artwork.name, artwork.artwork_id, unusable))
    goods = sum(slot.goods for slot in affected)
    printed = sum(slot.pieces_produced for slot in affected)
    for slot in affected:
        slot.artwork = ArtworkRef(artwork.artwork_id, artwork.name)
        slot.pieces_produced = 0
        slot.touched = True
        slot.parts.append(index)
    sheet.lines_touched = True
    charge(sheet, setting, index, Topic.ARTWORK, goods=goods, printed=printed)
    return DONE
