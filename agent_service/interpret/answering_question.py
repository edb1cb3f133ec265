"""Messages that answer a clarifying question."""

import re
from dataclasses import replace
from typing import Literal

from agent_service.conversation.interpretation import Intent, Interpretation, Json, Situation
from agent_service.conversation.questions import offered_orders
from agent_service.interpret import refusal
from agent_service.interpret.clarifying import Answer, pending
from agent_service.interpret.frames import Frame
from agent_service.interpret.message import read
from agent_service.interpret.order_choice import Choice, choose
from agent_service.interpret.outcome import Outcome
from agent_service.interpret.reading import Reading
from agent_service.interpret.requests import deeds, resolve


def answer_to_question(reading: Reading) -> Interpretation | None:
    plain = reading.message.plain
    own = deeds(reading.message.frames)
    pointing = all(f.act in ("remove", "keep", "cancel") and not any(r.describes for r in f.refs) for f in own)
    if pointing and (
        (refusal.drops(plain) and (not own or "cancel" not in plain))
        or (not own and re.fullmatch(r"(no thanks|cancel|stop|nothing)\W*", plain))
    ):
        return Interpretation(Intent.DECLINE)
    if reading.question() is not None and not own:
        return reading.question()
    previous = reading.previous or reading.situation.assistant or ""
    if reading.choice.unknown:
        return reading.request(Intent.CHANGE_ORDER, _whichever(reading.situation))
    frames = pending(previous, reading.situation, reading.catalogue)
    order = reading.choice.order or _named_before(reading, previous)
    if order is None:
        return _order_asked(reading, frames)
    reading.choice = Choice(order=order)
    return _completed(reading, order, frames)


def _named_before(reading: Reading, previous: str) -> Json | None:
    """The order that the answer describes among those the assistant named, or the only one it named."""
    said = reading.situation.assistant or ""
    named = [o for o in reading.situation.data.orders if str(o["order_id"]) in said]
    named.sort(key=lambda o: said.index(str(o["order_id"])))
    if len(named) > 1:
        narrowed = replace(reading.situation, data=replace(reading.situation.data, orders=tuple(named)), order_id=None)
        return choose(reading.message, narrowed, reading.catalogue).order or _ordinal(reading, named)
    before = choose(read(previous, reading.situation, reading.catalogue), reading.situation, reading.catalogue)
    if before.order is None and not named and reading.previous is not None:
        return _ordinal(reading, offered_orders(before.candidates, reading.situation.data.orders))
    return before.order


def _ordinal(reading: Reading, named: list[Json]) -> Json | None:
    numbers = [n for frame in reading.message.frames for ref in frame.refs for n in ref.lines]
    if len(numbers) == 1 and 0 < abs(numbers[0]) <= len(named):
        return named[numbers[0] - 1 if numbers[0] > 0 else numbers[0]]
    return None


def _order_asked(reading: Reading, frames: list[Frame]) -> Interpretation | None:
    outcome = _whichever(reading.situation)
    outcome.merge(resolve(deeds(reading.message.frames) or frames, None, reading.catalogue))
    return reading.request(Intent.CHANGE_ORDER, outcome)


def _completed(reading: Reading, order: Json, frames: list[Frame]) -> Interpretation | None:
    outcome = Outcome([dict(change) for change in reading.situation.request])
    beside = _beside(deeds(reading.message.frames), order, reading) if frames else []
    reading.message.frames = [frame for frame in reading.message.frames if frame not in beside]
    if any(frame.act == "quantity" for frame in frames):
        reading.message.frames = [_shared(frame) for frame in reading.message.frames]
    understood = _merged(reading, order, frames, outcome)
    if understood is not None:
        return understood or None
    if beside:
        outcome.merge(resolve(beside, order, reading.catalogue))
    _join_addresses(outcome)
    if not outcome.changes and not outcome.missing:
        if reading.situation.order_id is not None:
            return None
        outcome.ask("change")
    return reading.request(Intent.CHANGE_ORDER, outcome)


def _shared(frame: Frame) -> Frame:
    """ "split", where it was asked on which line pieces should go: between them."""
    return Frame("even", even=True) if frame.act == "split" and not frame.refs else frame


def _merged(
    reading: Reading, order: Json, frames: list[Frame], outcome: Outcome
) -> Interpretation | Literal[False] | None:
    """Puts what the answer fills or asks for into ``outcome``; False or an interpretation where that settles it."""
    own = deeds(reading.message.frames)
    answer = Answer(reading.message, order, reading.catalogue, reading.situation.assistant or "")
    filled = answer.complete(frames) if frames else Outcome()
    fresh = resolve(own, order, reading.catalogue) if own else Outcome()
    speaks = _speaks(reading)
    if fresh.changes and not fresh.missing and (filled.missing or not frames):
        outcome.merge(fresh)
    elif frames and speaks and (filled.changes or filled.missing):
        outcome.merge(filled)
    elif own:
        outcome.merge(fresh)
    elif not _names_the_order(reading):
        if frames and filled.missing and any(item.kind == "ones" for item in reading.message.items):
            outcome.merge(filled)
            return reading.request(Intent.CHANGE_ORDER, outcome)
        return _not_understood(reading, outcome) if speaks and outcome.changes else False
    return None


def _speaks(reading: Reading) -> bool:
    """Whether the message says anything an answer is made of."""
    message = reading.message
    dated = any(item.kind in ("date", "span") for item in message.items)
    return bool(message.frames) or dated or bool(message.mentions.ids) or refusal.agrees_somehow(message.plain)


def _beside(own: list[Frame], order: Json, reading: Reading) -> list[Frame]:
    """ "thirty, and btw make the caps 40": whole requests beside the answer."""
    later = [f for f in own if f is not reading.message.frames[0] and f.verb in ("set", "add", "change", "remove")]
    found = [f for f in later if any(ref.describes for ref in f.refs)]
    complete = [f for f in found if not resolve([f], order, reading.catalogue).missing]
    return complete if len(own) > len(complete) else []


def _join_addresses(outcome: Outcome) -> None:
    """A street said before and the city and zip said now are one address."""
    written = [c for c in outcome.changes if c["type"] == "change_address" and "address" in c]
    if len(written) == 2 and "street" in written[0]["address"] and "street" not in written[1]["address"]:
        written[0]["address"] = {**written[0]["address"], **written[1]["address"]}
        outcome.changes.remove(written[1])
        if "postal_code" in written[0]["address"] and "address" in outcome.missing:
            outcome.missing.remove("address")


def _names_the_order(reading: Reading) -> bool:
    mentions = reading.message.mentions
    return reading.situation.order_id is None or bool(mentions.ids) or mentions.descriptive


def _not_understood(reading: Reading, outcome: Outcome) -> Interpretation:
    """An answer that fills nothing of what was asked: the request is not complete for that."""
    if not refusal.agrees_somehow(reading.message.plain):
        refs = [ref for frame in reading.message.frames for ref in frame.refs if ref.describes]
        outcome.ask("quantity" if refs else "line")
    return reading.request(Intent.CHANGE_ORDER, outcome)


def _whichever(situation: Situation) -> Outcome:
    return Outcome([dict(change) for change in situation.request], ["order"])
