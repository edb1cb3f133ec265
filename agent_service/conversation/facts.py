"""The facts of a turn: everything an outgoing text may claim, typed, learnt from the JSON the platform gave."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from agent_service.conversation.claims import claims

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})")
_NAMES = {
    *("name", "label", "product_name", "title", "color", "colors", "carrier", "section", "document", "category"),
    *("street", "city", "region", "postal_code", "country", "location"),
}
_KINDS = {
    "size": "size",
    "sizes": "size",
    "new_size": "size",
    "status": "status",
    "sku": "sku",
    "url": "link",
    "email": "link",
    "tracking_number": "id",
}
_PROMISED = {"available": ("in stock", "out of stock"), "days_added": ("delay", "no delay")}
"""What a number says in words: where it is not zero, and where it is."""
_PROSE = {"message", "passage", "summary", "description", "comment", "title", "section"}


@dataclass(slots=True)
class Facts:
    """``known`` are claims that hold, as (kind, value); ``names`` are names as they are written."""

    known: set[tuple[str, str]] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def learn(self, value: object, key: str = "") -> None:
        """Take everything in a JSON value over as facts; ``key`` is the name it stands under."""
        if isinstance(value, Mapping):
            self._learn_object(value)
        elif isinstance(value, list | tuple):
            for item in value:
                self.learn(item, key)
        elif isinstance(value, str):
            self._learn_text(value, key)
        elif isinstance(value, int) and not isinstance(value, bool):
            self._learn_number(value, key)

    def _learn_object(self, value: Mapping[str, object]) -> None:
        if set(value) == {"amount", "currency"}:
            abroad = "" if value["currency"] == "USD" else f"{value['currency']} "
            self.known.add(("money", abroad + str(value["amount"]).lstrip("-")))
            return
        for name, item in value.items():
            self.learn(item, str(name))
        if isinstance(refund := value.get("refund"), Mapping) and refund.get("amount"):
            self.known.add(("promise", "refund"))
        if isinstance(lines := value.get("lines"), list):
            self._learn_number(sum(int(line.get("quantity", 0)) for line in lines), "pieces")

    def learn_words(self, text: str) -> None:
        """Take over what a text claims that is true by itself: a template filled from facts, a passage quoted."""
        self.known.update((claim.kind, claim.value) for claim in claims(text))

    def allow(self, kind: str, value: str) -> None:
        """State one fact."""
        self.known.add((kind, value))

    def _learn_number(self, value: int, key: str) -> None:
        self.known.add(("number", str(value)))
        if key in _PROMISED:
            self.known.add(("promise", _PROMISED[key][value == 0]))
        if "days" in key:
            self.known.add(("day", str(value)))
        if key.endswith(("percent", "_hours")):
            self.known.add(("percent" if key.endswith("percent") else "hour", str(value)))

    def _learn_text(self, value: str, key: str) -> None:
        if instant := _INSTANT.match(value):
            self._learn_day(instant.group(1))
            self.known.add(("time", instant.group(2)))
        elif _DATE.fullmatch(value):
            self._learn_day(value)
        elif kind := _KINDS.get(key, "id" if key.endswith("_id") else None):
            self.known.add((kind, value))
        if key in _NAMES:
            self.names.add(value)
        if key in _PROSE:
            self.learn_words(value)

    def _learn_day(self, value: str) -> None:
        self.known.update(_forms(date.fromisoformat(value)))


def _forms(day: date) -> Iterator[tuple[str, str]]:
    yield "date", day.isoformat()
    yield "date", f"{day.month:02d}-{day.day:02d}"
    yield "weekday", str(day.weekday())
    yield "day of month", str(day.day)
    yield "month", str(day.month)
