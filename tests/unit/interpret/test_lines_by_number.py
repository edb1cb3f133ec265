"""Lines of the order by their number, parts of what there is now, and other ways of clerks."""

import pytest

from agent_service.conversation.interpretation import Intent
from tests.unit.interpret.conftest import Hear


def counts(hear: Hear, text: str, order: str = "BT-1002", user: str = "u-ana") -> dict[str, int]:
    found = hear(text, order, user=user)
    assert found.missing == ()
    return {change["line_id"].removeprefix(f"{order}-"): change["new_quantity"] for change in found.changes}


@pytest.mark.parametrize("text", ["Ln 3 to 140", "Pos. 3: 140", "pos 3 -> 140", "line 3, qty 100 > 140"])
def test_a_line_in_short(hear, text: str) -> None:
    assert counts(hear, text) == {"3": 140}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("lines 1 and 2 to 60", {"1": 60, "2": 60}), ("lines 1, 2 and 3 to 60", {"1": 60, "2": 60, "3": 60}),
     ("lines 1 & 2: +10 each", {"1": 60, "2": 60}), ("line 3 and 5 less", {"3": 95}), ("line 1, 60", {"1": 60})],
)  # fmt: skip
def test_several_lines_by_their_numbers(hear, text: str, expected: dict[str, int]) -> None:
    assert counts(hear, text) == expected


def test_lines_are_taken_off_by_their_numbers(hear) -> None:
    found = hear("remove line 2 and 3")
    assert [change["line_id"] for change in found.changes] == ["BT-1002-2", "BT-1002-3"]


@pytest.mark.parametrize(
    "text",
    ["caps down to half of what it is now", "cut the caps to half of the current quantity", "caps to half what we have",
     "reduce the caps to 50% of what there is"],
)  # fmt: skip
def test_a_part_of_what_there_is_is_a_part(hear, text: str) -> None:
    assert counts(hear, text) == {"3": 50}


@pytest.mark.parametrize("text", ["make M half of what the caps are", "M to half of what we have in caps",
                                  "M to half of what we have in L"])  # fmt: skip
def test_a_part_of_another_line_is_asked_about(hear, text: str) -> None:
    assert hear(text).missing != ()


@pytest.mark.parametrize("text", ["cxl this order", "canx BT-1002, our PO 55120 is closed", "please cxl the order"])
def test_cancel_in_short(hear, text: str) -> None:
    assert hear(text).changes == ({"type": "cancel_order"},)


@pytest.mark.parametrize(
    "text",
    ["what would it run us to get the caps from 100 to 140?", "what would it cost to have 140 caps",
     "is it possible to get the caps to 140?"],
)  # fmt: skip
def test_the_price_of_a_change_that_is_named_in_full_asks_for_its_quote(hear, text: str) -> None:
    assert counts(hear, text) == {"3": 140}


@pytest.mark.parametrize(
    "text", ["what would it cost to change the address?", "how much does it cost to cancel an order?"]
)
def test_the_price_of_a_kind_of_change_is_a_question(hear, text: str) -> None:
    assert hear(text).intent is Intent.POLICY_QUESTION
