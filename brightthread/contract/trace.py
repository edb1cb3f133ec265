"""How each turn of a conversation came about; for CX and ops."""

from typing import Annotated, Literal

from pydantic import Field

from brightthread.contract.wire import Instant, Json, View


class TransitionView(View):
    from_: Annotated[str, Field(alias="from")]
    to: str
    on: str


class PromptView(View):
    name: str
    version: str


class ToolCallView(View):
    name: str
    duration_ms: float
    http_status: int | None
    error_code: str | None


class ModelCallView(View):
    model: str
    input_tokens: int
    output_tokens: int
    cost_usd: float
    duration_ms: float
    stop_reason: str | None


class ClaimCheckView(View):
    checked: int
    replaced: int


class TurnTraceView(View):
    message_id: str
    client_message_id: str | None
    started_at: Instant
    duration_ms: float
    interpreter: Literal["rules", "model", "button"]
    interpretation: Json | None
    transitions: list[TransitionView]
    prompts: list[PromptView]
    tools: list[ToolCallView]
    model_calls: list[ModelCallView]
    claim_check: ClaimCheckView
    store_requests: int


class TraceView(View):
    conversation_id: str
    turns: list[TurnTraceView]
