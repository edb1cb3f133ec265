"""Webhooks an emulator owes: kept in its own file until the receiver has taken them, in order, signed when sent."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable

import httpx

from local_stack.emulators.storage import Store

SCHEMA = """
CREATE TABLE IF NOT EXISTS webhooks (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL);
"""
LONGEST_PAUSE_S = 5.0
FIRST_PAUSE_S = 0.2
GIVE_UP_AFTER = 200
log = logging.getLogger(__name__)

Sign = Callable[[bytes], dict[str, str]]


class Webhooks:
    """Sends what ``owe`` stored to ``url`` (nowhere if None), oldest first, again and again until it is taken."""

    def __init__(self, store: Store, url: str | None, sign: Sign) -> None:
        self._store = store
        self._url = url
        self._sign = sign
        self._transport: httpx.AsyncBaseTransport | None = None
        self._task: asyncio.Task[None] | None = None

    def deliver_through(self, transport: httpx.AsyncBaseTransport) -> None:
        """Send by another transport than the network (tests in one process)."""
        self._transport = transport

    def owe(self, body: str) -> None:
        """Store a webhook; call it inside the transaction that made it due, then ``send``."""
        if self._url is not None:
            with self._store.transaction() as connection:
                connection.execute("INSERT INTO webhooks (body) VALUES (?)", (body,))

    def send(self) -> None:
        """Start sending what is owed, unless that is already going on. Needs a running event loop."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._drain())

    async def sent(self) -> None:
        """Wait until nothing is being sent."""
        if self._task is not None:
            await self._task

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _drain(self) -> None:
        # Looked at again after the client is closed: something may have become due while that took its time.
        while self._url is not None and self._oldest() is not None:
            async with httpx.AsyncClient(transport=self._transport, timeout=10.0) as client:
                while row := self._oldest():
                    await self._deliver(client, self._url, row["body"].encode())
                    with self._store.transaction() as connection:
                        connection.execute("DELETE FROM webhooks WHERE id = ?", (row["id"],))

    def _oldest(self) -> sqlite3.Row | None:
        found: sqlite3.Row | None = self._store.connection.execute(
            "SELECT * FROM webhooks ORDER BY id LIMIT 1"
        ).fetchone()  # fmt: skip
        return found

    async def _deliver(self, client: httpx.AsyncClient, url: str, body: bytes) -> None:
        for attempt in range(GIVE_UP_AFTER):
            try:
                headers = {"Content-Type": "application/json", **self._sign(body)}
                answer = await client.post(url, content=body, headers=headers)
            except httpx.HTTPError as error:
                log.info("webhook not taken: %s", type(error).__name__)
            else:
                if answer.status_code < 500 and answer.status_code not in (408, 409, 429):
                    return
            await asyncio.sleep(min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** min(attempt, 10)))
