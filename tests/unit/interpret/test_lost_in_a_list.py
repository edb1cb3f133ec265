"""What a message without commas loses is asked about: which goes where, how many there are, and by when."""

import pytest

from tests.unit.interpret.conftest import Hear


@pytest.mark.parametrize(
    "text",
    ["M to S 10 to 3XL", "25 S to M 5 3XL to M", "10 M 5 S to 3XL", "40 of the S to M", "take S to 30 M to 3XL"],
)
def test_pieces_that_may_go_either_way_or_are_not_there_are_asked_about(hear: Hear, text: str) -> None:
    assert "quantity" in hear(text, "BT-4003", user="u-mei").missing


@pytest.mark.parametrize("text", ["M none, all L please", "zero M, all caps"])
def test_what_is_named_after_none_is_not_none_too(hear: Hear, text: str) -> None:
    found = hear(text)
    assert found.missing
    assert len(found.changes) < 2


def test_goods_put_into_a_box_are_no_count(hear: Hear) -> None:
    assert hear("put 10 caps in a separate box").missing == ("change",)


def test_a_day_by_which_it_is_needed_is_not_passed_over(hear: Hear) -> None:
    found = hear("M to 60 L to 40 by May 3")
    assert "date" in found.missing or any("delivery_date" in change for change in found.changes)
