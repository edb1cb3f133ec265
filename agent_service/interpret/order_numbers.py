"""Order numbers of any form: ids are opaque, so the numbers this customer has tell what an order number looks like.

The tokenizer knows "BT-1003" by itself. Other forms ("SO/A-17", "24-0003-N") are marked in the text, so that their
parts are not read as words, sizes or counts.
"""

import re
from collections.abc import Iterable

_OPEN, _SHUT, _HYPHEN = "\ue002", "\ue003", "\ue004"
_PLAIN = re.compile(r"[A-Za-z]{1,4}-\d{3,}|\d+")
_SHORT = 5


def marked(text: str, order_ids: Iterable[str]) -> str:
    """``text`` with numbers written like one of ``order_ids`` (known or not) made into one sign each."""
    odd = sorted({each for each in order_ids if _tells(each)}, key=len, reverse=True)
    if not odd:
        return text
    forms = dict.fromkeys([*map(_as_typed, odd), *map(_alike, odd)])
    anywhere = re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])", re.IGNORECASE)
    return anywhere.sub(lambda match: _OPEN + match.group().replace("-", _HYPHEN).replace(" ", "") + _SHUT, text)


def is_marked(text: str) -> bool:
    """Whether a token is a number marked by ``marked``."""
    return text.startswith(_OPEN)


def plain(text: str) -> str:
    """A token as the customer typed it."""
    return text.strip(_OPEN + _SHUT).replace(_HYPHEN, "-")


def _tells(order_id: str) -> bool:
    return any(letter.isdigit() for letter in order_id) and not _PLAIN.fullmatch(order_id)


def _as_typed(order_id: str) -> str:
    """The number itself; a long one also with a blank or nothing where it has a sign."""
    parts = re.findall(r"[^\W_]+|[\W_]+", order_id)
    if sum(len(part) for part in parts if part[0].isalnum()) < _SHORT:
        return re.escape(order_id)
    return "".join(re.escape(part) if part[0].isalnum() else rf"(?:{re.escape(part)}| ?)" for part in parts)


def _alike(order_id: str) -> str:
    """Any number of that form: its letters in front, then as many letters, digits and signs as it has."""
    head = re.match(r"[^\W\d_]*", order_id)
    start = head.group() if head else ""
    classes = (r"\d" if c.isdigit() else r"[^\W\d_]" if c.isalpha() else re.escape(c) for c in order_id[len(start) :])
    return re.escape(start) + "".join(classes)
