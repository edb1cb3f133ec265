"""``brightthread doctor``: what is missing or wrong on this machine, and what to do about it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from local_stack.complaint import Complaint
from local_stack.data_dir import DataDir, holder
from local_stack.layout import Layout, require_free_ports
from local_stack.postgres_binaries import find_binaries, unprivileged_account

OLDEST_PYTHON = (3, 11)
NEWEST_PYTHON = (3, 13)
FREE_DISK = 1_000_000_000
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ADEQUATE_FILES = 1024


class Verdict(StrEnum):
    FINE = "ok"
    OPTIONAL = "optional"
    WRONG = "WRONG"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; ``remedy`` says what to do unless it is fine."""

    verdict: Verdict
    what: str
    remedy: str = ""


def doctor(data_dir: Path, port_base: int) -> int:
    """Print one line a finding; 0 unless something needed is wrong."""
    findings = list(examine(data_dir, port_base))
    for finding in findings:
        print(f"{finding.verdict:<9} {finding.what}")
        if finding.remedy:
            print(f"{'':<9} → {finding.remedy}")
    wrong = sum(finding.verdict is Verdict.WRONG for finding in findings)
    print("Everything that is needed is there." if not wrong else f"{wrong} thing{'s' * (wrong > 1)} to mend.")
    return 1 if wrong else 0


def examine(data_dir: Path, port_base: int) -> Iterator[Finding]:
    """Look at everything the stack and its tests use."""
    yield _python()
    yield _tool("uv", Verdict.OPTIONAL, "make setup installs it into .venv; or: python3 -m pip install uv")
    yield _tool("git", Verdict.OPTIONAL, "Install git with your package manager.")
    yield _complained(lambda: f"PostgreSQL {find_binaries().version} in {find_binaries().folder}")
    yield _account()
    yield _folder(data_dir)
    yield _ports(data_dir, port_base)
    yield _open_files()
    yield _browser()
    yield _java()


def _python() -> Finding:
    version = sys.version_info[:2]
    words = f"Python {sys.version.split()[0]}"
    if OLDEST_PYTHON <= version <= NEWEST_PYTHON:
        return Finding(Verdict.FINE, words)
    return Finding(Verdict.WRONG, words, "Install Python 3.11, 3.12 or 3.13.")


def _tool(name: str, otherwise: Verdict, remedy: str) -> Finding:
    beside = Path(sys.executable).parent / name
    found = shutil.which(name) or (str(beside) if beside.exists() else None)
    return Finding(Verdict.FINE, f"{name} ({found})") if found else Finding(otherwise, f"{name} is missing", remedy)


def _complained(look: Callable[[], str]) -> Finding:
    try:
        return Finding(Verdict.FINE, look())
    except Complaint as complaint:
        return Finding(Verdict.WRONG, complaint.what, complaint.remedy)


def _account() -> Finding:
    def look() -> str:
        account = unprivileged_account()
        return f"PostgreSQL runs as {account.name}" if account else "PostgreSQL runs as you"

    return _complained(look)


def _folder(data_dir: Path) -> Finding:
    folder = data_dir.absolute()
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    if not os.access(existing, os.W_OK | os.X_OK):
        return Finding(Verdict.WRONG, f"{existing} cannot be written", "Give another folder with --data-dir.")
    free = shutil.disk_usage(existing).free
    words = f"data folder {folder}, {free / 1e9:.1f} GB free"
    if free < FREE_DISK:
        return Finding(Verdict.WRONG, words, "Free some space, or give another folder with --data-dir.")
    return Finding(Verdict.FINE, words)


def _ports(data_dir: Path, port_base: int) -> Finding:
    running = holder(DataDir(data_dir.absolute()))
    if running is not None:
        return Finding(Verdict.FINE, f"a stack runs on this folder (process {running}); its ports are its own")

    def look() -> str:
        require_free_ports(Layout(port_base))
        return f"ports {port_base} to {port_base + 12} are free"

    return _complained(look)


def _open_files() -> Finding:
    limit = os.sysconf("SC_OPEN_MAX")
    if limit >= ADEQUATE_FILES:
        return Finding(Verdict.FINE, f"{limit} open files allowed")
    return Finding(Verdict.WRONG, f"only {limit} open files allowed", f"Run: ulimit -n {ADEQUATE_FILES}")


def _browser() -> Finding:
    found = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if found:
        return Finding(Verdict.FINE, f"Chromium for browser tests ({found})")
    remedy = (
        "Only browser tests need it. As root: apt-get install -y chromium; or: python -m playwright install chromium"
    )
    return Finding(Verdict.OPTIONAL, "Chromium is missing", remedy)


def _java() -> Finding:
    java, maven = shutil.which("java"), shutil.which("mvn")
    if not (java and maven):
        missing = " and ".join(name for name, path in (("Java", java), ("Maven", maven)) if not path)
        remedy = "Only tests against DynamoDB Local and OpenSearch need them: a JDK 17 or newer, and Maven."
        return Finding(Verdict.OPTIONAL, f"{missing} missing", remedy)
    answer = subprocess.run([java, "-version"], capture_output=True, text=True)
    return Finding(Verdict.FINE, f"Java for tests ({(answer.stderr or answer.stdout).splitlines()[0]})")
