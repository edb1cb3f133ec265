"""Looking after a stack from another terminal: is it running, stop it, wipe it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import time
from pathlib import Path
from typing import Any

from local_stack.complaint import Complaint
from local_stack.data_dir import VERSION_FILE, DataDir, holder, locked, wipe
from local_stack.layout import Layout
from local_stack.readiness import http_answers, http_says_ready

STOPPED_WITHIN_S = 60.0


def down(data_dir: Path) -> int:
    """Stop the stack that holds the folder and wait until it is gone; fine if there is none."""
    folder = DataDir(data_dir.absolute())
    pid = holder(folder)
    if pid is None:
        print(f"Nothing is running on {folder.path}.")
        return 0
    os.kill(pid, signal.SIGTERM)
    print(f"Stopping the stack on {folder.path} (process {pid}) …", flush=True)
    deadline = time.monotonic() + STOPPED_WITHIN_S
    while holder(folder) is not None:
        if time.monotonic() > deadline:
            raise Complaint(f"Process {pid} does not stop.", f"End it by force: kill -9 {pid}")
        time.sleep(0.05)
    print("Stopped.")
    return 0


def status(data_dir: Path) -> int:
    """Print what runs on the folder and whether it is ready; 0 if all of it is, 3 if nothing runs."""
    folder = DataDir(data_dir.absolute())
    pid = holder(folder)
    if pid is None:
        print(f"Nothing is running on {folder.path}. Start it with `brightthread up`.")
        return 3
    document = running_stack(folder)
    if document is None:
        print(f"A stack on {folder.path} is starting (process {pid}).")
        return 1
    print(f"BrightThread runs at {document['base']}/ (process {pid}, data in {folder.path})")
    states = asyncio.run(_states(document))
    for name, process in document["pids"].items():
        print(f"  {name:<10} process {process:<8} {'ready' if states.get(name, True) else 'NOT READY'}")
    return 0 if all(states.values()) else 1


def reset(data_dir: Path) -> int:
    """Wipe the folder, of whatever version; Complaint while a stack runs on it."""
    folder = DataDir(data_dir.absolute())
    if not (folder.path / VERSION_FILE).exists():
        print(f"There is nothing to wipe in {folder.path}.")
        return 0
    with locked(folder):
        wipe(folder)
    print(f"{folder.path} is wiped; the next start begins with fresh data.")
    return 0


def running_stack(folder: DataDir) -> dict[str, Any] | None:
    """The ready document of the stack on the folder, if one is running and ready."""
    if holder(folder) is None or not folder.stack.exists():
        return None
    document: dict[str, Any] = json.loads(folder.stack.read_text())
    return document


async def _states(document: dict[str, Any]) -> dict[str, bool]:
    layout = Layout(int(document["base"].rpartition(":")[2]))
    conditions = {
        "gateway": http_answers(layout.port("gateway")),
        "emulators": http_says_ready(layout.port("local")),
        **{name: http_says_ready(layout.port(name)) for name in ("platform", "worker", "agent")},
    }
    return dict(zip(conditions, await asyncio.gather(*(each() for each in conditions.values())), strict=True))
