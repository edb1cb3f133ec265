"""Requests to the services behind the gateway: pooled HTTP/1.1 connections whose bodies are streamed both ways.

A general HTTP client costs three times what the whole gateway may cost here, so this one does only what a proxy needs.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from dataclasses import dataclass, field
from typing import cast

import httptools

Headers = list[tuple[bytes, bytes]]
IDLE_S = 3.0
"""Shorter than the services keep idle connections open (5 s), so that none is taken up while it is being closed."""
CONNECT_WITHIN_S = 2.0
HIGH_WATER = 256 * 1024


class Unreachable(Exception):
    """No connection, or none that lived until the first byte of an answer."""


class Broken(Exception):
    """The connection was lost in the middle of an answer."""


@dataclass(slots=True)
class Head:
    """The beginning of an answer, with lower-case header names."""

    status: int
    headers: Headers = field(default_factory=list)


class Connection(asyncio.Protocol):
    """One connection to a service; one exchange at a time."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._writable = asyncio.Event()
        self._writable.set()
        self._lost = False
        self.idle_since = 0.0
        self.used = False
        self._reset(bodiless=False)

    def _reset(self, *, bodiless: bool) -> None:
        self._bodiless = bodiless
        self._parser = httptools.HttpResponseParser(self)
        self._headers: Headers = []
        self._head: asyncio.Future[Head] = self._loop.create_future()
        self._chunks: deque[bytes] = deque()
        self._buffered = 0
        self._arrived = asyncio.Event()
        self._complete = False
        self._paused = False

    @property
    def closed(self) -> bool:
        return self._lost or self._transport is None or self._transport.is_closing()

    @property
    def reusable(self) -> bool:
        """Whether the answer is complete and the service keeps the connection open."""
        return self._complete and not self._bodiless and not self.closed and self._parser.should_keep_alive()

    def begin(self, request_head: bytes, *, bodiless: bool) -> None:
        """Send the head of a request; bodiless for HEAD, whose answer has none whatever its headers say."""
        assert self._transport is not None
        self._reset(bodiless=bodiless)
        self._transport.write(request_head)

    async def send(self, data: bytes) -> None:
        """Send a part of the request's body, no faster than the service takes it."""
        await self._writable.wait()
        if self._transport is not None and not self.closed:
            self._transport.write(data)

    async def head(self) -> Head:
        """The head of the answer; Unreachable if the connection ends before it."""
        return await self._head

    async def body(self) -> bytes | None:
        """The next part of the answer's body, None at its end; Broken if the connection is lost before that."""
        while not self._chunks:
            if self._complete:
                return None
            if self._lost:
                raise Broken
            self._arrived.clear()
            await self._arrived.wait()
        data = self._chunks.popleft()
        self._buffered -= len(data)
        if self._paused and self._buffered < HIGH_WATER and self._transport is not None:
            self._paused = False
            self._transport.resume_reading()
        return data

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    # asyncio.Protocol
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's own class, without the base class

    def connection_lost(self, exc: Exception | None) -> None:
        self._lost = True
        names = {name for name, _ in self._headers}
        if self._head.done() and exc is None and not names & {b"content-length", b"transfer-encoding"}:
            self._complete = True  # a body without a length ends with its connection
        self._writable.set()
        self._arrived.set()
        if not self._head.done():
            self._head.set_exception(Unreachable())
            self._head.exception()  # nobody may be waiting any more

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self.close()

    def pause_writing(self) -> None:
        self._writable.clear()

    def resume_writing(self) -> None:
        self._writable.set()

    # httptools
    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        status = self._parser.get_status_code()
        if status < 200:
            self._headers = []
            return
        if not self._head.done():
            self._head.set_result(Head(status, self._headers))
        if self._bodiless:
            self._finish()

    def on_body(self, data: bytes) -> None:
        self._chunks.append(data)
        self._buffered += len(data)
        self._arrived.set()
        if self._buffered >= HIGH_WATER and not self._paused and self._transport is not None:
            self._paused = True
            self._transport.pause_reading()

    def on_message_complete(self) -> None:
        if self._head.done():
            self._finish()

    def _finish(self) -> None:
        self._complete = True
        self._arrived.set()


class Upstream:
    """The connections to one service."""

    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port
        self._idle: deque[Connection] = deque()

    async def connection(self, *, fresh: bool = False) -> Connection:
        """An open connection, a used one unless ``fresh``; Unreachable if the service does not answer."""
        oldest = time.monotonic() - IDLE_S
        while self._idle:
            connection = self._idle.pop()
            if not (fresh or connection.closed) and connection.idle_since > oldest:
                return connection
            connection.close()
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(CONNECT_WITHIN_S):
                _, connection = await loop.create_connection(Connection, self.host, self.port)
        except (OSError, TimeoutError):
            raise Unreachable from None
        return connection

    def release(self, connection: Connection) -> None:
        """Give a connection back after its exchange; it is closed unless it can serve another."""
        if not connection.reusable:
            connection.close()
            return
        connection.used = True
        connection.idle_since = time.monotonic()
        self._idle.append(connection)

    def close(self) -> None:
        while self._idle:
            self._idle.pop().close()
