"""What-ifs said to an offer: "what about just the mediums?", "what would it cost if we made it 30".

A quote binds nobody: what is supposed is read as the correction it would be, and quoted.
"""

import re

_OPENERS = r"(?:(?:hmm+|hm|so|ok|and|or|then|but|well|right|actually|also|sorry|thanks|,|\.) *)*"
_IT = r"(?:it|that|this|the (?:price|cost|total)|everything)"
_BETTER = r"(?:cheaper|less|faster|sooner|earlier|quicker)"
_PRICED = (
    rf"(?:(?:how much|what|how (?:long|late|soon)) (?:would|will|does|is|was|could|might|do) (?:{_IT}|i|we|you)?"
    r"(?: (?:be|cost|come to|pay|take|get|have to pay|arrive|total))*"
    rf"|what (?:is|would be|will be|was) (?:the )?(?:price|cost|total|date|delivery date|damage)"
    rf"|(?:would|will|could) (?:{_IT}|delivery) (?:be|get|cost|arrive) (?:\w+ )?{_BETTER}"
    rf"|is {_IT} (?:\w+ )?{_BETTER}"
    r"|how much(?: more| less| cheaper)?)"
)
_LEAD = re.compile(
    rf"^{_OPENERS}(?:"
    rf"{_PRICED} (?P<tie>if|with|without|for|when)(?: only)?\b"
    r"|what (?:about|if)\b|how about\b|(?:and|or) if\b|suppose\b|supposing\b|say\b(?= (?:i|we)\b)"
    r"|(?:could|can) (?:you|i|we) (?:also )?(?:see|get|have|show me|quote|price|calculate|check) (?:the |a )?"
    r"(?:price|quote|cost|it|that) (?:if|for|with|without)\b"
    r")"
)
_ADDED = re.compile(rf"^{_OPENERS}(?=(?:only|just|without|with|for|not|in|to|at)\b|.* only\W*$)")
_SUBJECT = re.compile(
    r"^ *,? *(?:(?:i|we|you) )?(?:(?:would|could|should|will|instead) )*"
    r"(?:(?:took|take|had|have|did|do|got|get|wanted|want|needed|need|go with|went with|ordered|order|say) "
    r"(?=.*\d|only|just|the))?"
)


def supposed(plain: str, *, asks: bool) -> str | None:
    """The request that ``plain`` (normalised words) supposes, None if none. ``asks``: it is a question."""
    found = _LEAD.match(plain)
    if found is None and asks:
        found = _ADDED.match(plain)
    if found is None:
        return None
    rest = plain[found.end() :].strip(" ,.!?")
    tie = found.groupdict().get("tie")
    rest = _SUBJECT.sub("", rest).strip(" ,.!?")
    return (f"without {rest}" if tie == "without" else rest) or None
