"""The tree of processes of one stack: started when what they need is ready, stopped in reverse."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

from local_stack.kept_process import KeptProcess, Program, ProgramFailed
from local_stack.log_stream import LogStream

READY_WITHIN_S = 180.0


class Supervisor:
    """Holds the kept processes; leaving its ``async with`` block leaves none of them behind.

    They are stopped in the reverse of ``order``, those it does not name in the reverse of their start and first.
    """

    def __init__(
        self, stream: LogStream, changed: Callable[[], None] = lambda: None, order: Sequence[str] = ()
    ) -> None:
        self._stream = stream
        self._changed = changed
        self._order = order
        self._kept: dict[str, KeptProcess] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: object, at: TracebackType | None) -> None:
        await self._stop_all()

    @property
    def pids(self) -> dict[str, int]:
        """Process ids by name, of those that run just now."""
        return {name: kept.pid for name, kept in self._kept.items() if kept.pid is not None}

    @property
    def restarts(self) -> int:
        return sum(max(0, kept.starts - 1) for kept in self._kept.values())

    async def start(self, program: Program) -> None:
        """Start a program and wait until it is ready; ProgramFailed if it ends or takes too long."""
        kept = KeptProcess(program, self._stream, self._changed)
        self._kept[program.name] = kept
        task = asyncio.create_task(kept.run(), name=program.name)
        self._tasks[program.name] = task
        began = time.monotonic()
        waiting = asyncio.create_task(kept.ready.wait())
        try:
            await asyncio.wait({task, waiting}, timeout=READY_WITHIN_S, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiting.cancel()
        if task.done():
            task.result()
        if not kept.ready.is_set():
            raise ProgramFailed(program.name, f"was not ready after {READY_WITHIN_S:.0f} s")
        self._stream.say(f"{program.name} is ready ({time.monotonic() - began:.1f} s)")

    def kill_all(self) -> None:
        """End everything at once, for a second Ctrl-C."""
        for kept in self._kept.values():
            kept.kill()

    async def _stop_all(self) -> None:
        rank = {name: number for number, name in enumerate(self._order)}
        for name in reversed(sorted(self._kept, key=lambda name: rank.get(name, len(rank)))):
            await self._kept[name].stop()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)
