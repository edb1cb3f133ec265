"""Goods named by their stock number, in full, in part, and by a number that is none of ours."""

import pytest

from agent_service.conversation.interpretation import Intent, Json
from agent_service.interpret.stock_numbers import stock_numbers
from tests.unit.interpret.test_other_catalogues import VEST

NAVY = {"type": "change_quantity", "line_id": "BT-4001-3", "new_quantity": 20}


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("SSJ-NAV-M to 20", NAVY),
        ("ssj nav m: 15 -> 20", NAVY),
        ("SSJNAVM 20", NAVY),
        ("SSJ-NAV +5", NAVY),
        ("remove SSJ-NAV-M", {"type": "remove_line", "line_id": "BT-4001-3"}),
        ("add 10 x SSJ-NAV-L", {"type": "add_line", "sku": "SSJ-NAV-L", "quantity": 10}),
        ("new line: 12 TRC-RED-ONE", {"type": "add_line", "sku": "TRC-RED-ONE", "quantity": 12}),
        ("swap 5 SSJ-BLA-M for SSJ-BLA-L",
         {"type": "change_size", "line_id": "BT-4001-2", "quantity": 5, "new_size": "L"}),
        ("change SSJ-BLA-M to SSJ-NAV-M",
         {"type": "change_color", "line_id": "BT-4001-2", "quantity": 15, "new_color": "Navy"}),
    ],
)  # fmt: skip
def test_a_stock_number_names_goods(hear, text: str, change: Json) -> None:
    found = hear(text, "BT-4001", user="u-mei")
    assert (list(found.changes), found.missing) == ([change], ())


@pytest.mark.parametrize("text", ["remove SSJ-RED-M", "SSJ-XYZ-M to 20", "add 5 SSJ-XYZ-M", "cancel SSJ-XYZ-M"])
def test_a_number_that_is_none_of_ours_names_nothing(hear, text: str) -> None:
    found = hear(text, "BT-4001", user="u-mei")
    assert (found.changes, found.missing) == ((), ("line",))


def test_a_stock_number_tells_which_order_is_meant(hear) -> None:
    assert hear("HBH-BLA-L 60", None).order_id == "BT-1002"


def test_a_question_about_a_stock_number_is_one(hear) -> None:
    assert hear("do you have SSJ-NAV-XL in stock?").intent is Intent.PRODUCT_QUESTION


def test_numbers_of_any_form_are_known() -> None:
    product = {**VEST, "variants": [{"sku": "77/B.2x", "color": "Burgundy", "size": "M", "available": 1}]}
    numbers = stock_numbers([product], frozenset())
    assert numbers.written_out("5 of 77/b.2x, 77") == "5 of Burgundy M Alpine Fleece Vest, 77"
    assert numbers.written_out("77 b 2x") == "77 b 2x"


def test_a_number_without_letters_or_a_single_word_is_none() -> None:
    skus = [{"sku": sku, "color": "Burgundy", "size": "M", "available": 1} for sku in ("120", "vest")]
    assert stock_numbers([{**VEST, "variants": skus}], frozenset()).written_out("120 vest") == "120 vest"
