"""Traces of turns for LangSmith, over its run API (``POST /runs/batch``).

LangSmith's own client is not used: its anonymizer leaves deep values, names, keys and errors alone. What leaves this
process is built here from a list of known fields, and goes through our redaction as a whole. What customers and the
assistant said is never part of it.
"""

import asyncio
import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any
from uuid import UUID

import httpx
import structlog
from uuid_utils import uuid7

from agent_service.conversation.observation import TurnSeen
from brightthread.service.correlation import correlation_id
from brightthread.service.redaction import redact
from brightthread.service.repeated import Repeated

Json = dict[str, Any]
MOST_WAITING = 500
AT_ONCE = 50
PAUSE_S = 1.0
_READING = ("intent", "order_id", "changes", "missing", "frustrated", "language")
_log = structlog.get_logger("langsmith")


@dataclass(frozen=True, slots=True)
class _Span:
    """A run of a trace: its place in the tree and its time."""

    trace_id: UUID
    run_id: UUID
    parent: "_Span | None"
    start: datetime

    @property
    def dotted_order(self) -> str:
        own = f"{self.start:%Y%m%dT%H%M%S%f}Z{self.run_id}"
        return f"{self.parent.dotted_order}.{own}" if self.parent else own

    def child(self, start: datetime) -> "_Span":
        return _Span(self.trace_id, _new_id(), self, start)


def _new_id() -> UUID:
    return UUID(str(uuid7()))


def runs_of(seen: TurnSeen, project: str) -> list[Json]:
    """The turn and what it called, as LangSmith's runs, redacted."""
    root_id = _new_id()
    root = _Span(root_id, root_id, None, seen.started_at)
    trace = seen.trace
    reading = trace["interpretation"] or {}
    turn = {
        "name": "turn",
        "run_type": "chain",
        "inputs": {"state": seen.state_before, "reading": {name: reading.get(name) for name in _READING}},
        "outputs": {"state": seen.state_after, "outcome": seen.outcome, "parts": list(seen.parts)},
        "transitions": trace["transitions"],
    }
    return [_run(root, seen.ended_at, turn, project, seen), *_children(root, seen, project)]


def _children(root: _Span, seen: TurnSeen, project: str) -> Iterator[Json]:
    start = seen.started_at
    for kind, calls in (("llm", seen.trace["model_calls"]), ("tool", seen.trace["tools"])):
        for call in calls:
            end = start + timedelta(milliseconds=call["duration_ms"])
            known = _model(call) if kind == "llm" else _tool(call)
            yield _run(root.child(start), end, {"run_type": kind, **known}, project, seen)
            start = end


def _model(call: Json) -> Json:
    usage = {name: call[name] for name in ("input_tokens", "output_tokens", "cost_usd")}
    return {"name": call["model"], "outputs": {"stop_reason": call["stop_reason"], "usage": usage}}


def _tool(call: Json) -> Json:
    return {"name": call["name"], "outputs": {"http_status": call["http_status"]}, "error": call["error_code"]}


def _run(span: _Span, end: datetime, known: Json, project: str, seen: TurnSeen) -> Json:
    metadata = {
        "correlation_id": correlation_id(),
        "conversation_id": seen.conversation_id,
        "order_id": seen.order_id,
        "interpreter": seen.trace["interpreter"],
        "prompts": seen.trace["prompts"],
        "transitions": known.pop("transitions", []),
    }
    told: Json = redact({"inputs": {}, "outputs": {}, "error": None, **known, "extra": {"metadata": metadata}})
    return {
        **told,
        "id": str(span.run_id),
        "trace_id": str(span.trace_id),
        "parent_run_id": str(span.parent.run_id) if span.parent else None,
        "dotted_order": span.dotted_order,
        "session_name": project,
        "start_time": span.start.isoformat(),
        "end_time": end.isoformat(),
    }


class LangSmithTraces:
    """Sends a share of all conversations, whole ones; never delays or fails a turn, drops what does not fit."""

    def __init__(self, client: httpx.AsyncClient, project: str, sample: float) -> None:
        self._client = client
        self._project = project
        self._sample = sample
        self._waiting: asyncio.Queue[list[Json]] = asyncio.Queue(MOST_WAITING)
        self._sending = Repeated("traces", self._send_waiting, PAUSE_S, at_the_end=True)

    def turn_done(self, seen: TurnSeen) -> None:
        """Keep the turn for sending, if its conversation is among the sampled ones."""
        if self._sampled(seen.conversation_id):
            with suppress(asyncio.QueueFull):
                self._waiting.put_nowait(runs_of(seen, self._project))

    def _sampled(self, conversation_id: str) -> bool:
        number = int.from_bytes(hashlib.sha256(conversation_id.encode()).digest()[:8])
        return number < self._sample * 2**64

    async def __aenter__(self) -> None:
        await self._sending.__aenter__()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._sending.__aexit__(kind, error, trace)
        await self._client.aclose()

    async def _send_waiting(self) -> None:
        while not self._waiting.empty():
            runs: list[Json] = []
            while len(runs) < AT_ONCE and not self._waiting.empty():
                runs += self._waiting.get_nowait()
            try:
                answer = await self._client.post("/runs/batch", json={"post": runs, "patch": []})
                answer.raise_for_status()
            except httpx.HTTPError as failure:
                _log.warning("traces_lost", number=len(runs), reason=type(failure).__name__)
