"""Which intent counts where the grammar and the classifier disagree (ADR 12).

The grammar alone reads changes, choices and agreement: nothing that the classifier says can carry anything out. For the
rest the two are weighed: what the grammar read counts for so much (``_weight``), what the words are likely to be about
for the logarithm of its probability. An agreement or a choice that only the classifier hears is unclear.
"""

import math
from collections.abc import Mapping
from dataclasses import replace

from agent_service.conversation.interpretation import Intent, Interpretation, Missing

# What may be said of a message on the classifier's word: all of it is answered, asked about or handed to a human.
_ABOUT = frozenset(
    {
        Intent.ORDER_STATUS, Intent.POLICY_QUESTION, Intent.PRODUCT_QUESTION, Intent.RECOMMENDATION,
        Intent.RETURN_REQUEST, Intent.COMPLAINT, Intent.THANKS, Intent.GREETING, Intent.OFF_TOPIC,
        Intent.TALK_TO_HUMAN, Intent.DECLINE, Intent.UNCLEAR,
    }
)  # fmt: skip
_ASKS = frozenset({Intent.CHANGE_ORDER, Intent.CORRECT})
_CARRIED_OUT = frozenset({Intent.CONFIRM, Intent.CHOOSE_OPTION})

LIKELY = 0.2
"""What is less likely than this is never said on the classifier's word."""
CERTAIN = 0.85
"""Enough to take an agreement back."""
POSSIBLE = 0.15
"""An unclear message may mean an intent that is this likely."""
UNLIKELY = 0.02
"""An agreement that is less likely than this is not taken for one."""

# How much the grammar's word weighs; chosen on messages that neither it nor the classifier had seen.
_NOTHING_READ = 0.0
_OFF_TOPIC = 1.0
"""What the grammar calls off topic is mostly a question it has no words for."""
_COMPLETE = 3.0
_HALF_READ = 1.0
"""A request whose changes are still to be asked for."""
_REMARK = 2.0
_LEFT = 1.0
"""So much more likely is a complaint about an order that has left the house."""
_IN_PART = 1.5
"""So much less likely is it that nothing is to be made of a message of which the grammar made something."""


def arbitrated(
    found: Interpretation, likely: Mapping[Intent, float], *, waiting: bool, closed: bool = False
) -> Interpretation:
    """``found`` (the grammar's) or what the classifier makes of it; ``waiting``: an offer waits for an answer;
    ``closed``: the order has left the house."""
    top = max(likely, key=lambda intent: likely[intent])
    if top is found.intent or _settled(found) or _asked_beside(found, top):
        return found
    if found.intent in _CARRIED_OUT:
        doubted = found.intent is Intent.CONFIRM and likely[top] >= CERTAIN and likely[Intent.CONFIRM] < UNLIKELY
        return _as(found, Intent.UNCLEAR) if doubted else found
    shares = _shares(found, likely, waiting=waiting)
    scores = {intent: math.log(max(share, 1e-9)) for intent, share in shares.items()}
    scores[found.intent] += _weight(found)
    scores[Intent.COMPLAINT] += _LEFT if closed else 0
    best = max(scores, key=lambda intent: scores[intent])
    if best is found.intent or shares[best] < LIKELY:
        return _with_what_is_possible(found, likely) if found.intent is Intent.UNCLEAR else found
    return _as(found, best, ("change",) if best in _ASKS else ())


def _shares(found: Interpretation, likely: Mapping[Intent, float], *, waiting: bool) -> dict[Intent, float]:
    """How likely each intent is that may come out; requests are one intent, and so are what carries something out
    and what is unclear."""
    shares = {intent: likely.get(intent, 0.0) for intent in _ABOUT}
    shares[Intent.UNCLEAR] += sum(likely.get(intent, 0.0) for intent in _CARRIED_OUT)
    if found.intent is not Intent.UNCLEAR:
        shares[Intent.UNCLEAR] *= math.exp(-_IN_PART)
    asked = sum(likely.get(intent, 0.0) for intent in _ASKS)
    request = Intent.CORRECT if waiting else Intent.CHANGE_ORDER
    shares[found.intent if found.intent in _ASKS else request] = asked
    return shares


def _weight(found: Interpretation) -> float:
    if found.intent in _ASKS:
        return _COMPLETE if found.changes else _HALF_READ
    return {Intent.UNCLEAR: _NOTHING_READ, Intent.OFF_TOPIC: _OFF_TOPIC}.get(found.intent, _REMARK)


def _settled(found: Interpretation) -> bool:
    """Another voice; a flat no, a yes with a condition, or only to the costs, at an offer, or another value for it that
    is still to be told; the offer said again, which is no answer to it; what is supposed, which sounds like a question
    and is one: its answer is the price of what was read. So does a part of an offer that is turned down sound like a
    refusal."""
    read = bool({"supposed", "in_parts"} & set(found.details)) and bool(found.changes) and not found.missing
    return read or bool(_CLEAR & set(found.details))


def _asked_beside(found: Interpretation, top: Intent) -> bool:
    """ "Mediums in navy. Btw, is the fabric pre-washed?": a whole request, and the question was heard beside it."""
    whole = found.intent in _ASKS and bool(found.changes) and not found.missing
    return whole and top in _OF_GOODS and found.details.get("question", {}).get("topic") == top.value


_OF_GOODS = frozenset({Intent.PRODUCT_QUESTION, Intent.POLICY_QUESTION})
"""Questions that are about no order, so that what is told of one beside them is a wish."""
_CLEAR = frozenset({"foreign_voice", "said_again", "flatly", "conditional", "untroubled", "asked_anew"})


def _with_what_is_possible(found: Interpretation, likely: Mapping[Intent, float]) -> Interpretation:
    possible = sorted(intent.value for intent in likely if likely[intent] >= POSSIBLE)
    return replace(found, details={**found.details, "possible": possible})


def _as(found: Interpretation, intent: Intent, missing: tuple[Missing, ...] = ()) -> Interpretation:
    details = {**found.details, "arbitrated": True}
    return replace(found, intent=intent, changes=(), option=None, missing=missing, details=details)
