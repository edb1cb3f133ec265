"""A vendor's rate limits, off unless a setting names a number: so many requests in a window, then 429."""

import time
from collections import defaultdict, deque
from collections.abc import Hashable


class Window:
    """At most ``limit`` requests for one key in ``seconds``; None is no limit."""

    def __init__(self, limit: int | None, seconds: float = 60.0) -> None:
        self._limit = limit
        self._seconds = seconds
        self._taken: dict[Hashable, deque[float]] = defaultdict(deque)

    def wait(self, key: Hashable = "") -> float:
        """Take one request; return 0, or after how many seconds to come again if there was none left."""
        if self._limit is None:
            return 0.0
        now, taken = time.monotonic(), self._taken[key]
        while taken and taken[0] <= now - self._seconds:
            taken.popleft()
        if len(taken) >= self._limit:
            return taken[0] + self._seconds - now
        taken.append(now)
        return 0.0
