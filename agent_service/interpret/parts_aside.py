"""One part of a mixed request set aside: "without the earlier delivery", "forget the address", "leave the date alone".

Goods that are set aside are found on the order's lines (``correcting``); date, address, artwork and splitting have no
line of their own and are known by what they are called.
"""

import re

from agent_service.conversation.interpretation import Json

_AWAY = (
    r"(?:without|minus|except(?: for)?|skip|skipping|forget(?: about)?|leave out|leaving out|drop|scrap|lose|omit"
    r"|never ?mind|do not (?:need|want|change|touch|move)|not)"
)
_OLD = r"(?:old|original|current|present|existing)"
_AS_IT_IS = r"(?:as (?:it )?(?:is|was|planned)|alone|unchanged|the same|like it is)"
_NOUNS = {
    "change_delivery_date": r"(?:date|day|delivery|deliveries|shipping date|timing|rush|express|deadline|speed ?up)",
    "change_address": r"(?:address|destination|place|location|redirect|redirection)",
    "change_artwork": r"(?:artwork|art|logo|design|print|motif)",
    "split_shipment": r"(?:split|splitting|separate shipments?|two shipments|partial shipments?)",
}
_PATTERNS = {
    kind: re.compile(
        rf"\b{_AWAY} (?:(?:the|that|this|any|my|our|new|other|earlier|later|sooner|faster|shipping|delivery) )*"
        rf"{noun}(?: (?:part|change|bit|thing|stuff|then|after all))*\b"
        rf"|\b(?:keep|leave) (?:the |my |our )?(?:(?:delivery|shipping) )?{noun} {_AS_IT_IS}\b"
        rf"|\b(?:keep|leave) (?:the |my |our )?{_OLD} (?:(?:delivery|shipping) )?{noun}\b"
    )
    for kind, noun in _NOUNS.items()
}


def set_aside(plain: str, request: tuple[Json, ...]) -> tuple[list[Json], str] | None:
    """What is left of ``request`` and of the words when a part is set aside; None if none is, or all of it."""
    left, rest = list(request), plain
    for kind, pattern in _PATTERNS.items():
        if any(change["type"] == kind for change in left) and (found := pattern.search(rest)):
            left = [change for change in left if change["type"] != kind]
            rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    return (left, rest.strip(" ,.!?")) if left and len(left) < len(request) else None
