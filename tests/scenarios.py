"""Random but valid seed files and random change requests, for tests that compare the product with ``tests.oracle``."""

import random
from datetime import date, timedelta
from typing import Any

Json = dict[str, Any]

SIZES = ["XS", "S", "M", "L", "XL", "2XL", "3XL"]
COLORS = ["White", "Black", "Navy", "Red", "Forest Green", "Sand", "Royal Blue"]
STATUSES = ["CREATED", "APPROVED", "IN_PRODUCTION", "READY_TO_SHIP", "SHIPPED", "DELIVERED", "RETURNED", "CANCELLED"]
RESERVING = STATUSES[:4]


def usd(cents: int) -> Json:
    return {"amount": cents, "currency": "USD"}


def _products(rng: random.Random, count: int) -> list[Json]:
    products = []
    for n in range(count):
        colors = rng.sample(COLORS, rng.randint(1, 4))
        sizes = ["ONE"] if rng.random() < 0.15 else SIZES[rng.randint(0, 2) : rng.randint(4, 7)]
        variants = [
            {
                "sku": f"P{n}-{color[:3].upper()}{COLORS.index(color)}-{size}",
                "color": color,
                "size": size,
                "on_hand": rng.choice([0, 3, 20, 200, 1500]),
            }
            for color in colors
            for size in sizes
            if rng.random() < 0.95
        ]
        if variants:
            name = f"Product {n}"
            price = usd(rng.choice([499, 1000, 333, 1, 1299, 24999]))
            products.append(
                {"id": f"p-{n}", "name": name, "category": "t-shirt", "base_price": price, "variants": variants}
            )
    return products


def _artworks(company: str) -> list[Json]:
    def art(n: int, file_type: str, dpi: int | None, active: bool, size_bytes: int = 1000) -> Json:
        pixels = None if file_type == "svg" else 3000
        return {
            "id": f"art-{company}-{n}",
            "company_id": company,
            "name": f"Art {n}",
            "file_type": file_type,
            "width_px": pixels,
            "height_px": pixels,
            "dpi": dpi,
            "size_bytes": size_bytes,
            "active": active,
        }

    return [
        art(0, "svg", None, True),
        art(1, "png", 300, True),
        art(2, "png", 299, True),
        art(3, "jpg", 600, False),
        art(4, "pdf", None, True),
        art(5, "png", 300, True, 50 * 1024 * 1024 + 1),
    ]


def _address(company: str, n: int, default: bool) -> Json:
    return {
        "id": f"a-{company}-{n}",
        "company_id": company,
        "label": f"Place {n}",
        "street": f"{n} Main Street",
        "city": "Portland",
        "region": "OR",
        "postal_code": f"9720{n}",
        "country": "US",
        "is_default": default,
    }


def _order(rng: random.Random, number: int, company: str, products: list[Json], statuses: list[str]) -> Json:
    status = rng.choice(statuses)
    lines: list[Json] = []
    for n in range(rng.randint(1, 4)):
        product = rng.choice(products)
        variant = rng.choice(product["variants"])
        price = product["base_price"]["amount"] if rng.random() < 0.7 else rng.choice([500, 777, 1250])
        art = rng.choice([f"art-{company}-0", f"art-{company}-1", None])
        if any((x["sku"], x["unit_price"]["amount"], x["artwork_id"]) == (variant["sku"], price, art) for x in lines):
            continue
        line_id = f"X-{number}-{n + 1}"
        line = {"id": line_id, "sku": variant["sku"], "quantity": rng.choice([1, 7, 12, 60, 250, 480])}
        lines.append(line | {"unit_price": usd(price), "artwork_id": art})
    order = {
        "id": f"X-{number}",
        "company_id": company,
        "user_id": f"u-{company}",
        "status": status,
        "created_days_ago": rng.randint(0, 30),
        "delivery_in_days": rng.choice([0, 3, 7, 8, 12, 13, 14, 20, 40]),
        "address_id": f"a-{company}-0",
        "lines": lines,
    }
    if status in ("SHIPPED", "DELIVERED", "RETURNED") or (status == "READY_TO_SHIP" and rng.random() < 0.5):
        order["tracking"] = {"carrier": rng.choice(["ups", "dhl_express"]), "number": f"1Z{number:08d}"}
    return order


def seed_file(rng: random.Random, companies: int = 3, orders: int = 60, statuses: list[str] | None = None) -> Json:
    """A whole valid seed: reservations are covered by raising ``on_hand``, so scarce SKUs stay scarce."""
    names = [f"co{n}" for n in range(companies)]
    products = _products(rng, 6)
    made = [_order(rng, n, rng.choice(names), products, statuses or STATUSES) for n in range(orders)]
    variants = {v["sku"]: v for p in products for v in p["variants"]}
    for order in made:
        if order["status"] in RESERVING:
            for line in order["lines"]:
                variants[line["sku"]]["on_hand"] += line["quantity"]
    people = [
        {"id": f"u-{c}", "company_id": c, "name": f"User {c}", "email": f"{c}@x.example", "groups": ["customers"]}
        for c in names
    ]
    people.append({"id": "u-cx", "company_id": None, "name": "Cx", "email": "cx@x.example", "groups": ["cx_agents"]})
    return {
        "format": "brightthread-seed/1",
        "companies": [{"id": c, "name": c.title()} for c in names],
        "users": people,
        "addresses": [_address(c, n, n == 0) for c in names for n in range(3)],
        "artworks": [art for c in names for art in _artworks(c)],
        "products": products,
        "orders": made,
    }


def some_change(rng: random.Random, order: Json, products: list[Json], company: str, today: date) -> Json:
    """One change on an order in the shape of ``api.md``, sometimes impossible, never malformed."""
    line = rng.choice(order["lines"])
    kind = rng.choice(
        ["change_quantity"] * 4 + ["change_size"] * 3 + ["change_color"] * 3 + ["change_artwork"] * 2
        + ["change_address", "add_line", "add_line", "remove_line", "change_delivery_date"]
    )  # fmt: skip
    if kind == "change_quantity":
        was = line["quantity"]
        new = rng.choice([max(1, was - 1), max(1, was // 2), was, was + 1, was + 30, was * 2, 500, 501, 9])
        return {"type": kind, "line_id": line["line_id"], "new_quantity": new}
    if kind in ("change_size", "change_color"):
        key, values = ("new_size", SIZES) if kind == "change_size" else ("new_color", COLORS)
        change = {"type": kind, "line_id": line["line_id"], key: rng.choice(values)}
        if rng.random() < 0.6:
            change["quantity"] = rng.choice([1, max(1, line["quantity"] // 2), line["quantity"], line["quantity"] + 1])
        return change
    if kind == "change_artwork":
        change = {"type": kind, "artwork_id": f"art-{company}-{rng.choice([0, 0, 1, 1, 4, 2, 3, 5])}"}
        return change | ({"line_id": line["line_id"]} if rng.random() < 0.5 else {})
    if kind == "change_address":
        return {"type": kind, "address_id": f"a-{company}-{rng.randint(0, 2)}"}
    if kind == "add_line":
        variant = rng.choice(rng.choice(products)["variants"])
        change = {"type": kind, "sku": variant["sku"], "quantity": rng.choice([1, 10, 33, 250])}
        return change | ({"artwork_id": f"art-{company}-{rng.randint(0, 1)}"} if rng.random() < 0.3 else {})
    if kind == "remove_line":
        return {"type": kind, "line_id": line["line_id"]}
    moved = date.fromisoformat(order["delivery_date"]) + timedelta(days=rng.choice([1, 2, 7, 30, 0, -1]))
    return {"type": kind, "delivery_date": moved.isoformat()}


def some_request(rng: random.Random, order: Json, products: list[Json], company: str, today: date) -> list[Json]:
    """One to four changes, or a cancellation; a removed line is not named again, and one date is asked for at most."""
    if rng.random() < 0.12:
        return [{"type": "cancel_order"}]
    changes: list[Json] = []
    gone: set[str] = set()
    for _ in range(rng.choice([1, 1, 1, 2, 2, 3, 4])):
        change = some_change(rng, order, products, company, today)
        if change.get("line_id") in gone:
            continue
        if change["type"] == "change_delivery_date" and any(c["type"] == change["type"] for c in changes):
            continue
        if change["type"] == "remove_line":
            gone.add(change["line_id"])
        changes.append(change)
        if change["type"] in ("change_size", "change_color") and rng.random() < 0.3:
            changes.append(_other_aspect(rng, change))
    return changes


def _other_aspect(rng: random.Random, change: Json) -> Json:
    """The color beside a size, or the size beside a color, mostly of the same pieces."""
    pieces = {"quantity": change["quantity"]} if "quantity" in change else {}
    if rng.random() < 0.2:
        pieces = {"quantity": rng.choice([1, 5, 20])}
    line = {"line_id": change["line_id"]} | pieces
    if change["type"] == "change_size":
        return {"type": "change_color", "new_color": rng.choice(COLORS)} | line
    return {"type": "change_size", "new_size": rng.choice(SIZES)} | line
