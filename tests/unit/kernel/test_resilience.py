"""A system that fails is asked less, not more."""

from contextlib import suppress

import pytest
import stamina

from brightthread.service.resilience import Breaker, CircuitOpen, Timeouts, retrying


class Watch:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def _fail(breaker: Breaker, error: Exception) -> None:
    with pytest.raises(type(error)), breaker.guard(OSError):
        raise error


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def breaker(watch: Watch) -> Breaker:
    return Breaker("erp", failures=3, rest_s=5, monotonic=watch)


def _open(breaker: Breaker) -> None:
    for _ in range(3):
        _fail(breaker, OSError())


def test_breaker_opens_after_failures_in_a_row(breaker: Breaker) -> None:
    _fail(breaker, OSError())
    _fail(breaker, OSError())
    with breaker.guard(OSError):
        pass
    _open(breaker)
    assert breaker.is_open
    with pytest.raises(CircuitOpen) as caught, breaker.guard(OSError):
        pytest.fail("the system was asked")
    assert caught.value.retry_after_s == 5


def test_open_breaker_lets_one_try_through_and_closes_when_it_succeeds(breaker: Breaker, watch: Watch) -> None:
    _open(breaker)
    watch.now = 6
    with breaker.guard(OSError), pytest.raises(CircuitOpen), breaker.guard(OSError):
        pytest.fail("a second one was let through")
    assert not breaker.is_open
    with breaker.guard(OSError):
        pass


def test_failed_try_opens_it_again(breaker: Breaker, watch: Watch) -> None:
    _open(breaker)
    watch.now = 6
    _fail(breaker, OSError())
    watch.now = 10
    assert breaker.is_open
    watch.now = 12
    assert not breaker.is_open


def test_other_errors_are_no_failures_of_the_system(breaker: Breaker, watch: Watch) -> None:
    for _ in range(5):
        _fail(breaker, KeyError())
    assert not breaker.is_open
    _open(breaker)
    watch.now = 6
    _fail(breaker, KeyError())
    assert not breaker.is_open


async def _tries(error: Exception) -> int:
    """How often a call that fails with ``error`` is made when OSError is worth another try."""
    tried = 0
    with stamina.set_testing(True, attempts=3), suppress(type(error)):
        async for attempt in retrying(OSError, attempts=3):
            with attempt:
                tried += 1
                raise error
    return tried


async def test_retries_are_counted_and_end() -> None:
    assert await _tries(OSError()) == 3


async def test_errors_that_would_come_again_are_not_retried() -> None:
    assert await _tries(KeyError()) == 1


def test_timeouts_reach_httpx() -> None:
    timeout = Timeouts(connect_s=1, read_s=2, pool_s=3).httpx()
    assert (timeout.connect, timeout.read, timeout.write, timeout.pool) == (1, 2, 2, 3)
