"""Closing a turn: the text is checked and streamed, the reply put together, the state written down."""

from dataclasses import asdict

import structlog

from agent_service.conversation import reply
from agent_service.conversation.claim_check import unsupported
from agent_service.conversation.interpretation import Json
from agent_service.conversation.turn import Deps, TurnResult, spoken
from agent_service.graph.work import Turn

_log = structlog.get_logger(__name__)
LONGEST_TITLE = 80


async def close(turn: Turn, deps: Deps, in_reply_to: str | None = "") -> TurnResult:
    """The result of the turn; ``in_reply_to`` defaults to the inbound message."""
    conversation = turn.conversation
    turn.parts = reply.choices_together(turn.parts)
    if turn.reading.frustrated and (turn.outcome or {}).get("kind") != "escalated":
        turn.parts = reply.human_first(turn.parts, turn.texts.say("choice.human"))
    text = flowing(turn.said)
    _check(turn, deps, text)
    await turn.tell(deps.listener)
    conversation.frustrated_before = turn.reading.frustrated
    conversation.spend(turn.model_calls)
    conversation.assistant = text[:2000]
    if not conversation.title and (turn.inbound.text or turn.inbound.action):
        conversation.title = spoken(turn.inbound)[:LONGEST_TITLE]
    pending = conversation.pending
    answer = {
        "message_id": turn.reply_id,
        "in_reply_to": turn.inbound.client_message_id if in_reply_to is not None else None,
        "text": text,
        "parts": turn.parts,
        "state": conversation.state,
        "quote": pending["quote"] if pending else None,
        "outcome": turn.outcome,
        "created_at": turn.now,
    }
    return TurnResult(conversation.dump(), answer, _trace(turn, deps), turn.path)


def _check(turn: Turn, deps: Deps, text: str) -> None:
    """The templates are held to the facts too; one that claims more is our bug, and is logged as one."""
    for claim in unsupported(text, turn.facts):
        _log.error("template_claims_more", conversation_id=deps.conversation_id, kind=claim.kind)


def flowing(said: list[str]) -> str:
    """Sentences side by side, lists and offers on lines of their own."""
    text = ""
    for words in said:
        alone = "\n" in words or words.startswith("•") or text.endswith(":") or "\n" in text
        text += ("\n" if alone else " ") + words if text else words
    return text


def _trace(turn: Turn, deps: Deps) -> Json:
    reading = asdict(turn.reading)
    return {
        "interpreter": turn.source,
        "interpretation": reading | {"changes": list(turn.reading.changes), "missing": list(turn.reading.missing)},
        "transitions": turn.path,
        "prompts": turn.prompts,
        "tools": list(deps.platform.calls),
        "model_calls": turn.model_calls,
        "claim_check": {"checked": len(turn.said), "replaced": turn.replaced},
    }
