"""A model's reading, checked against what the customer can see and repaired by code; what cannot be is None."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from agent_service.conversation.interpretation import Intent, Interpretation, Json, Missing, Situation

_MISSING: tuple[Missing, ...] = (
    "order",
    "line",
    "quantity",
    "size",
    "color",
    "artwork",
    "address",
    "date",
    "change",
)
_POSTAL = ("street", "city", "region", "postal_code", "country")
LARGEST = 1_000_000
MOST_CHANGES = 20


class Unusable(Exception):
    """The reading names something that does not exist, or makes no sense."""


def checked(document: object, situation: Situation) -> Interpretation | None:
    """The interpretation that ``document`` (a model's JSON) stands for; None where the rules have to read instead."""
    if not isinstance(document, Mapping):
        return None
    try:
        return _checked(document, situation)
    except Unusable:
        return None


def _checked(document: Mapping[str, Any], situation: Situation) -> Interpretation:
    intent = _intent(document.get("intent"))
    missing = _missing(document.get("missing") or [])
    order = None if "order" in missing else _order(document.get("order_id"), situation)
    asks = intent in (Intent.CHANGE_ORDER, Intent.CORRECT)
    said = document.get("changes") or [] if asks else []
    if not isinstance(said, list) or len(said) > MOST_CHANGES:
        raise Unusable("changes")
    if said and order is None:
        raise Unusable("changes without an order")
    changes = _distinct([_change(change, order or {}, situation) for change in said])
    _require_sense(changes, order or {})
    if asks and not changes and not missing:
        missing = ["change"]
    return Interpretation(
        intent=intent,
        order_id=order["order_id"] if order else None,
        changes=changes,
        option=_option(document.get("option"), situation) if intent is Intent.CHOOSE_OPTION else None,
        missing=tuple(missing) if asks else (),
        frustrated=document.get("frustrated") is True,
    )


def _intent(value: object) -> Intent:
    return Intent(_one_of(value, list(Intent), "intent"))


def _missing(value: object) -> list[Missing]:
    if not isinstance(value, list):
        raise Unusable("missing")
    return [slot for slot in _MISSING if slot in value]


def _order(value: object, situation: Situation) -> Json | None:
    wanted = value if value is not None else situation.order_id
    return None if wanted is None else _named(wanted, situation.data.orders, "order_id")


def _option(value: object, situation: Situation) -> int:
    number = _count(value)
    if number not in {option.number for option in situation.options}:
        raise Unusable("option")
    return number


def _change(change: object, order: Json, situation: Situation) -> Json:
    if not isinstance(change, Mapping):
        raise Unusable("change")
    return _WRITERS[_one_of(change.get("type"), _WRITERS, "type")](change, order, situation)


def _distinct(changes: list[Json]) -> tuple[Json, ...]:
    return tuple(change for at, change in enumerate(changes) if change not in changes[:at])


def _require_sense(changes: tuple[Json, ...], order: Json) -> None:
    """What the platform would not take at all (``api.md``, Change), or takes more pieces from a line than it has."""
    kinds = Counter(change["type"] for change in changes)
    if len(changes) > 1 and kinds["cancel_order"]:
        raise Unusable("cancel_order stands alone")
    if kinds["change_delivery_date"] > 1 or kinds["change_address"] > 1:
        raise Unusable("two dates or two addresses")
    gone: set[str] = set()
    for change in changes:
        if change.get("line_id") in gone:
            raise Unusable("a line that was removed")
        if change["type"] == "remove_line":
            gone.add(change["line_id"])
    _require_pieces(changes, order)


def _require_pieces(changes: tuple[Json, ...], order: Json) -> None:
    left = {line["line_id"]: line["quantity"] for line in order.get("lines", ())}
    for kind in ("change_size", "change_color"):
        moved: Counter[str] = Counter()
        for change in changes:
            if change["type"] == "change_quantity":
                left[change["line_id"]] = max(left[change["line_id"]], change["new_quantity"])
            if change["type"] == kind:
                moved[change["line_id"]] += change["quantity"]
        if any(pieces > left[line_id] for line_id, pieces in moved.items()):
            raise Unusable("more pieces than the line has")


def _one_of(value: object, known: Collection[str], what: str) -> str:
    """The known word that ``value`` spells, in whatever case."""
    found = next((word for word in known if isinstance(value, str) and word.lower() == value.strip().lower()), None)
    if found is None:
        raise Unusable(what)
    return found


def _named(value: object, rows: Collection[Json], key: str) -> Json:
    """The row with that id; an id of somebody else, or of nothing, is unusable."""
    wanted = _one_of(value, [row[key] for row in rows], key)
    return next(row for row in rows if row[key] == wanted)


def _line(change: Mapping[str, Any], order: Json) -> Json:
    return _named(change.get("line_id"), order["lines"], "line_id")


def _count(value: object) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 8:
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= LARGEST:
        raise Unusable("quantity")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > 200:
        raise Unusable("text")
    return value.strip()


def _quantity(change: Mapping[str, Any], order: Json, situation: Situation) -> Json:
    line = _line(change, order)
    return {"type": "change_quantity", "line_id": line["line_id"], "new_quantity": _count(change.get("new_quantity"))}


def _restyle(kind: str, field: str) -> "Writer":
    def write(change: Mapping[str, Any], order: Json, situation: Situation) -> Json:
        line = _line(change, order)
        pieces = change.get("quantity")
        quantity = line["quantity"] if pieces is None else _count(pieces)
        return {"type": kind, "line_id": line["line_id"], "quantity": quantity, field: _text(change.get(field))}

    return write


def _artwork(change: Mapping[str, Any], order: Json, situation: Situation) -> Json:
    artwork = _named(change.get("artwork_id"), situation.data.artworks, "artwork_id")
    line_id = None if change.get("line_id") is None else _line(change, order)["line_id"]
    return {"type": "change_artwork", "line_id": line_id, "artwork_id": artwork["artwork_id"]}


def _address(change: Mapping[str, Any], order: Json, situation: Situation) -> Json:
    if change.get("address_id") is not None:
        address = _named(change["address_id"], situation.data.addresses, "address_id")
        return {"type": "change_address", "address_id": address["address_id"]}
    said = change.get("address")
    if not isinstance(said, Mapping):
        raise Unusable("address")
    parts = {part: _text(said[part]) for part in _POSTAL if said.get(part)}
    if not parts or set(parts) == {"street"}:
        raise Unusable("address")
    return {"type": "change_address", "address": parts}


def _add(change: Mapping[str, Any], order: Json, situation: Situation) -> Json:
    variants = [variant for product in situation.data.products for variant in product["variants"]]
    sku = _named(change.get("sku"), variants, "sku")["sku"]
    same = [line for line in order["lines"] if line["sku"] == sku]
    pieces = _count(change.get("quantity"))
    if same:  # more of something already on the order is a quantity (evaluation ruling 6)
        more = same[0]["quantity"] + pieces
        return {"type": "change_quantity", "line_id": same[0]["line_id"], "new_quantity": more}
    return {"type": "add_line", "sku": sku, "quantity": pieces}


def _remove(change: Mapping[str, Any], order: Json, situation: Situation) -> Json:
    return {"type": "remove_line", "line_id": _line(change, order)["line_id"]}


def _date(change: Mapping[str, Any], order: Json, situation: Situation) -> Json:
    for key in ("days_later", "days_earlier"):
        if change.get(key) is not None:
            return {"type": "change_delivery_date", key: _count(change[key])}
    wanted = _text(change.get("delivery_date"))
    try:
        return {"type": "change_delivery_date", "delivery_date": date.fromisoformat(wanted).isoformat()}
    except ValueError as error:
        raise Unusable("delivery_date") from error


def _bare(kind: str) -> "Writer":
    return lambda change, order, situation: {"type": kind}


Writer = Callable[[Mapping[str, Any], Json, Situation], Json]
_WRITERS: dict[str, Writer] = {
    "change_quantity": _quantity,
    "change_size": _restyle("change_size", "new_size"),
    "change_color": _restyle("change_color", "new_color"),
    "change_artwork": _artwork,
    "change_address": _address,
    "add_line": _add,
    "remove_line": _remove,
    "cancel_order": _bare("cancel_order"),
    "split_shipment": _bare("split_shipment"),
    "change_delivery_date": _date,
}
