"""Which of several options a message names by what is in it: pieces, sizes, colours, places, prices, days."""

import re
from datetime import date

from agent_service.conversation.interpretation import OfferedOption
from agent_service.interpret import delivery_dates
from agent_service.interpret.catalogue import Catalogue
from agent_service.interpret.items import Item, lex
from agent_service.interpret.judgements import degree
from agent_service.interpret.tokens import tokenise

_TELLING = frozenset({"number", "size", "color", "place", "art", "span", "product"})
_RULED_OUT = frozenset({"not", "except", "if", "or", "instead_of", "instead", "question", "cancel", "remove", "other",
                        "correction", "less", "inc", "dec", "half", "percent"})  # fmt: skip
_NUMBERED = re.compile(r"(?:^|(?<=[\s(]))(?:option )?(?:\d|[a-e])\s?[).:]\s", re.IGNORECASE)
_ADDING = frozenset({"also", "plus", "additionally", "too", "as well"})


def fitting(items: list[Item], options: tuple[OfferedOption, ...], assistant: str, catalogue: Catalogue) -> int | None:
    """The number of the one option that holds everything of weight in ``items``; None where that is not settled."""
    at = next((at for at, item in enumerate(items) if item.kind == "instead_of"), None)
    if at is not None:  # "3 in 3XL rather than 6 in 2XL": the one, where the other is what is ruled out
        one, other = (fitting(part, options, assistant, catalogue) for part in (items[:at], items[at + 1 :]))
        return one if one != other and (other is not None or not _features(items[at:])) else None
    if any(item.kind in _RULED_OUT or _adds(items, at) for at, item in enumerate(items)):
        return None
    said = _features(items)
    if not {kind for kind, _ in said} - {"product"}:
        return None
    spoken = _spoken(assistant, len(options))
    known = {
        option.number: _read(f"{option.title} {spoken[at]}", catalogue) | _days(option.title)
        for at, option in enumerate(options)
    }
    everywhere = set.intersection(*known.values())
    fits = [number for number, features in known.items() if said <= features]
    return fits[0] if len(fits) == 1 and said - everywhere else None


def _adds(items: list[Item], at: int) -> bool:
    """ "XL too"; "better too big than too small" adds nothing."""
    return items[at].text in _ADDING and not degree(items, at)


def _spoken(assistant: str, count: int) -> list[str]:
    """What the assistant said of each option ("1) 3 of the larges to 3XL, 7 stay L. 2) …")."""
    parts = _NUMBERED.split(assistant)[1:]
    return parts if len(parts) == count else [""] * count


def _read(text: str, catalogue: Catalogue) -> set[tuple[str, object]]:
    return _features(lex(tokenise(text), catalogue))


def _features(items: list[Item]) -> set[tuple[str, object]]:
    items = delivery_dates.mark(items, date.min.replace(year=2000))
    return {(item.kind, _value(item)) for item in items if item.kind in _TELLING}


def _value(item: Item) -> object:
    return frozenset(item.value) if item.kind in ("color", "product", "place", "art") else item.value


def _days(title: str) -> set[tuple[str, object]]:
    return {("span", int(days)) for days in re.findall(r"\+(\d+) days?\b", title)}
