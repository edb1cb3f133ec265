"""Dates and spans of time: "a week later", "by two weeks", "2027-02-01", "Dec 10", "next Friday"."""

import re
from datetime import date, timedelta

from agent_service.interpret.items import Item

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan enero janvier januar",
            "february feb febrero fevrier februar",
            "march mar marzo mars maerz",
            "april apr abril\n        avril",
            "may mayo mai",
            "june jun junio juin juni",
            "july jul julio juillet juli",
            "august aug agosto aout",
            "september sep sept\n        septiembre septembre",
            "october oct octubre octobre oktober",
            "november nov noviembre novembre",
            "december dec diciembre\n        decembre dezember",
        ],
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ["monday mon lunes lundi montag", "tuesday tue tues martes mardi dienstag",
         "wednesday wed miercoles mercredi mittwoch", "thursday thu thurs jueves jeudi donnerstag",
         "friday fri viernes vendredi freitag", "saturday sat sabado samedi samstag",
         "sunday sun domingo dimanche sonntag"]
    )
    for name in names.split()
}  # fmt: skip
_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "fortnight": 14, "month": 30, "months": 30}


def mark(items: list[Item], today: date) -> list[Item]:
    """The items with dates as ``date`` (value: ISO date or None), spans as ``span`` (days), "2 days ago" as ``ago``."""
    out: list[Item] = []
    at = 0
    while at < len(items):
        found = _week_on(items, at, today) or _span(items, at) or _named(items, at, today) or _written(items, at, today)
        if found is None:
            out.append(items[at])
            at += 1
            continue
        item, used = found
        out.append(item)
        at += used
        if item.kind == "span" and _text(items, at) in _AROUND and _scheduled(items, at + 1):
            out.append(Item(_AROUND[_text(items, at)], None, _text(items, at)))
            at += 1
        elif item.kind == "span" and _text(items, at) in _COMPARED and _compared(items, at):
            out.append(Item(_COMPARED[_text(items, at)], None, _text(items, at)))
            at += 1
    return _that_day(out)


def _that_day(items: list[Item]) -> list[Item]:
    """ "the fair is on May 5, deliver it on that day": the one day that was named before."""
    out: list[Item] = []
    for at, item in enumerate(items):
        named = {earlier.value for earlier in out if earlier.kind == "date"}
        pointing = item.text in ("day", "date") and _text(items, at - 1) == "that" and at > 1
        if pointing and len(named) == 1 and _text(items, at - 2) not in _APART:
            out[-1] = Item("date", named.pop(), "date")
        else:
            out.append(item)
    return out


_APART = frozenset({"before", "after", "until", "till", "than", "of", "from"})
_AROUND = {"before": "earlier", "prior": "earlier", "ahead": "earlier", "after": "later", "past": "later",
           "beyond": "later"}  # fmt: skip
_COMPARED = {"late": "later", "early": "earlier", "prior": "earlier", "ahead": "earlier", "after": "later",
             "before": "earlier", "soon": "earlier"}  # fmt: skip
""" "one week late than the current date": compared, though the word has not the form for it."""
_WISHING = frozenset({"can", "could", "please", "need", "want", "bring", "would like", "prefer", "get"})


def _compared(items: list[Item], at: int) -> bool:
    """ "late than …"; "can it come 3 days early"."""
    wished = _text(items, at) == "early" and any(item.text in _WISHING for item in items[:at])
    return wished or _text(items, at + 1) in ("than", "then")


_SCHEDULED = frozenset(
    {
        *[
            "planned",
            "scheduled",
            "date",
            "delivery",
            "original",
            "current",
            "expected",
            "promised",
            "plan",
            "agreed",
            "schedule",
            "arrival",
            "eta",
        ],
        *("delivery date", "due date", "quoted", "says", "stated", "shown", "listed"),
    }
)


def _scheduled(items: list[Item], at: int) -> bool:
    """ "3 days before the planned date": what it is compared with."""
    return any(item.text in _SCHEDULED for item in items[at : at + 4])


def _text(items: list[Item], at: int) -> str:
    return items[at].text if at < len(items) else ""


def _span(items: list[Item], at: int) -> tuple[Item, int] | None:
    item = items[at]
    counts = {"a": 1, "one": 1, "an": 1, "another": 1}
    count = int(item.value) if item.kind == "number" else counts.get(item.text)
    if count is None:
        return None
    used = 1
    if item.kind == "number" and _text(items, at + 1) in ("full", "more", "extra", "business", "working", "calendar"):
        used += 1
    unit = _UNITS.get(_text(items, at + used))
    if unit is None:
        return None
    if item.text == "another" and unit == 1 and at and items[at - 1].kind in ("on", "to", "for"):
        return Item("date", None, "date"), used + 1  # "on another day": one that is still to be told
    if _text(items, at + used + 1) in ("ago", "back"):
        return Item("ago", count * unit, "ago"), used + 2
    if unit == 30:
        return Item("span", None if count != 1 else 30, item.text), used + 1
    return Item("span", count * unit, f"{count} {_text(items, at + used)}"), used + 1


def _week_on(items: list[Item], at: int, today: date) -> tuple[Item, int] | None:
    """ "a week on Friday", "Friday week", "a week from today"."""
    days = {"today": 0, "tomorrow": 1, **{name: (day - today.weekday()) % 7 or 7 for name, day in _WEEKDAYS.items()}}
    if _text(items, at) in _WEEKDAYS and _text(items, at + 1) in ("week", "fortnight"):
        return _in_days(today, days[_text(items, at)] + _UNITS[_text(items, at + 1)]), 2
    span = _span(items, at)
    if span is None or span[0].kind != "span" or span[0].value is None:
        return None
    onward = at + span[1] + (_text(items, at + span[1]) in ("on", "from", "after", "this", "next"))
    day = _text(items, onward)
    told = day in days and (len(day) > _SHORTEST_NAME or onward > at + span[1])
    return (_in_days(today, days[day] + span[0].value), onward + 1 - at) if told else None


_SHORTEST_NAME = 4


def _in_days(today: date, days: int) -> Item:
    return Item("date", (today + timedelta(days=days)).isoformat(), "date")


def _named(items: list[Item], at: int, today: date) -> tuple[Item, int] | None:
    word = items[at].text
    if word in ("may", "mar", "march", "sun", "sat", "mars", "mai") and not _day_near(items, at):
        return None
    if word in _MONTHS:
        day = _day(items, at + 1)
        if day:
            return _dated(items, at, today, _MONTHS[word], day, 2)
    day = _day(items, at)
    if day and _text(items, at + 1) in _MONTHS:
        return _dated(items, at, today, _MONTHS[_text(items, at + 1)], day, 2)
    if day and _text(items, at + 1) == "of" and _text(items, at + 2) in _MONTHS:
        return _dated(items, at, today, _MONTHS[_text(items, at + 2)], day, 3)
    return _weekday(items, at, today)


def _day_near(items: list[Item], at: int) -> bool:
    return bool(_day(items, at + 1) or (at and _day(items, at - 1)))


def _day(items: list[Item], at: int) -> int | None:
    if at >= len(items) or items[at].kind not in ("number", "ordinal"):
        return None
    value = items[at].value
    return value if 1 <= value <= 31 else None


def _dated(items: list[Item], at: int, today: date, month: int, day: int, used: int) -> tuple[Item, int] | None:
    year = None
    follow = at + used
    if _text(items, follow) == ",":
        follow += 1
    if follow < len(items) and items[follow].kind == "number" and 2000 <= items[follow].value <= 2100:
        year, used = items[follow].value, follow - at + 1
    found = _next(today, month, day, year)
    return (Item("date", found, "date"), used) if found else None


def _next(today: date, month: int, day: int, year: int | None) -> str | None:
    try:
        chosen = date(year or today.year, month, day)
    except ValueError:
        return None
    if year is None and chosen < today:
        chosen = chosen.replace(year=today.year + 1)
    return chosen.isoformat()


def _weekday(items: list[Item], at: int, today: date) -> tuple[Item, int] | None:
    word = items[at].text
    if word in ("next", "this", "coming") and _text(items, at + 1) in _WEEKDAYS:
        return _qualified(word, _WEEKDAYS[_text(items, at + 1)], today)
    if word in ("this", "earlier") and _text(items, at + 1) in ("morning", "afternoon", "evening", "today"):
        return Item("day", today.isoformat(), "today"), 2
    if word in ("today", "tonight"):
        return Item("day", today.isoformat(), "today"), 1
    if word == "yesterday":
        return Item("day", (today - timedelta(days=1)).isoformat(), "yesterday"), 1
    if word == "tomorrow":
        return Item("date", (today + timedelta(days=1)).isoformat(), "date"), 1
    if word in ("sun", "sat", "mon", "wed", "fri") and at and items[at - 1].kind not in ("by", "on", "to", "word"):
        return None
    if word not in _WEEKDAYS:
        return None
    ahead = (_WEEKDAYS[word] - today.weekday()) % 7 or 7
    return Item("date", (today + timedelta(days=ahead)).isoformat(), "date"), 1


def _qualified(word: str, weekday: int, today: date) -> tuple[Item, int]:
    """ "next Friday" said on a Tuesday is this week's to some and next week's to others: such a date is asked for."""
    ahead = (weekday - today.weekday()) % 7 or 7
    split = word == "next" and today.weekday() + ahead < 7
    return Item("date", None if split else (today + timedelta(days=ahead)).isoformat(), "date"), 2


def _written(items: list[Item], at: int, today: date) -> tuple[Item, int] | None:
    item = items[at]
    if item.kind != "date" or item.text == "date":  # as typed, and not marked before
        return None
    return Item("date", iso(item.text, today), "date"), 1


def iso(text: str, today: date) -> str | None:
    """The ISO date of a date in digits; month first with slashes, day first with dots; None when it is none."""
    parts = [int(part) for part in re.findall(r"\d+", text)]
    if re.match(r"\d{4}-", text):
        year, month, day = parts
    elif "." in text:
        day, month, year = (*parts, 0)[:3]
    else:
        month, day, year = (*parts, 0)[:3]
        if month > 12:
            month, day = day, month
    return _next(today, month, day, (year + 2000 if 0 < year < 100 else year) or None)
