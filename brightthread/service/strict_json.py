"""JSON read without doubt: what stdlib's reader lets through silently is refused."""

import json
import re
from typing import Any, NoReturn

MAX_DEPTH = 32

# an unclosed string runs to the end of the text, so that each character is looked at once
_NO_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[^\[\]{}"]+', re.DOTALL)


class MalformedJson(ValueError):
    """The bytes are not one JSON document that every reader understands the same way."""


def _refuse_constant(name: str) -> NoReturn:
    raise MalformedJson(f"{name} is not JSON")


def _read_float(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise MalformedJson("a number beyond all floats")
    return number


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise MalformedJson("a name occurs twice in one object")
    return members


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_refuse_constant, parse_float=_read_float)


def loads(raw: bytes) -> Any:
    """The value of ``raw`` (UTF-8); MalformedJson for NaN, depth above 32, doubled names, lone surrogates, nothing."""
    try:
        text = raw.decode("utf-8")
        _check_depth(text)
        value = _DECODER.decode(text)
        if "\\u" in text:
            _check_surrogates(text, value)
    except UnicodeError:
        raise MalformedJson("not UTF-8") from None
    except MalformedJson:
        raise
    except ValueError:
        # also what int() says to numbers of more than 4,300 digits
        raise MalformedJson("not JSON") from None
    return value


def _check_depth(text: str) -> None:
    """Before decoding, because the decoder recurses; brackets inside strings do not count."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return
    depth = 0
    for bracket in _NO_BRACKETS.sub("", text):
        depth += 1 if bracket in "[{" else -1
        if depth > MAX_DEPTH:
            raise MalformedJson("nested too deeply")


def _check_surrogates(text: str, value: Any) -> None:
    """A lone surrogate can only come from an escape; it cannot be written as UTF-8 again."""
    json.dumps(value, ensure_ascii=False).encode("utf-8")
