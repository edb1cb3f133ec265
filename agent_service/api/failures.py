"""The one place that turns what went wrong with a conversation into a problem of the API."""

import structlog
from fastapi import FastAPI, Request
from starlette.responses import Response

from agent_service.conversation.conversations import TakenOverByAnother, UnknownMessage
from agent_service.conversation.ports import PlatformRefused, PlatformUnavailable
from agent_service.conversation.single_writer import MessageIdReused, TooBusy, TurnFailed, TurnInProgress
from agent_service.conversation.store import ConversationNotFound, StoreUnavailable
from agent_service.conversation.turn import UnknownOrder
from brightthread.service.problems import Problem, not_found

_log = structlog.get_logger("turn")
_CODES: dict[type[Exception], str] = {
    MessageIdReused: "idempotency_key_reused",
    TurnInProgress: "turn_in_progress",
    TooBusy: "dependency_unavailable",
    StoreUnavailable: "dependency_unavailable",
    PlatformUnavailable: "dependency_unavailable",
    PlatformRefused: "dependency_unavailable",
    TimeoutError: "dependency_unavailable",
}
_UNKNOWN_IDS = (ConversationNotFound, UnknownMessage, UnknownOrder)
KNOWN = (*_UNKNOWN_IDS, *_CODES, TakenOverByAnother, TurnFailed)


def problem_of(error: Exception) -> Problem:
    """The problem that tells a client of ``error``; what it does not know is ``internal_error``."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, _UNKNOWN_IDS):
        return not_found(str(error.args[0]))
    if isinstance(error, TakenOverByAnother):
        return Problem("taken_over", f"{error.args[0]} has taken over this conversation.")
    if isinstance(error, TurnFailed) and isinstance(error.__cause__, Exception):
        _log.error("turn_failed", exc_info=error.__cause__)
        return problem_of(error.__cause__)
    return Problem(_CODES.get(type(error), "internal_error"))


async def _answer(_: Request, error: Exception) -> Response:
    return problem_of(error).response()


def install_failure_handlers(app: FastAPI) -> None:
    """Make ``app`` answer the failures of conversations as problems."""
    for kind in KNOWN:
        app.add_exception_handler(kind, _answer)
