"""Seed files: what is taken, and what is refused before anything is written, with the place named."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from local_stack.complaint import Complaint
from local_stack.seed_file import DEMO, SeedRefused, parse_seed, read_seed

Document = dict[str, Any]
DEMO_DOCUMENT: Document = json.loads(DEMO.read_text())


def refusal(change: Callable[[Document], object]) -> str:
    document = copy.deepcopy(DEMO_DOCUMENT)
    change(document)
    with pytest.raises(SeedRefused) as refused:
        parse_seed(json.dumps(document).encode())
    return str(refused.value)


def test_the_demo_data_is_a_seed() -> None:
    assert len(read_seed(DEMO).orders) == len(DEMO_DOCUMENT["orders"])


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda d: d["orders"][3]["lines"][0].update(sku="NOPE"), "orders[3].lines[0].sku: there is no SKU 'NOPE'"),
        (lambda d: d["orders"][0].update(user_id="u-mei"), "orders[0].user_id: the company 'northwind' has no user"),
        (lambda d: d["orders"][0].update(address_id="a-sm-camp"), "orders[0].address_id"),
        (lambda d: d["orders"][0]["lines"][0].update(artwork_id="art-sm-trip"), "orders[0].lines[0].artwork_id"),
        (lambda d: d["orders"][0].update(company_id="nobody"), "orders[0].company_id: there is no company 'nobody'"),
        (lambda d: d["orders"][1].update(id="BT-1001"), "orders[1].id: 'BT-1001' is there twice"),
        (lambda d: d["orders"][1]["lines"][0].update(id="BT-1001-1"), "orders[1].lines[0].id"),
        (lambda d: d["products"][1]["variants"][0].update(sku="HCT-WHI-S"), "products[1].variants[0].sku"),
        (
            lambda d: d["products"][0]["variants"][1].update(size="S"),
            "products[0].variants[1]: 'White S' is there twice",
        ),
        (lambda d: d["users"][0].update(company_id=None), "users[0].company_id"),
        (lambda d: d["addresses"][1].update(is_default=True), "addresses[1].is_default"),
        (lambda d: d["products"][0]["base_price"].update(currency="EUR"), "beside"),
        (lambda d: d["orders"][0]["lines"][0].update(pieces_produced=61), "orders[0].lines[0].pieces_produced"),
        (lambda d: d["orders"][0]["lines"][0].update(quantity=60.0), "orders[0].lines[0].quantity"),
        (lambda d: d["orders"][0]["lines"][0].update(quantity="60"), "orders[0].lines[0].quantity"),
        (lambda d: d["orders"][0]["lines"][0].update(quantity=0), "orders[0].lines[0].quantity"),
        (lambda d: d["orders"][0].update(status="LOST"), "orders[0].status"),
        (lambda d: d["orders"][0].update(lines=[]), "orders[0].lines"),
        (lambda d: d["orders"][0].pop("delivery_in_days"), "orders[0].delivery_in_days"),
        (lambda d: d["orders"][0].update(colour="red"), "orders[0].colour"),
        (lambda d: d.update(format="brightthread-seed/2"), "format: must be"),
        (lambda d: d.pop("users"), "users"),
    ],
)
def test_a_bad_seed_is_refused_with_its_place(change: Callable[[Document], object], place: str) -> None:
    assert place in refusal(change)


def test_reservations_beyond_stock_are_refused() -> None:
    words = refusal(lambda d: d["orders"][3]["lines"][0].update(quantity=100_000))
    assert "are reserved by orders (BT-1004)" in words


def test_shipped_goods_reserve_nothing() -> None:
    document = copy.deepcopy(DEMO_DOCUMENT)
    shipped = next(order for order in document["orders"] if order["status"] == "SHIPPED")
    shipped["lines"][0]["quantity"] = 100_000
    parse_seed(json.dumps(document).encode())


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'{"format": "brightthread-seed/1", "format": 1}', b"\xff"])
def test_what_is_no_json_document_is_refused(raw: bytes) -> None:
    with pytest.raises(SeedRefused):
        parse_seed(raw)


def test_a_file_that_is_not_there_is_said_in_one_sentence() -> None:
    with pytest.raises(Complaint, match="cannot be read: No such file"):
        read_seed(Path("/nowhere/seed.json"))


def test_many_mistakes_are_counted_not_listed() -> None:
    assert "more)" in refusal(lambda d: [order.update(user_id="nobody") for order in d["orders"]])
