"""Keeps the day's model budget one of all replicas, beside the turns: none of them waits for it."""

import asyncio
from contextlib import suppress
from types import TracebackType

import structlog

from agent_service.conversation.model_budget import DayBudget, DayLedger
from agent_service.conversation.store import StoreUnavailable

_log = structlog.get_logger("spending")


class SharedSpending:
    """A task that lives as long as the ``async with`` block around it, and shares once more at its end."""

    def __init__(self, budget: DayBudget, ledger: DayLedger, interval_s: float) -> None:
        self._budget = budget
        self._ledger = ledger
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
        await self._share()

    async def _run(self) -> None:
        while True:
            await self._share()
            await asyncio.sleep(self._interval_s)

    async def _share(self) -> None:
        try:
            await self._budget.share(self._ledger)
        except StoreUnavailable:
            _log.warning("spending_not_shared")
