"""Carrying a confirmation to the platform, and reading its answer: done, waiting for a human, or no longer true."""

from agent_service.conversation import reply
from agent_service.conversation.difference_words import difference_words
from agent_service.conversation.interpretation import Json
from agent_service.conversation.ports import PlatformRefused, PlatformUnavailable
from agent_service.conversation.states import State
from agent_service.conversation.support_hours import expected_response
from agent_service.conversation.turn import Deps, spoken
from agent_service.conversation.wording import day, moment, money
from agent_service.graph.denial import reasons_words
from agent_service.graph.hand_over import transcript
from agent_service.graph.offers import release
from agent_service.graph.work import Step, Turn
from brightthread.contract.instants import render

REVIEW_REASON = "refund_above_threshold"


async def apply_confirmed(turn: Turn, deps: Deps) -> Json:
    """Apply the confirmed option, keyed by quote and message; a quote used already gives the change it made.

    Raises what the platform's port raises.
    """
    pending = turn.conversation.pending or {}
    quote, option = pending["quote"], _chosen(pending)
    body: Json = {
        "option_id": option["option_id"],
        "digest": quote["digest"],
        "confirmation": {
            "conversation_id": deps.conversation_id,
            "message_id": turn.inbound.message_id,
            "text": spoken(turn.inbound),
        },
    }
    if option["needs_review"]:
        body["transcript"] = await transcript(turn, deps)
    try:
        return await deps.platform.apply(quote["quote_id"], body, key=f"{quote['quote_id']}-{turn.inbound.message_id}")
    except PlatformRefused as problem:
        if problem.code == "quote_used" and problem.body.get("change_id"):
            return await deps.platform.change(problem.body["change_id"])
        raise


def _chosen(pending: Json) -> Json:
    options: list[Json] = pending["quote"]["options"]
    return next(option for option in options if option["option_id"] == pending["option_id"])


def report_done(turn: Turn, change: Json) -> None:
    """Say what was done, from the platform's answer, and close the request."""
    conversation = turn.conversation
    pending = conversation.pending or {}
    option_id = change["option_id"]
    words = pending["words"][option_id]
    turn.facts.learn([change, pending["quote"]])
    undoing = {"kinds": _kinds(pending["quote"], option_id), "back": pending["back"][option_id]}
    if change["status"] == "pending_review":
        _report_review(turn, change, words, undoing)
    else:
        conversation.remember_change(change["change_id"], change["order_id"], **undoing)
        _report_applied(turn, change, words)
    conversation.pending = conversation.ended = None
    conversation.forget_request()


def _kinds(quote: Json, option_id: str) -> list[str]:
    option = next(option for option in quote["options"] if option["option_id"] == option_id)
    return sorted({change["type"] for change in option["changes"]})


def _report_applied(turn: Turn, change: Json, words: Json) -> None:
    order = change["order"]
    turn.facts.allow("deed", "changed")
    values = {"order": order["order_id"], "title": words["title"], "total": money(order["totals"]["total"])}
    if order["status"] == "CANCELLED":
        turn.say("done.cancelled", **values)
    else:
        turn.say("done.applied", **values, date=day(order["delivery_date"]))
    turn.show(reply.receipt_part(change["receipt"]), reply.order_part(order))
    choices = [reply.say_choice(turn.texts.say("choice.history"), turn.texts.say("choice.history.text"))]
    if turn.conversation.last_change and turn.conversation.last_change["back"]:
        choices.insert(0, reply.say_choice(turn.texts.say("choice.undo"), turn.texts.say("choice.undo.text")))
    turn.show(reply.choices_part(choices))
    turn.end("applied", change_id=change["change_id"])


def _report_review(turn: Turn, change: Json, words: Json, undoing: Json) -> None:
    review_id = change["review_id"]
    by = render(expected_response(REVIEW_REASON, turn.moment))
    conversation = turn.conversation
    known = conversation.tickets.get(review_id, {"ticket_id": None, "expected_response_by": by})
    conversation.remember_ticket(review_id, known["ticket_id"], known["expected_response_by"])
    conversation.reviews = [
        *(review for review in conversation.reviews if review["review_id"] != review_id),
        {"review_id": review_id, "change_id": change["change_id"], "order_id": change["order_id"], **undoing},
    ][-5:]
    turn.facts.allow("deed", "handed over")
    turn.say("done.pending_review", order=change["order_id"], title=words["title"], by=moment(by))
    turn.show(reply.ticket_part(None, known["ticket_id"], known["expected_response_by"]))
    withdraw = reply.say_choice(turn.texts.say("choice.withdraw"), turn.texts.say("choice.withdraw.text"))
    turn.show(reply.choices_part([withdraw]))
    turn.end(
        "pending_review",
        reason=REVIEW_REASON,
        change_id=change["change_id"],
        review_id=review_id,
        ticket_id=known["ticket_id"],
    )


async def drifted(turn: Turn, deps: Deps, problem: PlatformRefused) -> Step:
    """The offer no longer holds: the fresh one with what differs, else a human."""
    fresh = problem.body.get("fresh_quote")
    turn.differences = problem.body.get("differences") or []
    if fresh is None and problem.code in ("quote_released", "digest_mismatch"):
        fresh = await _quote_again(turn, deps)
    if fresh is None or not fresh["options"]:
        return await _failed(turn, deps, fresh)
    turn.quote = fresh
    turn.facts.learn(problem.body)
    turn.say(f"drift.{problem.code}")
    if words := difference_words(turn.differences, turn.texts):
        turn.said.append(words)
    await release(turn, deps, but=fresh["quote_id"])
    return Step(State.PRESENT_OPTIONS)


async def _quote_again(turn: Turn, deps: Deps) -> Json | None:
    pending = turn.conversation.pending or {}
    quote, option = pending["quote"], _chosen(pending)
    key = f"again-{quote['quote_id']}-{turn.inbound.message_id}"
    try:
        return await deps.platform.create_quote(quote["order_id"], option["changes"], replaces=None, key=key)
    except (PlatformRefused, PlatformUnavailable):
        return None


async def _failed(turn: Turn, deps: Deps, fresh: Json | None) -> Step:
    """Nothing was changed, and nothing can be offered: a human takes it from here."""
    turn.handoff = "change_failed"
    turn.said.append(turn.texts.say("apply.nothing_changed"))
    if fresh is not None:
        turn.conversation.to_release.append(fresh["quote_id"])
        turn.quote = fresh
        turn.facts.learn(fresh)
        turn.handoff = fresh["escalation_reason"] or "change_failed"
        if turn.handoff == "change_failed":
            turn.said.append(reasons_words(fresh, turn.texts))
    await release(turn, deps)
    return Step(State.ESCALATE)
