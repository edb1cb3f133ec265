"""Calls to systems that may be slow, down or flapping: time limits, one layer of retries, a breaker."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import stamina


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds: to connect, to wait for bytes, and for a connection of the pool."""

    connect_s: float = 1.0
    read_s: float = 5.0
    pool_s: float = 1.0

    def httpx(self) -> httpx.Timeout:
        """The same for an httpx client."""
        return httpx.Timeout(connect=self.connect_s, read=self.read_s, write=self.read_s, pool=self.pool_s)


RetryOn = type[Exception] | tuple[type[Exception], ...] | Callable[[Exception], bool | float]
"""Which errors are tried again; a function may answer the seconds to wait (a vendor's Retry-After)."""


def retrying(on: RetryOn, *, attempts: int = 3, within_s: float = 10.0, first_wait_s: float = 0.1) -> Any:
    """``async for attempt in retrying(…): with attempt: …`` — exponential waits with jitter, capped at 2 s each.

    The only layer of retries: callers of the function that uses it do not retry again.
    """
    return stamina.retry_context(
        on=on,
        attempts=attempts,
        timeout=within_s,
        wait_initial=first_wait_s,
        wait_max=2.0,
        wait_jitter=first_wait_s,
    )


class CircuitOpen(Exception):
    """The system failed too often just now; it is not asked until ``retry_after_s`` have passed."""

    def __init__(self, name: str, retry_after_s: float) -> None:
        super().__init__(f"{name} is not asked for now")
        self.name = name
        self.retry_after_s = retry_after_s


class Breaker:
    """Opens after ``failures`` in a row, lets one call through after ``rest_s``, closes when that succeeds."""

    def __init__(
        self, name: str, *, failures: int = 5, rest_s: float = 5.0, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self.name = name
        self._limit = failures
        self._rest_s = rest_s
        self._monotonic = monotonic
        self._failed = 0
        self._closed_again_at = 0.0
        self._trying = False

    @property
    def is_open(self) -> bool:
        """True while calls are refused."""
        return self._failed >= self._limit and (self._trying or self._monotonic() < self._closed_again_at)

    @contextmanager
    def guard(self, *failures: type[Exception]) -> Iterator[None]:
        """Run a call; errors of the types ``failures`` count against the system, others say it is well."""
        self._enter()
        try:
            yield
        except failures:
            self._note_failure()
            raise
        except BaseException:
            # cancelled, or an answer the caller did not like: the trial is over, the system answered or was not asked
            self._trying = False
            raise
        self._failed = 0
        self._trying = False

    def _enter(self) -> None:
        if self._failed < self._limit:
            return
        if self.is_open:
            raise CircuitOpen(self.name, max(0.0, self._closed_again_at - self._monotonic()))
        self._trying = True

    def _note_failure(self) -> None:
        self._trying = False
        self._failed += 1
        if self._failed >= self._limit:
            self._closed_again_at = self._monotonic() + self._rest_s
