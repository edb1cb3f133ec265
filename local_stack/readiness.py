"""Conditions that say whether a process can be used."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from local_stack import postgres
from local_stack.layout import HOST

Condition = Callable[[], Awaitable[bool]]
ANSWER_WITHIN_S = 3.0


def http_says_ready(port: int, path: str = "/ready") -> Condition:
    """True once GET answers 200."""

    async def condition() -> bool:
        return await _status(port, path) == 200

    return condition


def http_answers(port: int, path: str = "/") -> Condition:
    """True once GET answers anything at all."""

    async def condition() -> bool:
        return await _status(port, path) is not None

    return condition


def all_of(*conditions: Condition) -> Condition:
    """True once each is."""

    async def condition() -> bool:
        return all(await asyncio.gather(*(each() for each in conditions)))

    return condition


def database_answers(dsn: str) -> Condition:
    """True once PostgreSQL takes connections."""

    async def condition() -> bool:
        return await asyncio.to_thread(postgres.server_answers, dsn)

    return condition


async def _status(port: int, path: str) -> int | None:
    """The status of one bare GET; None when there is no answer."""
    try:
        async with asyncio.timeout(ANSWER_WITHIN_S):
            reader, writer = await asyncio.open_connection(HOST, port)
            try:
                request = f"GET {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nConnection: close\r\n\r\n"
                writer.write(request.encode())
                line = await reader.readline()
            finally:
                writer.close()
    except (OSError, TimeoutError):
        return None
    parts = line.split()
    return int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else None
