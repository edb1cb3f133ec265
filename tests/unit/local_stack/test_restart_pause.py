"""How long a program that died stays dead."""

import itertools

from local_stack.kept_process import LONGEST_PAUSE_S, restart_pause


def test_a_program_that_had_been_running_is_started_again_at_once() -> None:
    assert restart_pause(0) == 0


def test_the_first_four_short_lives_wait_two_seconds_at_most() -> None:
    assert all(restart_pause(lives) <= 2 for lives in range(1, 5))


def test_pauses_double_up_to_a_limit() -> None:
    pauses = [restart_pause(lives) for lives in range(1, 20)]
    assert all(later == min(2 * earlier, LONGEST_PAUSE_S) for earlier, later in itertools.pairwise(pauses))
