"""How long the local stack takes to start, and a killed process to come back. Run on a machine that does nothing else:

    python -m tests.bench.start_times [ROUNDS]

The aims (seconds): first start 30, later ones 8; a killed process spawned again within 2 and ready within 6.
"""

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from tests.e2e.running_stack import RunningStack

KILLED = ("platform", "worker", "agent", "emulators", "gateway")
AIMS = {"first start": 30.0, "later start": 8.0, "spawned": 2.0, "ready": 6.0}


def main() -> int:
    """Print the slowest and the median of each figure; 1 if the slowest misses its aim."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    figures: dict[str, list[float]] = {}
    folder = Path(tempfile.mkdtemp(prefix="brightthread-bench-"))
    try:
        for number in range(rounds):
            _round(folder / str(number), figures)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    missed = False
    for name, seconds in figures.items():
        aim = AIMS[name.partition(":")[0]]
        missed |= max(seconds) > aim
        print(
            f"{name:<22} median {statistics.median(seconds):5.1f} s   slowest {max(seconds):5.1f} s   aim {aim:4.0f} s"
        )
    return int(missed)


def _round(folder: Path, figures: dict[str, list[float]]) -> None:
    folder.mkdir()
    stack = RunningStack(folder)
    for name in ("first start", "later start"):
        figures.setdefault(name, []).append(_timed(stack.start))
        if name == "first start":
            stack.stop()
    try:
        for name in KILLED:
            before = stack.kill_service(name)
            began = time.monotonic()
            _until(lambda name=name, before=before: stack.read_ready_file()["pids"].get(name, before) != before)
            figures.setdefault(f"spawned: {name}", []).append(time.monotonic() - began)
            _until(lambda: _all_answer(stack))
            figures.setdefault(f"ready: {name}", []).append(time.monotonic() - began)
    finally:
        stack.end()


def _timed(act: Callable[[], None]) -> float:
    began = time.monotonic()
    act()
    return time.monotonic() - began


def _until(condition: Callable[[], bool]) -> None:
    while not condition():
        time.sleep(0.02)


def _all_answer(stack: RunningStack) -> bool:
    worker = f"http://127.0.0.1:{stack.port_base + 11}"
    urls = [
        f"{origin}/ready" for origin in (stack.ready["platform"], stack.ready["agent"], stack.ready["local"], worker)
    ]
    try:
        codes = [httpx.get(url, timeout=2).status_code for url in [*urls, f"{stack.ready['base']}/local/users"]]
    except httpx.TransportError:
        return False
    return set(codes) == {200}


if __name__ == "__main__":
    sys.exit(main())
