"""Calls to a model that cannot hurt: in time, within the budget, priced, counted, and none while it is down."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from threading import Event
from typing import Any

import structlog
from botocore.exceptions import ClientError
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.messages.ai import UsageMetadata
from langsmith import tracing_context

from agent_service.adapters.chat_models import Ask
from agent_service.conversation.interpretation import Json
from agent_service.conversation.model_budget import NO_ANSWER, DayBudget
from brightthread.service.resilience import Breaker, CircuitOpen

_log = structlog.get_logger(__name__)
FINISHED = frozenset({"end_turn", "stop", "tool_use", "stop_sequence"})
"""Stop reasons of a whole answer; all others (cut off, filtered, refused, malformed) leave none."""
MOST_TOKENS_COUNTED = 200_000
BROKEN_OFF = "broken_off"
"""The stop reason, in the trace, of an answer that was not wanted any more: its tokens are estimated."""
_LETTERS_A_TOKEN = 4
Piece = Callable[[str], Awaitable[bool]]
"""Takes words as they come; False: no more of them are wanted."""


async def _any_words(_: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars a million tokens."""

    input: float = 1.0
    output: float = 5.0

    def of(self, input_tokens: int, output_tokens: int) -> float:
        return round((input_tokens * self.input + output_tokens * self.output) / 1_000_000, 6)


@dataclass(frozen=True, slots=True)
class Model:
    """A model as all its callers share it: its threads, its price, the day's budget, and whether it is down."""

    name: str
    threads: Executor
    price: Price
    budget: DayBudget
    breaker: Breaker


class NoAnswer(Exception):
    """The model did not answer, or not in time; the text names the reason, without anything that was said."""


@dataclass(frozen=True, slots=True)
class Caller:
    """One kind of call: how it is asked, and the seconds it may take."""

    model: Model
    ask: Ask
    timeout_s: float

    async def call(self, messages: list[BaseMessage], hear: Piece = _any_words) -> tuple[str | None, tuple[Json, ...]]:
        """The words of a whole answer, None for every fault, and the row of the trace; no row where nothing was asked
        (the budget is spent, or the model has failed too often just now). ``hear`` gets the words of a streamed answer
        as they come, and can end it."""
        if self.model.breaker.is_open or not self.model.budget.left():
            return None, ()
        started, answer = time.perf_counter(), None
        try:
            with self.model.breaker.guard(NoAnswer):
                answer = await self._answer(messages, hear)
        except CircuitOpen:  # somebody else's message is the one that tries
            return None, ()
        except NoAnswer as problem:
            _log.warning("model_failed", model=self.model.name, reason=str(problem))
        row = self._row(answer, (time.perf_counter() - started) * 1000)
        self.model.budget.spend(row)
        if answer is None or row["stop_reason"] not in FINISHED:
            return None, (row,)
        return _words(answer), (row,)

    async def _answer(self, messages: list[BaseMessage], hear: Piece) -> AIMessage:
        # on threads of our own: those of the loop are few, and others need them
        loop, nobody_waits = asyncio.get_running_loop(), Event()
        pieces: asyncio.Queue[str | None] = asyncio.Queue()

        def hand_over(piece: str) -> None:
            loop.call_soon_threadsafe(pieces.put_nowait, piece)

        work = loop.run_in_executor(self.model.threads, self._asked, messages, nobody_waits, hand_over)
        work.add_done_callback(lambda _: pieces.put_nowait(None))
        said = ""
        try:
            async with asyncio.timeout(self.timeout_s):
                while (piece := await pieces.get()) is not None:
                    said += piece
                    if not await hear(piece):
                        return _broken_off(messages, said)
                return await work
        except TimeoutError:
            raise NoAnswer("timeout") from None
        finally:
            nobody_waits.set()
            work.cancel()

    def _asked(self, messages: list[BaseMessage], nobody_waits: Event, hand_over: Callable[[str], None]) -> AIMessage:
        try:
            with tracing_context(enabled=False):  # what is traced is redacted first: adapters/langsmith.py
                answer = self.ask(messages, nobody_waits, hand_over)
        except Exception as error:  # whatever a provider's client raises is no error of ours
            raise NoAnswer(_reason(error)) from error
        if answer is None:
            raise NoAnswer("broken off")
        return answer

    def _row(self, answer: AIMessage | None, duration_ms: float) -> Json:
        usage: dict[str, Any] = dict((answer.usage_metadata if answer is not None else None) or {})
        metadata = answer.response_metadata if answer is not None else {}
        given = (metadata.get(key) for key in ("stopReason", "stop_reason", "finish_reason"))
        stop = NO_ANSWER if answer is None else next((reason for reason in given if reason), "stop")
        tokens_in, tokens_out = _count(usage.get("input_tokens")), _count(usage.get("output_tokens"))
        return {
            "model": self.model.name,
            "input_tokens": tokens_in,
            "output_tokens": tokens_out,
            "cost_usd": self.model.price.of(tokens_in, tokens_out),
            "duration_ms": round(duration_ms, 1),
            "stop_reason": str(stop)[:40],
        }


def _broken_off(messages: list[BaseMessage], said: str) -> AIMessage:
    """What was said of an answer that nobody wants the rest of; its bill comes after its end, so it is estimated."""
    tokens_in = sum(len(message.text) for message in messages) // _LETTERS_A_TOKEN
    tokens_out = 1 + len(said) // _LETTERS_A_TOKEN
    usage = UsageMetadata(input_tokens=tokens_in, output_tokens=tokens_out, total_tokens=tokens_in + tokens_out)
    return AIMessage(said, usage_metadata=usage, response_metadata={"stopReason": BROKEN_OFF})


def _reason(error: Exception) -> str:
    """The error by its code or type: its message may quote the prompt."""
    if isinstance(error, ClientError):
        return str(error.response.get("Error", {}).get("Code", "ClientError"))
    return type(error).__name__


def _count(tokens: object) -> int:
    """Tokens as counted by the model's side: never fewer than none, never a number that breaks the books."""
    return min(max(tokens, 0), MOST_TOKENS_COUNTED) if isinstance(tokens, int) else 0


def _words(answer: AIMessage) -> str:
    """What the answer says; a document handed over as a tool's arguments is one too."""
    if answer.tool_calls and not answer.text.strip():
        return json.dumps(answer.tool_calls[0]["args"], default=str)
    return answer.text
