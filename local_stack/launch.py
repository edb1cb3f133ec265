"""The command line that starts a program bound to the life of this process."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from local_stack import child


def launch_command(program: Sequence[str], *, death_signal: str = "KILL", options: Sequence[str] = ()) -> list[str]:
    """Wrap a program so that it gets ``death_signal`` (``INT``, ``KILL`` …) when this process is gone.

    Pass ``inherited_descriptors()`` as ``pass_fds`` when starting it: where the kernel cannot signal, a pipe does.
    """
    bound = ["--parent", str(os.getpid()), "--death-signal", death_signal, *options]
    for descriptor in inherited_descriptors():
        bound += ["--lifeline", str(descriptor)]
    return [sys.executable, "-I", "-S", str(Path(child.__file__)), *bound, "--", *program]


@functools.cache
def inherited_descriptors() -> tuple[int, ...]:
    """The reading end of a pipe that is at its end once this process is gone; empty on Linux, which needs none."""
    if sys.platform == "linux":
        return ()
    reading, _writing = os.pipe()
    return (reading,)
