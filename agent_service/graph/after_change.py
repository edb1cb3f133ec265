"""After the change: its history, its receipt, the way back, and taking a waiting review back."""

from collections.abc import Awaitable, Callable

from agent_service.conversation import reply
from agent_service.conversation.asks import Ask, after_change, meant_change, spares
from agent_service.conversation.interpretation import Intent, Json
from agent_service.conversation.ports import PlatformRefused, PlatformUnavailable
from agent_service.conversation.states import State
from agent_service.conversation.turn import Deps
from agent_service.conversation.undo import lead_back
from agent_service.conversation.wording import moment
from agent_service.graph.about_order import which
from agent_service.graph.beside import come_back
from agent_service.graph.target import target
from agent_service.graph.work import Turn

SHOWN = 10
"""So many of the newest entries of a history are said; the page of the order has them all."""
QUESTIONS = frozenset(
    {
        *(Intent.UNCLEAR, Intent.ORDER_STATUS, Intent.OFF_TOPIC, Intent.DECLINE, Intent.CHANGE_ORDER),
        *(Intent.THANKS, Intent.GREETING, Intent.POLICY_QUESTION, Intent.PRODUCT_QUESTION),
    }
)


def withdraws(turn: Turn) -> bool:
    """Whether a waiting review is to be taken back, though that may sound like cancelling or sending back."""
    conversation, text = turn.conversation, turn.inbound.text or ""
    kinds = {change["type"] for change in turn.reading.changes}
    if not conversation.reviews or not kinds <= {"cancel_order"}:
        return False
    return after_change(text) == "withdraw" or (conversation.pending is None and not kinds and spares(text))


def undoes(turn: Turn) -> bool:
    """Whether a change made here is to be led back, though "put it back" may sound like sending goods back."""
    return after_change(turn.inbound.text or "") == "undo" and bool(turn.conversation.changes)


def _asked(turn: Turn) -> Ask | None:
    if withdraws(turn):
        return "withdraw"
    if turn.reading.intent is Intent.RETURN_REQUEST and undoes(turn):
        return "undo"
    text, reading = turn.inbound.text, turn.reading
    if not text or reading.intent not in QUESTIONS or (reading.intent is Intent.CHANGE_ORDER and reading.changes):
        return None
    return after_change(text)


async def answer(turn: Turn, deps: Deps) -> bool:
    """Answer what the message asks about a change made or waiting; False if it asks nothing of the kind."""
    ask = _asked(turn)
    if ask is None:
        return False
    try:
        answered = await _ANSWERS[ask](turn, deps)
    except (PlatformRefused, PlatformUnavailable):
        turn.say("beside.unavailable")
        turn.end("answered")
        answered = True
    if answered:
        come_back(turn)
    return answered


async def _undo(turn: Turn, deps: Deps) -> bool:
    """Undo is a new request: the changes that lead back, quoted like any other (the machine goes on with it)."""
    if turn.conversation.state == State.AWAIT_CONFIRMATION:
        return False
    known = turn.conversation.changes or await _from_history(turn, deps)
    meant = meant_change(turn.inbound.text or "", known)
    if meant is None or not _leads_back(turn, meant):
        await _say_what_was_changed(turn, deps)
        turn.end("answered")
        return True
    turn.reading = turn.request_back(meant)
    return False


def _leads_back(turn: Turn, change: Json) -> bool:
    """Whether what would lead back still speaks of lines that are there."""
    order = turn.order(change["order_id"])
    lines = {line["line_id"] for line in order["lines"]} if order else set()
    return bool(change["back"]) and all(part.get("line_id") in {None, *lines} for part in change["back"])


async def _from_history(turn: Turn, deps: Deps) -> list[Json]:
    """The newest change of the order meant, made in another conversation, where its history tells how it was before.

    That is what the quote of the change before it promised, as long as nothing came between the two or after them.
    """
    order = target(turn)
    entries = await deps.platform.timeline(order["order_id"]) if order else []
    applied = [entry["change_id"] for entry in entries if entry["kind"] == "change"]
    if order is None or len(applied) < 2:
        return []
    before, newest = [await _option_of(deps, change_id) for change_id in applied[-2:]]
    versions = [option["order_after"]["version"] for option in (before, newest)]
    if versions != [order["version"] - 1, order["version"]]:
        return []
    kinds = sorted({change["type"] for change in newest["changes"]})
    back = lead_back(before["order_after"], newest)
    return [{"change_id": applied[-1], "order_id": order["order_id"], "kinds": kinds, "back": back}]


async def _option_of(deps: Deps, change_id: str) -> Json:
    """The option that a change applied, as its quote has it."""
    change = await deps.platform.change(change_id)
    quote = await deps.platform.quote(change["quote_id"])
    option: Json = next(each for each in quote["options"] if each["option_id"] == change["option_id"])
    return option


async def _say_what_was_changed(turn: Turn, deps: Deps) -> None:
    """What cannot be undone by itself is told from the order's history, to be asked for by name."""
    order = target(turn)
    entry = await _newest(turn, deps, order["order_id"]) if order else None
    if order and entry:
        turn.say("undo.by_name", order=order["order_id"], what=entry["summary"].rstrip("."), at=moment(entry["at"]))
    else:
        turn.say("undo.nothing")


async def _newest(turn: Turn, deps: Deps, order_id: str) -> Json | None:
    """The newest applied change in an order's history, whoever made it."""
    entries = await deps.platform.timeline(order_id)
    turn.facts.learn(entries)
    return next((entry for entry in reversed(entries) if entry["kind"] == "change"), None)


async def _withdraw(turn: Turn, deps: Deps) -> bool:
    reviews = turn.conversation.reviews
    if not reviews:
        return False
    review = reviews[-1]
    try:
        await deps.platform.withdraw_review(review["review_id"])
    except PlatformRefused as problem:
        turn.say("withdraw.decided" if problem.code == "already_decided" else "beside.unavailable")
        turn.end("answered")
        return True
    turn.conversation.reviews = reviews[:-1]
    turn.say("withdraw.done", order=review["order_id"])
    kind = "declined" if turn.conversation.state == State.COMPLETE else "answered"
    turn.end(kind, review_id=review["review_id"], change_id=review["change_id"])
    return True


async def _receipt(turn: Turn, deps: Deps) -> bool:
    """The receipt of the last change here, else of the newest one in the history of the order meant."""
    last = turn.conversation.last_change
    order = target(turn)
    if order is not None and (last is None or turn.reading.order_id not in (None, last["order_id"])):
        entry = await _newest(turn, deps, order["order_id"])
        last = entry and {"change_id": entry["change_id"], "order_id": order["order_id"]}
    if last is None:
        turn.say("receipt.none")
    else:
        turn.show(reply.receipt_part(await deps.platform.receipt(last["change_id"])))
        turn.say("receipt.again", order=last["order_id"])
    turn.end("answered")
    return True


async def _history(turn: Turn, deps: Deps) -> bool:
    order = target(turn)
    if order is None:
        which(turn, "choice.history.of")
        turn.end("answered")
        return True
    entries = await deps.platform.timeline(order["order_id"])
    changes = [entry for entry in entries if entry["kind"] in ("change", "review")]
    turn.facts.learn(entries)
    if not changes:
        turn.say("history.none", order=order["order_id"])
    else:
        lines = "\n".join(_line(turn, entry) for entry in changes[-SHOWN:])
        turn.say("history.some", order=order["order_id"], lines=lines)
    turn.end("answered")
    return True


def _line(turn: Turn, entry: Json) -> str:
    return turn.texts.say(
        "history.line", at=moment(entry["at"]), what=entry["summary"].rstrip("."), who=entry["by"]["name"]
    )


_ANSWERS: dict[str, Callable[[Turn, Deps], Awaitable[bool]]] = {
    "undo": _undo,
    "withdraw": _withdraw,
    "receipt": _receipt,
    "history": _history,
}
