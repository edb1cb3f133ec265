"""What a question asks of the offer that waits: its date, its price, what a yes or a no would do.

A question is about the offer only if every word of it may be said of any offer; one that names goods, a place or a deed
of its own is about something else, and is left to whoever knows about that.
"""

import re
from typing import Literal

OfferAsk = Literal["no", "yes", "until", "why", "time", "refund", "cost", "where", "count", "again"]

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_CLOSED = frozenset(
    word
    for line in (
        # what any sentence is made of:
        "a about actually after again all also am an and any anything are as at be been being but by can could did",
        "do does doing don't even ever exactly for from get gets give go goes going got had has have hm hmm hmmm",
        "how i i'd i'm if in including instead into is isn't it it'd it'll it's its just know let like make makes",
        "maybe me mean my need no not now of oh ok okay on one only or our ours out over please quick quickly",
        "quite really right same say says see should so some soon still sure tell than thanks thank that that's",
        "that'd the them then there these they thing things this those to too um uh up us want was we we'd well",
        "were what what's whats when which while who why will with without won't would wouldn't yes yet you your",
        # what is said of offers:
        "offer offers option options proposal quote quoted change changes changed order orders request deal case",
        "long take takes taking day days week weeks date dates late later latest delay delays delayed sooner",
        "earlier arrive arrives arriving arrival deliver delivered delivery ship shipped come comes coming here",
        "ready receive push pushes pushed move moves moved back wait waiting fast expect end finish finished done",
        "until till time slow slower slows affect affects affected longer schedule extra more less total totals",
        "grand sum altogether overall amount bill cost costs costing price priced prices pay pays paying paid",
        "charge charged charges fee fees expensive cheap cheaper money much free refund refunds refunded",
        "reimbursed credit credited lose worth happen happens happened decline refuse reject nothing accept agree",
        "confirm confirming confirmed keep leave stay decide decides deciding think thinking valid expire expires",
        "hold holds stand stands tomorrow next final undo repeat remind summary summarize explain details detail",
        "involved include includes included address where sent send destination many pieces items first before",
        "each new old original current currently normally usual sounds looks good lot half already only reason",
        "justify great fine perfect nice cool lovely wait sorry anyway correct everything",
        # what a date is held against:
        "christmas xmas easter halloween thanksgiving eve holiday holidays weekend event party fair conference show",
        "launch meeting month year today tonight monday tuesday wednesday thursday friday saturday sunday january",
        "february march april may june july august september october november december",
    )
    for word in line.split()
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_ON_A_DAY = re.compile(
    rf"\b{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?\b|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\b|\b\d{{4}}-\d\d-\d\d\b",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_ASKS = re.compile(
    r"\?|\b(?:if|provided|as long as|unless)\b"
    r"|\b(how|what|what's|whats|when|why|where|which|will|would"
    r"|does|do|is|can|could|tell|remind|repeat|explain)\b",
    re.IGNORECASE,
)
_DEED = re.compile(
    r"\bto change\b|\bchange (?:my|our|the) (?:order|address|date)|\bhow (?:do|can|could|should|may) (?:i|we) pay\b"
    r"|(?<!when )\b(?:can|could|may) (?:i|we) (?:still )?(?:change|undo|move|(?:get|have) (?:it|them|that))\b"
    r"|\byou(?:'d| would| will|'ll)? have\b|\bsend (?:it|them)\b|\bdid (?:i|we|you) change\b"
    r"|\b(?:cost|much"
    r"|total|price)\b.*\b(?:now|currently|current)\b",
    re.IGNORECASE,
)
"""A deed of its own: what another change would cost, a wish, or how it is without the offer."""
_NO = r"(?:say no|do(?:n't| not| nothing)|decline|refuse|reject|keep it|leave it|not (?:do|accept|confirm|agree))"
_SAYS: dict[OfferAsk, tuple[str, ...]] = {
    "no": (rf"\bif (?:i|we) {_NO}\b",),
    "yes": (
        r"\bif (?:i|we) (?:say yes|accept|agree|confirm)",
        r"\bwhat happens? (?:next|then|now|after)\b|\bwhat(?:'s| is) next\b",
    ),
    "until": (
        r"\b(?:how long|until when|till when|when)\b.*\b(?:decide|think|hold|stands?)\b",
        r"\b(?:valid|expires?|think about it|decide (?:later|tomorrow))\b",
    ),
    "why": (r"\bwhy\b|\bhow come\b",),
    "time": (
        r"\bhow (?:long|fast|soon|quick)|\b(?:when|days?|weeks?|dates?|delay\w*|later?|sooner|earlier)\b",
        r"\b(?:arriv\w+|on time|ready|schedule)\b|\bdelivery time\b",
        r"\b(?:affect|move|push|change)\w*\b.*\bdelivery\b",
    ),
    "refund": (r"\brefund\w*|\bmoney back\b|\bget\b.*\bback\b|\breimbursed\b|\bcredit\w*|\blose\b",),
    "cost": (
        r"\b(?:cost\w*|price\w?|pay\w*|paid|charge\w*|fees?|expensive|cheaper|how much|money|free|bill|amount)\b",
        r"\b(?:sum|total)\b",
    ),
    "where": (r"\baddress\b|\bdestination\b|\bwhere\b.*\b(?:go|goes|going|sent|ship\w*|deliver\w*|send)\b",),
    "count": (r"\bhow many\b",),
    "again": (
        r"\bare you sure\b|\b(?:is|are) (?:that|this|it|these|those) (?:\w+ )?(?:right|correct|all|everything)\b",
        r"\b(?:repeat|remind|summar\w+|explain|again|details?|options?)\b",
        r"\bwhat\b.*\b(?:offer|change|changes|include\w*|involved|exactly|do|get)\b",
    ),
}
_PATTERNS = {ask: re.compile("|".join(said), re.IGNORECASE) for ask, said in _SAYS.items()}
_ALONE = frozenset({"no", "yes", "until", "why"})
"""With one of these, the rest of the sentence is what it is about."""
_NOT_BOTH = frozenset({"where", "count"})


def asked_of_offer(text: str, numbers: frozenset[str] = frozenset()) -> tuple[OfferAsk, ...]:
    """What ``text`` asks of the offer that waits, most important first; nothing if it is about something else.

    ``numbers``: those that stand in the offer, and may be said of it.
    """
    text = _ON_A_DAY.sub("date", text.replace("’", "'"))
    spoken = {word.lower() for word in _WORD.findall(text)}
    said = set(NUMBER.findall(text))
    if not spoken <= _CLOSED or not said <= numbers or not _ASKS.search(text) or _DEED.search(text):
        return ()
    if said:
        return ("again",) if "?" in text else ()
    found = [ask for ask, pattern in _PATTERNS.items() if pattern.search(text)]
    if not found or found[0] in _ALONE:
        return tuple(found[:1])
    if set(found) & _NOT_BOTH and len(found) > 1 and "again" not in found:
        return ("count",) if found[-1] == "count" or set(found) == {"cost", "count"} else ()
    told = {"again"} | ({"cost"} if "refund" in found else set())  # what gives money back is part of the price
    return tuple(ask for ask in found if ask not in told) or ("again",)
