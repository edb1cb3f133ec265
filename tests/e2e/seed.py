"""The data of the session's stack: the demo data, a company with orders to spare, and random companies."""

import json
import random
from pathlib import Path
from typing import Any

from tests import scenarios

Json = dict[str, Any]

DEMO = Path(__file__).parents[2] / "local_stack" / "demo" / "demo.json"
COMPANY, USER, COLLEAGUE = "spare", "u-spare", "u-spare-2"
SPARE = 40
RANDOM_COMPANIES, RANDOM_ORDERS = 4, 120

_PREFIXES = {
    "CREATED": "C", "APPROVED": "A", "IN_PRODUCTION": "P", "READY_TO_SHIP": "R",
    "SHIPPED": "S", "DELIVERED": "D", "RETURNED": "T", "CANCELLED": "X",
}  # fmt: skip


def spare_order(status: str, number: int) -> str:
    """The id of one: 60 Navy/M and 40 Navy/L at $10.00 with one artwork, due in 30 days, 5 days ago once delivered."""
    return f"SP-{_PREFIXES[status]}{number:03d}"


def session_seed(number: int = 20261121) -> Json:
    """Demo data, spare orders and random ones together; the same number gives the same file."""
    seed: Json = json.loads(DEMO.read_text())
    for extra in (_spare(), scenarios.seed_file(random.Random(number), RANDOM_COMPANIES, RANDOM_ORDERS)):
        users = {user["id"] for user in seed["users"]}
        for key, items in extra.items():
            if isinstance(items, list):
                seed[key] += [item for item in items if key != "users" or item["id"] not in users]
    return seed


def _spare() -> Json:
    return {
        "companies": [{"id": COMPANY, "name": "Spare Goods"}],
        "users": [_user(USER, "Sam Spare"), _user(COLLEAGUE, "Sol Spare")],
        "addresses": [_address("hq", True), _address("depot", False)],
        "artworks": [_artwork("logo"), _artwork("crest"), _artwork("old") | {"active": False}],
        "products": [_product()],
        "orders": [_order(status, number) for status in scenarios.STATUSES for number in range(SPARE)],
    }


def _user(user_id: str, name: str) -> Json:
    email = f"{user_id}@spare.example"
    return {"id": user_id, "company_id": COMPANY, "name": name, "email": email, "groups": ["customers"]}


def _address(label: str, default: bool) -> Json:
    place = {"street": f"1 {label.title()} Road", "city": "Salem", "region": "OR", "postal_code": "97301"}
    known = {"id": f"a-spare-{label}", "company_id": COMPANY, "label": label.title()}
    return known | place | {"country": "US", "is_default": default}


def _artwork(name: str) -> Json:
    picture = {"file_type": "png", "width_px": 3000, "height_px": 3000, "dpi": 300, "size_bytes": 90_000}
    return {"id": f"art-spare-{name}", "company_id": COMPANY, "name": f"Spare {name}", "active": True} | picture


def _product() -> Json:
    stock = {("Navy", "M"): 200_000, ("Navy", "L"): 200_000, ("Navy", "S"): 0, ("Navy", "XL"): 5, ("Red", "M"): 100_000}
    variants = [
        {"sku": f"SPT-{color[:3].upper()}-{size}", "color": color, "size": size, "on_hand": on_hand}
        for (color, size), on_hand in stock.items()
    ]
    price = scenarios.usd(1000)
    return {"id": "p-spare", "name": "Spare Tee", "category": "t-shirt", "base_price": price, "variants": variants}


def _order(status: str, number: int) -> Json:
    order_id = spare_order(status, number)
    lines = [
        {"id": f"{order_id}-{n}", "sku": f"SPT-NAV-{size}", "quantity": quantity}
        | {"unit_price": scenarios.usd(1000), "artwork_id": "art-spare-logo"}
        for n, (size, quantity) in enumerate((("M", 60), ("L", 40)), 1)
    ]
    past = status in ("DELIVERED", "RETURNED")
    order = {
        "id": order_id,
        "company_id": COMPANY,
        "user_id": USER,
        "status": status,
        "created_days_ago": 20,
        "delivery_in_days": -5 if past else 30,
        "address_id": "a-spare-hq",
        "lines": lines,
    }
    if past or status in ("SHIPPED", "READY_TO_SHIP"):
        order["tracking"] = {"carrier": "ups", "number": f"1ZSP{_PREFIXES[status]}{number:04d}"}
    return order
