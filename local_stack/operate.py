"""The operators' commands of the platform, for the stack that runs on a data folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from local_stack.complaint import Complaint
from local_stack.control import running_stack
from local_stack.data_dir import DataDir, load_secrets
from local_stack.layout import Layout
from local_stack.services import Stack, platform_environment


def operate(data_dir: Path, words: Sequence[str]) -> int:
    """Run ``python -m platform_service`` with ``stuck``, ``retry …`` or ``skip …``; its exit code."""
    folder = DataDir(data_dir.absolute())
    document = running_stack(folder)
    if document is None:
        raise Complaint(f"Nothing is running on {folder.path}.", "Start it with `brightthread up`.")
    layout = Layout(int(document["base"].rpartition(":")[2]))
    stack = Stack(layout, folder, load_secrets(folder), quote_ttl_s=900, review_ttl_s=172_800)
    environment = {**os.environ, **platform_environment(stack)}
    return subprocess.run([sys.executable, "-m", "platform_service", *words], env=environment, check=False).returncode
