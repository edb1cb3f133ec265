"""What goes over the wire: the body of Converse, the events of ConverseStream, and answers that never end."""

import asyncio
import re
from collections.abc import Sequence
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from local_stack.emulators.bedrock.event_stream import event, exception
from local_stack.emulators.bedrock.prompt import Json, Prompt
from local_stack.emulators.bedrock.script import STREAM_ERRORS, Behaviour
from local_stack.emulators.faults import ConnectionDropped

CHUNK = 400
BEAT_S = 0.2
LATENCY_MS = 7


def converse_body(prompt: Prompt, behaviour: Behaviour) -> Json:
    """The answer of Converse."""
    text = behaviour.text(prompt)
    content: list[Json] = [] if behaviour.how == "no_content" else [{"text": text}]
    return {
        "output": {"message": {"role": "assistant", "content": content}},
        "stopReason": behaviour.stop_reason,
        "usage": _usage(prompt, text, behaviour),
        "metrics": {"latencyMs": LATENCY_MS},
    }


def stream_events(prompt: Prompt, behaviour: Behaviour) -> list[bytes]:
    """The messages of ConverseStream; an error of a stream comes after its first words."""
    text = behaviour.text(prompt)
    pieces = [] if behaviour.how == "no_content" else _pieces(text, behaviour)
    deltas = [event("contentBlockDelta", {"contentBlockIndex": 0, "delta": {"text": piece}}) for piece in pieces]
    opening = [event("messageStart", {"role": "assistant"})]
    if behaviour.how in STREAM_ERRORS:
        return [*opening, *deltas[:1], exception(behaviour.how, "Emulated failure.")]
    ending = [event("contentBlockStop", {"contentBlockIndex": 0})] if deltas else []
    return [
        *opening,
        *deltas,
        *ending,
        event("messageStop", {"stopReason": behaviour.stop_reason}),
        event("metadata", {"usage": _usage(prompt, text, behaviour), "metrics": {"latencyMs": LATENCY_MS}}),
    ]


def _pieces(text: str, behaviour: Behaviour) -> list[str]:
    """Word by word where there is a pace, else in large chunks."""
    if behaviour.pace_s:
        return re.findall(r"\s*\S+", text)
    return [text[at : at + CHUNK] for at in range(0, len(text), CHUNK)]


def _usage(prompt: Prompt, text: str, behaviour: Behaviour) -> dict[str, Any]:
    if behaviour.how == "odd_usage":
        return {"inputTokens": -5, "outputTokens": 10**12, "totalTokens": 0}
    read, written = 1 + len(prompt.text) // 4, 1 + len(text) // 4
    return {"inputTokens": read, "outputTokens": written, "totalTokens": read + written}


class Answer(Response):
    """Sends its parts one by one, ``pace_s`` apart; ``how`` "cut" stops half-way, "trickle" hardly goes on."""

    def __init__(self, parts: Sequence[bytes], media_type: str, how: str, pace_s: float = 0.0) -> None:
        super().__init__(b"", 200, {"content-type": media_type})
        self._parts, self._how, self._pace_s = parts, how, pace_s
        del self.headers["content-length"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        if self._how == "trickle":
            await _trickle(b"".join(self._parts), receive, send)
        parts = self._parts[: len(self._parts) // 2] if self._how == "cut" else self._parts
        for part in parts:
            await send({"type": "http.response.body", "body": part, "more_body": True})
            if self._pace_s:
                await asyncio.sleep(self._pace_s)
        if self._how == "cut":
            raise ConnectionDropped
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _trickle(body: bytes, receive: Receive, send: Send) -> None:
    gone = asyncio.ensure_future(receive())
    for byte in body:
        await send({"type": "http.response.body", "body": bytes([byte]), "more_body": True})
        if (await asyncio.wait({gone}, timeout=BEAT_S))[0]:
            break
    gone.cancel()
