"""One stream of what all processes say, with the name of each in front, and one JSON file for each."""

from __future__ import annotations

import contextlib
import json
import queue
import sys
import threading
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self, TextIO

OWN_NAME = "brightthread"
LARGEST_FILE = 20_000_000
LONGEST_VALUE = 300
COLOURS = (36, 32, 33, 35, 34, 96, 92)
UNSHOWN = {"timestamp", "level", "event", "message", "logger", "service", "exception"}
MUTED_LEVELS = {"debug"}


class Console:
    """Lines for the person watching; a watcher who does not read never holds up a service."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._lines: queue.Queue[str | None] = queue.Queue(maxsize=10_000)
        self._thread = threading.Thread(target=self._write, name="console", daemon=True)
        self._thread.start()

    def show(self, line: str) -> None:
        with contextlib.suppress(queue.Full):
            self._lines.put_nowait(line)

    def close(self) -> None:
        """Write what is left, for a second at most."""
        with contextlib.suppress(queue.Full):
            self._lines.put(None, timeout=1)
        self._thread.join(timeout=1)

    def _write(self) -> None:
        while (line := self._lines.get()) is not None:
            try:
                self._stream.write(line + "\n")
                if self._lines.empty():
                    self._stream.flush()
            except (OSError, ValueError):  # the reader has gone: the files go on
                return


class LogStream:
    """Takes lines by the name of their process; JSON lines are kept as they are, others are wrapped."""

    def __init__(
        self, folder: Path, names: Iterable[str], stream: TextIO | None = None, *, quiet: bool = False
    ) -> None:
        stream = stream or sys.stdout
        self._console = Console(stream)
        self._quiet = quiet
        self._colour = stream.isatty()
        self._names = [OWN_NAME, *names]
        self._width = max(map(len, self._names))
        self._files: dict[str, BinaryIO] = {name: _open(folder / f"{name}.jsonl") for name in self._names}
        self._last: dict[str, list[str]] = {name: [] for name in self._names}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._console.close()
        for file in self._files.values():
            file.close()

    def say(self, text: str) -> None:
        """A line of the stack itself; shown even when quiet."""
        self._keep(OWN_NAME, _wrapped(OWN_NAME, text))
        self._console.show(self._prefixed(OWN_NAME, text))

    def line(self, name: str, raw: bytes) -> None:
        """A line a process wrote, without its line feed."""
        if not raw.strip():
            return
        record = _record(raw)
        text = readable(record) if record else raw.decode("utf-8", "replace").rstrip()
        self._last[name] = [*self._last[name][-19:], text]
        self._keep(name, raw if record else _wrapped(name, text))
        if not self._quiet and (record or {}).get("level") not in MUTED_LEVELS:
            self._console.show(self._prefixed(name, text))

    def last_lines(self, name: str) -> list[str]:
        """The latest lines of a process, oldest first."""
        return list(self._last[name])

    def _keep(self, name: str, raw: bytes) -> None:
        self._files[name].write(raw + b"\n")

    def _prefixed(self, name: str, text: str) -> str:
        label = name.ljust(self._width)
        if self._colour:
            label = f"\x1b[{COLOURS[self._names.index(name) % len(COLOURS)]}m{label}\x1b[0m"
        return f"{label} | {text}"


def _open(path: Path) -> BinaryIO:
    if path.exists() and path.stat().st_size > LARGEST_FILE:
        path.replace(path.with_suffix(".old.jsonl"))
    return path.open("ab", buffering=0)


def _record(raw: bytes) -> dict[str, Any] | None:
    if not raw.startswith(b"{"):
        return None
    try:
        record = json.loads(raw)
    except ValueError:
        return None
    return record if isinstance(record, dict) else None


def readable(record: dict[str, Any]) -> str:
    """A JSON log line in words: level unless info, event, then the rest as key=value."""
    level = str(record.get("level", "info"))
    text = str(record.get("event") or record.get("message") or "")
    rest = " ".join(f"{key}={str(value)[:LONGEST_VALUE]}" for key, value in record.items() if key not in UNSHOWN)
    return " ".join(part for part in ("" if level == "info" else level.upper(), text, rest) if part)


def _wrapped(name: str, text: str) -> bytes:
    at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return json.dumps({"timestamp": at, "level": "info", "service": name, "event": text}, ensure_ascii=False).encode()
