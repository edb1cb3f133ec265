"""``brightthread logs``: what the processes wrote, for people."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

from local_stack.complaint import Complaint
from local_stack.data_dir import DataDir
from local_stack.log_stream import readable

LOOK_AGAIN_S = 0.2


def show_logs(data_dir: Path, names: Sequence[str], lines: int, *, follow: bool) -> int:
    """Print the last lines of each process in the order of their time, then what comes if asked to follow."""
    folder = DataDir(data_dir.absolute()).logs
    files = {path.stem: path for path in sorted(folder.glob("*.jsonl")) if ".old" not in path.name}
    unknown = [name for name in names if name not in files]
    if unknown or not files:
        known = ", ".join(files) or "none yet"
        raise Complaint(
            f"There are no logs of {', '.join(unknown) or 'this stack'} in {folder}.", f"There are: {known}."
        )
    chosen = {name: path for name, path in files.items() if not names or name in names}
    width = max(map(len, chosen))
    latest = [(record, name) for name, path in chosen.items() for record in _last(path, lines)]
    for record, name in sorted(latest, key=lambda pair: str(pair[0].get("timestamp", ""))):
        _print(name, record, width)
    if follow:
        for name, record in _coming(chosen):
            _print(name, record, width)
    return 0


def _last(path: Path, lines: int) -> list[dict[str, object]]:
    with path.open("rb") as file:
        return [_record(line) for line in deque(file, maxlen=lines)]


def _coming(files: dict[str, Path]) -> Iterator[tuple[str, dict[str, object]]]:
    opened = {name: path.open("rb") for name, path in files.items()}
    for file in opened.values():
        file.seek(0, 2)
    while True:
        found = False
        for name, file in opened.items():
            for line in file:
                found = True
                yield name, _record(line)
        if not found:
            time.sleep(LOOK_AGAIN_S)


def _record(line: bytes) -> dict[str, object]:
    try:
        record: dict[str, object] = json.loads(line)
    except ValueError:
        return {"event": line.decode("utf-8", "replace").rstrip()}
    return record


def _print(name: str, record: dict[str, object], width: int) -> None:
    at = str(record.get("timestamp", ""))[11:23]
    print(f"{at:<12} {name.ljust(width)} | {readable(record)}", flush=True)
