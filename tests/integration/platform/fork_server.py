"""Starts processes of a service fast: everything is imported once, each process is a fork that runs its ``main``.

``python -m tests.integration.platform.fork_server platform_service [MODULE …]`` (modules it would import later).
Reads a line of JSON a process on standard input (``{"words", "environment", "log"}``) and answers ``started PID``;
says ``ended PID STATUS`` when one ends (negative: by that signal). Ends, and everything it started, with its input.
"""

import importlib
import json
import os
import selectors
import signal
import sys
from collections.abc import Callable
from typing import Any

Main = Callable[[list[str]], int]


def serve(main: Main) -> None:
    """Start what is asked for until standard input ends."""
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake)
    selector = selectors.DefaultSelector()
    selector.register(sys.stdin, selectors.EVENT_READ)
    selector.register(woken, selectors.EVENT_READ)
    running: set[int] = set()
    while True:
        for key, _ in selector.select():
            if key.fd == woken:
                os.read(woken, 4096)
                _tell_ended(running)
            else:
                line = sys.stdin.readline()
                if not line:
                    for pid in running:
                        os.kill(pid, signal.SIGKILL)
                    return
                running.add(_start(main, json.loads(line)))


def _start(main: Main, wanted: dict[str, Any]) -> int:
    pid = os.fork()
    if pid == 0:
        _become(main, wanted)
    print(f"started {pid}", flush=True)
    return pid


def _become(main: Main, wanted: dict[str, Any]) -> None:
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(wanted["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for descriptor in (1, 2):
        os.dup2(log, descriptor)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ.update(wanted["environment"])
    os._exit(main(wanted["words"]))


def _tell_ended(running: set[int]) -> None:
    for pid in list(running):
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            running.discard(pid)
            print(f"ended {pid} {os.waitstatus_to_exitcode(status)}", flush=True)


if __name__ == "__main__":
    for module in sys.argv[2:]:
        importlib.import_module(module)
    serve(importlib.import_module(f"{sys.argv[1]}.__main__").main)
