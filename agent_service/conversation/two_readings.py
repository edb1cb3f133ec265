"""A model's reading held against the rules': what it may add, and what it may not do alone.

Nothing a model reads can execute anything. But it could lose what the customer has: a request dropped or a human called
because a question was misread, or because a note said so. So what ends something counts only where the rules could make
nothing of the message, and a human is called only where the classifier, which sees nothing but the customer's words,
holds that possible, too: else the customer is asked. No offer is lost on a model's word alone, be it a refusal, a
cancellation or half a request, nor for a message that the rules know as a question; and agreement is never its to find
(``design.md``, Confirm).
"""

from dataclasses import replace

from agent_service.conversation.interpretation import Intent, Interpretation
from agent_service.conversation.states import State

PLAIN = frozenset({Intent.CONFIRM, Intent.DECLINE, Intent.CHOOSE_OPTION, Intent.TALK_TO_HUMAN})
"""What the rules read for certain: no model is asked (``design.md``, The change, 1)."""

_CHANGES = frozenset({Intent.CHANGE_ORDER, Intent.CORRECT})
_SMALL_TALK = frozenset({Intent.GREETING, Intent.THANKS, Intent.OFF_TOPIC})
_ENDINGS = frozenset({Intent.DECLINE, Intent.TALK_TO_HUMAN, Intent.RETURN_REQUEST})


def certain(ruled: Interpretation) -> bool:
    """Whether the rules' reading needs no second one."""
    return ruled.intent in PLAIN or ruled.details.get("foreign_voice") is True


def together(read: Interpretation, ruled: Interpretation, state: str) -> Interpretation | None:
    """The model's reading, with what only the rules tell (language, topic of a question); None: the rules' stands."""
    if not _may_stand(read, ruled, state):
        return None
    if ruled.intent is Intent.UNCLEAR and _calls_human(read) and read.intent not in ruled.details.get("possible", ()):
        return replace(ruled, details={**ruled.details, "human_meant": True})
    heard_by_rules = ruled.intent not in (Intent.UNCLEAR, Intent.COMPLAINT)
    return replace(
        read,
        frustrated=ruled.frustrated or (read.frustrated and not heard_by_rules),
        language=ruled.language,
        details=ruled.details,
    )


def _may_stand(read: Interpretation, ruled: Interpretation, state: str) -> bool:
    if read.intent in (Intent.CONFIRM, Intent.UNCLEAR) or _of_another_order(read, ruled):
        return False
    if _cancels(read):
        return _cancels(ruled) or _cancellation_may_stand(ruled, state)
    if read.intent in _CHANGES:
        return _change_may_stand(read, ruled, state)
    if ruled.intent in (Intent.UNCLEAR, read.intent):
        return read.intent is not Intent.DECLINE or state != State.AWAIT_CONFIRMATION
    return not (read.intent in _SMALL_TALK or _ends(read) or (ruled.intent in _CHANGES and _whole(ruled)))


def _change_may_stand(read: Interpretation, ruled: Interpretation, state: str) -> bool:
    """The rules never guess: to a whole request of theirs more may be added, and nothing in it be changed."""
    if ruled.intent in _CHANGES:
        return not _whole(ruled) or all(change in read.changes for change in ruled.changes)
    return state != State.AWAIT_CONFIRMATION or (ruled.intent is Intent.UNCLEAR and _whole(read))


def _of_another_order(read: Interpretation, ruled: Interpretation) -> bool:
    """An order number that the rules saw is what the customer wrote: nothing is read of another order."""
    unseen = "mentioned_order" in ruled.details and read.intent in _CHANGES and read.order_id is not None
    return unseen or (ruled.intent is not Intent.UNCLEAR and ruled.order_id not in (None, read.order_id))


def _cancellation_may_stand(ruled: Interpretation, state: str) -> bool:
    unread = ruled.intent is Intent.UNCLEAR and state != State.AWAIT_CONFIRMATION
    return unread or (ruled.intent in _CHANGES and not ruled.changes)


def _whole(reading: Interpretation) -> bool:
    """A whole request: it is priced and shown before anything happens."""
    return bool(reading.changes) and not reading.missing


def _ends(read: Interpretation) -> bool:
    return read.intent in _ENDINGS or (read.intent is Intent.COMPLAINT and read.frustrated)


def _calls_human(read: Interpretation) -> bool:
    return _ends(read) and read.intent is not Intent.DECLINE


def _cancels(reading: Interpretation) -> bool:
    return any(change["type"] == "cancel_order" for change in reading.changes)
