"""An offer said again: a yes, and beside it the very request that is offered."""

import re
from collections.abc import Iterable
from itertools import pairwise

from agent_service.conversation.interpretation import Json
from agent_service.interpret import agreement
from agent_service.interpret.frames import Frame
from agent_service.interpret.message import Message, read
from agent_service.interpret.reading import Reading
from agent_service.interpret.resolve import Resolver
from agent_service.interpret.wordlist import words

_RESTATING = frozenset(
    words("""
    number size color product product_word art art_part place det pronoun ones all both of for in on to from off with
    please pass sep stop and set need change add remove inc dec cancel send arrow more less pieces order_word order_id
    size_word color_word art_word address each line is span arrive later earlier dash colon keep city signed at as
    """)
)
_WANTING = frozenset(
    words("i we you can could please really just then now so it would want to go ahead yes ok let us do")
)


def restates(reading: Reading) -> bool:
    """ "fine, take the caps off", "cancel it all, yes": a yes, and beside it the very request that is offered."""
    order = reading.choice.order
    plain = reading.message.plain
    if order is None or order["order_id"] != reading.situation.order_id or agreement.doubtful(reading.text, plain):
        return False
    said = _beside_the_yes(agreement.without_what_is_conceded(plain))
    return bool(said) and _is_the_request(said, order, reading)


def said_again(reading: Reading) -> bool:
    """ "so the crest on both lines": the offer in other words, without a word of agreement."""
    order = reading.choice.order
    return order is not None and "?" not in reading.text and _asks_for_the_same(reading.message, order, reading)


def names_what_is_offered(reading: Reading) -> bool:
    """ "only the tees", where nothing but the tees is to change anyway: neither a correction nor a yes."""
    order, frames = reading.choice.order, reading.message.frames
    if order is None or "?" in reading.text or not any(frame.only for frame in frames):
        return False
    if any(frame.act != "bare" or frame.amount is not None or not frame.only for frame in frames):
        return False
    resolver = Resolver(order, reading.catalogue, lines_of(reading.situation.request, order))
    named = {line["line_id"] for line in resolver.lines.fitting_any([ref for frame in frames for ref in frame.refs])}
    asked = {change.get("line_id") for change in reading.situation.request}
    return bool(asked) and None not in asked and asked <= named


_PART = re.compile(r"\s*[,.;!]+\s+|\s*[,.;!]+$")
_PLEASES = re.compile(
    r" (is|are|would be|works|sounds) (just |absolutely )?(fine|ok|good|great|perfect|alright|right)$"
)


def _beside_the_yes(plain: str) -> str:
    """What a message says beside agreeing; nothing where it does not agree, or does nothing else."""
    parts = [part for part in _PART.split(plain) if part]
    others = [part for part in parts if not _is_a_yes(part)]
    head, _, rest = plain.partition(" ")
    if len(others) == len(parts):
        others = [rest] if _is_a_yes(head) else []
    return _PLEASES.sub("", " , ".join(others))


def _is_a_yes(words: str) -> bool:
    return agreement.agrees(words, words.split(), agreement.Terms())


def _is_the_request(said: str, order: Json, reading: Reading) -> bool:
    """Whether ``said`` asks for exactly what is offered, every word of it."""
    message = read(said, reading.situation, reading.catalogue)
    if any(item.kind not in _RESTATING and not set(item.text.split()) <= _WANTING for item in message.items):
        return False
    return _asks_for_the_same(message, order, reading)


def _asks_for_the_same(message: Message, order: Json, reading: Reading) -> bool:
    resolver = Resolver(order, reading.catalogue, lines_of(reading.situation.request, order))
    if any(_leaves_off(frame) for frame in message.frames):
        return False
    outcomes = [resolver.resolve(frame) for frame in message.frames]
    if not outcomes or any(outcome.missing or not outcome.changes for outcome in outcomes):
        return False
    changes = [change for outcome in outcomes for change in outcome.changes]
    return _line_by_line(changes, order) == _line_by_line(reading.situation.request, order)


def _leaves_off(frame: Frame) -> bool:
    """ "go ahead without the crest", where the crest is what is offered."""
    said = [item for item in frame.said if item.kind != "det"]
    spared = [two for one, two in pairwise(said) if one.kind in ("remove", "not", "except")]
    return any(item.kind in ("art", "art_part") and item.value == frame.arts for item in spared)


def _line_by_line(changes: Iterable[Json], order: Json) -> list[Json]:
    """The changes in one order, with an artwork for the whole order written out for each line."""
    lines = [line["line_id"] for line in order["lines"]]
    written = [
        {**change, "line_id": line_id}
        for change in changes
        for line_id in (
            lines if change["type"] == "change_artwork" and change["line_id"] is None else [change.get("line_id")]
        )
    ]
    return sorted(written, key=lambda change: sorted(map(str, change.items())))


def lines_of(request: tuple[Json, ...], order: Json) -> list[Json]:
    named = {change.get("line_id") for change in request}
    return [line for line in order["lines"] if line["line_id"] in named or named == {None}]
