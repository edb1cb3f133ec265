"""``docs/demonstrated.md`` and the ADRs name tests that exist, and commands that the product has."""

import re
from pathlib import Path

import pytest

from brightthread.service.problems import CODES
from local_stack.__main__ import COMMANDS
from tests.architecture.source import ROOT

PAGE = (ROOT / "docs" / "demonstrated.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| promise")]
ADRS = sorted((ROOT / "docs" / "adr").glob("*.md"))
PARTS = ("## Context", "## Decision", "## Consequences", "## Alternatives", "## Enforced by")
TEST_FILE = re.compile(r"`(?:tests/)?((?:[\w-]+/)*(?:test_)?\w+\.py)(?:::(test_\w+))?`")


def _missing(path: str, test: str) -> bool:
    file = ROOT / "tests" / path
    if not file.exists():
        return True
    return bool(test) and f"def {test}(" not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip()[:50])
def test_each_promise_is_shown_by_what_exists(row: str) -> None:
    shown = row.split("|")[2]
    tests = TEST_FILE.findall(shown)
    commands = re.findall(r"`brightthread (\w[\w-]*)", shown)
    assert tests or commands
    assert len(tests) + len(commands) == shown.count("`") // 2
    assert [name for name in tests if _missing(*name)] == []
    assert [name for name in commands if name not in COMMANDS] == []


def test_every_problem_code_is_provoked_by_a_test() -> None:
    tests = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")]
    assert [code for code in CODES if not any(f'"{code}"' in text for text in tests)] == []


@pytest.mark.parametrize("path", ADRS, ids=lambda path: path.stem)
def test_a_decision_has_all_its_parts_and_names_what_enforces_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [part for part in PARTS if part not in text] == []
    assert "\n> **" in text, "one quotable decision"
    known = {file.name for file in (ROOT / "tests").rglob("*.py")}
    named = re.findall(r"`(?:[\w/]*/)?(\w+\.py)`", text.partition("## Enforced by")[2])
    assert [name for name in named if name not in known] == []
