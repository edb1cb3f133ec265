"""Handing over to a human: one open escalation a conversation, with transcript and summary; owed if it must be."""

from agent_service.conversation import reply
from agent_service.conversation.interpretation import Json
from agent_service.conversation.ports import PlatformRefused, PlatformUnavailable, Wording
from agent_service.conversation.support_hours import expected_response
from agent_service.conversation.turn import Deps, spoken
from agent_service.conversation.wording import moment
from agent_service.graph.explaining import worded
from agent_service.graph.offers import release
from agent_service.graph.summary import LONGEST, summary
from agent_service.graph.work import Turn
from brightthread.contract.instants import render

LATEST = 8
"""So many messages of the conversation, at its end, a model is shown for the summary."""


async def transcript(turn: Turn, deps: Deps) -> list[Json]:
    """The conversation so far with this message at its end."""
    earlier = await deps.transcript.read()
    return [*earlier, {"role": "customer", "text": spoken(turn.inbound), "at": turn.now}]


async def hand_over(turn: Turn, deps: Deps) -> None:
    """Make sure there is an open escalation, say so, and leave the request to the human."""
    conversation = turn.conversation
    reason = turn.handoff or "customer_requested"
    order_id = _order_id(turn)
    again = conversation.escalation is not None
    known = summary(turn, reason)
    await release(turn, deps)
    if conversation.escalation is None:
        said = None if turn.platform_down else await transcript(turn, deps)
        text = await _in_short(turn, deps, known, said or [])
        conversation.escalation = await _escalate(turn, deps, reason, order_id, text, said)
    _report(turn, conversation.escalation, again=again)
    await _show_tracking(turn, deps, order_id, reason)
    conversation.give_up_request()


def _order_id(turn: Turn) -> str | None:
    """The order this is about, as far as it is known to be the customer's."""
    named = turn.reading.order_id
    return named if named is not None and turn.order(named) else turn.conversation.order_id


async def _in_short(turn: Turn, deps: Deps, known: str, said: list[Json]) -> str:
    """The summary with a model's one or two sentences above it, where there are some that hold."""
    if not said:
        return known
    sources = tuple(f"{line['role']}: {line['text']}" for line in said[-LATEST:])
    words = await worded(turn, deps, Wording("summary", spoken(turn.inbound), known, sources))
    if words is None or words in known:
        return known
    return f"{turn.texts.say('summary.short', words=words)}\n{known}"[:LONGEST]


async def _escalate(
    turn: Turn, deps: Deps, reason: str, order_id: str | None, text: str, said: list[Json] | None
) -> Json:
    body: Json = {"conversation_id": deps.conversation_id, "reason": reason, "summary": text}
    body |= {"order_id": order_id} if order_id else {}
    if said is not None:
        try:
            full = body | {"transcript": said}
            return await deps.platform.create_escalation(full, key=f"escalation-{turn.inbound.message_id}")
        except (PlatformUnavailable, PlatformRefused):
            turn.platform_down = True
    return _owe(turn, deps, body)


def _owe(turn: Turn, deps: Deps, body: Json) -> Json:
    """An escalation that the platform could not take: minted here, delivered later with a machine token."""
    escalation_id = deps.ids.new("esc")
    turn.conversation.owed.append(body | {"escalation_id": escalation_id, "user_id": deps.user_id})
    by = render(expected_response(body["reason"], deps.clock.now()))
    return {
        "escalation_id": escalation_id,
        "reason": body["reason"],
        "status": "open",
        "ticket_id": None,
        "expected_response_by": by,
    }


def _report(turn: Turn, escalation: Json, *, again: bool) -> None:
    conversation = turn.conversation
    key = escalation["escalation_id"]
    known = conversation.tickets.get(key, {})
    ticket_id = known.get("ticket_id") or escalation.get("ticket_id")
    by = known.get("expected_response_by") or escalation.get("expected_response_by")
    conversation.remember_ticket(key, ticket_id, by)
    turn.facts.allow("deed", "handed over")
    turn.facts.learn(escalation)
    turn.say("escalated.again" if again else _told(turn))
    if by:
        turn.say("escalated.when", by=moment(by))
    turn.show(reply.ticket_part(key, ticket_id, by))
    turn.end("escalated", reason=escalation["reason"], escalation_id=key, ticket_id=ticket_id)


def _told(turn: Turn) -> str:
    """The text that says why; that there is no order at all is said differently."""
    if turn.handoff == "order_not_found" and not turn.data.orders:
        return "escalated.no_orders"
    return f"escalated.{turn.handoff}"


async def _show_tracking(turn: Turn, deps: Deps, order_id: str | None, reason: str) -> None:
    if reason != "order_shipped" or order_id is None:
        return
    try:
        turn.show(reply.tracking_part(await deps.platform.tracking(order_id)))
    except (PlatformRefused, PlatformUnavailable):
        turn.say("tracking.unavailable")
