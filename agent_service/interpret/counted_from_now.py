"""Whether a number in an answer is counted from what there is, or is all of it, whatever was asked: "to 40"."""

import re

_UP_TO = re.compile(
    r"^(?:[a-z]+\W+){0,4}?(?:up |down )?to \d+\b|\b(?:so|until|till)(?: that)? (?:we|there|it|i) "
    r"(?:[a-z]+ )?(?:have|are|is|get|end up with|end up at) \d+\b"
)
""" "to 40", "so that we have 40": how many there are then, whatever was asked."""
_SUM = re.compile(
    r"(?<=\d)(?: (?:more|less|fewer|extra|of them|pieces))* (?:, )?(?:\( )?(?:so|making|which makes|makes|=|i e|ie)?"
    r" ?(?:that is |it |that )?\d+ (?:in all|in total|altogether|all told|overall)(?: \))?"
)
""" "15, so 75 in total": what the pieces come to, and no other number."""
_FROM_NOW = re.compile(
    r"\b(?:(below|under|less than|fewer than|short of)|(plus|above|more than|on top of)) (?:that|this|now|what|it)\b"
    r"|\b(?:what|as) (?:we|i|there)[^,.]* (?:(minus|less)|(plus|and)) \d|\bon (top)\b"
)


def way_from_now(plain: str) -> str | None:
    """ "75 below that", "what we have plus 15": counted from what there is; "120 in total" is not."""
    plain = _SUM.sub("", plain)
    found = _FROM_NOW.search(plain)
    if found is None:
        if _UP_TO.search(plain):
            return "set"
        return "set" if re.search(r"\b(in all|in total|altogether|all told|overall|up to \d+)\b", plain) else None
    return "dec" if found[1] or found[3] else "inc"
