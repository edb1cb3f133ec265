"""The changes that lead an order back: from what it will be to what it was (undo is a new quote, ``design.md``)."""

from dataclasses import dataclass, field

from agent_service.conversation.interpretation import Json

_POSTAL = ("street", "city", "region", "postal_code", "country")


def lead_back(before: Json, option: Json) -> list[Json]:
    """Changes that, applied to the option's order, give the goods and address of ``before``; empty if nothing can.

    A cancellation cannot be led back; a date only where it was asked for (the days of a fee are the work's). Pieces
    that moved between variants of a product move back; everything else is quantities, lines, artwork, address and date.
    """
    after = option["order_after"]
    if after["status"] == "CANCELLED":
        return []
    dated = any(change["type"] == "change_delivery_date" for change in option["changes"])
    date = [{"type": "change_delivery_date", "delivery_date": before["delivery_date"]}] if dated else []
    return [*_Goods.of(before, after).back(), *_artwork(before, after), *_address(before, after), *date]


@dataclass(slots=True)
class _Goods:
    """Lines as they were and as they are; ``surplus`` and ``lack`` are pieces a line has too many or too few."""

    was: dict[str, Json]
    now: dict[str, Json]
    own: dict[str, int]
    surplus: dict[str, int]
    lack: dict[str, int]
    restyled: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, before: Json, after: Json) -> "_Goods":
        was = {line["line_id"]: line for line in before["lines"]}
        now = {line["line_id"]: line for line in after["lines"]}
        same = {key: min(was[key]["quantity"], now[key]["quantity"]) for key in _unchanged(was, now)}
        return cls(
            was,
            now,
            own={key: line["quantity"] for key, line in now.items()},
            surplus={key: line["quantity"] - same.get(key, 0) for key, line in now.items()},
            lack={key: line["quantity"] - same.get(key, 0) for key, line in was.items()},
        )

    def back(self) -> list[Json]:
        pairs = sorted(((key, old) for key in self.now for old in self.was), key=self._distance)
        moves = [part for key, old in pairs for part in self._move(key, old)]
        return [*moves, *(part for key in self.now for part in self._adjust(key)), *self._missing()]

    def _distance(self, pair: tuple[str, str]) -> tuple[bool, int]:
        """A line's own pieces first, then the variants that are most alike."""
        line, goal = self.now[pair[0]], self.was[pair[1]]
        return pair[0] != pair[1], (line["size"] != goal["size"]) + (line["color"] != goal["color"])

    def _move(self, key: str, old: str) -> list[Json]:
        """Pieces of line ``key`` that belong to line ``old``, another variant of the same product, go back there."""
        line, goal = self.now[key], self.was[old]
        pieces = min(self.surplus[key], self.lack[old])
        both = line["size"] != goal["size"] and line["color"] != goal["color"]
        whole = pieces == self.own[key]
        if pieces <= 0 or line["product_id"] != goal["product_id"] or line["sku"] == goal["sku"]:
            return []
        if (both and not whole) or key in self.restyled:
            return []
        self.surplus[key] -= pieces
        self.lack[old] -= pieces
        if whole:
            self.restyled.add(key)
        else:
            self.own[key] -= pieces
        return _restyle(line, goal, {} if whole else {"quantity": pieces})

    def _adjust(self, key: str) -> list[Json]:
        """The quantity of a line that is left; a line that should not be there goes."""
        if key in self.restyled and key not in self.was:
            return []
        lack = self.lack.pop(key, 0) if key in self.restyled or self._as_before(key) else 0
        target = self.own[key] - self.surplus[key] + lack
        if target == self.own[key]:
            return []
        if target == 0:
            return [{"type": "remove_line", "line_id": key}]
        return [{"type": "change_quantity", "line_id": key, "new_quantity": target}]

    def _as_before(self, key: str) -> bool:
        return key in self.was and self.was[key]["sku"] == self.now[key]["sku"]

    def _missing(self) -> list[Json]:
        """Lines that are gone are added again."""
        return [
            {"type": "add_line", "sku": self.was[key]["sku"], "quantity": pieces, **_worn(self.was[key])}
            for key, pieces in self.lack.items()
            if pieces > 0
        ]


def _unchanged(was: dict[str, Json], now: dict[str, Json]) -> list[str]:
    return [key for key in was.keys() & now.keys() if was[key]["sku"] == now[key]["sku"]]


def _restyle(line: Json, goal: Json, pieces: Json) -> list[Json]:
    """Size and colour of the same pieces are one new garment, asked for in two parts."""
    changes: list[Json] = []
    if goal["size"] != line["size"]:
        changes.append({"type": "change_size", "line_id": line["line_id"], "new_size": goal["size"], **pieces})
    if goal["color"] != line["color"]:
        changes.append({"type": "change_color", "line_id": line["line_id"], "new_color": goal["color"], **pieces})
    return changes


def _worn(line: Json) -> Json:
    return {"artwork_id": line["artwork"]["artwork_id"]} if line["artwork"] else {}


def _artwork(before: Json, after: Json) -> list[Json]:
    """One artwork that all lines shared comes back to all; else each line gets its own again."""
    worn = {_worn(line).get("artwork_id") for line in before["lines"]}
    now = {line["line_id"]: _worn(line).get("artwork_id") for line in after["lines"]}
    if len(worn) == 1 and (shared := next(iter(worn))) is not None:
        return [] if set(now.values()) <= {shared} else [{"type": "change_artwork", "artwork_id": shared}]
    return [
        {"type": "change_artwork", "artwork_id": line["artwork"]["artwork_id"], "line_id": line["line_id"]}
        for line in before["lines"]
        if line["artwork"] and now.get(line["line_id"], line["artwork"]["artwork_id"]) != line["artwork"]["artwork_id"]
    ]


def _address(before: Json, after: Json) -> list[Json]:
    old = before["address"]
    if all(old[part] == after["address"][part] for part in _POSTAL):
        return []
    if old.get("address_id"):
        return [{"type": "change_address", "address_id": old["address_id"]}]
    return [{"type": "change_address", "address": {part: old[part] for part in _POSTAL}}]
