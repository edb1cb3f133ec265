"""Dozens, hundreds and thousands, parts of them, and numbers that cannot be read: these stay together and are asked."""

import pytest

from agent_service.conversation.interpretation import Intent


def told(hear, text: str) -> tuple[list[int], tuple[str, ...]]:
    found = hear(text, "BT-1004")
    assert found.intent is Intent.CHANGE_ORDER
    return [change.get("new_quantity", change.get("quantity")) for change in found.changes], tuple(found.missing)


@pytest.mark.parametrize(
    "text",
    ["make it 100000000000000000000 dozen", "10000000000 dozen more", "100000000000 couple more", "99999999999 x 12",
     "change 10000000000 of them to XL", "make it 2.3 dozen", "make it a billion dozen", "one million two hundred",
     "a few dozen", "several dozen more", "add a few hundred more", "a couple hundred", "no dozen", "150 hundred",
     "make it 12345678901 hundred"],
)  # fmt: skip
def test_no_part_of_a_number_that_cannot_be_read_is_taken_for_it(hear, text: str) -> None:
    assert told(hear, text) == ([], ("quantity",))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("make it 2.5 dozen", 30),
        ("make it 2½ dozen", 30),
        ("make it 2 1/2 dozen", 30),
        ("½ dozen more", 126),
        ("1/2 dozen more", 126),
        ("make it 2 hundred and fifty", 250),
        ("make it 1.5 hundred", 150),
        ("make it twelve hundred", 1200),
        ("make it 2k", 2000),
        ("make it 1.5k", 1500),
        ("make it 1 000", 1000),
        ("two gross please", 288),
        ("a couple dozen more", 144),
        ("another dozen", 132),
        ("can we do 13 dozen and 4", 160),
    ],
)
def test_dozens_hundreds_and_thousands_count(hear, text: str, count: int) -> None:
    assert told(hear, text) == ([count], ())


def test_half_of_two_is_a_date_where_a_day_is_told(hear) -> None:
    assert hear("deliver on 1/2", "BT-1004").changes[0]["delivery_date"] == "2027-01-02"


@pytest.mark.parametrize(
    ("text", "count"),
    [("make the caps one twenty", 120), ("caps to two fifty", 250), ("caps two twenty five", 225),
     ("caps one ten", 110), ("line 3 one fifty", 150)],
)  # fmt: skip
def test_hundreds_are_said_without_the_word(hear, text: str, count: int) -> None:
    changed = {"type": "change_quantity", "line_id": "BT-1002-3", "new_quantity": count}
    assert hear(text).changes == (changed,)


def test_the_number_of_a_line_is_none_of_its_hundreds(hear) -> None:
    changed = {"type": "change_quantity", "line_id": "BT-1002-1", "new_quantity": 20}
    assert hear("line one twenty pieces").changes == (changed,)
