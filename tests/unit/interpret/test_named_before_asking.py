"""Answers to questions that name goods first: which of those, in what colour, and what about them."""

import pytest

from tests.unit.interpret.conftest import Hear

WHICH = "You have jackets in M, black (15) and navy (15). Which of them should be 18?"
COLOR = "Polos come in White, Navy and Royal Blue. Which colour should the 20 in L be?"
CAPS = "Trucker caps come in Black and Red. Which colour should the 60 be?"


@pytest.mark.parametrize(("text", "lines"), [("black", [2]), ("the navy ones", [3]), ("both", [2, 3])])
def test_which_of_them_is_one_of_those_set_against_each_other(hear: Hear, text: str, lines: list[int]) -> None:
    found = hear(text, "BT-4001", user="u-mei", state="CLARIFY_REQUEST", assistant=WHICH)
    assert [(c["line_id"], c["new_quantity"]) for c in found.changes] == [(f"BT-4001-{n}", 18) for n in lines]


def test_another_line_than_those_is_asked_about(hear: Hear) -> None:
    found = hear("the large ones", "BT-4001", user="u-mei", state="CLARIFY_REQUEST", assistant=WHICH)
    assert (found.changes, found.missing) == ((), ("line",))


def test_goods_the_order_has_none_of_are_added_in_the_colour_told(hear: Hear) -> None:
    found = hear("red", "BT-3001", user="u-raj", state="CLARIFY_REQUEST", assistant=CAPS)
    assert found.changes == ({"type": "add_line", "sku": "TRC-RED-ONE", "quantity": 60},)


def test_goods_the_order_has_change_their_colour(hear: Hear) -> None:
    asked = "Trucker caps come in Black and Red. Which colour should the 100 be?"
    found = hear("red", state="CLARIFY_REQUEST", assistant=asked)
    assert [change["type"] for change in found.changes] == ["change_color"]


@pytest.mark.parametrize(
    ("text", "missing"), [("fewer please", ("quantity",)), ("more of them", ("quantity",)), ("the colour", ("color",))]
)
def test_what_should_change_is_of_the_goods_asked_about(hear: Hear, text: str, missing: tuple[str, ...]) -> None:
    asked = "What should change about the red mediums?"
    found = hear(text, "BT-3002", user="u-raj", state="CLARIFY_REQUEST", assistant=asked)
    assert (found.changes, found.missing) == ((), missing)
