"""A document without one person: names and words of theirs give way, everything else stays as it is."""

from typing import Any

from brightthread.contract.erasure import ERASED

Json = dict[str, Any]


def forgotten(document: Any, user_id: str) -> Any:
    """``document`` (plain JSON) with every name beside this ``user_id`` erased, and the words of a confirmation that
    names this user as the one who gave it."""
    if isinstance(document, list):
        return [forgotten(member, user_id) for member in document]
    if not isinstance(document, dict):
        return document
    kept = {name: forgotten(member, user_id) for name, member in document.items()}
    if kept.get("user_id") == user_id:
        kept |= {name: ERASED for name in ("name", "email") if name in kept}
    by = kept.get("confirmed_by")
    if isinstance(by, dict) and by.get("user_id") == user_id and "confirmation" in kept:
        kept["confirmation"] = {**kept["confirmation"], "text": ERASED}
    return kept
