"""When an answer counts as agreement: bound to one offer, one option, and given after that offer was shown."""

import re

from agent_service.conversation.interpretation import Json
from agent_service.conversation.turn import Inbound

_YES = re.compile(
    r"""\W*(?:(?:yes|yep|yeah|yup|ya|ok|okay|sure|confirm(?:ed)?|agreed|deal|perfect|great|go\ ahead|go\ for\ it|
    do\ it|do\ that|sounds\ good|looks\ good|let'?s\ do\ (?:it|that)|make\ it\ so|please|s[ií]|dale|vale|de\ acuerdo|
    adelante|oui|d'accord|allez-y|ja|genau|einverstanden|in\ ordnung|mach(?:en\ sie)?\ das)\b[\s,.!]*)+\W*""",
    re.IGNORECASE | re.VERBOSE,
)


def is_bare_yes(text: str) -> bool:
    """Whether ``text`` is nothing but agreement; a question mark makes it a question."""
    return "?" not in text and _YES.fullmatch(text) is not None


def was_shown(pending: Json, inbound: Inbound) -> bool:
    """Whether the customer can have seen the offer before writing: its message came first (``design.md``, Confirm)."""
    if inbound.after is not None and inbound.after == pending["message_id"]:
        return True
    return int(pending["seq"]) <= inbound.seen_seq


def option_confirmed(pending: Json, action: Json) -> str | None:
    """The option a confirm button stands for, None when it was made for another offer (or its digest is wrong)."""
    quote = pending["quote"]
    same = action.get("quote_id") == quote["quote_id"] and action.get("digest") == quote["digest"]
    ids = [option["option_id"] for option in quote["options"]]
    return str(action["option_id"]) if same and action.get("option_id") in ids else None


def option_meant(pending: Json) -> str | None:
    """The option a plain yes agrees to: the chosen one, or the only one; None when several wait."""
    options = pending["quote"]["options"]
    if pending.get("option_id"):
        return str(pending["option_id"])
    return str(options[0]["option_id"]) if len(options) == 1 else None
