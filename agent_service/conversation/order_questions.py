"""What a question about an order asks for in particular: where it goes, what is on it, how many, for how much."""

import re
from typing import Literal

Particular = Literal["address", "placed", "parcel", "each", "count", "contents", "next"]

_WE = r"(?:i|we)"
_ORDER = (
    r"(?:it|that|this(?: one| order)?|(?:the|my|our|that) order|(?:my|our) (?:stuff|things|goods)"
    r"|(?:order )?(?:[a-z]{1,6}-)?\d{3,})"
)
_HOW_MANY = r"\bhow many\b(?! (?:days?|weeks?|hours?|orders?|times|sizes|colou?rs)\b)"
_PRINT = r"(?:artworks?|logos?|designs?|prints?)"
_GOODS = rf"(?:items?|lines?|goods|products?|articles|{_PRINT})"
_ALL_OF_IT = r"(?:details?|contents?|summary|overview)"
_SENT = r"(?:go|goes|going|headed|sent|ship|shipped|shipping|sending|deliver|delivered|delivering)"

_PATTERNS: tuple[tuple[Particular, tuple[str, ...]], ...] = (
    (
        "address",
        (
            r"\b(?:what|which)(?:'s| is| was)? (?:the |our |my )?(?:\w+ )?address\b(?! can)",
            r"\b(?:the|our|my|delivery|shipping) address\b.*\b(?:is|on|now|have)\b",
            rf"\bwhere\b.*\b{_SENT} ?(?:to|it|them|{_ORDER})?\W*$",
            r"\bwhere to\b|\bwhere .*\b(?:sending|shipping|delivering|delivered)\b",
        ),
    ),
    (
        "placed",
        (
            r"\bwho (?:placed|ordered|made|put in|submitted)\b",
            rf"\bwhen (?:was|were|did) (?:{_WE}|{_ORDER})(?: \w+)? (?:ordered|placed|made|order|place)\b",
        ),
    ),
    (
        "parcel",
        (r"\btracking\b|\bcarrier\b", r"\b(?:who|which company) (?:ships|delivers|is (?:shipping|delivering))\b"),
    ),
    (
        "each",
        (
            r"\b(?:price|cost|much)\b.*\b(?:per \w+|each|apiece|a piece)\W*(?!.*\btotal\b)",
            r"\bunit price\b|\bprice per\b",
        ),
    ),
    (
        "count",
        (
            rf"{_HOW_MANY}.*\b(?:total|altogether|all together|did {_WE}|(?:do|have) {_WE}|{_WE} have|ordered)\b",
            rf"{_HOW_MANY}(?!.*\b(?:stock|left|available)\b).*\b(?:are (?:there|on|in)|on (?:it|this|the))\b",
        ),
    ),
    (
        "contents",
        (
            rf"\bwhat(?:'s|s| is| are| was| were)?(?: all| exactly| currently)? (?:on|in) {_ORDER}(?! production)",
            rf"\bwhat(?: all| exactly)? (?:did|have|do) {_WE} (?:\w+ )?(?:order|ordered|have|get|buy|bought)\b",
            rf"\bwhat (?:{_WE} (?:ordered|bought|got|have)|(?:is|was|were) ordered|do you have on file)\b",
            rf"\b(?:list|show|see|remind (?:me|us)|(?:give|tell|send) (?:me|us))\b.*\b(?:{_GOODS}|{_ALL_OF_IT})\b",
            rf"\b(?:show|remind)(?: me)?(?: of)? {_ORDER}\W*$|\b{_ALL_OF_IT} (?:of|on|for) {_ORDER}",
            rf"\bwhat (?:sizes?|colou?rs?) (?:do|did|have) {_WE}\b",
            rf"\b(?:what|which|whats|what's)(?: is)?(?: the)? {_PRINT}\b",
        ),
    ),
    ("next", (r"\bwhat(?:'s| is| happens| comes)? (?:happening )?(?:next|now)\b|\bnext steps?\b",)),
)
_COMPILED = tuple((asked, re.compile("|".join(patterns), re.IGNORECASE)) for asked, patterns in _PATTERNS)
_OFFERED = re.compile(
    r"\b(?:do|can|are|would|could) you (?:\w+ )?(?:have|sell|offer|do|make|carry|recommend|suggest)\b"
    r"(?!.*\bon file\b)",
    re.IGNORECASE,
)
_OPENING = r"\W*(?:(?:hi|hello|hey|sorry|wait|so|and|but|um|hm+|ok(?:ay)?)\W+)*"
_SOMEBODY = (
    r"(?:an? )?(?:real |live |actual )?(?:robot|bot|chat ?bot|machine|ai|program|computer|human(?: being)?|person|real)"
)
_ABOUT_ITSELF = re.compile(
    rf"{_OPENING}(?:who(?:'s| is| are)? (?:you|this)|what are you|what(?:'s| is) your name"
    rf"|(?:(?:are|r) (?:you|u)|is this|am i (?:\w+ )?(?:talking|speaking|chatting|writing) (?:to|with))"
    rf" (?:even |actually |really )?{_SOMEBODY}(?: or {_SOMEBODY})?)(?: here)?\W*",
    re.IGNORECASE,
)


def particular(question: str) -> Particular | None:
    """What ``question`` (English) wants to know of the order at hand; None where it asks for something else."""
    asked = next((asked for asked, pattern in _COMPILED if pattern.search(question)), None)
    return None if asked in ("each", "count", "contents") and _OFFERED.search(question) else asked


_ASKS = re.compile(
    r"\?\W*$|^\W*(?:(?:and|so|ok(?:ay)?|but|hi|hello|please)\W+)*(?:what|which|where|who|when|how|whats|wheres|can|could|list"
    r"|show|tell|remind|give me)\b",
    re.IGNORECASE,
)


def asks(text: str) -> bool:
    """Whether a message has the form of a question, or of the wish to be told something."""
    return _ASKS.search(text) is not None


def about_the_assistant(question: str) -> bool:
    """Whether somebody wants to know who or what answers, and nothing else."""
    return _ABOUT_ITSELF.fullmatch(question) is not None


_ALL_ORDERS = re.compile(
    r"\b(?:what|which|how many)(?: \w+)? orders\b(?! (?:can|could))"
    r"|\b(?:list|show|see|tell)\b.*\b(?:my|our|all|the) (?:\w+ )?orders\b|\ball (?:of )?(?:my|our|the) orders\b"
    r"|\bwhere are (?:my|our) orders\b|\b(?:my|our) orders\W*$",
    re.IGNORECASE,
)
_ALL_OF_THEM = re.compile(
    r"\W*(?:all|both|every one|each)(?: (?:of )?(?:it|them|those|these|my orders|our orders))?\W*", re.I
)


def about_all_orders(question: str, which_was_asked: bool = False) -> bool:
    """Whether the customer wants to know of all their orders; "all of them" does, where it was asked which."""
    return bool(_ALL_ORDERS.search(question)) or (which_was_asked and bool(_ALL_OF_THEM.fullmatch(question)))


_LEAVING = re.compile(
    r"\W*(?:(?:ok(?:ay)?|thanks?|thank you|cheers|great|well|alright|perfect|that(?:'s| is| was) (?:all|it)|so|then|and"
    r"|for now)\W*)*(?:bye|good ?bye|bye bye|see (?:you|ya)|cheerio|so long"
    r"|have a (?:nice|good|great|lovely) (?:day|one|weekend|evening))"
    r"(?:\W+(?:bye|then|now|later|for now|soon|all))*\W*",
    re.IGNORECASE,
)


def leaves(text: str) -> bool:
    """Whether somebody says goodbye, and nothing else."""
    return _LEAVING.fullmatch(text) is not None
