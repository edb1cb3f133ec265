"""Work that a process does again and again beside its requests."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from types import TracebackType

import structlog

_log = structlog.get_logger("repeated")


class Repeated:
    """Does ``work``, ``pause_s`` apart, while the ``async with`` block around it lives; ``at_the_end``: once more then.

    What ``work`` raises is logged under ``name``, and it is done again all the same.
    """

    def __init__(
        self, name: str, work: Callable[[], Awaitable[object]], pause_s: float, *, at_the_end: bool = False
    ) -> None:
        self._name = name
        self._work = work
        self._pause_s = pause_s
        self._at_the_end = at_the_end
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        if self._at_the_end:
            await self._once()

    async def _run(self) -> None:
        while True:
            await self._once()
            await asyncio.sleep(self._pause_s)

    async def _once(self) -> None:
        try:
            await self._work()
        except Exception:  # noqa: BLE001 - one round that fails must not be the last one
            _log.exception("repeated_work_failed", work=self._name)
