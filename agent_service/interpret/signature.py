"""A name under a message: "Regards, Raj", "I accept. R. Patel"."""

import re

from agent_service.interpret.everyday_words import EVERYDAY

_SIGN_OFF = re.compile(
    r"\b(?:kind regards|best regards|warm regards|regards|best wishes|sincerely|cheers|best|(?:many )?thanks|thank you"
    r"|thx|ty)\b\s*[,.\-–]*\s*((?:[^\W\d_]+[ .]*){1,3})\W*$",
    re.IGNORECASE,
)
_NAME_ALONE = re.compile(r"(?:[.!,;\n]|\s[-–—])\s*((?:[A-Z]\.\s?)*(?:[^\W\d_]+[ ]?){1,3})\W*$")

_SENT_FROM = re.compile(
    r"(?:^|(?<=[\s.,!;]))[-–—\s]*(?:sent|written|typed) (?:from|on|via|by|with) (?:my )?(?:\w+ )?"
    r"(?:i ?phone|phone|mobile|cell|cellphone|android|ipad|tablet|galaxy|blackberry|outlook|gmail|mail|device)"
    r"(?: (?:for|on) \w+)?\W*$",
    re.IGNORECASE,
)

_GREETING_FROM = re.compile(
    r"(?:(?:kind|kindest|best|warm|warmest|many|sunny) )?(?:regards|greetings|wishes) from "
    r"(?:[^\W\d_]+ ){0,3}[^\W\d_]+\W*$",
    re.IGNORECASE,
)
""" "Kind regards from sunny Madison"."""


def without_signature(text: str, names: frozenset[str]) -> str:
    """``text`` without "Sent from my phone" and the customer's name at the end, alone or after "Regards"."""
    text = _GREETING_FROM.sub("", _SENT_FROM.sub("", text))
    match = _SIGN_OFF.search(text)
    if match and all(word.lower() in names for word in re.findall(r"[^\W\d_]+", match[1])):
        return text[: match.start()]
    alone = _NAME_ALONE.search(text)
    return text[: alone.start()] if alone and _signs(alone[1], names) else text


def _signs(said: str, names: frozenset[str]) -> bool:
    """Whether ``said`` is nothing but names of the customer and their initials, written as names are."""
    parts = re.findall(r"[^\W\d_]+", said)
    initials = {name[0] for name in names}
    full = [part.lower() for part in parts if part.lower() in names]
    known = all(part.lower() in names or (len(part) == 1 and part.lower() in initials) for part in parts)
    return known and all(part[0].isupper() for part in parts) and any(name not in EVERYDAY for name in full)
