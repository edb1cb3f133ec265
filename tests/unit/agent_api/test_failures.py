"""What goes wrong with a conversation has its problem."""

import pytest

from agent_service.api.failures import problem_of
from agent_service.conversation.conversations import TakenOverByAnother, UnknownMessage
from agent_service.conversation.ports import PlatformUnavailable
from agent_service.conversation.single_writer import MessageIdReused, TurnFailed, TurnInProgress
from agent_service.conversation.store import ConversationNotFound, StoreUnavailable
from agent_service.conversation.turn import UnknownOrder


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (TurnInProgress("conv_1"), 409, "turn_in_progress"),
        (TakenOverByAnother("Dana Brooks"), 409, "taken_over"),
        (MessageIdReused("m1"), 422, "idempotency_key_reused"),
        (ConversationNotFound("conv_1"), 404, "not_found"),
        (UnknownMessage("msg_1"), 404, "not_found"),
        (UnknownOrder("BT-1"), 404, "not_found"),
        (PlatformUnavailable("away"), 503, "dependency_unavailable"),
        (StoreUnavailable("away"), 503, "dependency_unavailable"),
        (TimeoutError(), 503, "dependency_unavailable"),
        (TurnFailed("conv_1"), 500, "internal_error"),
        (KeyError("secret"), 500, "internal_error"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
def test_a_failure_is_told_by_its_code(error: Exception, status: int, code: str) -> None:
    answer = problem_of(error).response()
    assert answer.status_code == status
    assert f'"code":"{code}"'.encode() in bytes(answer.body).replace(b" ", b"")
    assert b"secret" not in bytes(answer.body)
