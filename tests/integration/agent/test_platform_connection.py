"""Whatever becomes of a connection to the platform, the agent says that it is unavailable, and asks again first."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpx
import pytest

from agent_service.adapters.platform_http import ATTEMPTS, HttpPlatform, PlatformConnection
from agent_service.conversation.ports import PlatformUnavailable

Deed = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
GOOD = b'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 17\r\n\r\n{"user_id": "u1"}'


async def closes(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Nothing is said."""


async def talks_nonsense(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"\x16\x03\x01 this is no HTTP\r\n\r\n")


async def cuts_the_headers(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(GOOD[:30])


async def cuts_the_body(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(GOOD[:-5])


async def says_it_in_html(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 6\r\n\r\n<html>")


async def hangs(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()  # until the client gives up


async def answers(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(GOOD)


@asynccontextmanager
async def platform(*deeds: Deed) -> AsyncIterator[tuple[HttpPlatform, list[bytes]]]:
    """A platform that does these one after the other, the last one again and again, and the requests it was sent."""
    left, asked = list(deeds), []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        await (left.pop(0) if len(left) > 1 else left[0])(reader, writer)
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        connection = PlatformConnection.to(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        connection.timeout = httpx.Timeout(0.5)
        try:
            yield HttpPlatform(connection, "token"), asked
        finally:
            await connection.transport.aclose()


TROUBLES = [closes, talks_nonsense, cuts_the_headers, cuts_the_body, hangs]


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_trouble_that_passes_is_not_noticed(trouble: Deed) -> None:
    async with platform(trouble, answers) as (there, asked):
        assert await there.me() == {"user_id": "u1"}
    assert len(asked) >= 2


@pytest.mark.parametrize("trouble", [*TROUBLES, says_it_in_html])
async def test_trouble_that_stays_is_an_unavailable_platform(trouble: Deed) -> None:
    async with platform(trouble) as (there, asked):
        with pytest.raises(PlatformUnavailable):
            await there.me()
    assert len(asked) >= (1 if trouble is says_it_in_html else ATTEMPTS)
    assert there.calls[0]["name"] == "me"


async def test_a_platform_that_is_not_there_is_unavailable() -> None:
    async with await asyncio.start_server(answers, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
    connection = PlatformConnection.to(f"http://127.0.0.1:{port}")
    with pytest.raises(PlatformUnavailable):
        await HttpPlatform(connection, "token").me()
    await connection.transport.aclose()


async def test_an_identifier_reaches_the_platform_as_it_is() -> None:
    async with platform(answers) as (there, asked):
        await there.quote("q/1 ü?x=%41")
    assert asked[0].startswith(b"GET /platform/v1/quotes/q%2F1%20%C3%BC%3Fx=%2541 HTTP/1.1\r\n")
    assert b"authorization: bearer token" in asked[0].lower()
