"""The changes that lead an order back: from what it will be to what it was (undo is a new quote, ``design.md``)."""

from agent_service.conversation.interpretation import Json


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
    return [*_goods(before, after), *_address(before, after), *date]


def _goods(before: Json, after: Json) -> list[Json]:
    was = {line["line_id"]: line for line in before["lines"]}
    now = {line["line_id"]: line for line in after["lines"]}
    gained = {key: line["quantity"] - _quantity(was, key) for key, line in now.items()}
    lost = {key: line["quantity"] - _quantity(now, key) for key, line in was.items()}
    for key in was.keys() & now.keys():
        if now[key]["sku"] != was[key]["sku"]:
            gained[key], lost[key] = now[key]["quantity"], was[key]["quantity"]
    changes = _moves(was, now, gained, lost)
    changes += _quantities(was, now, gained, lost)
    return changes + _artworks(was, now)


def _quantity(lines: dict[str, Json], key: str) -> int:
    return int(lines[key]["quantity"]) if key in lines else 0


def _moves(was: dict[str, Json], now: dict[str, Json], gained: dict[str, int], lost: dict[str, int]) -> list[Json]:
    """Pieces that left one variant for another of the same product go back; ``gained`` and ``lost`` are used up."""
    changes: list[Json] = []
    for target, line in now.items():
        for source, old in was.items():
            pieces = min(gained.get(target, 0), lost.get(source, 0))
            if pieces <= 0 or old["product_id"] != line["product_id"] or old["sku"] == line["sku"]:
                continue
            changes += _move(line, old, pieces)
            gained[target] -= pieces
            lost[source] -= pieces
    return changes


def _move(line: Json, old: Json, pieces: int) -> list[Json]:
    """Size and colour of the same pieces are one new garment, asked for in two parts."""
    whole = {} if pieces == line["quantity"] else {"quantity": pieces}
    changes: list[Json] = []
    if old["size"] != line["size"]:
        changes.append({"type": "change_size", "line_id": line["line_id"], "new_size": old["size"], **whole})
    if old["color"] != line["color"]:
        changes.append({"type": "change_color", "line_id": line["line_id"], "new_color": old["color"], **whole})
    return changes if len(changes) < 2 or not whole else []


def _quantities(was: dict[str, Json], now: dict[str, Json], gained: dict[str, int], lost: dict[str, int]) -> list[Json]:
    changes: list[Json] = []
    for key, old in was.items():
        pieces = lost.get(key, 0)
        if key not in now and pieces > 0:
            artwork = {"artwork_id": old["artwork"]["artwork_id"]} if old["artwork"] else {}
            changes.append({"type": "add_line", "sku": old["sku"], "quantity": pieces, **artwork})
        elif key in now and now[key]["sku"] == old["sku"] and pieces > 0:
            changes.append({"type": "change_quantity", "line_id": key, "new_quantity": old["quantity"]})
    for key, line in now.items():
        if key not in was and gained.get(key, 0) == line["quantity"]:
            changes.append({"type": "remove_line", "line_id": key})
        elif key in was and line["sku"] == was[key]["sku"] and gained.get(key, 0) > 0:
            changes.append({"type": "change_quantity", "line_id": key, "new_quantity": was[key]["quantity"]})
    return changes


def _artworks(was: dict[str, Json], now: dict[str, Json]) -> list[Json]:
    return [
        {"type": "change_artwork", "artwork_id": old["artwork"]["artwork_id"], "line_id": key}
        for key, old in was.items()
        if key in now and old["artwork"] and _artwork_id(now[key]) != old["artwork"]["artwork_id"]
    ]


def _artwork_id(line: Json) -> str | None:
    return line["artwork"]["artwork_id"] if line["artwork"] else None


def _address(before: Json, after: Json) -> list[Json]:
    old = before["address"]
    parts = ("street", "city", "region", "postal_code", "country")
    if all(old[part] == after["address"][part] for part in parts):
        return []
    if old.get("address_id"):
        return [{"type": "change_address", "address_id": old["address_id"]}]
    return [{"type": "change_address", "address": {part: old[part] for part in parts}}]
