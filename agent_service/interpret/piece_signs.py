"""What a clause that names a number of pieces also is: a memory, a judgement, a wish for more beside them."""

from itertools import pairwise

from agent_service.interpret.clauses import Piece


def recalls(piece: Piece) -> bool:
    """ "54 it is, down from 80": how many there were."""
    kinds = [item.kind for item in piece.items if item.kind not in ("word", "det")]
    return kinds in (["down", "from", "number"], ["up", "from", "number"])


def beside_these(piece: Piece) -> bool:
    """ "also want 40 of these in small": goods of the same make beside the ones there are."""
    also = piece.opener or piece.has("too")
    wanted = piece.has("need", "add") or piece.opener == "plus"
    counted = any(p.phrase.amount and p.phrase.ref.pronoun and not p.phrase.ref.describes for p in piece.placed)
    return bool(also and wanted and counted) and not piece.has("change", "set", "keep", "not")


def a_single_one(piece: Piece) -> bool:
    """ "drop a black M": one of them, and not the line."""
    described = [p.phrase for p in piece.placed if p.phrase.ref.describes]
    single = [phrase for phrase in described if phrase.single and not phrase.plural]
    return len(described) == len(single) == 1 and bool(single[0].ref.sizes or single[0].ref.products)


def a_lot(piece: Piece) -> bool:
    """ "60 is a lot", "5 short in the delivery": what somebody thinks or has found of a number."""
    texts = [item.text for item in piece.items]
    if "short" in texts and piece.has("arrive"):
        return True
    return texts[-2:] == ["a", "lot"] and piece.has("is") and not piece.has("more", "less")


def out_of_the_order(piece: Piece) -> bool:
    """ "take the small red shirts out of the order"."""
    items = [item for item in piece.items if item.kind != "det"]
    out = any(one.text == "out of" and two.kind in ("order_word", "order_id") for one, two in pairwise(items))
    return out and "take" in piece.texts
