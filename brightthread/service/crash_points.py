"""Named places where a test kills the process, to show that nothing is lost or done twice there.

Off unless the process was started with ``BRIGHTTHREAD_CRASH_AT=name`` (the first time it gets there) or ``name:3``
(the third time). A process of a deployment refuses to start with that setting.
"""

import os
import random
import signal
import threading
from collections.abc import Mapping

VARIABLE = "BRIGHTTHREAD_CRASH_AT"
DEPLOYED = ("ECS_CONTAINER_METADATA_URI_V4", "AWS_EXECUTION_ENV")
"""Set by the container service for every task of a deployment."""

COMMITS = ("quote", "apply", "review", "reversal")
CALLS = ("erp", "shipping", "label", "crm", "ticket", "tell", "erp_reversal")
PLATFORM_POINTS = frozenset(
    {
        *(f"{name}.{when}_commit" for name in COMMITS for when in ("before", "in", "after")),
        *(f"{name}.{when}_call" for name in CALLS for when in ("before", "after")),
        "carry_out.before_finish",
    }
)
TURN_STEPS = ("lease", "read", "create_quote", "apply", "create_escalation", "finish", "release")
TURN_POINTS = frozenset(
    {*(f"turn.{when}_{step}" for step in TURN_STEPS for when in ("before", "after")), "turn.in_stream"}
)
"""Of the agent: a message is leased, read, carried to the platform, answered, released; its answer is streamed."""

POINTS = PLATFORM_POINTS | TURN_POINTS
_LONGEST_COMMIT_S = 0.008


class CrashPointRefused(Exception):
    """The setting names no crash point, or this is a deployment; the message says which."""


class _Plan:
    """Where to crash, and how often to pass there before; no name: nowhere."""

    def __init__(self) -> None:
        self.name = ""
        self.passes_left = 0

    def due(self, name: str) -> bool:
        if name != self.name:
            return False
        self.passes_left -= 1
        return self.passes_left == 0


_plan = _Plan()


def arm(environment: Mapping[str, str]) -> None:
    """Take the setting up at the start of a process; CrashPointRefused if it must not or cannot be followed."""
    setting = environment.get(VARIABLE, "")
    if not setting:
        return
    if any(environment.get(name) for name in DEPLOYED):
        raise CrashPointRefused(f"{VARIABLE} is for tests; this is a deployment")
    name, _, nth = setting.partition(":")
    if name not in POINTS or (nth and not (nth.isdigit() and int(nth) > 0)):
        raise CrashPointRefused(f"{VARIABLE}={setting} names no crash point")
    _plan.name, _plan.passes_left = name, int(nth or 1)


def crash_point(name: str) -> None:
    """End the process here, as a power cut would, if it was started to crash at ``name``."""
    if _plan.name and _plan.due(name):
        _die()


def committing(name: str) -> None:
    """The last line of a transaction: ``name.before_commit`` is here, ``name.in_commit`` some moment of the commit."""
    crash_point(f"{name}.before_commit")
    if _plan.name and _plan.due(f"{name}.in_commit"):
        threading.Timer(random.uniform(0, _LONGEST_COMMIT_S), _die).start()  # noqa: S311


def committed(name: str) -> None:
    """The first line after a transaction: ``name.after_commit``."""
    crash_point(f"{name}.after_commit")


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
