"""One order in several shipments, asked for without the word "split"."""

import re

from agent_service.interpret.clauses import Piece

_PARTS = re.compile(
    r"\b(send|ship|deliver|dispatch|get|have)\b.*\b(now|first|ahead|already|today|right away|ready|asap)\b.*"
    r"\b(later|rest|when|after|afterwards|follow\w*|then|once|remaining|others?|separately|next)\b"
    r"|\bfirst\b.*\b(later|afterwards|to follow|can follow|can wait|whenever)\b"
    r"|\bfirst\b.*\b(second|another|separate|other|next|later|different) (parcel|shipment|delivery|box|batch"
    r"|package|truck)\b"
    r"|\b(ship|ships|send|come|go|deliver|dispatch)( out)? (first|separately)\b"
    r"|\bin (a|another) (second|separate|later|different|other) (parcel|shipment|delivery|box|batch|package|truck)\b"
    r"|\b(half|some|part) (of (it|them) )?now\b.*\b(half|rest|some|part|others?|remainder) later\b"
    r"|\b(rest|remaining|others?)\b.*\b(can|could|may|to)?\b.*\b(follow|come later|ship later|later)\b"
    r"|\b(the (minute|moment|second)|as soon as|once|when|whenever) (they|it|those|these|that) (is|are) (\w+ )?"
    r"(printed|done|ready|finished|produced|complete|packed|made)\b.*\b(follow|later|after|afterwards|behind|on (its"
    r"|their) own)\b"
    r"|\b(follow|come|go|ship|travel|leave|arrive|be sent) on (its|their) own\b"
)


_NO_WAITING = re.compile(r"\bwithout waiting (for|on)\b")


def in_parts(sentence: list[Piece]) -> bool:
    """ "send what is ready now, the rest can follow later": parts at different times."""
    words = " ".join(item.text for piece in sentence for item in piece.items)
    counted = any(p.phrase.amount and p.phrase.amount.count for piece in sentence for p in piece.placed)
    goods = [p for piece in sentence for p in piece.placed if p.phrase.ref.describes]
    apart = _PARTS.search(words) or (len(goods) > 1 and _NO_WAITING.search(words))
    return not counted and bool(apart) and not any(piece.has("change", "cancel") for piece in sentence)
