"""Messages that answer a clarifying question."""

import re
from dataclasses import replace
from typing import Literal

from agent_service.conversation.interpretation import Intent, Interpretation, Json, Situation
from agent_service.conversation.questions import offered_orders
from agent_service.interpret import refusal
from agent_service.interpret.address_answers import take_part
from agent_service.interpret.chosen_goods import as_chosen, choosing, says_something_of_others
from agent_service.interpret.clarifying import Answer
from agent_service.interpret.frames import Frame
from agent_service.interpret.in_all_or_more import as_meant
from agent_service.interpret.message import Message, read
from agent_service.interpret.noun_phrases import Ref
from agent_service.interpret.numbered_choices import picked
from agent_service.interpret.order_choice import Choice, choose
from agent_service.interpret.outcome import Outcome
from agent_service.interpret.reading import Reading
from agent_service.interpret.requests import deeds, resolve
from agent_service.interpret.thread import Thread, about, beside_the_answer, replaces, thread, wished


def answer_to_question(reading: Reading) -> Interpretation | None:
    reading.message = _by_number(reading)
    plain = reading.message.plain
    own = deeds(reading.message.frames)
    pointing = all(f.act in ("remove", "keep", "cancel") and not any(r.describes for r in f.refs) for f in own)
    if pointing and (
        (refusal.drops(plain) and (not own or "cancel" not in plain))
        or (not own and re.fullmatch(r"(no thanks|cancel|stop|nothing)\W*", plain))
    ):
        return Interpretation(Intent.DECLINE)
    if own and all(frame.asked for frame in own) and re.search(r"\b(what is|how much)\b", plain):
        reading.message.frames, own = [], []
    if reading.question() is not None and not own:
        return reading.question()
    texts = [text for text in (reading.previous or reading.situation.assistant or "").split("\n") if text.strip()]
    if reading.choice.unknown:
        return reading.request(Intent.CHANGE_ORDER, _whichever(reading.situation))
    order = reading.choice.order or _named_before(reading, ". ".join(texts))
    said = thread(texts if reading.previous else [" ".join(texts)], reading.situation, order, reading.catalogue)
    said.frames[:] = _without_there(_as_one(said.frames), reading.situation.request)
    reading.message.frames = as_chosen(reading.message.frames, reading.situation.assistant or "")
    if not any(frame.act == "art" for frame in said.frames):
        reading.message.frames = [_with_that_print(frame) for frame in reading.message.frames]
        reading.message.frames = [_of_so_many(frame, said.frames, order) for frame in reading.message.frames]
    if order is None:
        return _order_asked(reading, said.frames)
    reading.choice = Choice(order=order)
    meant = as_meant(said.frames, reading.situation.assistant or "", reading.message.plain)
    if meant is not None:
        reading.message.frames = meant
        return reading.request(Intent.CHANGE_ORDER, _with_what_was_asked(reading, meant, order))
    return _beginning(reading, order, said) or _with_both(reading, _completed(reading, order, said.frames))


def _by_number(reading: Reading) -> Message:
    """ "number two": what the question numbers so."""
    choice = picked(reading.message.plain, reading.situation.assistant or "")
    return read(choice, reading.situation, reading.catalogue) if choice else reading.message


def _with_what_was_asked(reading: Reading, frames: list[Frame], order: Json) -> Outcome:
    outcome = Outcome([dict(change) for change in reading.situation.request])
    outcome.merge(resolve(frames, order, reading.catalogue))
    _let_the_later_count(outcome, reading.situation.request)
    return outcome


def _as_one(frames: list[Frame]) -> list[Frame]:
    """ "12 more hoodies, in a new size": the size is that of the new ones, and nothing else changes."""
    more = any(frame.act == "quantity" and frame.mode == "inc" for frame in frames)
    return [f for f in frames if not (more and f.act == "move" and f.asks and not f.has_target and f.amount is None)]


def _without_there(frames: list[Frame], request: tuple[Json, ...]) -> list[Frame]:
    """ "Which order should go there?", where the place is told already."""
    told = any(change["type"] == "change_address" for change in request)
    return [frame for frame in frames if not (told and frame.act == "address" and frame.verb == "there")]


def _with_that_print(frame: Frame) -> Frame:
    """ "the ones with the expo print", where no artwork was asked for: which goods are meant."""
    items = [item.kind for item in frame.said if item.kind not in ("det", "pass")]
    if (
        frame.act != "art"
        or not frame.arts
        or items[:3] != ["ones", "with", "art"]
        or not set(items[3:]) <= _OF_THE_PRINT
    ):
        return frame
    return replace(frame, act="bare", verb="", refs=[Ref(arts=frame.arts)], arts=None)


def _of_so_many(frame: Frame, asked: list[Frame], order: Json | None) -> Frame:
    """ "the ninety", where it was asked which goods should go to 80: those of which there are so many."""
    lines = order["lines"] if order else []
    count = frame.amount.count if frame.amount else None
    plain = frame.act == "quantity" and frame.definite and not (frame.refs or frame.verb or frame.partitive)
    fits = [at for at, line in enumerate(lines, start=1) if line["quantity"] == count]
    known = any(other.amount is not None and other.amount.count not in (None, count) for other in asked)
    if not (plain and known and len(fits) == 1) or frame.mode not in ("", "set"):
        return frame
    return replace(frame, act="bare", amount=None, refs=[Ref(lines=(fits[0],))])


_OF_THE_PRINT = frozenset({"art_word", "on", "pronoun", "please"})


_WHAT_CHANGES = re.compile(r"\bwhat\b.*\bchange\b", re.IGNORECASE)


def _beginning(reading: Reading, order: Json, said: Thread) -> Interpretation | None:
    """ "the size", where nothing yet was asked to happen: what is to be changed, of the goods named before."""
    asked = reading.previous is not None or _WHAT_CHANGES.search(reading.situation.assistant or "")
    if not asked or (said.frames and not replaces(said.frames, reading.message)):
        return None
    own = wished(reading.message, reading.text, reading.situation, reading.catalogue)
    frames = [about(frame, said.goods) for frame in own]
    if not frames or (frames == deeds(reading.message.frames) and not said.frames):
        return None
    outcome = Outcome([dict(change) for change in reading.situation.request])
    outcome.merge(resolve(frames, order, reading.catalogue))
    return reading.request(Intent.CHANGE_ORDER, outcome)


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
    refs = [ref for frame in reading.message.frames for ref in frame.refs if ref.lines]
    numbers = [n for ref in refs for n in ref.lines]
    if len(numbers) == 1 and 0 < abs(numbers[0]) <= len(named):
        reading.message.asides.extend(refs)  # said of the order, and of none of its lines
        return named[numbers[0] - 1 if numbers[0] > 0 else numbers[0]]
    return None


def _order_asked(reading: Reading, frames: list[Frame]) -> Interpretation | None:
    outcome = _whichever(reading.situation)
    outcome.merge(resolve(deeds(reading.message.frames) or frames, None, reading.catalogue))
    return reading.request(Intent.CHANGE_ORDER, outcome)


def _completed(reading: Reading, order: Json, frames: list[Frame]) -> Interpretation | None:
    outcome = Outcome([dict(change) for change in reading.situation.request if not _spared(change, reading)])
    frames = _still_meant(frames, reading)
    if _told_in_part(reading, frames, outcome) or _shared_out(reading, order, frames, outcome):
        return reading.request(Intent.CHANGE_ORDER, outcome)
    beside = beside_the_answer(reading.message.frames, frames, order, reading.catalogue) if frames else []
    reading.message.frames = [frame for frame in reading.message.frames if frame not in beside]
    if any(frame.act == "quantity" for frame in frames):
        reading.message.frames = [_shared(frame) for frame in reading.message.frames]
    understood = _merged(reading, order, frames, outcome)
    if understood is not None:
        return understood or None
    if beside:
        outcome.merge(resolve(beside, order, reading.catalogue))
    _let_the_later_count(outcome, reading.situation.request)
    if outcome.changes and not outcome.missing and _takes_back(reading):
        outcome.ask("change")
    if not outcome.changes and not outcome.missing:
        if reading.situation.order_id is not None:
            return None
        outcome.ask("change")
    return reading.request(Intent.CHANGE_ORDER, outcome)


_BOTH = re.compile(
    r"\b(?:which|what) (?:size|colou?r)s?(?:,? and| &|,)(?: which| what)? (?:size|colou?r)\b", re.IGNORECASE
)


def _with_both(reading: Reading, found: Interpretation | None) -> Interpretation | None:
    """What an answer leaves out of size and colour, where both were asked for, is still to be told.

    That one line of the order fits is no answer: the new pieces may be of a kind that is not on it.
    """
    told = {item.kind for item in reading.message.items} & {"size", "color"}
    answered = len(told) != 1 or reading.situation.request or not _BOTH.search(reading.situation.assistant or "")
    if found is None or answered or found.intent is not Intent.CHANGE_ORDER or found.missing:
        return found
    return replace(found, changes=(), missing=("color",) if "size" in told else ("size",))


def _told_in_part(reading: Reading, frames: list[Frame], outcome: Outcome) -> bool:
    """Whether an address was asked for, and the answer is a part of one; ``outcome`` then holds it."""
    begun = any(c["type"] == "change_address" and "address" in c for c in outcome.changes)
    asked = begun or (bool(frames) and all(frame.act == "address" for frame in frames))
    known = [str(address["city"]) for address in reading.situation.data.addresses]
    named = any(frame.address_ids for frame in reading.message.frames)
    return asked and not named and take_part(reading.message, outcome, known)


def _shared(frame: Frame) -> Frame:
    """ "split", where it was asked on which line pieces should go: between them."""
    return Frame("even", even=True) if frame.act == "split" and not frame.refs else frame


def _merged(
    reading: Reading, order: Json, frames: list[Frame], outcome: Outcome
) -> Interpretation | Literal[False] | None:
    """Puts what the answer fills or asks for into ``outcome``; False or an interpretation where that settles it."""
    own = deeds(reading.message.frames)
    filled = _filled(reading, order, frames)
    fresh = resolve(own, order, reading.catalogue) if own else Outcome()
    picks = _picks_pieces(own, frames)
    speaks = picks or _speaks(reading)
    if fresh.changes and not fresh.missing and not picks and (filled.missing or not frames):
        if _say_anew(fresh, reading.situation.request):
            outcome.ask(*filled.missing)
        outcome.merge(fresh)
    elif frames and speaks and (filled.changes or filled.missing):
        outcome.merge(filled)
        if _says_nothing_new(reading, own, frames, order, filled):
            outcome.ask("change")
    elif own:
        outcome.merge(fresh)
    elif not _names_the_order(reading):
        if frames and filled.missing and any(item.kind in ("ones", "rank") for item in reading.message.items):
            outcome.merge(filled)
            return reading.request(Intent.CHANGE_ORDER, outcome)
        return _not_understood(reading, outcome) if speaks and outcome.changes else False
    return None


def _filled(reading: Reading, order: Json, frames: list[Frame]) -> Outcome:
    """What the answer makes of the ``frames`` that were asked about."""
    filled = _answer(reading, order).complete(frames) if frames else Outcome()
    others = len(filled.changes) > len(frames) and says_something_of_others(reading.message)
    return Outcome(missing=["line"]) if others else filled


def _answer(reading: Reading, order: Json) -> Answer:
    return Answer(choosing(reading.message), order, reading.catalogue, reading.situation.assistant or "")


def _shared_out(reading: Reading, order: Json, frames: list[Frame], outcome: Outcome) -> bool:
    """Whether the answer shares the pieces out among sizes or colours; ``outcome`` then holds the parts."""
    answer = _answer(reading, order)
    filled = answer.complete(frames)
    if not answer.in_parts:
        return False
    reading.message.frames, reading.message.told = [], []  # every word of it has been understood
    outcome.merge(filled)
    _let_the_later_count(outcome, reading.situation.request)
    return True


def _picks_pieces(own: list[Frame], frames: list[Frame]) -> bool:
    """ "10 mediums", where the size is to change: which pieces, and not how many there should be."""
    counted = [f for f in own if f.act == "quantity" and not f.verb and f.mode in ("", "set") and not f.onto]
    moved = [frame for frame in frames if frame.act == "move" and not frame.has_target]
    return bool(moved) and len(moved) == len(frames) and bool(counted) and len(counted) == len(own)


_OR_ELSE = re.compile(r"\bor (cancel|remove|drop|take|change|keep|leave)\b", re.IGNORECASE)


def _says_nothing_new(reading: Reading, own: list[Frame], frames: list[Frame], order: Json, filled: Outcome) -> bool:
    """Whether one of two deeds was to be chosen, and the answer leaves the first as it stood in the question."""
    asked = reading.previous is None and not own and _OR_ELSE.search(reading.situation.assistant or "")
    untouched = resolve(frames, order, reading.catalogue) if asked and not filled.missing else Outcome()
    return bool(untouched.changes) and untouched.changes == filled.changes and not untouched.missing


_ONE_OF_A_KIND = frozenset({"change_quantity", "change_address", "change_delivery_date", "remove_line"})


def _place(change: Json) -> tuple[str, object]:
    kind = "change_quantity" if change["type"] == "remove_line" else change["type"]
    return (str(kind), change.get("line_id"))


_BACK = re.compile(
    r"\b(scratch|forget|changed my mind|do not (remove|change|cancel|send|ship|add)|as is|as it is|as well)\b"
)
_NOT_CANCELLED = re.compile(r"\b(not|nothing|never|no one|nobody)\b[^.;]*\bcancel")


def _takes_back(reading: Reading) -> bool:
    """Whether a part of the request so far is taken back or widened beside the answer: then it is asked about."""
    return bool(reading.situation.request) and bool(_BACK.search(reading.message.plain))


def _spared(change: Json, reading: Reading) -> bool:
    """ "Nothing should be cancelled", after all."""
    return change["type"] == "cancel_order" and bool(_NOT_CANCELLED.search(reading.message.plain))


def _still_meant(frames: list[Frame], reading: Reading) -> list[Frame]:
    spared = _NOT_CANCELLED.search(reading.message.plain)
    return [frame for frame in frames if frame.act != "cancel"] if spared else frames


def _say_anew(fresh: Outcome, before: tuple[Json, ...]) -> bool:
    """Whether all that is asked now was asked before with another value: "sorry, caps to 80"."""
    return {_place(change) for change in fresh.changes} <= {_place(change) for change in before}


def _let_the_later_count(outcome: Outcome, before: tuple[Json, ...]) -> None:
    """Of two that cannot both be, the one said now counts, and not the one of the request so far."""
    cancelled = [c for c in outcome.changes if c["type"] == "cancel_order" and c not in before]
    outcome.changes = cancelled or outcome.changes
    new = {_place(c) for c in outcome.changes if c["type"] in _ONE_OF_A_KIND and c not in before}
    outcome.changes = [change for change in outcome.changes if change not in before or _place(change) not in new]


def _speaks(reading: Reading) -> bool:
    """Whether the message says anything an answer is made of."""
    message = reading.message
    dated = any(item.kind in ("date", "span", "city", "place", "art_part") for item in message.items)
    return bool(message.frames) or dated or bool(message.mentions.ids) or refusal.agrees_somehow(message.plain)


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
