"""The canonical form of JSON (RFC 8785) and the digest over it, which anyone can recompute."""

import hashlib
from typing import Any

import rfc8785


def canonical(value: Any) -> bytes:
    """``value`` (plain JSON types) in RFC 8785 form; NaN, integers beyond 2^53 or other types are a ValueError."""
    return rfc8785.dumps(value)


def digest(value: Any) -> str:
    """Lower-case hex SHA-256 over the canonical form of ``value``."""
    return hashlib.sha256(canonical(value)).hexdigest()
