"""Brings the database from nothing to filled, or from an older schema to today's; each step once."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import platform_service.migrations
from local_stack import postgres
from local_stack.kept_process import ProgramFailed
from local_stack.launch import inherited_descriptors, launch_command
from local_stack.log_stream import LogStream
from local_stack.seed_database import load_database
from local_stack.services import Stack, migrate_command, platform_environment
from local_stack.stored_seed import read_stored_seed


async def prepare_database(stack: Stack, stream: LogStream) -> None:
    """Make roles, database and schema, and fill it with the seed; what is done already is left alone."""
    cluster, folder = stack.cluster, stack.folder
    fresh = not folder.filled.exists()
    if fresh:
        await asyncio.to_thread(_empty_database, stack)
        folder.migrated.unlink(missing_ok=True)
    newest = migrations_fingerprint()
    if not folder.migrated.exists() or folder.migrated.read_text() != newest:
        stream.say("Bringing the database schema up to date …")
        await _migrate(stack, stream)
        folder.migrated.write_text(newest)
    if fresh:
        stored = await asyncio.to_thread(read_stored_seed, folder.seed)
        seed = stored.seed
        stream.say(f"Loading {len(seed.companies):,} companies and {len(seed.orders):,} orders …")
        await asyncio.to_thread(load_database, cluster.dsn(postgres.ADMINISTRATOR), stored)
        folder.filled.touch()


def migrations_fingerprint() -> str:
    """A digest of all migration files: equal means nothing to migrate."""
    root = Path(platform_service.migrations.__file__).parent
    digest = sha256()
    for path in sorted(path for path in root.rglob("*") if path.suffix in (".py", ".sql")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _empty_database(stack: Stack) -> None:
    """A first start that was cut short may have left half a database."""
    postgres.create_roles(stack.cluster)
    postgres.drop_database(stack.cluster, postgres.DATABASE)
    postgres.create_database(stack.cluster)


async def _migrate(stack: Stack, stream: LogStream) -> None:
    process = await asyncio.create_subprocess_exec(
        *launch_command(migrate_command()),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={**os.environ, **platform_environment(stack)},
        start_new_session=True,
        pass_fds=inherited_descriptors(),
    )
    assert process.stdout is not None
    try:
        await _copy_lines(process.stdout, lambda line: stream.line("platform", line))
        code = await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
    if code != 0:
        raise ProgramFailed("platform", f"could not migrate the database (code {code})")


async def _copy_lines(reader: asyncio.StreamReader, take: Callable[[bytes], None]) -> None:
    while line := await reader.readline():
        take(line.rstrip(b"\r\n"))
