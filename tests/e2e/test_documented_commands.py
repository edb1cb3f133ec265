"""Every command in the documentation does what its page says: run in the page's order, on a folder of its own."""

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from local_stack.__main__ import COMMANDS
from local_stack.layout import free_port_base
from tests.documented import ROOT, Command, commands, inline_commands

pytestmark = pytest.mark.timeout(600)

# Run elsewhere, and why.
NOT_RUN_HERE = {
    r"make .*": "the Makefile is what runs this test; .ci/run runs setup, check, demo and test",
    r"(\.venv/bin/)?pytest .*": "the tests themselves",
    r"python -m platform_service (stuck|retry|skip).*": "tests/integration/platform/test_operators.py",
    r"python -m tests\.bench\..*": "measures an idle machine; run by hand",
    r"brightthread bench \w+ --.*": "the command above it on its page, longer",
    r"(npx |\.venv/bin/)?(aws-)?cdk .*": "deploying needs an account",
    r"docker .*": "containers need an engine",
}
# The same command, but short: the last value of an option counts.
SHORT = {
    "brightthread bench": "--calls 3 --orders 10 --turns 1",
}
LIKE_THE_DOCUMENTS = {"CASES.jsonl": "cases.jsonl", "OUT.jsonl": "out.jsonl"}
PAGES = sorted({command.page for command in commands()})


def _elsewhere(command: Command) -> bool:
    return any(re.fullmatch(pattern, command.words) for pattern in NOT_RUN_HERE)


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    port_base = str(free_port_base(random.SystemRandom()))
    mine = {"PATH": path, "BRIGHTTHREAD_DATA_DIR": str(tmp_path / "data"), "BRIGHTTHREAD_PORT_BASE": port_base}
    yield {**os.environ, **mine}
    subprocess.run([sys.executable, "-m", "local_stack", "down"], env={**os.environ, **mine}, check=True)


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_a_page_work(page: str, environment: dict[str, str], tmp_path: Path) -> None:
    case = {"id": "1", "context": {"user_id": "u-ana", "order_id": None, "state": "GREETING"}, "text": "hello"}
    (tmp_path / "cases.jsonl").write_text(json.dumps(case) + "\n")
    for command in commands():
        if command.page != page or _elsewhere(command):
            continue
        words = command.words
        for start, options in SHORT.items():
            words += f" {options}" if words.startswith(start) else ""
        for placeholder, name in LIKE_THE_DOCUMENTS.items():
            words = words.replace(placeholder, str(tmp_path / name))
        done = subprocess.run(
            words, shell=True, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{page}: {words}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"


def test_commands_named_in_sentences_exist() -> None:
    named = {command.words.split()[1] for command in inline_commands()}
    assert named - set(COMMANDS) <= {"interpret", "eval"}
