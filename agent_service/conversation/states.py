"""The states of a conversation (``design.md``, Agent state machine)."""

from enum import StrEnum


class State(StrEnum):
    """Where a conversation stands; names are public (``api.md``, Turn)."""

    GREETING = "GREETING"
    IDENTIFY_ORDER = "IDENTIFY_ORDER"
    CLARIFY_REQUEST = "CLARIFY_REQUEST"
    CHECK_FEASIBILITY = "CHECK_FEASIBILITY"
    PRESENT_OPTIONS = "PRESENT_OPTIONS"
    AWAIT_CONFIRMATION = "AWAIT_CONFIRMATION"
    EXECUTE_CHANGE = "EXECUTE_CHANGE"
    COMPLETE = "COMPLETE"
    ESCALATE = "ESCALATE"


WAITING = (
    State.GREETING,
    State.IDENTIFY_ORDER,
    State.CLARIFY_REQUEST,
    State.AWAIT_CONFIRMATION,
    State.COMPLETE,
    State.ESCALATE,
)
"""A turn starts and ends in one of these; the others are passed through."""
