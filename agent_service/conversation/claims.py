"""The claims a text makes: money, percentages, dates, times, lengths, numbers, ids, SKUs, sizes, statuses, links,
promises, deeds and names. A claim is typed and normalised, so that it can be looked up among the facts of a turn."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from agent_service.conversation.claim_words import (
    COLORS,
    DEEDS,
    DENIABLE,
    DENIED,
    MONTHS,
    NUMBER_WORDS,
    ORDINALS,
    PLAIN_CAPITALS,
    PROMISES,
    SIZE_WORDS,
    STATUS_WORDS,
    WEEKDAYS,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """``kind`` and the normalised ``value``; ``text`` is how it was said."""

    kind: str
    value: str
    text: str


_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_WORDED = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_IN_WORDS = rf"(?:{_WORDED})(?:(?:-|\s+and\s+|\s+)(?:{_WORDED}|one)\b)*"
_COUNT = rf"(?:{_NUMBER}|{_IN_WORDS}|an?)"

Reader = Callable[[re.Match[str]], Iterator[tuple[str, str]]]


def _money(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    digits = _digits(next(group for group in match.groups() if group))
    thousand = 1000 if match.group(0).rstrip().lower().endswith("k") else 1
    abroad = "EUR " if re.search(r"€|eur", match.group(0), re.IGNORECASE) else "GBP " if "£" in match.group(0) else ""
    yield "money", abroad + str(round(float(digits) * thousand * 100))


def _cents(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    yield "money", match.group(1)


def _percent(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    yield "percent", f"{float(_digits(match.group(1))):g}"


def _iso_date(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    yield "date", match.group(0)


def _date(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    groups = match.groupdict()
    month = MONTHS[groups["month"][:3].lower()]
    said = groups["day"].lower()
    day = int(said) if said.isdigit() else ORDINALS.index(said) + 1
    year = groups.get("year")
    yield "date", f"{year}-{month:02d}-{day:02d}" if year else f"{month:02d}-{day:02d}"


def _numeric_date(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    first, second, year = match.group(1), match.group(2), match.group(3)
    full = f"20{year}" if year and len(year) == 2 else year
    yield "date", f"{full}-{int(first):02d}-{int(second):02d}" if full else f"{int(first):02d}-{int(second):02d}"


def _weekday(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    yield "weekday", str(WEEKDAYS[match.group(1).lower()[:3]])


def _relative_day(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    yield "relative day", re.sub(r"\s+", " ", match.group(0).lower())


def _time(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    hour, minute, half = int(match.group(1)), int(match.group(2) or 0), (match.group(3) or "").lower()
    hour = hour % 12 + 12 if half.startswith("p") else hour % 12 if half.startswith("a") else hour
    yield "time", f"{hour:02d}:{minute:02d}"


def _length(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    number = _digits(match.group(1))
    unit = match.group(2).lower().rstrip("s")
    if unit == "week":
        number, unit = str(int(float(number)) * 7), "day"
    yield unit, f"{float(number):g}"


def _range(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    unit = match.group(3).lower().rstrip("s")
    for number in (match.group(1), match.group(2)):
        yield unit, f"{float(_digits(number)):g}"


def _same(kind: str) -> Reader:
    def read(match: re.Match[str]) -> Iterator[tuple[str, str]]:
        yield kind, match.group(0).rstrip(".,;:!?)")

    return read


def _size(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    said = re.sub(r"[\s-]+", " ", match.group(0).lower())
    yield "size", SIZE_WORDS.get(said, said.upper())


def _number(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    yield "number", f"{float(_digits(match.group(0))):g}"


def _digits(said: str) -> str:
    lower = said.lower()
    if lower in ("a", "an"):
        return "1"
    return str(_in_words(lower)) if lower[0].isalpha() else said.replace(",", "")


def _in_words(said: str) -> int:
    """ "two hundred and fifty" is 250."""
    total = part = 0
    for word in re.findall(r"[a-z]+", said):
        value = {"and": 0, "one": 1}.get(word) if word in ("and", "one") else NUMBER_WORDS[word]
        if value in (100, 1000):
            part = (part or 1) * value
            total, part = (total + part, 0) if value == 1000 else (total, part)
        else:
            part += value or 0
    return total + part


_SHARES = {"half": "50", "third": "33", "quarter": "25", "double": "200", "twice": "200", "triple": "300"}


def _share(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    yield "percent", _SHARES[match.group(1).lower()]


def _few_days(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    yield "day", {"fortnight": "14", "couple": "2"}.get(match.group(1).lower().split()[0], "few")


def _day_of_month(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    yield "day of month", match.group(1)


def _month(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    yield "month", str(MONTHS[match.group(1)[:3].lower()])


def _noon(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    yield "time", "12:00" if match.group(0).lower() == "noon" else "00:00"


def _color(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    yield "color", match.group(0).lower()


_ENDS = "com|example|org|net|io|shop|store|info|biz|app|dev|link|site|online|co|eu|de|uk|us|me"
_LISTED = "option|one|line|item|choice|time|question|order|part|piece"
_SPANS = "week|month|weekend|morning|afternoon|evening"
_MORE = r"(?:more\s+|extra\s+|business\s+|working\s+|additional\s+)*"
_UNITS = r"(days?|weeks?|hours?|minutes?|months?)\b"


def _any(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_any(r"(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.[\w.]+"), _same("link")),
    (_any(rf"\b[\w-]+(?:\.|\sdot\s)(?:{_ENDS})\b\S*"), _same("link")),
    (re.compile(r"(?<!\w)\+?\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}\b"), _same("phone")),
    (re.compile(r"\b[a-z]{1,5}_[0-9a-zA-Z]{6,}\b"), _same("id")),
    (re.compile(r"\b[A-Z]{1,5}-\d{2,}(?:-\d+)?\b|\b1Z[0-9A-Z]{8,}\b"), _same("id")),
    (re.compile(r"\b[A-Z][A-Z0-9]*(?:-[A-Z0-9]+){1,3}\b"), _same("sku")),
    (re.compile(r"\b\d{4}-\d{2}-\d{2}\b"), _iso_date),
    (_any(rf"(?:[$€£]|\bUSD\s?|\bEUR\s?)({_NUMBER})k?\b"), _money),
    (_any(rf"\b({_NUMBER}|{_IN_WORDS})[\s-]?(?:dollars?|bucks|USD|euros?|EUR)\b"), _money),
    (_any(r"\b(\d+)\s?(?:cents?|¢)(?!\w)"), _cents),
    (_any(rf"\b({_NUMBER}|{_IN_WORDS})\s?(?:%|percent\b|per cent\b)"), _percent),
    (_any(r"\b(half|third|quarter|double|twice|triple)\s+(?:off|of|the|price|your|as)\b"), _share),
    (_any(rf"\b(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>\d{{4}}))?"), _date),
    (
        _any(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b\.?(?:,?\s+(?P<year>\d{{4}}))?"),
        _date,
    ),
    (_any(rf"\b(?P<month>{_MONTH})\.?\s+(?:the\s+)?(?P<day>{'|'.join(ORDINALS)})\b"), _date),
    (_any(rf"\b(?P<day>{'|'.join(ORDINALS)})\s+of\s+(?P<month>{_MONTH})\b"), _date),
    (re.compile(r"\b(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?\b"), _numeric_date),
    (_any(rf"\b(?:in|by|until|before|of|early|late|mid)[\s-]({_MONTH})\b"), _month),
    (_any(r"\b(?:noon|midnight)\b"), _noon),
    (_any(rf"\bthe (\d{{1,2}})(?:st|nd|rd|th)\b(?!\s+(?:{_LISTED}))"), _day_of_month),
    (_any(r"\b(mon|tues?|wednes|thurs?|fri|satur|sun)days?\b"), _weekday),
    (re.compile(r"\b(Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b(?=[,.]\s|\s{2})"), _weekday),
    (_any(rf"\b(?:today|tonight|tomorrow|yesterday|the weekend|(?:next|this|last)\s+(?:{_SPANS}))\b"), _relative_day),
    (_any(r"\b(fortnight|couple of days|few (?:more )?days)\b"), _few_days),
    (_any(r"\b(\d{1,2}):(\d{2})(?::\d{2})?\s?([ap]\.?m\b)?"), _time),
    (_any(r"\b(\d{1,2})()\s?([ap]\.?m)\b"), _time),
    (_any(rf"\b({_COUNT})\s*(?:-|–|to\b|or\b|and\b)\s*({_COUNT})[\s-]+{_MORE}{_UNITS}"), _range),
    (_any(rf"\b({_COUNT})[\s-]+{_MORE}{_UNITS}"), _length),
    (re.compile(r"\b(?:XXXL|XXL|[23]XL|XL|XS)\b|(?<![\w'’.-])[SML](?![\w'’-]|\.\w)"), _size),
    (_any(r"\b(?:extra[\s-](?:small|large)|x-(?:small|large)|smalls?|mediums?|larges?)\b"), _size),
    (_any(rf"(?<![\w.])(?:{_NUMBER})(?![\w%])|\b(?<!of the )(?<!of these )(?:{_IN_WORDS})\b"), _number),
    (_any(rf"\b(?:{'|'.join(COLORS)})\b"), _color),
)
"""Read in this order; what one of them has read is blank for the next."""


def claims(text: str) -> list[Claim]:
    """All claims of ``text``, in no particular order; what was read as one claim is not read again as another."""
    found: list[Claim] = []
    rest = text
    for pattern, read in _READERS:
        matches = list(pattern.finditer(rest))
        for match in matches:
            found += [Claim(kind, value, match.group(0)) for kind, value in read(match)]
        if matches:
            rest = pattern.sub(lambda match: " " * len(match.group(0)), rest)
    found += _worded(text, "status", STATUS_WORDS)
    found += _worded(text, "promise", PROMISES)
    found += _worded(text, "deed", DEEDS)
    return found + _names(rest)


def _worded(text: str, kind: str, patterns: dict[str, re.Pattern[str]]) -> list[Claim]:
    """One claim a pattern, however often it is made; what is said not to be is no claim."""
    found = []
    for value, pattern in patterns.items():
        said = (match for match in pattern.finditer(text) if not (value in DENIABLE and _denied(text, match)))
        if (match := next(said, None)) is not None:
            found.append(Claim(kind, value, match.group(0)))
    return found


def _denied(text: str, match: re.Match[str]) -> bool:
    return DENIED.search(text[: match.start()].replace("’", "'")) is not None


_CAPITAL = re.compile(r"[A-ZÀ-Þ][\w’']+")
_ENDINGS = ("ing", "ed", "ly", "es", "s")


def _names(text: str) -> list[Claim]:
    """Capitalised words that are no plain English (``PLAIN_CAPITALS``, also with an ending)."""
    said = [match.group(0) for match in _CAPITAL.finditer(text)]
    return [Claim("name", _bare(word), word) for word in said if not _plain(word)]


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word).lower()


def _plain(word: str) -> bool:
    lower = word.lower().replace("’", "'")
    stems = [lower.removesuffix(ending) for ending in _ENDINGS if lower.endswith(ending)]
    return any(stem in PLAIN_CAPITALS for stem in (lower, _bare(word), *stems, *(f"{stem}e" for stem in stems)))
