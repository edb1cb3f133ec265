"""A value that is wanted in the place of another: "navy instead of black for the jackets in S"."""

from agent_service.interpret.clauses import Piece
from agent_service.interpret.frames import Frame
from agent_service.interpret.references import narrow

_FEWEST = 2
_OPENINGS = (["color", "instead_of", "color", "for"], ["size", "instead_of", "size", "for"])


def read_rather(piece: Piece) -> Frame | None:
    """What is wanted stands first, then what there is, and all that follows is the goods."""
    kinds = [item.kind for item in piece.items if item.kind not in ("det", "please", "pass")]
    said = [placed for placed in piece.placed if not placed.phrase.blank]
    if kinds[:4] not in _OPENINGS or len(said) < _FEWEST or not said[0].phrase.ref.attribute_only:
        return None
    wanted, goods = said[0].phrase.ref, said[1:]
    if goods[0].relation != "for" or any(placed.phrase.amount for placed in goods[1:]):
        return None
    frame = Frame("move", amount=goods[0].phrase.amount, partitive=goods[0].phrase.partitive, verb="change")
    frame.size, frame.color_text = wanted.sizes[0] if wanted.sizes else None, wanted.color_text
    frame.colors = wanted.colors[0] if wanted.colors else ()
    for placed in goods:
        narrow(frame, placed.phrase.ref, placed.relation)
    return frame
