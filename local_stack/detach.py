"""``brightthread up --detach``: a stack that goes on when the terminal is closed."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence

from local_stack.control import running_stack
from local_stack.data_dir import open_data_dir
from local_stack.up import UpOptions


def up_in_background(options: UpOptions) -> int:
    """Start the stack in a session of its own and return once it is ready; its exit code if it fails."""
    folder = open_data_dir(options.data_dir)
    output = folder.logs / "console.log"
    with output.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "local_stack", *_words(options)],
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    while process.poll() is None:
        document = running_stack(folder)
        if document is not None:
            print(f"Ready: {document['base']}/ (stop it with `brightthread down`, read along in {output})")
            return 0
        time.sleep(0.1)
    print(output.read_text(errors="replace")[-2000:], file=sys.stderr, end="")
    return process.returncode or 1


def _words(options: UpOptions) -> Sequence[str]:
    words = ["up", "--data-dir", str(options.data_dir), "--port-base", str(options.port_base)]
    words += ["--quote-ttl", str(options.quote_ttl_s), "--review-ttl", str(options.review_ttl_s)]
    for name, path in (("--seed", options.seed), ("--ready-file", options.ready_file)):
        words += [name, str(path)] if path is not None else []
    return words
