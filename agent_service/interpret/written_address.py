"""Addresses written out in a message: found in the raw text, kept part by part, and taken out of it."""

import re
from collections.abc import Container, Iterable

from agent_service.conversation.interpretation import Json
from agent_service.interpret.wordlist import words

_STATES = {
    "alabama": "AL", "alaska": "AK", "arizona": "AZ", "arkansas": "AR", "california": "CA", "colorado": "CO",
    "connecticut": "CT", "delaware": "DE", "florida": "FL", "georgia": "GA", "hawaii": "HI", "idaho": "ID",
    "illinois": "IL", "indiana": "IN", "iowa": "IA", "kansas": "KS", "kentucky": "KY", "louisiana": "LA",
    "maine": "ME", "maryland": "MD", "massachusetts": "MA", "michigan": "MI", "minnesota": "MN", "mississippi": "MS",
    "missouri": "MO", "montana": "MT", "nebraska": "NE", "nevada": "NV", "new hampshire": "NH", "new jersey": "NJ",
    "new mexico": "NM", "new york": "NY", "north carolina": "NC", "north dakota": "ND", "ohio": "OH",
    "oklahoma": "OK", "oregon": "OR", "pennsylvania": "PA", "rhode island": "RI", "south carolina": "SC",
    "south dakota": "SD", "tennessee": "TN", "texas": "TX", "utah": "UT", "vermont": "VT", "virginia": "VA",
    "washington": "WA", "west virginia": "WV", "wisconsin": "WI", "wyoming": "WY", "district of columbia": "DC",
}  # fmt: skip
_CODES = frozenset(_STATES.values())
_KINDS = {
    "street": "street|st", "road": "road|rd", "avenue": "avenue|ave|av", "lane": "lane|ln", "drive": "drive|dr",
    "court": "court|ct", "way": "way", "boulevard": "boulevard|blvd", "place": "place|pl", "view": "view",
    "square": "square|sq", "terrace": "terrace|terr", "parkway": "parkway|pkwy", "highway": "highway|hwy",
    "circle": "circle|cir", "trail": "trail|trl", "row": "row", "plaza": "plaza", "crescent": "crescent|cres",
    "pier": "pier", "wharf": "wharf", "quay": "quay", "alley": "alley", "broadway": "broadway", "loop": "loop",
    "ridge": "ridge", "walk": "walk", "yard": "yard", "bypass": "bypass", "turnpike": "turnpike|tpke",
}  # fmt: skip
_KIND_OF = {short: full for full, shorts in _KINDS.items() for short in shorts.split("|")}
_STOPPERS = (
    r"(?:to|of|the|in|on|for|more|and|our|my|from|at|is|are|by|with|or|less|pcs|pieces|please|each|extra|days|weeks"
    r"|off|per|all|ones|instead|it|caps?|tees?|hoodies?|polos?|not)"
)
_LETTER = r"(?:[^\W\d_]|\d{1,3}(?:st|nd|rd|th)\b)"
""" "12 Elm Street", "310 W 5th Street"."""
_KIND = "|".join(sorted(_KIND_OF, key=len, reverse=True))
_STREET = re.compile(
    rf"(?<![\w#$.,-])(?P<street>\d{{1,6}}[a-z]?(?:-\d+)?\s+(?:(?!{_STOPPERS}\b){_LETTER}[\w.'’-]*[ \t]+){{0,4}}"
    rf"(?:(?!{_STOPPERS}\b)(?:{_KIND}))\b\.?(?:\s+(?:north|south|east|west|[nsew]w?)\b)?"
    rf"(?:,?\s+(?:suite|ste|apt|apartment|unit|floor|fl|bldg|building|room)\b\.?\s*#?\s*[\w-]+)?)",
    re.IGNORECASE,
)
_STATE_WORD = "|".join([*sorted(_STATES, key=len, reverse=True), *sorted(c.lower() for c in _CODES)])
_CITY = r"(?P<city>[^\W\d_][^\W\d_.'’-]*(?:[ .'’-]+[^\W\d_]+){0,3}?)"
_COUNTRY = r"(?:,?\s+(?P<country>united states of america|united states|u\.?s\.?a\.?|us)\b)?"
_REST = (
    re.compile(
        rf"[\s,;]+(?:in\s+)?{_CITY}[\s,]+(?P<region>{_STATE_WORD})\b\.?(?:[\s,]+(?P<zip>\d{{5}}(?:-\d{{4}})?)\b)?{_COUNTRY}",
        re.IGNORECASE,
    ),
    re.compile(rf"[\s,;]+(?:in\s+)?{_CITY}[\s,]+(?P<zip>\d{{5}}(?:-\d{{4}})?)\b{_COUNTRY}", re.IGNORECASE),
    re.compile(rf"[\s,;]+(?P<zip>\d{{5}}(?:-\d{{4}})?)\b[\s,]+{_CITY}(?=\s*(?:$|[.,!\n]))", re.IGNORECASE),
    re.compile(r"[\s,;]+(?P<zip>\d{5}(?:-\d{4})?)\b", re.IGNORECASE),
)
_ZIP = re.compile(
    r"\b(?:zip(?:\s*-?code)?|postal\s*-?code|post\s*-?code|code postal|c[oó]digo postal|postleitzahl"
    r"|plz)\b[^\d\n]{0,40}?"
    r"(?P<zip>\d{5}(?:-\d{4})?)\b",
    re.IGNORECASE,
)
_CITY_STATE_ZIP = re.compile(
    rf"(?:(?<=^)|(?<=[\s,;:(])){_CITY},?\s+(?P<region>{_STATE_WORD})\b\.?,?\s+(?P<zip>\d{{5}}(?:-\d{{4}})?)(?![\d])",
    re.IGNORECASE,
)
_ZIP_REPLACED = re.compile(
    r"(?<![\d#-])(?:not \d{5},? but (?P<but>\d{5})|(?P<first>\d{5})"
    r"(?:,? (?:instead of|and not|not|rather than|in place of) \d{5}|(?= ?(?:should|must|needs|to|->|→))"
    r" ?(?:should (?:be|read|say)|must be|needs to be|to|->|→) ?(?P<new>\d{5})))(?!\d)",
    re.IGNORECASE,
)
_ZIP_AFTER = re.compile(
    r"\b(?:zip(?:\s*-?code)?|postal\s*-?code|post\s*-?code)\b[^\n]{0,60}?(?<![\d#-])(?P<zip>\d{5})(?!\d)", re.IGNORECASE
)
_ZIP_BEFORE = re.compile(
    r"\b(?P<zip>\d{5})\s+(?:is|as)\s+(?:the|our)\s+(?:right\s+|correct\s+|new\s+)?zip\b", re.IGNORECASE
)
_CITY_IS = re.compile(
    r"\b(?:city|town)\b[^.\n\d]{0,80}?(?:should\s+(?:be|say|read)|needs?\s+to\s+(?:be|say|read)|must\s+(?:be|say)"
    r"|ought\s+to\s+be|\bis|\bto|=|:)\s+(?:actually\s+)?"
    r"(?!(?:wrong|incorrect|not|off|outdated|old|misspelled|be|the|a|our"
    r"|my)\b)(?P<city>[^\W\d_][^\W\d_]*(?:\s+(?!(?:not|instead|rather|and|or|but|please|thanks|pls|of|in|with"
    r"|for)\b)[A-Z][^\W\d_]*){0,2})",
    re.IGNORECASE,
)
_REGION_IS = re.compile(
    rf"\b(?:state|region|province)\b[^.\n\d]{{0,40}}?(?:should\s+(?:be|say|read)|needs?\s+to\s+be|must\s+be|is|to"
    rf"|=|:)\s+(?:actually\s+)?"
    rf"(?P<region>{_STATE_WORD})\b",
    re.IGNORECASE,
)
_NOT_CITY = frozenset(words("please thanks instead and also the our my but not asap now or if by"))


_NUMBER_ON = re.compile(
    rf"\bnumber (\d{{1,6}}) (?:on|in|at|of) ((?:[^\W\d_]+ ){{1,3}}(?:{_KIND}))\b(?: ?,? (?:not|instead of"
    rf"|rather than) (?:number )?\d+)?",
    re.IGNORECASE,
)


def street_key(street: str) -> str:
    """A street in the form in which two spellings of it are equal ("301 State St." = "301 state street")."""
    words = re.sub(r"[.,]", " ", street.lower()).split()
    return " ".join(_KIND_OF.get(word, word) for word in words)


def street_name(street: str) -> str:
    """The street without its house number, to compare."""
    return re.sub(r"^\d+\w?\s+", "", street_key(street))


def street_phrases(street: str) -> list[str]:
    """How a saved street is called without its number: "market street", "market st", "the dock"; "88 dock"."""
    name = street_name(street).split()
    if len(name) < 2 or name[-1] not in _KINDS:
        return []
    stem = " ".join(name[:-1])
    numbered = [f"{number[0]} {stem}"] if (number := re.match(r"\d+", street.strip())) else []
    return [f"{stem} {kind}" for kind in _KINDS[name[-1]].split("|")] + [f"the {stem}", *numbered]


def extract(text: str, cities: Iterable[str]) -> tuple[str, list[Json]]:
    """``text`` with every written address replaced by a private mark, and their parts as far as they were said."""
    text = _NUMBER_ON.sub(r"\1 \2", text)
    known = {city.lower(): city for city in cities}
    found: list[Json] = []
    out, position = "", 0
    for match in _STREET.finditer(text):
        if match.start() < position:
            continue
        parts, end = _rest(text, match.end(), known)
        out += text[position : match.start()] + f" \ue000{len(found)}\ue001 "
        found.append({"street": _tidy(match["street"]), **parts})
        position = end
    out += text[position:]
    return _parts(out, found, known), found


def _rest(text: str, end: int, known: dict[str, str]) -> tuple[Json, int]:
    for pattern in _REST:
        match = pattern.match(text, end)
        if match and _plausible(match):
            return _named(match), match.end()
    match = re.compile(r"[\s,]+(?:in\s+)?([^\W\d_]+(?:\s+[^\W\d_]+)?)").match(text, end)
    for name in (match[1], match[1].split()[0]) if match else ():
        if name.lower() in known:
            return {"city": known[name.lower()]}, end + text[end:].lower().index(name.lower()) + len(name)
    return {}, end


def _plausible(match: re.Match[str]) -> bool:
    city = (match.groupdict().get("city") or "").lower().split()
    return not any(word in _NOT_CITY for word in city)


def _named(match: re.Match[str]) -> Json:
    groups = match.groupdict()
    parts: Json = {}
    if groups.get("city"):
        parts["city"] = _title(groups["city"])
    if groups.get("region"):
        parts["region"] = region_code(groups["region"])
    if groups.get("zip"):
        parts["postal_code"] = groups["zip"]
    if groups.get("country"):
        parts["country"] = "US"
    return parts


def region_code(name: str) -> str:
    """The two-letter code of a state that was written out or abbreviated."""
    return _STATES.get(name.lower(), name.upper())


def _title(name: str) -> str:
    name = " ".join(name.split())
    return name.title() if name.islower() or name.isupper() else name


def _tidy(street: str) -> str:
    street = " ".join(street.split()).rstrip(".,")
    return street.title() if street.islower() else street


def _parts(text: str, found: list[Json], known: dict[str, str]) -> str:
    """Single parts ("the zip is 98661", "city should be Salem") after the whole addresses are gone."""
    parts: Json = {}
    whole = _CITY_STATE_ZIP.search(text)
    if whole and not any(word in _NOT_CITY for word in whole["city"].lower().split()):
        found.append(_named(whole))
        return text[: whole.start()] + f" \ue000{len(found) - 1}\ue001 " + text[whole.end() :]
    replaced = _ZIP_REPLACED.search(text)
    if replaced and re.search(r"\b(zip|postal|post ?code|postcode)", text, re.IGNORECASE):
        found.append({"postal_code": replaced["new"] or replaced["but"] or replaced["first"]})
        return text[: replaced.start()] + f" \ue000{len(found) - 1}\ue001 " + text[replaced.end() :]
    for key, pattern in (
        ("postal_code", _ZIP),
        ("postal_code", _ZIP_BEFORE),
        ("postal_code", _ZIP_AFTER),
        ("city", _CITY_IS),
        ("region", _REGION_IS),
    ):
        match = pattern.search(text)
        if match and key not in parts:
            value = next(v for v in match.groupdict().values() if v)
            parts[key] = region_code(value) if key == "region" else _title(value) if key == "city" else value
            text = text[: match.start()] + f" \ue000{len(found)}\ue001 " + text[match.end() :]
    if parts:
        found.append(parts)
    return text


_ALONE = re.compile(
    rf"\W*(?:(?:city|town)\W+(?:is\W+)?)?(?:(?P<city>[^\W\d_]+(?:[ .'’-]+[^\W\d_]+){{0,2}}?)\W*)??"
    rf"(?:\b(?:state\W+(?:is\W+)?)?(?P<region>{_STATE_WORD})\b\W*)?"
    rf"(?:(?:zip|postal)?(?:\W*code)?\W*(?:is\W+)?(?P<zip>\d{{5}}(?:-\d{{4}})?)\W*)?",
    re.IGNORECASE,
)
_NO_PLACE = _NOT_CITY | frozenset(
    words("""yes no yeah nope ok okay hm hmm well so what which why how when where who i you we they it this that
    there here same one home work office warehouse idea sure dunno nothing none later tomorrow wait stop cancel the a an
    to from for of with at on in address street road new different other another old""")
)


def parts_alone(text: str, cities: Iterable[str]) -> Json:
    """The city, region and postal code in ``text`` if it is nothing but these ("Portland", "97204, Oregon")."""
    known = {name.lower() for name in cities}
    whole = _part(text, known)
    if whole:
        return whole
    found: Json = {}
    for piece in _BETWEEN_PARTS.split(text.strip(" .!")):
        part = _part(_LEADING.sub("", piece), known)
        if not part or part.keys() & found.keys():
            return {}
        found |= part
    return found


_BETWEEN_PARTS = re.compile(r"\s*(?:[,;\n]|\band\b)[\s,;]*|(?<=\d{5})\s+", re.IGNORECASE)
_LEADING = re.compile(r"^\W*(?:(?:it is|it's|its|that is|that's|the|in|at)\s+)+", re.IGNORECASE)


def _part(text: str, cities: Container[str]) -> Json:
    match = _ALONE.fullmatch(text.strip())
    if match is None or not any(match.groupdict().values()):
        return {}
    city = (match["city"] or "").lower()
    return {} if city and (set(city.split()) & _NO_PLACE) and city not in cities else _named(match)
