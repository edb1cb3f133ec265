"""The process tree, with small stand-in programs and real signals."""

import asyncio
import io
import os
import signal
import sys
import textwrap
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from local_stack.kept_process import Program, ProgramFailed
from local_stack.log_stream import LogStream
from local_stack.supervisor import Supervisor

NAMES = ("first", "second")
DIES = "import sys; print('no such table', flush=True); sys.exit(3)"
STUBBORN = """
    import pathlib, signal, sys, time
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    pathlib.Path(sys.argv[1]).touch()
    time.sleep(600)
"""
LIVES = """
    import pathlib, signal, sys
    def end(*_):
        with open(sys.argv[2], "a") as file:
            file.write(sys.argv[3] + "\\n")
        sys.exit(0)
    signal.signal(signal.SIGTERM, end)
    print('{"event": "serving", "level": "info", "port": 1}', flush=True)
    print("plain words", flush=True)
    pathlib.Path(sys.argv[1]).touch()
    while True:
        signal.pause()
"""


@pytest.fixture
async def stream(tmp_path: Path) -> AsyncIterator[LogStream]:
    with LogStream(tmp_path, NAMES, io.StringIO()) as stream:
        yield stream


def program(name: str, folder: Path, source: str = LIVES, stop_within_s: float = 5) -> Program:
    mark = folder / f"{name}.ready"

    async def ready() -> bool:
        return mark.exists()

    command = [sys.executable, "-c", textwrap.dedent(source), str(mark), str(folder / "ends"), name]
    return Program(name, command, ready, stop_within_s=stop_within_s)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")


async def until(condition: Callable[[], bool | Awaitable[bool]], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while True:
        outcome = condition()
        if outcome if isinstance(outcome, bool) else await outcome:
            return
        assert time.monotonic() < deadline, "waited in vain"
        await asyncio.sleep(0.02)


async def test_programs_stop_in_reverse_order_and_none_is_left(tmp_path: Path, stream: LogStream) -> None:
    async with Supervisor(stream) as supervisor:
        for name in NAMES:
            await supervisor.start(program(name, tmp_path))
        pids = list(supervisor.pids.values())
    assert (tmp_path / "ends").read_text().split() == ["second", "first"]
    assert not any(alive(pid) for pid in pids)


async def test_a_given_order_counts_for_the_end(tmp_path: Path, stream: LogStream) -> None:
    async with Supervisor(stream, order=("second", "first")) as supervisor:
        for name in NAMES:
            await supervisor.start(program(name, tmp_path))
    assert (tmp_path / "ends").read_text().split() == ["first", "second"]


async def test_a_program_that_dies_is_started_again(tmp_path: Path, stream: LogStream) -> None:
    told: list[bool] = []
    async with Supervisor(stream, lambda: told.append(True)) as supervisor:
        await supervisor.start(program("first", tmp_path))
        before = supervisor.pids["first"]
        os.kill(before, signal.SIGKILL)
        await until(lambda: supervisor.pids.get("first", before) != before)
        assert not alive(before)
        assert supervisor.restarts == 1
    assert len(told) == 2


async def test_a_program_that_ends_while_starting_fails_the_start(tmp_path: Path, stream: LogStream) -> None:
    pids: list[int] = []

    async def start_both() -> None:
        async with Supervisor(stream) as supervisor:
            await supervisor.start(program("first", tmp_path))
            pids.extend(supervisor.pids.values())
            await supervisor.start(program("second", tmp_path, DIES))

    with pytest.raises(ProgramFailed, match="second ended with code 3 while starting"):
        await start_both()
    assert stream.last_lines("second") == ["no such table"]
    assert not alive(pids[0])


async def test_a_program_that_ignores_the_signal_is_ended_by_force(tmp_path: Path, stream: LogStream) -> None:
    async with Supervisor(stream) as supervisor:
        await supervisor.start(program("first", tmp_path, STUBBORN, stop_within_s=0.2))
        pid = supervisor.pids["first"]
    assert not alive(pid)


async def test_what_programs_say_is_kept_as_json_lines(tmp_path: Path, stream: LogStream) -> None:
    async with Supervisor(stream) as supervisor:
        await supervisor.start(program("first", tmp_path))
        await until(lambda: stream.last_lines("first") == ["serving port=1", "plain words"])
    lines = (tmp_path / "first.jsonl").read_text().splitlines()
    assert lines[0] == '{"event": "serving", "level": "info", "port": 1}'
    assert '"event": "plain words"' in lines[1]


async def test_nothing_is_left_when_the_parent_is_killed(tmp_path: Path) -> None:
    parent = textwrap.dedent(f"""
        import asyncio, pathlib, sys
        from local_stack.log_stream import LogStream
        from local_stack.supervisor import Supervisor
        from tests.integration.local_stack.test_supervisor import NAMES, program

        async def main():
            folder = pathlib.Path({str(tmp_path)!r})
            with LogStream(folder, NAMES) as stream:
                async with Supervisor(stream) as supervisor:
                    for name in NAMES:
                        await supervisor.start(program(name, folder))
                    print("pids", *supervisor.pids.values(), file=sys.stderr, flush=True)
                    await asyncio.sleep(600)

        asyncio.run(main())
    """)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", parent, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
    )
    assert process.stderr is not None
    words = (await process.stderr.readline()).split()
    assert words[0] == b"pids"
    process.kill()
    await process.wait()
    await until(lambda: not any(alive(int(pid)) for pid in words[1:]))


async def test_a_nanny_ends_its_program_when_the_pipe_to_the_parent_ends(tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    source = f"import os, pathlib, time; pathlib.Path({str(mark)!r}).write_text(str(os.getpid())); time.sleep(600)"
    reading, writing = os.pipe()
    nanny = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-S", "local_stack/child.py", "--parent", str(os.getpid())),
        *("--nanny", "--lifeline", str(reading), "--", sys.executable, "-c", source),
        pass_fds=(reading,),
    )
    os.close(reading)
    await until(lambda: mark.exists() and bool(mark.read_text()))
    os.close(writing)
    assert await nanny.wait() == 128 + signal.SIGKILL
    await until(lambda: not alive(int(mark.read_text())))
