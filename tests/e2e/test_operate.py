"""``brightthread operate``: the operators' commands on the stack that runs."""

import subprocess
import sys

import pytest

from tests.e2e.running_stack import RunningStack

pytestmark = pytest.mark.timeout(120)


def operate(stack: RunningStack, *words: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "local_stack", "operate", "--data-dir", stack.ready["data_dir"], *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def poisoned(stack: RunningStack) -> str:
    """A job that was tried until nobody tried it any more: an event of a conversation that is not there."""
    arguments = '{"event_id": "evt_x", "kind": "ticket_solved", "conversation_id": "conv_x", "ticket_id": "0"}'
    [(job,)] = stack.sql(
        """INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, attempts)
           VALUES ('default', 'tell', CAST(%s AS jsonb), 'failed', 6) RETURNING id""",
        arguments,
    )
    return str(job)


def test_a_poisoned_job_is_listed_and_left_out(stack: RunningStack, poisoned: str) -> None:
    code, listed = operate(stack, "stuck")
    assert code == 0
    assert f"{poisoned}: job tell" in listed
    assert f"skip {poisoned}" in listed
    assert operate(stack, "skip", poisoned) == (0, f"{poisoned} is left out.\n")
    assert poisoned not in operate(stack, "stuck")[1].split()


def test_a_poisoned_job_is_tried_again(stack: RunningStack, poisoned: str) -> None:
    assert operate(stack, "retry", poisoned) == (0, f"{poisoned} is tried again.\n")
    stack.sql("DELETE FROM procrastinate_jobs WHERE id = %s RETURNING id", int(poisoned))


def test_what_is_not_stuck_is_said_and_left_alone(stack: RunningStack) -> None:
    code, text = operate(stack, "retry", "chg_nothing")
    assert code == 1
    assert "chg_nothing is not stuck" in text
    code, text = operate(stack, "no-such-word")
    assert code == 2
    assert "usage:" in text
