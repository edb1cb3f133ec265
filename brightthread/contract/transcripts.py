"""How much of a conversation travels to a human: its end, within the limits of the calls that carry it."""

import json
from collections.abc import Sequence
from typing import Any

Json = dict[str, Any]
MOST_ENTRIES = 1000
MOST_BYTES = 150_000
"""Well below the smallest body that carries a transcript (256 KB)."""
MOST_TEXT = 20_000


def last_part(entries: Sequence[Json], most_bytes: int = MOST_BYTES) -> list[Json]:
    """The last of ``entries`` (``role``, ``text``, ``at``) that fit; what came before is counted in a first entry."""
    kept: list[Json] = []
    size = 0
    for entry in reversed(entries):
        short = {**entry, "text": entry["text"][:MOST_TEXT]}
        size += len(json.dumps(short))
        if size > most_bytes or len(kept) == MOST_ENTRIES - 1:
            break
        kept.append(short)
    left_out = len(entries) - len(kept)
    if left_out and kept:
        kept.append({"role": "system", "text": f"({left_out} earlier messages are left out.)", "at": kept[-1]["at"]})
    return kept[::-1]
