"""Takes back what a stack said about itself once the stack is gone, even if it was killed: ``last_words.py FILE…``.

Standard input is a pipe that the stack holds open; at its end the files are removed.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path


@contextlib.contextmanager
def removed_at_death(files: Iterable[Path]) -> Iterator[None]:
    """Have the files removed at the end of the block, or when this process ends in the middle of it."""
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", __file__, *map(str, files)], stdin=subprocess.PIPE, start_new_session=True
    )
    assert process.stdin is not None
    try:
        yield
    finally:
        process.stdin.close()
        process.wait()


def main() -> None:
    """Wait for the end of the pipe, then remove the files."""
    while os.read(0, 64):
        pass
    for file in sys.argv[1:]:
        with contextlib.suppress(OSError):
            os.unlink(file)  # noqa: PTH108 - pathlib would be the slowest import of this process


if __name__ == "__main__":
    main()
