"""AWS's event-stream framing (``application/vnd.amazon.eventstream``): what ConverseStream answers in.

A message is: its length, the length of its headers, CRC-32 of these two; headers; payload; CRC-32 of all before it.
Numbers are big-endian; a header is a short name, the type 7 (string) and a value.
"""

import json
import struct
import zlib
from typing import Any

CONTENT_TYPE = "application/vnd.amazon.eventstream"
_STRING = 7


def event(kind: str, payload: dict[str, Any]) -> bytes:
    """An event of the stream, for example ``contentBlockDelta``."""
    return _message({":event-type": kind, ":message-type": "event"}, payload)


def exception(kind: str, message: str) -> bytes:
    """An error after the stream has begun, for example ``modelStreamErrorException``."""
    return _message({":exception-type": kind, ":message-type": "exception"}, {"message": message})


def spoiled(message: bytes) -> bytes:
    """The message with a checksum that does not fit."""
    return message[:-1] + bytes([message[-1] ^ 0xFF])


def _message(headers: dict[str, str], payload: dict[str, Any]) -> bytes:
    body = json.dumps(payload).encode()
    head = b"".join(_header(name, value) for name, value in {**headers, ":content-type": "application/json"}.items())
    lengths = struct.pack("!II", 12 + len(head) + len(body) + 4, len(head))
    message = lengths + _checksum(lengths) + head + body
    return message + _checksum(message)


def _header(name: str, value: str) -> bytes:
    return struct.pack(f"!B{len(name)}sBH", len(name), name.encode(), _STRING, len(value)) + value.encode()


def _checksum(data: bytes) -> bytes:
    return struct.pack("!I", zlib.crc32(data))
