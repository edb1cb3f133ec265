"""A message that names an order the customer cannot see is about no order at all, whatever is in focus.

The readers know numbers written like the customer's own; another company's may look quite different. An order that is
not there and one that is not theirs must be answered alike (I8), and must never be taken for the order in focus.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from agent_service.conversation.interpretation import CustomerData, Intent, Interpretation

_SIGNS = r"[\w/._-]*\d[\w/._-]*"
_CALLED = re.compile(rf"\border(?:\s+(?:number|no\.?|nr\.?|id))?\s*[:#]?\s*({_SIGNS})", re.IGNORECASE)
_SHAPED = re.compile(r"(?<![\w-])([A-Z]{2,6}\d{0,4}[-/]\d{3,}(?:[-/]\w+)?)(?![\w-])", re.IGNORECASE)
_LETTERED = re.compile(r"[A-Za-z]")
_COUNT = re.compile(r"\d+[-.]?[A-Za-z]+$")
""" "150pcs", "100-cotton": so many of something. """
_DATED = re.compile(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|mid|early|late|end|expo)\b.*", re.IGNORECASE
)
_ABOUT_ONE = frozenset(
    {Intent.CHANGE_ORDER, Intent.CORRECT, Intent.ORDER_STATUS, Intent.RETURN_REQUEST, Intent.UNCLEAR}
)


def about_unknown_order(
    reading: Interpretation, text: str, data: CustomerData, *, number_expected: bool = False
) -> Interpretation:
    """``reading``, of no order if ``text`` names only orders that are not in ``data``.

    ``number_expected``: nothing but an order's number is waited for, so that bare digits are one.
    """
    if reading.intent not in _ABOUT_ONE or reading.details.get("mentioned_order"):
        return reading
    number = unknown_order(text, data) or (_bare_number(text, data) if number_expected else None)
    if number is None:
        return reading
    asks = reading.intent in (Intent.CHANGE_ORDER, Intent.CORRECT)
    return replace(
        reading,
        order_id=None,
        changes=(),
        missing=("order",) if asks else (),
        details={**reading.details, "mentioned_order": number},
    )


_BARE = re.compile(r"(?:(?:it'?s|is|that'?s|the|my|order|number|no\.?|nr\.?)\s+)*#?\s*(\d{3,})\W*", re.IGNORECASE)


def _bare_number(text: str, data: CustomerData) -> str | None:
    """Digits that are all a message says, as many as the customer's own order numbers have, and of none of them."""
    found = _BARE.fullmatch(text.strip())
    own = {"".join(filter(str.isdigit, str(order["order_id"]))) for order in data.orders}
    if found is None or found[1] in own or len(found[1]) not in {len(digits) for digits in own}:
        return None
    return found[1]


_NAMING = re.compile(
    r"(?:ok(?:ay)?|hm+|so|then|well|yes|it'?s|that'?s|is|it|that|this|the|my|our|one|for|of|on|order|number|no\.?|nr\.?|"
    r"please|sorry|i|mean|meant|first|second|third|fourth|fifth|sixth|last|latest|newest|oldest|top|bottom|\d+(?:st|nd|rd|th)?|"
    r"[a-z]{1,5}-?\d{3,}|in|to|be|still|being|production|approved|created|shipped|ship|ready|delivered|\W)+",
    re.IGNORECASE,
)


def names_an_order_only(text: str) -> bool:
    """Whether a message does nothing but say which order is meant: by number, place in a list or status."""
    return _NAMING.fullmatch(text) is not None


def unknown_order(text: str, data: CustomerData) -> str | None:
    """The order number in ``text`` that is none of the customer's; None if there is none, or one that is."""
    visible = {order["order_id"].upper() for order in data.orders}
    if any(re.search(rf"(?<![\w-]){re.escape(order_id)}(?![\w-])", text, re.IGNORECASE) for order_id in visible):
        return None
    known = _known_words(data)
    return next((number for number in _numbers(text) if number not in visible and number not in known), None)


def _numbers(text: str) -> Iterator[str]:
    for match in _CALLED.finditer(text):
        number = match.group(1).strip("/._-")
        if sum(letter.isdigit() for letter in number) >= 3 and _LETTERED.search(number) and not _COUNT.match(number):
            yield number.upper()
    for match in _SHAPED.finditer(text):
        if not _DATED.fullmatch(match.group(1)):
            yield match.group(1).upper()


def _known_words(data: CustomerData) -> set[str]:
    """What else looks like a number: SKUs, lines, and what artworks, products and addresses are called."""
    lines = [line for order in data.orders for line in order["lines"]]
    said = [str(line[key]) for line in lines for key in ("line_id", "sku", "product_name")]
    said += [variant["sku"] for product in data.products for variant in product["variants"]]
    said += [str(row.get(key, "")) for row in (*data.artworks, *data.products) for key in ("name", "artwork_id")]
    said += [str(row[key]) for row in data.addresses for key in ("label", "street", "postal_code")]
    return {word.upper() for phrase in said for word in [phrase, *phrase.split()]}
