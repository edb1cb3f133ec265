"""Claude on Bedrock (or any chat model of LangChain) as a reader and an explainer, with the rules behind both.

One call a job, inside its time limit; whatever goes wrong with it (no answer, a refusal, prose, a wrong shape, no
budget) leads to the rules or to the template, never to an error.
"""

import asyncio
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from botocore.config import Config
from langchain.chat_models import init_chat_model
from langchain_aws import ChatBedrockConverse
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.runnables import Runnable, RunnableLambda
from pydantic import SecretStr

from agent_service.conversation.interpretation import Intent, Interpretation, Interpreter, Json, Situation
from agent_service.conversation.model_reading import checked
from agent_service.conversation.ports import Explanation, Reading
from agent_service.prompts import Prompt, prompt
from agent_service.prompts.interpretation_schema import INTERPRETATION
from brightthread.service.redaction import redact_text

PLAIN = frozenset({Intent.CONFIRM, Intent.DECLINE, Intent.CHOOSE_OPTION, Intent.TALK_TO_HUMAN})
"""What the rules read for certain: no call is made for it (``design.md``, The change, 1)."""


def chat_model(provider: str, model_id: str, *, url: str | None, region: str, timeout_s: float) -> BaseChatModel:
    """The chat model of a setting: ``bedrock``, or ``<provider>:<model>`` for any other that LangChain knows.

    ``url`` (local endpoints only) takes any credentials. One attempt: the rules are the second one.
    """
    if provider != "bedrock":
        return init_chat_model(provider, temperature=0, timeout=timeout_s, max_retries=0)
    config = Config(connect_timeout=1.0, read_timeout=timeout_s, retries={"total_max_attempts": 1})
    keys = {"aws_access_key_id": SecretStr("local"), "aws_secret_access_key": SecretStr("local")} if url else {}
    return ChatBedrockConverse(
        model_id=model_id, region_name=region, endpoint_url=url, config=config, temperature=0, max_tokens=1500, **keys
    )


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars a million tokens."""

    input: float = 1.0
    output: float = 5.0

    def of(self, input_tokens: int, output_tokens: int) -> float:
        return round((input_tokens * self.input + output_tokens * self.output) / 1_000_000, 6)


@dataclass(slots=True)
class DayBudget:
    """What this process may spend on models a day (US dollars, UTC days)."""

    limit_usd: float
    today: Callable[[], date]
    _day: date | None = None
    _spent: float = field(default=0.0)

    def left(self) -> bool:
        if self._day != self.today():
            self._day, self._spent = self.today(), 0.0
        return self._spent < self.limit_usd

    def spend(self, usd: float) -> None:
        self._spent += usd


@dataclass(frozen=True, slots=True)
class Caller:
    """Calls one model: time-boxed, priced and counted; None for every fault."""

    chat: BaseChatModel
    model_id: str
    timeout_s: float
    price: Price
    budget: DayBudget

    async def call(self, messages: list[BaseMessage], schema: Json | None = None) -> tuple[Any, tuple[Json, ...]]:
        """The answer (a dict with a ``schema``, else text) and the rows of the trace; no answer and no rows when the
        budget is spent."""
        if not self.budget.left():
            return None, ()
        started = time.perf_counter()
        answer = await self._within_time(messages, schema)
        raw = answer.get("raw") if isinstance(answer, dict) else None
        row = self._row(raw, (time.perf_counter() - started) * 1000)
        self.budget.spend(row["cost_usd"])
        if raw is None or row["stop_reason"] not in ("end_turn", "stop", "tool_use", "stop_sequence"):
            return None, (row,)
        return answer["parsed"], (row,)

    async def _within_time(self, messages: list[BaseMessage], schema: Json | None) -> Any:
        bound: Runnable[Any, Any] = self.chat | RunnableLambda(lambda raw: {"raw": raw, "parsed": raw.text})
        if schema is not None:
            bound = self.chat.with_structured_output(schema, method="json_schema", include_raw=True)
        # the fault of any provider's client is no error of ours: the fallback turns it into "no answer"
        safe = bound.with_fallbacks([RunnableLambda(lambda _: {"raw": None, "parsed": None})])
        try:
            return await asyncio.wait_for(safe.ainvoke(messages), self.timeout_s)
        except TimeoutError:
            return None

    def _row(self, raw: AIMessage | None, duration_ms: float) -> Json:
        usage = (raw.usage_metadata if raw is not None else None) or {"input_tokens": 0, "output_tokens": 0}
        metadata = raw.response_metadata if raw is not None else {}
        stop = metadata.get("stopReason") or metadata.get("finish_reason") or ("error" if raw is None else "stop")
        tokens_in, tokens_out = usage["input_tokens"], usage["output_tokens"]
        return {
            "model": self.model_id,
            "input_tokens": tokens_in,
            "output_tokens": tokens_out,
            "cost_usd": self.price.of(tokens_in, tokens_out),
            "duration_ms": round(duration_ms, 1),
            "stop_reason": str(stop),
        }


class BedrockReader:
    """``Reader``: the model reads what the rules do not read for certain; its answer is checked or dropped."""

    def __init__(self, rules: Interpreter, caller: Caller) -> None:
        self._rules = rules
        self._caller = caller
        self._prompt = prompt("interpret", "1")

    async def read(
        self, text: str, situation: Situation, *, previous: str | None = None, rules_only: bool = False
    ) -> Reading:
        ruled = self._ruled(text, situation, previous)
        if rules_only or ruled.intent in PLAIN:
            return Reading(ruled)
        answer, calls = await self._caller.call(self._messages(text, situation, previous), INTERPRETATION)
        prompts = ({"name": self._prompt.name, "version": self._prompt.version},) if calls else ()
        read = checked(answer, situation)
        if read is None or read.intent is Intent.CONFIRM:  # the rules saw a condition, a question or a change
            return Reading(ruled, "rules", calls, prompts)
        return Reading(_together(read, ruled), "model", calls, prompts)

    def _ruled(self, text: str, situation: Situation, previous: str | None) -> Interpretation:
        if previous is not None:
            return self._rules.merge_answer(previous, text, situation)
        return self._rules.interpret(text, situation)

    def _messages(self, text: str, situation: Situation, previous: str | None) -> list[BaseMessage]:
        context = json.dumps(_context(situation, previous), ensure_ascii=False)
        said = redact_text(text)
        body = f"<situation>{_quoted(context)}</situation>\n<message>{_quoted(said)}</message>"
        return [SystemMessage(self._prompt.text), HumanMessage(body)]


def _together(read: Interpretation, ruled: Interpretation) -> Interpretation:
    """The model's reading with what only the rules tell: the language, anger they heard, a question's topic."""
    return Interpretation(
        intent=read.intent,
        order_id=read.order_id,
        changes=read.changes,
        option=read.option,
        missing=read.missing,
        frustrated=read.frustrated or ruled.frustrated,
        language=ruled.language,
        details=ruled.details,
    )


def _quoted(text: str) -> str:
    """``text`` as data: it cannot close the tag it stands in."""
    return text.replace("<", "‹").replace(">", "›")


def _context(situation: Situation, previous: str | None) -> Json:
    """What the model has to know, and no more: no names of people, no prices."""
    orders = [
        {
            "order_id": order["order_id"],
            "status": order["status"],
            "delivery_date": order["delivery_date"],
            "address_id": order["address"].get("address_id"),
            "lines": [
                {key: line[key] for key in ("line_id", "product_name", "color", "size", "quantity")}
                | {"artwork_id": line["artwork"]["artwork_id"] if line["artwork"] else None}
                for line in order["lines"]
            ],
        }
        for order in situation.data.orders
        if situation.order_id in (None, order["order_id"])
    ]
    return {
        "today": situation.today,
        "state": situation.state,
        "order_in_focus": situation.order_id,
        "other_order_ids": [order["order_id"] for order in situation.data.orders],
        "assistant_said": redact_text(situation.assistant or ""),
        "unfinished_request": redact_text(previous or ""),
        "request_so_far": list(situation.request),
        "offers": [{"number": option.number, "title": option.title} for option in situation.options],
        "orders": orders,
        "addresses": [{"address_id": row["address_id"], "label": row["label"]} for row in situation.data.addresses],
        "artworks": [{"artwork_id": row["artwork_id"], "name": row["name"]} for row in situation.data.artworks],
        "products": [
            {"name": row["name"], "colors": row["colors"], "sizes": row["sizes"], "skus": _skus(row)}
            for row in situation.data.products
        ],
    }


def _skus(product: Json) -> list[str]:
    return [variant["sku"] for variant in product["variants"]]


class BedrockExplainer:
    """``Explainer``: words a policy answer; the claim check decides whether its words are sent."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller
        self._prompt: Prompt = prompt("explain", "1")

    async def explain(self, question: str, template: str, passages: Sequence[Json]) -> Explanation:
        quoted = "\n".join(passage["passage"] for passage in passages)
        body = (
            f"<question>{_quoted(redact_text(question))}</question>\n<answer>{_quoted(template)}</answer>\n"
            f"<passages>{_quoted(quoted)}</passages>"
        )
        text, calls = await self._caller.call([SystemMessage(self._prompt.text), HumanMessage(body)])
        prompts = ({"name": self._prompt.name, "version": self._prompt.version},) if calls else ()
        words = text.strip() if isinstance(text, str) else ""
        return Explanation(words if 0 < len(words) <= 1000 else None, calls, prompts)
