"""Run a program that never outlives the process that started it.

``python -I -S child.py --parent PID [options] -- PROGRAM ARGUMENT…``. On Linux the kernel signals the program when the
parent dies, however it dies, and the program keeps this process id. Elsewhere (or with ``--nanny``) this process stays
as its nanny: it watches a pipe the parent holds open and ends the program at end of file. Only the standard library is
used, so that it starts in a few milliseconds.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading

PR_SET_PDEATHSIG = 1
PR_SET_KEEPCAPS = 8
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
CAP_DAC_OVERRIDE = 1
CAPABILITY_VERSION_3 = 0x20080522


def main() -> None:
    """Become the program, or its nanny; the exit code is the program's, or 125 if it could not be started."""
    options = _arguments()
    if options.uid is not None:
        _become(options.uid, options.gid, keep_access=options.keep_access)
    if sys.platform == "linux" and not options.nanny:
        _die_with_parent(options.parent, signal.Signals[f"SIG{options.death_signal}"])
        _execute(options.program)
    sys.exit(_nurse(options.program, signal.Signals[f"SIG{options.death_signal}"], options.lifeline))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="child")
    parser.add_argument("--parent", type=int, required=True, help="process id of the one that starts this")
    parser.add_argument("--death-signal", default="KILL", help="signal the program gets when the parent is gone")
    parser.add_argument("--uid", type=int)
    parser.add_argument("--gid", type=int)
    parser.add_argument(
        "--keep-access", action="store_true", help="keep reaching files below folders closed to the uid"
    )
    parser.add_argument("--nanny", action="store_true")
    parser.add_argument("--lifeline", type=int, help="file descriptor at its end when the parent is gone")
    parser.add_argument("program", nargs="+")
    return parser.parse_args()


def _execute(program: list[str]) -> None:
    try:
        os.execvp(program[0], program)  # noqa: S606
    except OSError as error:
        sys.exit(f"{program[0]} cannot be started: {error.strerror}")


def _die_with_parent(parent: int, death_signal: signal.Signals) -> None:
    _prctl(PR_SET_PDEATHSIG, death_signal)
    # The parent may have died before the line above: then nobody will ever signal us.
    if os.getppid() != parent:
        sys.exit(125)


def _become(uid: int, gid: int, *, keep_access: bool) -> None:
    """Drop root for good; with keep_access file permissions (and only they) still do not bind, on Linux."""
    if keep_access:
        _prctl(PR_SET_KEEPCAPS, 1)
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)
    if keep_access:
        _keep_file_access()


def _keep_file_access() -> None:
    mask = 1 << CAP_DAC_OVERRIDE
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)(mask, mask, mask, 0, 0, 0)
    if ctypes.CDLL(None, use_errno=True).capset(header, sets) != 0:
        sys.exit("the right to reach the data folder as an unprivileged user could not be kept")
    _prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE)


def _prctl(option: int, argument: int, second: int = 0) -> None:
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None, use_errno=True)
    unused = ctypes.c_ulong(0)
    if library.prctl(option, ctypes.c_ulong(argument), ctypes.c_ulong(second), unused, unused) != 0:
        sys.exit(f"prctl {option} failed: {os.strerror(ctypes.get_errno())}")


def _nurse(program: list[str], death_signal: signal.Signals, lifeline: int | None) -> int:
    child = subprocess.Popen(program)

    def forward(number: int, _frame: object) -> None:
        child.send_signal(number)

    def watch(lifeline: int) -> None:
        with contextlib.suppress(OSError):
            while os.read(lifeline, 64):
                pass
        child.send_signal(death_signal)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, forward)
    if lifeline is not None:
        threading.Thread(target=watch, args=(lifeline,), daemon=True).start()
    code = child.wait()
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    main()
