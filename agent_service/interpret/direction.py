"""Whether a request goes the way it was told: "more caps: 20" on an order of 100 would be fewer, and is asked about."""

import re
from collections.abc import Sequence

from agent_service.conversation.interpretation import Json
from agent_service.interpret.message import Message

_MORE = frozenset({"more", "inc"})
_LESS = frozenset({"less", "dec"})
_PEOPLE = (
    r"(?:joiners?|starters?|hires?|recruits?|members?|colleagues?|people|persons?|guests?|players?|kids?|students?)"
)
_COME = re.compile(
    rf"\b(?:new|extra|additional|more) {_PEOPLE}\b|\b{_PEOPLE} (?:\w+ )?(?:joined|joining|signed up|came)\b"
    r"|\bsign-?ups\b"
)
_ONLY = re.compile(rf"\b(?:only|just) (?:about )?[\w-]+ {_PEOPLE}\b")
""" "only 140 people signed up" are fewer than were thought of."""
_GONE = re.compile(
    rf"\b(?:fewer|less) {_PEOPLE}\b"
    rf"|\b{_PEOPLE} (?:\w+ )?(?:left|quit|leaving|dropped out|cancell?ed|resigned|can't come)\b"
)
_FEWER = frozenset({"remove_line", "cancel_order"})


def turned_round(message: Message, order: Json | None, changes: list[Json], offered: Sequence[Json] = ()) -> bool:
    """Whether only more was spoken of and all counts fall, or only fewer and all of them rise.

    "A bit more: 125" may be more than what is ``offered``.
    """
    pairs = [pair for piece in message.told for pair in zip([None, *piece.items], piece.items, strict=False)]
    told = {item.kind for before, item in pairs if before is None or before.kind != "not"}
    for piece in message.told:
        told -= {"more"} if any(phrase.sign > 0 for phrase in piece.contrast) else set()  # "60, not 60 on top"
    up = bool(told & _MORE) or _COME.search(_ONLY.sub("", message.plain)) is not None
    down = bool(told & _LESS) or _GONE.search(message.plain) is not None
    if up == down or order is None:
        return False
    now = {line["line_id"]: int(line["quantity"]) for line in order["lines"]}
    then = {c["line_id"]: int(c["new_quantity"]) for c in offered if c["type"] == "change_quantity"}
    return _against(up, now, changes) and _against(up, {**now, **then}, changes)


def _against(up: bool, now: dict[str, int], changes: list[Json]) -> bool:
    rises = falls = False
    for change in changes:
        counted = change["type"] == "change_quantity" and change["line_id"] in now
        rises |= change["type"] == "add_line" or (counted and change["new_quantity"] > now[change["line_id"]])
        falls |= change["type"] in _FEWER or (counted and change["new_quantity"] < now[change["line_id"]])
    return falls and not rises if up else rises and not falls
