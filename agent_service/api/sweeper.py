"""Delivers what is owed, again and again, while the process lives."""

import asyncio
from contextlib import suppress
from types import TracebackType

import structlog

from agent_service.conversation.owed_escalations import OwedEscalations
from agent_service.conversation.store import StoreUnavailable

_log = structlog.get_logger("sweeper")


class Sweeper:
    """A task that lives as long as the ``async with`` block around it."""

    def __init__(self, owed: OwedEscalations, interval_s: float) -> None:
        self._owed = owed
        self._interval_s = interval_s
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

    async def _run(self) -> None:
        while True:
            try:
                if arrived := await self._owed.sweep():
                    _log.info("owed_escalations_delivered", number=arrived)
            except StoreUnavailable:
                _log.warning("sweep_failed")
            await asyncio.sleep(self._interval_s)
