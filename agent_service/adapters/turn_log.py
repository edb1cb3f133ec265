"""Turns in the log and in the metrics: latency with the share of model and tools, containment, errors, cost."""

import structlog

from agent_service.conversation.model_budget import NO_ANSWER
from agent_service.conversation.observation import TurnSeen
from brightthread.service.metrics import Metrics

_log = structlog.get_logger("turn")


class TurnLog:
    """One line a turn."""

    def turn_done(self, seen: TurnSeen) -> None:
        outcome = seen.outcome or {}
        _log.info(
            "turn",
            conversation_id=seen.conversation_id,
            order_id=seen.order_id,
            state=seen.state_after,
            state_before=seen.state_before,
            interpreter=seen.trace["interpreter"],
            outcome=outcome.get("kind"),
            reason=outcome.get("reason"),
            duration_ms=round(seen.seconds * 1000, 1),
        )
        for tool in seen.trace["tools"]:
            if tool["error_code"] is not None:
                _log.warning(
                    "tool_failed",
                    conversation_id=seen.conversation_id,
                    tool_name=tool["name"],
                    http_status=tool["http_status"],
                    error_code=tool["error_code"],
                    duration_ms=tool["duration_ms"],
                )


class TurnMetrics:
    """What the dashboard shows of turns."""

    def __init__(self, metrics: Metrics) -> None:
        self._turns = metrics.histogram("turn_seconds", "Time to answer a message", ("interpreter",))
        self._tools = metrics.histogram("turn_tools_seconds", "Part of a turn spent on other systems")
        self._models = metrics.histogram("turn_models_seconds", "Part of a turn spent on models")
        self._outcomes = metrics.counter("turn_outcomes", "Requests by how they ended", ("kind",))
        self._escalations = metrics.counter("escalations", "Requests handed to a human", ("reason",))
        self._failures = metrics.counter("tool_errors", "Calls to other systems that failed", ("tool", "code"))
        self._calls = metrics.counter("model_calls", "Calls to models", ("model",))
        self._silences = metrics.counter("model_failures", "Calls to models that brought no answer", ("model",))
        self._tokens = metrics.counter("model_tokens", "Tokens read and written", ("model", "direction"))
        self._cost = metrics.counter("model_cost_usd", "Cost of models in US dollars", ("model",))
        self._replaced = metrics.counter("claims_replaced", "Texts replaced because of a claim nobody made")

    def turn_done(self, seen: TurnSeen) -> None:
        trace = seen.trace
        self._turns.labels(trace["interpreter"]).observe(seen.seconds)
        self._tools.observe(sum(tool["duration_ms"] for tool in trace["tools"]) / 1000)
        self._models.observe(sum(call["duration_ms"] for call in trace["model_calls"]) / 1000)
        self._replaced.inc(trace["claim_check"]["replaced"])
        for tool in trace["tools"]:
            if tool["error_code"] is not None:
                self._failures.labels(tool["name"], tool["error_code"]).inc()
        for call in trace["model_calls"]:
            self._model_called(call["model"], call["input_tokens"], call["output_tokens"], call["cost_usd"])
            if call["stop_reason"] == NO_ANSWER:
                self._silences.labels(call["model"]).inc()
        if seen.outcome is not None:
            self._ended(seen.outcome["kind"], seen.outcome["reason"])

    def _model_called(self, model: str, read: int, written: int, cost: float) -> None:
        self._calls.labels(model).inc()
        self._tokens.labels(model, "input").inc(read)
        self._tokens.labels(model, "output").inc(written)
        self._cost.labels(model).inc(cost)

    def _ended(self, kind: str, reason: str | None) -> None:
        self._outcomes.labels(kind).inc()
        if kind == "escalated":
            self._escalations.labels(reason or "unknown").inc()
