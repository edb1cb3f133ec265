"""The folder in which one stack keeps everything: databases, keys, passwords, logs."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local_stack import postgres
from local_stack.complaint import Complaint

FORMAT = 1
VERSION_FILE = "VERSION"
CONTENTS = (
    "postgres",
    "emulators",
    "artwork",
    "keys",
    "logs",
    "secrets.json",
    "seed.json",
    "filled",
    "migrated",
    "stack.json",
    "lock",
)


@dataclass(frozen=True, slots=True)
class DataDir:
    """Names of what lies in the folder; ``open_data_dir`` makes or checks it."""

    path: Path

    @property
    def postgres(self) -> Path:
        return self.path / "postgres"

    @property
    def emulators(self) -> Path:
        return self.path / "emulators"

    @property
    def artwork(self) -> Path:
        return self.path / "artwork"

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def token_key(self) -> Path:
        return self.path / "keys" / "tokens.pem"

    @property
    def receipt_key(self) -> Path:
        return self.path / "keys" / "receipts.pem"

    @property
    def seed(self) -> Path:
        """The copy of the seed this folder is filled from."""
        return self.path / "seed.json"

    @property
    def filled(self) -> Path:
        """There once the seed was loaded whole."""
        return self.path / "filled"

    @property
    def migrated(self) -> Path:
        """Says up to which migrations the database was brought."""
        return self.path / "migrated"

    @property
    def stack(self) -> Path:
        """Facts about the stack that runs on this folder, as in the ready file; there only while it is ready."""
        return self.path / "stack.json"

    @property
    def lock(self) -> Path:
        return self.path / "lock"


def open_data_dir(path: Path) -> DataDir:
    """Make the folder, or check that it is ours and of a format we know; Complaint otherwise."""
    folder = DataDir(path.absolute())
    try:
        folder.path.mkdir(parents=True, exist_ok=True)
        _check_version(folder)
        for part in (folder.emulators, folder.artwork, folder.logs, folder.token_key.parent):
            part.mkdir(exist_ok=True)
    except OSError as error:
        raise Complaint(
            f"The data folder {folder.path} cannot be written: {error.strerror}.",
            "Give another one with --data-dir, or make it writable.",
        ) from None
    return folder


def _check_version(folder: DataDir) -> None:
    marker = folder.path / VERSION_FILE
    if not marker.exists():
        strangers = [name for name in CONTENTS if (folder.path / name).exists()]
        if strangers:
            raise Complaint(
                f"The folder {folder.path} has a `{strangers[0]}` that is not BrightThread's.",
                "Give an empty folder with --data-dir.",
            )
        marker.write_text(f"{FORMAT}\n")
        return
    text = marker.read_text().strip()
    if not text.isdigit() or int(text) > FORMAT:
        raise Complaint(
            f"The data folder {folder.path} was made by a newer version (format {text[:20]!r}, known is {FORMAT}).",
            "Use that version, give another folder with --data-dir, or wipe it with `brightthread reset`.",
        )


@contextmanager
def locked(folder: DataDir) -> Iterator[None]:
    """Hold the folder for this process alone; Complaint if another stack runs on it."""
    with folder.lock.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise Complaint(
                f"A stack is already running on {folder.path} (process {holder}).",
                "Use it, stop it with `brightthread down`, or give another --data-dir.",
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
        file.truncate(0)


def holder(folder: DataDir) -> int | None:
    """The process that holds the folder just now, if any."""
    if not folder.lock.exists():
        return None
    with folder.lock.open("r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            text = file.read().strip()
            return int(text) if text.isdigit() else None
    return None


def wipe(folder: DataDir) -> None:
    """Remove all that a stack wrote, and nothing else that lies in the folder."""
    for name in (*CONTENTS, VERSION_FILE, "postgres.part"):
        target = folder.path / name
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        else:
            target.unlink(missing_ok=True)


def write_atomically(path: Path, document: Any, *, mode: int = 0o600) -> None:
    """Write a JSON document so that a reader sees the old one or the whole new one."""
    work = path.with_name(f".{path.name}.{os.getpid()}.part")
    descriptor = os.open(work, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "w") as file:
        json.dump(document, file, indent=2)
        file.write("\n")
    work.replace(path)


@dataclass(frozen=True, slots=True)
class Secrets:
    """Passwords and keys of one stack, made once and kept in a file only its user can read."""

    postgres: dict[str, str]
    odoo_api_key: str
    zendesk_api_token: str
    zendesk_webhook_secret: str
    shippo_token: str
    shippo_webhook_secret: str
    agent_client_secret: str
    platform_client_secret: str


def load_secrets(folder: DataDir) -> Secrets:
    """The secrets of this folder; made on first use."""
    path = folder.path / "secrets.json"
    if not path.exists():
        made: dict[str, Any] = {
            name: secrets.token_urlsafe(24) for name in Secrets.__dataclass_fields__ if name != "postgres"
        }
        write_atomically(path, {**made, "postgres": postgres.new_passwords()})
    return Secrets(**json.loads(path.read_text()))
