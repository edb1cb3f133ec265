"""JSON we write and read ourselves many times a turn: orjson, and ``json`` for what that refuses.

Not for what customers send (``strict_json`` reads that): numbers beyond 64 bits lose digits in ``loads``.
"""

import json
from typing import Any

import orjson
from starlette.responses import JSONResponse


def dumps(value: Any) -> bytes:
    """The shortest JSON, UTF-8; equal values give equal bytes."""
    try:
        return orjson.dumps(value)
    except TypeError:  # whole numbers beyond 64 bits, keys that are no text
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def loads(data: bytes | str) -> Any:
    """What the JSON says; ValueError where it is none."""
    return orjson.loads(data)


class QuickResponse(JSONResponse):
    """An answer of values that are JSON already."""

    def render(self, content: Any) -> bytes:
        return dumps(content)
