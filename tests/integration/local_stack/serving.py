"""ASGI applications behind real sockets, for the time of a test."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Iterator
from typing import Any

import uvicorn


@contextlib.asynccontextmanager
async def serving(app: Any, port: int) -> AsyncIterator[uvicorn.Server]:
    """The application on a loopback port, without taking over the signals of the tests."""
    server = uvicorn.Server(
        uvicorn.Config(
            app, host="127.0.0.1", port=port, log_level="critical", lifespan="off", ws="none", proxy_headers=False
        )
    )
    task = asyncio.create_task(server._serve())
    while not server.started:  # noqa: ASYNC110 - it has no event
        await asyncio.sleep(0.01)
    try:
        yield server
    finally:
        server.should_exit = server.force_exit = True
        await task


@contextlib.contextmanager
def serving_in_thread(app: Any, port: int) -> Iterator[None]:
    """The same for tests whose client blocks."""
    started, ending = threading.Event(), threading.Event()

    async def serve() -> None:
        async with serving(app, port):
            started.set()
            await asyncio.to_thread(ending.wait)

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    assert started.wait(20)
    try:
        yield
    finally:
        ending.set()
        thread.join()
