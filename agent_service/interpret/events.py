"""Names that stand for what happens: "before Oktoberfest" speaks of no print, "the camp got moved" of no address."""

import re

from agent_service.interpret.items import Item
from agent_service.interpret.noun_phrases import PEOPLE
from agent_service.interpret.wordlist import words

_TIMES = frozenset(words("before after during until till since by at"))
APART = frozenset({"sep", "stop", "question", "and", "but", "then", "dash", "dots", "colon"})
_OF_PRINTS = frozenset({"art_word", "change", "different", "instead", "instead_of", "ones", "on"})
_CHOOSING = frozenset(words("go going opt opting settle vote use using put swap thing file print printed"))


def without_events(items: list[Item]) -> list[Item]:
    """``items`` with a mere word for each artwork or place that stands for an event or for those who hold it."""
    mere = (_an_event, _befalls, _had_none, _of_people)
    said = [any(is_so(items, at) for is_so in mere) for at in range(len(items))]
    return [Item("word", None, item.text) if event else item for item, event in zip(items, said, strict=True)]


_BEFALLING = re.compile(
    r"^(?:just |finally |suddenly |now )?"
    r"(?:got|gets|was|is|has been|had been|had to be|has to be|is being|have been|will be) "
    r"(?:just |now |already )?"
    r"(?:moved|pushed|postponed|delayed|canceled|called off|shut|closed|flooded|rescheduled|shifted|renovated"
    r"|rebuilt|painted|booked|extended|sold|evacuated|locked|full|over)\b(?! to\b)"
    r"|^(?:is|are) (?:just |now |currently )?being \w+(?:ed|lt|wn|ne|ut)\b(?! to\b)"
    r"|^(?:starts|begins|opens|reopens|closes|ends|moved|is out|is off|is on holiday|is on vacation|runs)\b(?! to\b)"
)
_HELD = re.compile(
    r"^(?:just |finally |now )?(?:got|gets|was|is|has been|had been|is being|have been|will be) "
    r"(?:just |now |already )?(?:(?:moved|pushed|brought|shifted) "
    r"(?:up|back|forward|forwards|out|a|one|two|by|earlier|later"
    r"|to (?:next|early|mid|late|\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)\b"
    r"|(?:postponed|delayed|canceled|called off|rescheduled|extended)\b(?! to\b))"
)
""" "the expo got moved forward": an event that an artwork is named after."""
_REASONS = frozenset(words("as because since while cause"))
_SENT = frozenset({"send", "address", "to", "arrow"})


def _befalls(items: list[Item], at: int) -> bool:
    """ "camp got moved", "the brewery is closed": what happens to a place sends nothing there."""
    before = [item.text for item in items[_start(items, at) : at] if item.kind != "det"]
    if items[at].kind not in ("place", "art", "art_part") or (before and before[-1] not in _REASONS):
        return False
    clause = _clause(items, at)
    after = items[at + 1 : _start(items, at) + len(clause)]
    if items[at].kind != "place":
        return bool(_HELD.search(" ".join(item.text for item in after)))
    return bool(_BEFALLING.search(" ".join(item.text for item in after))) and not any(i.kind in _SENT for i in after)


def _of_people(items: list[Item], at: int) -> bool:
    """ "our warehouse guys": who they are, and not where anything goes."""
    after = items[at + 1].text if items[at].kind == "place" and at + 1 < len(items) else ""
    return after in _STAFF or after in PEOPLE


_STAFF = frozenset(words("team crew staff folk folks people manager managers group class department"))


def _an_event(items: list[Item], at: int) -> bool:
    if items[at].kind not in ("art", "art_part"):
        return False
    clause = _clause(items, at)
    before = [item for item in items[_start(items, at) : at] if item.kind != "det"]
    if not before or any(item.kind in _OF_PRINTS or item.text in _CHOOSING for item in clause):
        return False
    if sum(item.kind in ("art", "art_part") for item in clause) > 1:
        return False
    return before[-1].text in _TIMES or before[-1].kind == "for"


def _had_none(items: list[Item], at: int) -> bool:
    """ "we stood at our booth without shirts": nothing is taken off an order by that."""
    if items[at].kind != "remove" or items[at].text != "without":
        return False
    return any(item.text in _HAPPENED for item in items[_start(items, at) : at])


_HAPPENED = frozenset(
    words("stood sat ran played were was had went left worked arrived opened started came met marched")
)


def _start(items: list[Item], at: int) -> int:
    return next((i + 1 for i in range(at - 1, -1, -1) if items[i].kind in APART), 0)


def _clause(items: list[Item], at: int) -> list[Item]:
    end = next((i for i in range(at, len(items)) if items[i].kind in APART), len(items))
    return items[_start(items, at) : end]
