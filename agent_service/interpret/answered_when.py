"""Answers to the question when: a date alone, or so many days, and which way."""

from dataclasses import replace
from itertools import pairwise, takewhile

from agent_service.interpret.frames import Frame
from agent_service.interpret.items import Item
from agent_service.interpret.message import Message

_WAYS = {"earlier": "days_earlier", "later": "days_later"}
_BETWEEN = frozenset({"by", "day", "days"})


def dated(frame: Frame, message: Message) -> Frame:
    """The frame of a date that is asked for, with the one that a message without a request of its own tells."""
    if frame.act != "date" or not frame.asks:
        return frame
    days = _days(message.items, unit=min((frame.date or {}).values(), default=1))
    if days is not None:
        return replace(frame, asks=(), date=days)
    spans = [item.value for item in message.items if item.kind == "span" and item.value]
    if frame.date and len(spans) == 1 and _says_only_how_long(message):
        return replace(frame, asks=(), date={key: spans[0] for key in frame.date})
    if len(spans) == 1 and (way := _onward(message.items)):
        return replace(frame, asks=(), date={way: spans[0]})
    dates = [item.value for item in message.items if item.kind == "date" and item.value]
    return replace(frame, asks=(), date={"delivery_date": dates[0]}) if len(dates) == 1 else frame


def _says_only_how_long(message: Message) -> bool:
    """ "make it 3 days", "7 days, we moved the party": nothing else is counted, denied or wished for."""
    beside = [frame for frame in message.frames if frame.act not in ("bare", "vague") and frame.joined != "sep"]
    at = next(at for at, item in enumerate(message.items) if item.kind == "span")
    clause = list(takewhile(lambda item: item.kind not in _APART, reversed(message.items[:at])))
    clause += takewhile(lambda item: item.kind not in _APART, message.items[at + 1 :])
    counted = any(item.kind in ("number", "date", "not") or item.text in _COUNTED_FROM for item in clause)
    return not beside and not counted and not any(item.kind in ("not", "date") for item in message.items)


_APART = frozenset({"sep", "stop", "dash", "dots"})
_COUNTED_FROM = frozenset({"before", "after", "ago", "prior", "notice", "from"})


def _onward(items: list[Item]) -> str | None:
    """ "whatever is planned now plus 10 days", "the present date minus a week": counted from what there is."""
    before = [one.text for one, two in pairwise(items) if two.kind == "span"]
    return {"plus": "days_later", "minus": "days_earlier"}.get(before[0]) if before else None


def shifted(frame: Frame, said: Frame) -> Frame:
    """ "How many days earlier?" answered with a number (of days) or a whole date."""
    if said.act == "date" and said.date:
        return replace(said)
    if said.amount is None or not said.amount.count:
        return frame
    return replace(frame, asks=(), date={key: unit * said.amount.count for key, unit in (frame.date or {}).items()})


def _days(items: list[Item], unit: int) -> dict[str, int] | None:
    """ "9 later", "later by 9": a number and a way, and no other of either."""
    counts = [at for at, item in enumerate(items) if item.kind == "number"]
    ways = [at for at, item in enumerate(items) if item.kind in _WAYS]
    if len(counts) != 1 or len(ways) != 1 or any(item.kind in ("span", "date") for item in items):
        return None
    between = items[min(counts[0], ways[0]) + 1 : max(counts[0], ways[0])]
    if any(item.text not in _BETWEEN for item in between):
        return None
    return {_WAYS[items[ways[0]].kind]: unit * int(items[counts[0]].value)}
