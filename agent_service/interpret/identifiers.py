"""Numbers that count nothing: telephone numbers, times of the day, invoices, rooms, bibs, people's shares.

They are part of what a customer tells and no part of a request; an order's own number is left to be found as such.
"""

import re
from collections.abc import Iterable

from agent_service.interpret.items import Item
from agent_service.interpret.noun_phrases import PEOPLE
from agent_service.interpret.wordlist import words

_LABELS = frozenset(
    words("""
    extension ext room rooms suite floor gate gates invoice invoices ref reference ticket tickets bib bibs unit apt
    apartment building hall table tables flight bus page pages exit locker lockers dept department code codes route
    highway pin phone mobile tel telephone fax bay dock aisle shelf booth stand pier terminal zone channel grade
    class chapter lane km mile quote case account customer plate license licence badge badges aged age
    voucher coupon batch week calendar version volume season edition track platform seat seats door level memo
    po pos rma
    """)
)
_JOINING = frozenset({"is", "colon", "quantity_word", "pass", "mark"})
_NAMING = frozenset({"no", "nr", "number", "numbers", "id", "code"})
_ONWARD = frozenset({"to", "and", "dash", "sep"})
_CLOCK = re.compile(r"(?:am|pm|a\.m|p\.m|h|hrs|hours|oclock|sharp)$")
_AT_A_TIME = frozenset({"at", "of", "until", "till", "before", "after", "from", "by"})
_FEWEST_DIGITS = 7
_SHORTEST = 3
_MINUTES, _HOURS = 60, 24


def without_identifiers(items: list[Item], orders: Iterable[str]) -> list[Item]:
    """``items`` with numbers that count nothing as plain words; numbers of ``orders`` stay what they are."""
    ours = {re.sub(r"\D", "", order).lstrip("0") for order in orders}
    dead = _labelled(items) | _telephone(items) | _times(items) | _a_head(items)
    return [
        Item("word", None, item.text) if at in dead and str(item.value) not in ours else item
        for at, item in enumerate(items)
    ]


def _labelled(items: list[Item]) -> set[int]:
    """ "extension 60", "gate code is 1200", "bibs 101 to 165"."""
    found: set[int] = set()
    for at, item in enumerate(items):
        if item.kind != "number":
            continue
        before = at - 1
        while before >= 0 and (items[before].kind in _JOINING or items[before].text in _NAMING) and at - before < 4:
            before -= 1
        told = before >= 0 and items[before].kind in ("word", "address") and items[before].text in _LABELS
        told &= not _opens_a_request(items, at)
        onward = at - 2 in found and items[at - 1].kind in _ONWARD and items[at - 1].kind != "sep"
        if told or onward:
            found.add(at)
    return found


def _opens_a_request(items: list[Item], at: int) -> bool:
    """ "about my order from last week: 15 of the XL …": after the colon something else is counted."""
    return items[at - 1].kind == "colon" and at + 1 < len(items) and items[at + 1].kind in _COUNTED


_COUNTED = frozenset(words("of more less pieces size color product product_word"))


def _telephone(items: list[Item]) -> set[int]:
    """ "410 555 0100": groups of digits one after the other."""
    found: set[int] = set()
    at = 0
    while at < len(items):
        end = at
        while end < len(items) and items[end].kind == "number" and items[end].text.isdigit():
            end += 1
        groups = [items[i].text for i in range(at, end)]
        long = len(groups) > 1 and sum(map(len, groups)) >= _FEWEST_DIGITS
        if long and all(len(group) >= _SHORTEST for group in groups):
            found |= set(range(at, end))
        at = max(end, at + 1)
    return found


def _times(items: list[Item]) -> set[int]:
    """ "10:03 am", "at 14:30", "9 am"."""
    found: set[int] = set()
    for at, item in enumerate(items):
        if item.kind != "number":
            continue
        after = items[at + 1].text if at + 1 < len(items) else ""
        clock = [i.kind for i in items[at : at + 3]] == ["number", "colon", "number"] and _is_a_time(items, at)
        if clock:
            found |= {at, at + 2}
        elif _CLOCK.match(after) and item.value <= _HOURS and item.text.isdigit() and after in ("am", "pm", "sharp"):
            found.add(at)
    return found


def _is_a_time(items: list[Item], at: int) -> bool:
    hour, minute = items[at], items[at + 2]
    written = len(minute.text) == 2 and minute.text.isdigit() and minute.value < _MINUTES and hour.value < _HOURS
    after = items[at + 3].text if at + 3 < len(items) else ""
    before = items[at - 1].kind if at else ""
    return written and bool(_CLOCK.match(after) or before in _AT_A_TIME)


def _a_head(items: list[Item]) -> set[int]:
    """ "one shirt per person", "2 caps per head": a rule, and no number of goods."""
    return {
        at
        for at, item in enumerate(items)
        if item.kind == "number"
        and any(
            one.text == "per" and two.text in _HEADS
            for one, two in zip(items[at + 1 : at + 4], items[at + 2 : at + 5], strict=False)
        )
    }


_HEADS = PEOPLE | {"head", "nose", "employee", "member", "guest", "student", "kid", "child", "volunteer", "runner"}
