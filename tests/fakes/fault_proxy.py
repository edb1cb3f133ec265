"""A TCP proxy before a vendor that answers wrongly on demand: late, never, cut, garbled, or not at all.

It speaks just enough HTTP/1.1 to know where a request ends; each request has a connection of its own.
"""

import asyncio
import socket
import struct
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal

Fault = Literal[
    "pass",  # no fault
    "timeout",  # taken, never answered, never passed on
    "late",  # passed on and done, never answered
    "reset",  # connection reset before anything is passed on
    "cut",  # passed on and done, connection reset instead of an answer
    "partial",  # passed on and done, half of the answer
    "throttled",  # 429 with Retry-After, in plain text
    "broken",  # 500 of some proxy, HTML
    "wrong_shape",  # passed on and done, 200 with JSON of another shape
    "no_json",  # passed on and done, 200 with text that calls itself JSON
]
DOES_THE_WORK = ("pass", "late", "cut", "partial", "wrong_shape", "no_json")
CANNED = {
    "throttled": (429, "text/plain", b"Number of allowed API requests per minute exceeded", "Retry-After: 1\r\n"),
    "broken": (500, "text/html", b"<html><body>Internal Server Error</body></html>", ""),
    "wrong_shape": (200, "application/json", b'{"unexpected": [1, null]}', ""),
    "no_json": (200, "application/json", b"{cut in the mid", ""),
}
Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class FaultProxy:
    """Passes requests on to ``port``; ``faults`` are met by the next requests, one each, in order."""

    def __init__(self, port: int) -> None:
        self._upstream = port
        self.faults: deque[Fault] = deque()
        self.seen = 0
        self._held: list[asyncio.StreamWriter] = []

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[str]:
        """Serve on a free loopback port and give the base URL."""
        server = await asyncio.start_server(self._handle, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            for writer in self._held:
                writer.close()
            server.close()

    def after(self, requests: int, fault: Fault) -> None:
        """Let so many requests pass, then meet one with ``fault``."""
        self.faults.clear()
        self.faults.extend(["pass"] * requests)
        self.faults.append(fault)

    async def _handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = await _read_request(reader)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()
            return
        self.seen += 1
        fault = self.faults.popleft() if self.faults else "pass"
        answer = await self._forward(request) if fault in DOES_THE_WORK else b""
        if fault in ("timeout", "late"):
            self._held.append(writer)
        elif fault in ("reset", "cut"):
            _reset(writer)
        else:
            await _answer(writer, fault, answer)

    async def _forward(self, request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._upstream)
        writer.write(request)
        await writer.drain()
        answer = await reader.read()
        writer.close()
        return answer


async def _read_request(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    kept = [line for line in lines[:-2] if not line.lower().startswith(b"connection:")]
    lengths = [int(line.split(b":")[1]) for line in lines if line.lower().startswith(b"content-length:")]
    body = await reader.readexactly(lengths[0]) if lengths else b""
    return b"\r\n".join([*kept, b"Connection: close", b"", b""]) + body


async def _answer(writer: asyncio.StreamWriter, fault: Fault, answer: bytes) -> None:
    if fault in CANNED:
        status, kind, body, more = CANNED[fault]
        size = f"Content-Length: {len(body)}\r\nConnection: close\r\n"
        answer = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\n{size}{more}\r\n".encode() + body
    elif fault == "partial":
        answer = answer[: answer.index(b"\r\n\r\n") + 5]
    writer.write(answer)
    await writer.drain()
    writer.close()


def _reset(writer: asyncio.StreamWriter) -> None:
    connection = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
