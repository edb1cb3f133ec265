"""A turn as server-sent events: states at once, sentences as they pass the claim check, the reply in their place."""

import asyncio
from collections.abc import AsyncIterator

from fastapi.sse import format_sse_event
from pydantic_core import to_json

from agent_service.api.failures import problem_of
from agent_service.api.turn_views import turn_view
from agent_service.conversation.store import Entry, Json
from agent_service.conversation.turn import Listener
from brightthread.service.crash_points import crash_point

Event = tuple[str, Json]


class TurnStream:
    """Collects what a running turn says; ``events`` are numbered on from ``last_id``."""

    def __init__(self, last_id: int | None) -> None:
        self._queue: asyncio.Queue[Event | None] = asyncio.Queue()
        self._resumed = last_id is not None
        self._last_id = last_id or 0

    def listener(self) -> Listener:
        """Hears the turn; one that is resumed has told its beginning already."""

        async def on_state(state: str) -> None:
            self._queue.put_nowait(("state", {"state": state}))

        async def on_sentence(text: str) -> None:
            if not self._resumed:
                self._queue.put_nowait(("delta", {"text": text}))

        return Listener(on_state, on_sentence)

    async def begun(self, task: asyncio.Task[Entry]) -> AsyncIterator[bytes]:
        """Wait for the first sign of life of the turn; a failure before that is raised, not streamed."""
        task.add_done_callback(lambda _: self._queue.put_nowait(None))
        first = await self._queue.get()
        if first is None and task.exception() is not None:
            task.result()
        return self._encoded(first, task)

    async def _encoded(self, first: Event | None, task: asyncio.Task[Entry]) -> AsyncIterator[bytes]:
        state = None
        event = first
        while event is not None:
            name, data = event
            state = data["state"] if name == "state" else state
            yield self._encode(name, data)
            if name == "delta":
                crash_point("turn.in_stream")
            event = await self._queue.get()
        for name, data in _ending(task, state):
            yield self._encode(name, data)

    def _encode(self, name: str, data: Json) -> bytes:
        self._last_id += 1
        return format_sse_event(event=name, data_str=to_json(data).decode(), id=str(self._last_id))


def _ending(task: asyncio.Task[Entry], state: str | None) -> list[Event]:
    """The state (where the last one told was another) and the reply, or what went wrong."""
    error = task.exception()
    if error is not None:
        if not isinstance(error, Exception):
            raise error
        return [("error", problem_of(error).body())]
    turn = turn_view(task.result())
    told: list[Event] = [] if state == turn["state"] else [("state", {"state": turn["state"]})]
    return [*told, ("reply", turn)]
