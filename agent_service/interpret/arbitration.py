"""Which intent counts where the grammar and the classifier disagree (ADR 12).

The grammar alone reads changes, choices and agreement: nothing that the classifier says can carry anything out. Where
the grammar understood nothing, or heard something beside the point, the classifier says what the message is about;
where the grammar read a request into words that are none, the message is answered for what it is instead.
"""

from collections.abc import Mapping
from dataclasses import replace

from agent_service.conversation.interpretation import Intent, Interpretation, Missing

# What may be said of a message on the classifier's word: all of it is answered, asked about or handed to a human.
_ABOUT = frozenset(
    {
        Intent.ORDER_STATUS, Intent.POLICY_QUESTION, Intent.PRODUCT_QUESTION, Intent.RECOMMENDATION,
        Intent.RETURN_REQUEST, Intent.COMPLAINT, Intent.THANKS, Intent.GREETING, Intent.OFF_TOPIC,
        Intent.TALK_TO_HUMAN, Intent.DECLINE,
    }
)  # fmt: skip
_ASKS = frozenset({Intent.CHANGE_ORDER, Intent.CORRECT})

LIKELY = 0.4
"""Enough where the grammar understood nothing."""
SURE = 0.7
"""Enough against what the grammar heard."""
CERTAIN = 0.85
"""Enough against changes that the grammar read completely."""
POSSIBLE = 0.15
"""An intent of the grammar's that is this likely is left standing."""
UNLIKELY = 0.02
"""An agreement that is less likely than this is not taken for one."""


def arbitrated(
    found: Interpretation, likely: Mapping[Intent, float], *, waiting: bool, closed: bool = False
) -> Interpretation:
    """``found`` (the grammar's) or what the classifier makes of it; ``waiting``: an offer waits for an answer;
    ``closed``: the order has left the house, so that what is said of it is rather a complaint or a question."""
    top = max(likely, key=lambda intent: likely[intent])
    if top is found.intent or "foreign_voice" in found.details or _complete_all_the_same(found):
        return found
    if found.intent is Intent.CONFIRM:
        return _as(found, Intent.UNCLEAR) if likely[top] >= CERTAIN and likely[Intent.CONFIRM] < UNLIKELY else found
    if found.intent in _ASKS:
        return _request(found, likely, top, closed=closed)
    if found.intent is Intent.UNCLEAR:
        return _understood(found, likely, top, waiting=waiting)
    if found.intent in _ABOUT and top in _ABOUT and likely[found.intent] < POSSIBLE and likely[top] >= SURE:
        return _as(found, top)
    return found


def _complete_all_the_same(found: Interpretation) -> bool:
    """What is supposed sounds like a question, and is one: its answer is the price of what was read. So does a part
    of an offer that is turned down sound like a refusal."""
    return bool({"supposed", "in_parts"} & set(found.details)) and bool(found.changes) and not found.missing


def _request(found: Interpretation, likely: Mapping[Intent, float], top: Intent, *, closed: bool) -> Interpretation:
    """A request read into words that are none is not one; one that says nothing yet needs less to be given up."""
    enough = SURE if not found.changes and found.missing == ("change",) else CERTAIN
    asked = likely[Intent.CHANGE_ORDER] + likely[Intent.CORRECT]
    if closed and top is Intent.COMPLAINT and likely[top] >= LIKELY and asked < likely[top]:
        return _as(found, top)
    if top in _ABOUT and likely[top] >= enough and asked < POSSIBLE:
        return _as(found, top)
    return found


def _understood(found: Interpretation, likely: Mapping[Intent, float], top: Intent, *, waiting: bool) -> Interpretation:
    if top in _ABOUT and likely[top] >= (SURE if waiting else LIKELY):
        return _as(found, top)
    if top in _ASKS and likely[top] >= CERTAIN:
        return _as(found, Intent.CORRECT if waiting else Intent.CHANGE_ORDER, ("change",))
    possible = sorted(intent.value for intent in likely if likely[intent] >= POSSIBLE)
    return replace(found, details={**found.details, "possible": possible})


def _as(found: Interpretation, intent: Intent, missing: tuple[Missing, ...] = ()) -> Interpretation:
    details = {**found.details, "arbitrated": True}
    return replace(found, intent=intent, changes=(), option=None, missing=missing, details=details)
