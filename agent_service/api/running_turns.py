"""Turns under way: they go on when their client leaves, and are waited for when the process stops."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")


class RunningTurns:
    """Tasks that belong to no request."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Result]) -> asyncio.Task[Result]:
        """Run ``work`` to its end, whoever waits for it."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._forget)
        return task

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            # whoever waited has it; where nobody did, it must not be reported as never retrieved
            task.exception()

    async def drain(self) -> None:
        """Wait for what still runs."""
        while self._tasks:
            await asyncio.wait(self._tasks)
