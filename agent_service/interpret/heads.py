"""What stands at the head of a sentence and belongs to the clauses after it.

"Apart from the caps and the polos, 5 fewer of each" leaves goods out of all that follows; "instead of 30 polos, send
36" is one clause with a comma in it.
"""

from dataclasses import replace

from agent_service.interpret.clauses import Piece
from agent_service.interpret.wordlist import words

_GOODS = frozenset(words("except instead_of det size color product product_word ones line rank pieces please pass for"))


def with_heads(pieces: list[Piece]) -> list[Piece]:
    """``pieces`` with what a sentence begins with given to the clauses it is meant for."""
    out: list[Piece] = []
    for piece in pieces:
        head = next((each for each in out if each.sentence == piece.sentence), None)
        if head is None or not _only_names(head):
            out.append(piece)
        elif head.excepted and not head.placed:
            _leave_out(out, head, piece)
        elif head.contrast and not head.placed and head is out[-1] and piece.joined == "sep":
            out[-1] = replace(
                piece, items=[*head.items, *piece.items], contrast=[*head.contrast, *piece.contrast],
                joined=head.joined, correction=head.correction or piece.correction, opener=head.opener,
            )  # fmt: skip
        else:
            out.append(piece)
    return out


def _leave_out(out: list[Piece], head: Piece, piece: Piece) -> None:
    if head is out[-1] and piece.joined == "and" and _only_names(piece):
        head.items = [*head.items, *piece.items]
        head.excepted = [*head.excepted, *(placed.phrase for placed in piece.placed)]
        return
    piece.excepted = piece.excepted or list(head.excepted)
    out.append(piece)


def _only_names(piece: Piece) -> bool:
    return all(item.kind in _GOODS or (item.kind == "number" and piece.contrast) for item in piece.items)
