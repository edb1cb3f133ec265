"""From what was said to what the platform is asked: dates made absolute, addresses completed, artwork put together."""

from datetime import date

from agent_service.conversation.interpretation import Json

_SINGLE = ("change_address", "change_delivery_date")
_POSTAL = ("street", "city", "region", "postal_code", "country")


def asked_of_platform(changes: list[Json], order: Json) -> list[Json]:
    """``changes`` in the reader's shape as Changes of ``api.md``, asked of ``order``; absent fields are left out."""
    asked = [_change(change, order) for change in _last_of_a_kind(changes)]
    return _artwork_together(_quantities_first(asked), order)


def _quantities_first(changes: list[Json]) -> list[Json]:
    """The reader's quantities speak of a line as it is, the platform replays in order: so before pieces leave it."""
    moved = {change["line_id"] for change in changes if change["type"] in ("change_size", "change_color")}
    late = [c for c in changes if c["type"] == "change_quantity" and c["line_id"] in moved]
    return late + [change for change in changes if change not in late]


def _last_of_a_kind(changes: list[Json]) -> list[Json]:
    """An order goes to one address on one date: what was said later takes the place of what was said before."""
    single = {change["type"]: index for index, change in enumerate(changes) if change["type"] in _SINGLE}
    return [change for index, change in enumerate(changes) if single.get(change["type"], index) == index]


def _change(change: Json, order: Json) -> Json:
    given = {key: value for key, value in change.items() if value is not None}
    if given["type"] == "change_delivery_date":
        return {"type": "change_delivery_date", "delivery_date": _date(given, order)}
    if given["type"] == "change_address" and "address" in given:
        return given | {"address": _address(given["address"], order["address"])}
    return given


def _date(change: Json, order: Json) -> str:
    """Days earlier or later count from the order's present delivery date, up to the ends of the calendar."""
    if "delivery_date" in change:
        return str(change["delivery_date"])
    days = int(change.get("days_later", 0)) - int(change.get("days_earlier", 0))
    wanted = date.fromisoformat(order["delivery_date"]).toordinal() + days
    return date.fromordinal(min(max(wanted, 1), date.max.toordinal())).isoformat()


def _address(said: Json, present: Json) -> Json:
    """The parts that were said, the rest as on the order (evaluation ruling 8: one changed part is complete)."""
    kept = {part: said.get(part) or present[part] for part in _POSTAL}
    return kept | ({"label": said["label"]} if said.get("label") else {})


def _artwork_together(changes: list[Json], order: Json) -> list[Json]:
    """One artwork for every line that lacks it is one change: its fee is rounded once (``domain.md``, Money)."""
    for artwork_id in {change["artwork_id"] for change in changes if change["type"] == "change_artwork"}:
        same = [item for item in changes if item["type"] == "change_artwork" and item["artwork_id"] == artwork_id]
        named = {change.get("line_id") for change in same}
        lacking = {line["line_id"] for line in order["lines"] if _carried(line) != artwork_id}
        if len(same) > 1 and len(same) == len(changes) and lacking <= named:
            return [{"type": "change_artwork", "artwork_id": artwork_id}]
    return changes


def _carried(line: Json) -> str | None:
    return line["artwork"]["artwork_id"] if line["artwork"] else None
