"""A model's reading held against the rules': what it may add, and what it may not do alone.

Nothing a model reads can execute anything. But it could lose what the customer has: an offer dropped because a question
was taken for a refusal, a human called because a note said so. So what ends something counts only where the rules could
make nothing of the message, and agreement never (``design.md``, Confirm).
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


def together(read: Interpretation, ruled: Interpretation, state: str, text: str) -> Interpretation | None:
    """The model's reading, with what only the rules tell (language, topic of a question); None: the rules' stands."""
    refuses_by_asking = read.intent is Intent.DECLINE and "?" in text
    if refuses_by_asking or not _may_stand(read, ruled, state):
        return None
    heard_by_rules = ruled.intent not in (Intent.UNCLEAR, Intent.COMPLAINT)
    return replace(
        read,
        frustrated=ruled.frustrated or (read.frustrated and not heard_by_rules),
        language=ruled.language,
        details=ruled.details,
    )


def _may_stand(read: Interpretation, ruled: Interpretation, state: str) -> bool:
    if read.intent in (Intent.CONFIRM, Intent.UNCLEAR):
        return False
    if ruled.intent in (Intent.UNCLEAR, read.intent):
        return not _cancels(read) or _cancels(ruled) or not ruled.changes
    if read.intent in _SMALL_TALK or _ends(read):
        return False
    if read.intent in _CHANGES:
        return _change_may_stand(read, ruled, state)
    return not (ruled.intent in _CHANGES and ruled.changes and not ruled.missing)


def _change_may_stand(read: Interpretation, ruled: Interpretation, state: str) -> bool:
    """A whole request is shown and priced before anything happens; half a one must not cost the waiting offer."""
    if _cancels(read):
        return ruled.intent in _CHANGES and (_cancels(ruled) or not ruled.changes)
    whole = bool(read.changes) and not read.missing
    return whole or ruled.intent in _CHANGES or state != State.AWAIT_CONFIRMATION


def _ends(read: Interpretation) -> bool:
    return read.intent in _ENDINGS or (read.intent is Intent.COMPLAINT and read.frustrated)


def _cancels(reading: Interpretation) -> bool:
    return any(change["type"] == "cancel_order" for change in reading.changes)
