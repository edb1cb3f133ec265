"""``brightthread up``: start everything, keep it running, stop it."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable, Coroutine, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local_stack.complaint import Complaint
from local_stack.data_dir import DataDir, load_secrets, locked, open_data_dir, write_atomically
from local_stack.database_setup import prepare_database
from local_stack.kept_process import ProgramFailed
from local_stack.last_words import removed_at_death
from local_stack.layout import Layout, require_free_ports
from local_stack.log_stream import LogStream
from local_stack.postgres_binaries import find_binaries
from local_stack.ready_file import ready_document
from local_stack.seed import Seed
from local_stack.seed_file import DEMO, read_seed
from local_stack.services import (
    NAMES,
    Stack,
    agent_program,
    emulators_program,
    gateway_program,
    platform_program,
    postgres_program,
    worker_program,
)
from local_stack.stored_seed import StoredSeed
from local_stack.supervisor import Supervisor

LINES_OF_A_FAILURE = 5


@dataclass(frozen=True, slots=True)
class UpOptions:
    """What may be chosen about a stack; times are in seconds."""

    data_dir: Path
    port_base: int
    seed: Path | None = None
    ready_file: Path | None = None
    quote_ttl_s: int = 900
    review_ttl_s: int = 172_800
    quiet: bool = False


def up(options: UpOptions, when_ready: Callable[[Stack], None] | None = None) -> int:
    """Run a stack until it is told to stop; 0 then. Complaint before anything was started, 1 if a program fails."""
    layout = Layout(options.port_base)
    seed = read_seed(options.seed or DEMO)
    find_binaries()
    _require_writable(options.ready_file)
    folder = open_data_dir(options.data_dir)
    with ExitStack() as held:
        held.enter_context(locked(folder))
        told = [path.absolute() for path in (folder.stack, options.ready_file) if path is not None]
        for stale in told:
            stale.unlink(missing_ok=True)
        require_free_ports(layout)
        secrets = load_secrets(folder)
        stack = Stack(layout, folder, secrets, options.quote_ttl_s, options.review_ttl_s)
        stream = held.enter_context(LogStream(folder.logs, NAMES, quiet=options.quiet))
        _keep_seed(folder, seed, options.seed, stream)
        held.enter_context(removed_at_death(told))
        return asyncio.run(_Run(stack, stream, told, when_ready).until_stopped())


def _require_writable(ready_file: Path | None) -> None:
    if ready_file is None:
        return
    probe = ready_file.with_name(f".{ready_file.name}.{os.getpid()}.probe")  # the file itself may be another stack's
    try:
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise Complaint(
            f"The ready file {ready_file} cannot be written: {error.strerror}.", "Give another one with --ready-file."
        ) from None


def _keep_seed(folder: DataDir, seed: Seed, asked_for: Path | None, stream: LogStream) -> None:
    if not folder.filled.exists():
        StoredSeed.now(seed).write(folder.seed)
    elif asked_for is not None:
        stream.say(
            f"{folder.path} holds data already; --seed counts on a first start only (`brightthread reset` wipes)"
        )


class _Run:
    """One life of a stack."""

    def __init__(
        self, stack: Stack, stream: LogStream, told: Sequence[Path], when_ready: Callable[[Stack], None] | None
    ) -> None:
        self._stack = stack
        self._stream = stream
        self._told = told
        self._when_ready = when_ready
        self._supervisor = Supervisor(stream, self._tell, NAMES)
        self._stop = asyncio.Event()
        self._ready = False

    async def until_stopped(self) -> int:
        """Start, wait for a signal, stop; the exit code."""
        self._listen_to_signals()
        began = time.monotonic()
        try:
            async with self._supervisor:
                starting = asyncio.create_task(self._start())
                stopping = asyncio.create_task(self._stop.wait())
                await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
                if not starting.done():
                    starting.cancel()
                    await asyncio.gather(starting, return_exceptions=True)
                else:
                    starting.result()
                    self._announce(time.monotonic() - began)
                    await stopping
                self._stream.say("Stopping …")
        except ProgramFailed as failure:
            self._report(failure)
            return 1
        finally:
            self._ready = False
        self._stream.say("Stopped.")
        return 0

    async def _start(self) -> None:
        """As much at once as the needs of each allow: starting is mostly waiting for imports."""
        start, stack = self._supervisor.start, self._stack
        programs = (emulators_program, agent_program, gateway_program)
        await _together(*(start(program(stack)) for program in programs), self._start_orders())

    async def _start_orders(self) -> None:
        cluster = self._stack.cluster
        if not cluster.initialised:
            self._stream.say("Making the database (once) …")
            await asyncio.to_thread(cluster.initialise)
        await self._supervisor.start(postgres_program(self._stack))
        await prepare_database(self._stack, self._stream)
        start = self._supervisor.start
        await _together(start(platform_program(self._stack)), start(worker_program(self._stack)))

    def _announce(self, took: float) -> None:
        self._ready = True
        self._tell()
        base = self._stack.layout.base
        self._stream.say(f"Ready after {took:.1f} s. Open {base}/ in a browser, or run `brightthread chat`.")
        self._stream.say(f"  chat      {base}/agent/widget/")
        self._stream.say(f"  workbench {base}/agent/workbench/")
        self._stream.say(f"  data      {self._stack.folder.path}   (Ctrl-C stops)")
        if self._when_ready is not None:
            self._when_ready(self._stack)

    def _tell(self) -> None:
        """Write what programs want to know, once all is ready and whenever a process was started again."""
        if not self._ready:
            return
        document = ready_document(self._stack, self._supervisor.pids)
        for path in self._told:
            write_atomically(path, document)

    def _listen_to_signals(self) -> None:
        loop = asyncio.get_running_loop()
        wanted = [signal.SIGINT, signal.SIGTERM]
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # under nohup the terminal may go
            wanted.append(signal.SIGHUP)
        for number in wanted:
            loop.add_signal_handler(number, self._on_signal)

    def _on_signal(self) -> None:
        if self._stop.is_set():
            self._stream.say("Stopping at once.")
            self._supervisor.kill_all()
        self._stop.set()

    def _report(self, failure: ProgramFailed) -> None:
        for line in self._stream.last_lines(failure.name)[-LINES_OF_A_FAILURE:]:
            self._stream.say(f"  {failure.name} said: {line}")
        log = self._stack.folder.logs / f"{failure.name}.jsonl"
        self._stream.say(f"The stack was not started: {failure}. See {log}, or run `brightthread doctor`.")


async def _together(*parts: Coroutine[Any, Any, None]) -> None:
    """Run the parts at once; the first failure ends the others and is raised as it is."""
    tasks = [asyncio.create_task(part) for part in parts]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
