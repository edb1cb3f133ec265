"""Words that speak against the reading of a message: what they mean has to show in the request, or is asked about.

``accounting`` looks for numbers and goods that found no place. Here it is the small words: "by", "altogether", "not",
"actually", "was right", "later", "my colleague asked me to". Each says something of a request; where the request that
was read does not have it, it was read wrongly or in part.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from agent_service.conversation.interpretation import Json, Missing, Situation
from agent_service.interpret.clauses import Piece
from agent_service.interpret.doubtful_counts import counts_in_doubt
from agent_service.interpret.doubtful_dates import dates_in_doubt
from agent_service.interpret.frames import Frame
from agent_service.interpret.items import Item
from agent_service.interpret.message import Message
from agent_service.interpret.noun_phrases import PEOPLE, Ref, part_of_people
from agent_service.interpret.unheard import WEIGHT, unheard
from agent_service.interpret.wordlist import words

_ASKING = frozenset({"quantity", "move", "art", "address", "date", "remove", "cancel"})
_DIFFERENCES = frozenset({"inc", "dec", "mult"})
_SHARES = frozenset(words("half third quarter two_thirds three_quarters fifth two_fifths tenth"))
_WHOLE = re.compile(r"\b(altogether|in total|in all|all told|end up with|ends up with|ending up with|all in all)\b")
_IN_ALL = re.compile(r"\b(altogether|in total|in all|all told|overall)\b")
_ENOUGH = frozenset(words("enough fine good ok right correct only sure urgent too just"))
_HARMLESS = re.compile(
    r"^(no|not) (rush|hurry|problem|problems|worries|worry|issue|stress|pressure|idea|doubt|urgent|sure|kidding|joke"
    r"|big deal|need|matter|other|further|more)\b"
)
_BACK = re.compile(
    r"\b(was|were|is) (actually |really )?(right|correct|fine) (after all|before|already)\b"
    r"|\b(was|were) (right|correct)\b"
    r"|\bnever ?mind (it|that|this|them|what)\b|\bforget (it|that|what|i)\b"
    r"|\b(ignore|disregard) (it|that|this|what|the (last|first))\b"
    r"|\bnot happening\b|\bscrap ((that|this|it)(?! (?:\w+ )?order\b)|the (last|first))\b"
    r"|\b(take|taking) (that|it) back\b|\bstrike that\b"
    r"|\bchanged (my|our) minds?\b|\bundo (that|it|this|the)\b|\brather not\b"
)


def against(message: Message, order: Json | None, changes: list[Json], situation: Situation) -> list[Missing]:
    """What has to be asked because of words that ``changes`` do not agree with; nothing where all of them fit."""
    found: list[Missing] = []
    for frame in message.frames:
        if frame.act in _ASKING and not _told_for_sure(frame, message.frames):
            found.extend(_of_the_clause(frame, {change.get("new_quantity") for change in changes}))
    whole = any(frame.act == "move" and frame.amount is None and not frame.shift for frame in message.frames)
    if whole and any(_of_so_many_people(piece.items) for piece in message.told):
        found.append("quantity")
    found.extend(_taken_back(message))
    found.extend(dates_in_doubt(message, changes))
    found.extend(_unshared(message))
    found.extend(unheard(message, changes))
    waiting = len(situation.options)
    if waiting > 1 and _points_at_an_option(message, waiting):
        found.append("change")
    if waiting and _lost(message, changes):
        found.append("change")
    if waiting and _of_another_kind(message, changes, situation.request):
        found.append("change")
    found.extend(_of_two_minds(message))
    found.extend(_only_looked_up(message, order, changes))
    found.extend(counts_in_doubt(message, order, changes, situation))
    at_hand = order if situation.order_id is not None else None  # otherwise the goods tell which order is meant
    found.extend(_order_of_some_goods(message, at_hand, changes))
    found.extend(_not_those(message, order, changes))
    found.extend(_not_that_kind(message, changes))
    found.extend(_all_but_some(message, order))
    if any(value is None for change in changes for key, value in change.items() if key != "line_id"):
        found.append("change")
    return list(dict.fromkeys(found))


def _of_the_clause(frame: Frame, counts: set[int | None]) -> Iterator[Missing]:
    text = _text(frame.said)
    if frame.act == "quantity" and frame.mode in _DIFFERENCES and _WHOLE.search(text):
        yield "quantity"
    summed = "end up" in text and _IN_ALL.search(text)
    if frame.act == "quantity" and frame.mode not in _DIFFERENCES and (summed or _by_so_many(frame)):
        yield "quantity"
    if (frame.act == "quantity" and _is_told(frame, counts)) or (frame.act == "move" and _of_another(frame)):
        yield "quantity"
    if frame.act == "quantity" and frame.mode not in _DIFFERENCES and _is_no_count(frame, text):
        yield "change"
    if frame.act == "move" and not frame.shift and any(item.kind in ("less", "dec") for item in frame.said):
        yield "quantity"
    barred = frame.act == "date" and _BARRED.search(text)
    if not frame.negated and not frame.ruled_out and (_denied(frame) or barred):
        yield "change"
    if frame.act != "cancel" and frame.told:
        yield "change"


_BARRED = re.compile(r"\b(?:can|could) not (?!we\b|you\b|i\b)|\bnothing\b")  # "it can't come on May 3"


def _told_for_sure(frame: Frame, frames: list[Frame]) -> bool:
    """ "it shouldn't come before May 5, so set delivery for that day": the day is asked for in a clause of its own."""
    again = [other for other in frames if other is not frame and other.act == "date" and not _denied(other)]
    return frame.act == "date" and any(other.date == frame.date for other in again)


def _is_told(frame: Frame, counts: set[int | None]) -> bool:
    """ "S was 180 in my list", "half of what L is": how it was or is, and not how many there should be."""
    pairs = list(zip(frame.said, frame.said[1:], strict=False))
    was = any(one.text in ("was", "were") and two.kind == "number" and two.value in counts for one, two in pairs)
    return (was and not frame.verb) or _of_another(frame)


def _of_another(frame: Frame) -> bool:
    after = next((at for at, item in enumerate(frame.said) if at and item.text == "what"), len(frame.said))
    of_another = after < len(frame.said) and frame.said[after - 1].text.split()[-1:] == ["of"]
    of_another &= any(item.kind in ("size", "color", "product", "rank", "line") for item in frame.said[after:])
    return of_another and frame.amount is not None and frame.amount.share is not None


_SERVICE = re.compile(
    r"\b(refund|refunded|return|returned|reprint|resend|unpaid|paid|broken|damaged|faulty|missing|lost|torn|free)\b"
    r"|\b(?:separate|different|own|same|one|another) (?:box|boxes|bag|bags|carton|cartons|pack)\b"
)


def _is_no_count(frame: Frame, text: str) -> bool:
    """ "5 go M", "the others M", "5 are unpaid": pieces that are spoken of, and not how many there are to be."""
    pairs = pairwise(frame.said)
    gone = not frame.verb and any(one.text in ("go", "goes") and two.kind in ("size", "color") for one, two in pairs)
    said = any(item.kind in ("other", "rest") for item in frame.said)
    others = not said and any(ref.other and (ref.sizes or ref.colors) for ref in frame.refs)
    return gone or others or bool(_SERVICE.search(text))


def _of_so_many_people(said: list[Item]) -> bool:
    """ "five people need L instead of M"."""
    return any(
        (item.kind == "number" or item.text == "one") and any(after.text in PEOPLE for after in said[at + 1 : at + 4])
        for at, item in enumerate(said)
    )


def _by_so_many(frame: Frame) -> bool:
    """ "M by 25": a difference, whatever it was read as."""
    count = frame.amount.count if frame.amount else None
    replaced = any(item.kind == "change" for item in frame.said)
    pairs = [(one.kind, two) for one, two in zip(frame.said, frame.said[1:], strict=False)]
    times = any(item.text == "times" or item.kind == "times" for item in frame.said)
    shared = frame.amount is not None and frame.amount.share is not None and frame.mode != "mult"
    if shared and (times or any(kind == "by" and two.kind in (*_SHARES, "percent") for kind, two in pairs)):
        return True
    return not replaced and any(kind == "by" and two.kind == "number" and two.value == count for kind, two in pairs)


def _denied(frame: Frame) -> bool:
    """ "the mediums should not be 20": a negation in a clause that was read as a wish."""
    if frame.act in ("remove", "cancel"):
        return False
    for at, item in enumerate(frame.said):
        follow = frame.said[at + 1].text.split()[0] if at + 1 < len(frame.said) else ""
        before = frame.said[at - 1].text if at else ""
        if item.kind == "not" and follow not in _ENOUGH and before not in ("why", "if", "or", "can", "could"):
            return True
    return False


def _taken_back(message: Message) -> Iterator[Missing]:
    """A correction or a withdrawal, said after something was asked for, that changed nothing of it."""
    asked: list[tuple[Item, ...]] = [frame.said for frame in message.spoken if frame.act in _ASKING]
    begun = False
    for piece, follow in zip(message.told, [*message.told[1:], None], strict=False):
        said = tuple(piece.items)
        spent = said in message.overruled or (follow is not None and tuple(follow.items) in message.overruled)
        if begun and not spent:
            silent = not any(frame.said == said for frame in message.spoken)
            weighty = piece.correction and piece.has(*WEIGHT)
            if weighty or (silent and _no(piece)) or (_BACK.search(_text(said)) is not None):
                yield "change"
        begun |= said in asked


def _no(piece: Piece) -> bool:
    """A short clause that only denies: "not happening", "no", "not all"."""
    text = _text(tuple(piece.items))
    return piece.has("not") and not piece.contrast and not _HARMLESS.search(text) and len(text.split()) < _SHORT


_SHORT = 4


def _unshared(message: Message) -> Iterator[Missing]:
    """ "take a quarter off": a part of something, and no part was taken."""
    shared = any(frame.amount is not None and frame.amount.share for frame in message.frames)
    parted = any(frame.act == "split" or frame.even for frame in message.frames)
    if not shared and not parted and any(_names_a_share(list(frame.said)) for frame in message.frames):
        yield "quantity"


def _names_a_share(said: list[Item]) -> bool:
    return any(item.kind in _SHARES and not part_of_people(said, at) for at, item in enumerate(said))


_OTHERS_SAY = re.compile(
    r"\b(?!(?:i|we|you|it|invoice|page|list|email|mail|confirmation|order|website|site|form|system|overview|\d+)\b)\w+"
    r" (said|says|wants|wanted|asked|asks|prefers|thinks|suggests|would like)\b"
)
_I_SAY = re.compile(r"\b(i|we) (say|want|would|will|prefer|need|think|stick|stay)\b")


_YET = re.compile(
    r"\bwould (?:be|look|work) [^.;!?]*?\bbut (?:too|not|it|that|they|we|i|maybe|probably|my|our|the (?:boss|team))\b"
)
""" "black would be better but too expensive": a wish that is given up as it is said."""


def _of_two_minds(message: Message) -> Iterator[Missing]:
    """ "Lena said to drop L, I say drop M"; "all tees but 10 L": what comes after speaks against what came before."""
    if _YET.search(message.plain):
        yield "change"
    said = [(frame, _text(frame.said)) for frame in message.spoken]
    for (one, before), (two, after) in pairwise(said):
        if one.act in _ASKING and two.act in (*_ASKING, "keep") and _OTHERS_SAY.search(before) and _I_SAY.search(after):
            yield "change"
        spared = two.joined == "but" and two.act == "quantity" and not two.verb and two.mode in ("", "set")
        if spared and one.act == "move" and any(item.kind == "all" for item in one.said):
            yield "quantity"


_LOOKING_UP = re.compile(
    r"\b(?:check|verify|make sure|ensure|confirm|double-check|see (?:if|that|whether)|sure that)\b"
)


def _only_looked_up(message: Message, order: Json | None, changes: list[Json]) -> Iterator[Missing]:
    """ "check that the caps are 48", where they are; "make it 48" is for the platform, which says that it is so."""
    now = {line["line_id"]: line["quantity"] for line in order["lines"]} if order else {}
    looked_up = len(changes) > 1 or _LOOKING_UP.search(message.plain) is not None
    if looked_up and all(
        c["type"] == "change_quantity" and now.get(c["line_id"]) == c["new_quantity"] for c in changes
    ):
        yield "change"


def _of_another_kind(message: Message, changes: list[Json], request: tuple[Json, ...]) -> bool:
    """ "split it: 55 and 65", "L" of pieces that were to change their colour: not in the offer, nor added to it."""
    before = {change["type"] for change in request}
    new = {change["type"] for change in changes} - before
    counted = any(item.kind in ("number", "size") for piece in message.told for item in piece.items)
    bare = [frame for frame in message.frames if frame.act == "move" and not frame.verb and not frame.also]
    unjoined = any(frame.joined not in ("and", "but") for frame in bare)
    return ("split_shipment" in new and counted) or (bool(new & {"change_size", "change_color"}) and unjoined)


def _lost(message: Message, changes: list[Json]) -> bool:
    """ "12 now and 8 in 2XL": a number of which the request, as it then stands, has nothing."""
    kept = {value for change in changes for value in change.values() if isinstance(value, int)}
    counts = [
        frame.amount.count
        for frame in message.frames
        if frame.act in ("quantity", "move") and frame.amount is not None and frame.mode in ("", "set")
    ]
    return len(counts) > 1 and any(count is not None and count not in kept for count in counts)


def _points_at_an_option(message: Message, options: int) -> bool:
    """ "the second, but only 20", "2, and 10 more": one of several offers, and something about it."""
    items = [item for piece in message.told for item in piece.items]
    numbers = [item.value for item in items if item.kind == "number"]
    return any(item.kind in ("ordinal", "line") for item in items) or (len(numbers) > 1 and numbers[0] <= options)


def _order_of_some_goods(message: Message, order: Json | None, changes: list[Json]) -> Iterator[Missing]:
    """ "cancel the smalls order", where it has other sizes too: the order, or the smalls?"""
    meant = message.mentions.refs
    if order is None or not any(change["type"] == "cancel_order" for change in changes):
        return
    if any(piece.has("cancel") and piece.has("rest", "other") for piece in message.told):
        yield "change"  # "only keep 50 M, cancel the rest"
    if not meant:
        return
    if not all(any(_is(line, ref) for ref in meant) for line in order["lines"]):
        yield "change"


def _all_but_some(message: Message, order: Json | None) -> Iterator[Missing]:
    """ "remove everything except 30 M", where there is more than M: of the M, or of all?"""
    several = order is not None and len(order["lines"]) > 1
    items = [item for piece in message.told for item in piece.items]
    if several and any(item.kind == "all_but" and item.text.startswith("everything") for item in items):
        yield "change"


def _not_that_kind(message: Message, changes: list[Json]) -> Iterator[Missing]:
    """ "15 tees in L, not navy this time", of navy ones; "except the L should have the other print"."""
    added = any(change["type"] == "add_line" for change in changes)
    out = [phrase.ref for piece in message.told for phrase in piece.contrast]
    named = any(frame.colors or any(ref.colors for ref in frame.refs) for frame in message.frames)
    if added and any(ref.colors for ref in out) and not named:
        yield "color"
    whole = any(change["type"] == "change_artwork" and change["line_id"] is None for change in changes)
    if whole and any(frame.act == "art" and frame.excepted for frame in message.frames):
        yield "line"


def _not_those(message: Message, order: Json | None, changes: list[Json]) -> Iterator[Missing]:
    """Goods that were ruled out ("not the mediums"), and are changed all the same."""
    lines = {line["line_id"]: line for line in order["lines"]} if order else {}
    become = [frame.said for frame in message.frames if frame.act == "move"]  # of which it says what they were
    told = [piece for piece in message.told if tuple(piece.items) not in become]
    ruled_out = [one.ref for piece in told for one in piece.contrast if one.ref.describes and not one.amount]
    counted = [c for c in changes if c["type"] in ("change_quantity", "remove_line") and c["line_id"] in lines]
    if any(_is(lines[change["line_id"]], ref) for change in counted for ref in ruled_out):
        yield "line"
    denied = [p.phrase.ref for piece in message.told if piece.items[-1].kind == "not" for p in piece.placed]
    touched = [lines[change["line_id"]] for change in changes if change.get("line_id") in lines]
    if any(_is(line, ref) for line in touched for ref in denied):
        yield "line"
    gone = {change["line_id"] for change in changes if change["type"] == "remove_line"}
    if len(gone) > 1 and gone == set(lines) and not any(piece.has("all", "both", "each") for piece in message.told):
        yield "change"


def _is(line: Json, ref: Ref) -> bool:
    size = not ref.sizes or line["size"] in ref.sizes
    color = not ref.colors or any(line["color"] in names for names in ref.colors)
    product = not ref.products or line["product_id"] in ref.products
    return bool(ref.sizes or ref.colors or ref.products) and size and color and product


def _text(said: tuple[Item, ...]) -> str:
    return " ".join(item.text for item in said)
