"""What must not reach logs, metrics or traces (I13): secrets, tokens, card and bank numbers, personal data."""

import re
from collections.abc import Mapping
from typing import Any

HIDDEN = "[redacted]"
MAX_DEPTH = 12
MAX_TEXT = 4000

_SECRET_ENDINGS = ("token", "secret", "password", "api_key", "apikey", "authorization", "cookie", "dsn", "private_key")
_PERSONAL = frozenset(
    {
        "text", "transcript", "comment", "body", "content", "confirmation", "street", "address", "postal_code",
        "recipient", "customer_name", "full_name", "first_name", "last_name", "name_of_user", "author", "email",
        "phone", "iban", "card_number", "jws", "prompt", "completion", "messages", "placed_by", "confirmed_by",
        "requested_by", "query_string", "params", "parameters",
    }
)  # fmt: skip
_JWT = r"eyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]+\.?[A-Za-z0-9_-]*"
_BEARER = r"(?i:\b(?:bearer|basic)\s+[A-Za-z0-9._~+/=-]{6,})"
_URL_LOGIN = r"(?<=://)[^\s/:@]+:[^\s/@]+(?=@)"
_EMAIL = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_IBAN = r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?\b"
_PHONE = r"(?<![\w.:-])\+\d(?:[ ().-]?\d){6,14}\b"
_ASSIGNED = r"(?i:(?<=password=)|(?<=secret=)|(?<=token=)|(?<=api_key=))[^\s&\"',;]+"
_PATTERN = re.compile("|".join((_URL_LOGIN, _JWT, _BEARER, _EMAIL, _ASSIGNED, _IBAN, _PHONE)))
_DIGITS = re.compile(r"(?<![\w.])\d(?:[ -]?\d){11,18}(?![\w])")
_SUSPECT = re.compile(r"[@]|eyJ|\d[\d -]{10}|\+\d|://|=|(?i:bearer|basic)|[A-Z]{2}\d{2}")


def redact(value: Any) -> Any:
    """``value`` with everything secret or personal replaced, at any depth; objects become the name of their type."""
    return _redact(value, 0)


def redact_text(text: str) -> str:
    """``text`` without tokens, passwords, e-mail addresses, phone, card and bank numbers; cut to 4,000 characters."""
    if len(text) > MAX_TEXT:
        text = text[:MAX_TEXT] + "…"
    if not _SUSPECT.search(text):
        return text
    return _DIGITS.sub(_hide_card, _PATTERN.sub(HIDDEN, text))


def _redact(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return redact_text(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if depth >= MAX_DEPTH:
        return HIDDEN
    if isinstance(value, Mapping):
        return {redact_text(str(key)): _member(str(key), member, depth) for key, member in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_redact(member, depth + 1) for member in value]
    if isinstance(value, bytes | bytearray | memoryview):
        return f"[{len(value)} bytes]"
    return redact_text(str(value)) if type(value).__module__ in _PLAIN_MODULES else f"[{type(value).__name__}]"


_PLAIN_MODULES = frozenset({"datetime", "decimal", "uuid", "uuid_utils", "enum", "pathlib"})


def _member(key: str, value: Any, depth: int) -> Any:
    name = key.lower().replace("-", "_")
    if value is not None and (name in _PERSONAL or name.endswith(_SECRET_ENDINGS)):
        return HIDDEN
    return _redact(value, depth + 1)


def _hide_card(match: re.Match[str]) -> str:
    """Only what passes the check digit of cards: order totals and times in nanoseconds stay readable."""
    digits = [int(char) for char in match[0] if char.isdigit()]
    doubled = sum(sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return HIDDEN if (doubled + sum(digits[-1::-2])) % 10 == 0 else match[0]
