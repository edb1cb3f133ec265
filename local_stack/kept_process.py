"""One program that is kept running: started, watched, started again when it dies, stopped on request."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from local_stack.launch import inherited_descriptors, launch_command
from local_stack.log_stream import LogStream
from local_stack.readiness import Condition

FIRST_PAUSE_S = 0.25
LONGEST_PAUSE_S = 30.0
SHORT_LIFE_S = 3.0
POLL_S = 0.05
LONGEST_LINE = 1 << 20


class ProgramFailed(Exception):
    """A program ended before it was ready for the first time, or did not become ready in time."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(f"{name} {what}")
        self.name = name
        self.what = what


@dataclass(frozen=True, slots=True)
class Program:
    """What to run, and how to tell that it is ready."""

    name: str
    command: Sequence[str]
    ready: Condition
    environment: Mapping[str, str] = field(default_factory=dict)
    stop_signal: signal.Signals = signal.SIGTERM
    stop_within_s: float = 10.0
    prepared: Callable[[], Sequence[str]] | None = None
    """Makes the command (bound to our life already) just before each start, in place of ``command``."""


class KeptProcess:
    """Runs one Program over and over until told to stop."""

    def __init__(self, program: Program, stream: LogStream, changed: Callable[[], None]) -> None:
        self.program = program
        self.pid: int | None = None
        self.starts = 0
        self.ready = asyncio.Event()
        self._stream = stream
        self._changed = changed
        self._process: asyncio.subprocess.Process | None = None
        self._stopping = asyncio.Event()
        self._short_lives = 0

    async def run(self) -> None:
        """Keep it running; returns after ``stop``. ProgramFailed if it ends before it was ever ready."""
        while not self._stopping.is_set():
            started = time.monotonic()
            code = await self._live()
            if self._stopping.is_set():
                return
            was_ready, lived = self.ready.is_set(), time.monotonic() - started
            self.ready.clear()
            if self.starts == 1 and not was_ready:
                raise ProgramFailed(self.program.name, f"{_ending(code)} while starting")
            self._short_lives = 0 if was_ready and lived > SHORT_LIFE_S else self._short_lives + 1
            pause = restart_pause(self._short_lives)
            self._stream.say(f"{self.program.name} {_ending(code)}; starting it again in {pause:.2g} s")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)

    async def stop(self) -> None:
        """Ask it to end, insist after its time is up, and wait until it is gone."""
        self._stopping.set()
        process = self._process
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(self.program.stop_signal)
        try:
            await asyncio.wait_for(process.wait(), self.program.stop_within_s)
        except TimeoutError:
            self._stream.say(f"{self.program.name} does not stop; ending it by force")
            self.kill()
            await process.wait()

    def kill(self) -> None:
        """End it at once."""
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()

    async def _live(self) -> int:
        process = await self._spawn()
        assert process.stdout is not None
        probe = asyncio.create_task(self._probe())
        pump = asyncio.create_task(self._pump(process.stdout))
        try:
            code = await process.wait()
            # What it wrote last is often why it ended; a grandchild may hold the pipe open, so not for ever.
            await asyncio.wait({pump}, timeout=0.5)
            return code
        finally:
            probe.cancel()
            pump.cancel()
            self.pid = None

    async def _spawn(self) -> asyncio.subprocess.Process:
        program = self.program
        prepare = program.prepared or partial(launch_command, program.command)
        command = await asyncio.to_thread(prepare)
        self._process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env={**os.environ, **program.environment},
            start_new_session=True,
            pass_fds=inherited_descriptors(),
            limit=LONGEST_LINE,
        )
        self.starts += 1
        self.pid = self._process.pid
        self._changed()
        if self._stopping.is_set():  # asked to stop while it was being born
            self.kill()
        return self._process

    async def _probe(self) -> None:
        while not await self.program.ready():  # noqa: ASYNC110 - another process's state has no event to wait on
            await asyncio.sleep(POLL_S)
        self.ready.set()
        if self.starts > 1:
            self._stream.say(f"{self.program.name} is ready again")

    async def _pump(self, reader: asyncio.StreamReader) -> None:
        while True:
            try:
                line = await reader.readline()
            except ValueError:  # longer than the limit: that part is dropped
                continue
            if not line:
                return
            self._stream.line(self.program.name, line.rstrip(b"\r\n"))


def restart_pause(short_lives: int) -> float:
    """Seconds to wait before starting again a program that died: none at first, doubling while it keeps dying."""
    if short_lives == 0:
        return 0.0
    return min(FIRST_PAUSE_S * 2.0 ** (short_lives - 1), LONGEST_PAUSE_S)


def _ending(code: int) -> str:
    if code >= 0:
        return f"ended with code {code}"
    try:
        return f"was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"was ended by signal {-code}"
