"""The pieces of one line in several sizes or colours, and a difference said with what it comes to."""

import pytest


def moved(*parts: tuple[int, str], line: str = "BT-1004-1", what: str = "size") -> list[dict[str, object]]:
    return [{"type": f"change_{what}", "line_id": line, "quantity": n, f"new_{what}": to} for n, to in parts]


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("split the 120 evenly over M, L and XL", moved((40, "L"), (40, "XL"))),
        ("spread them equally across S, M, L and XL", moved((30, "S"), (30, "L"), (30, "XL"))),
        ("40 each of M, L and XL please", moved((40, "L"), (40, "XL"))),
        ("half M half L", moved((60, "L"))),
        ("one third S, one third M, one third L", moved((40, "S"), (40, "L"))),
        ("out of the 120 I want 20 S, 70 M and 30 L", moved((20, "S"), (30, "L"))),
        ("M 60, L 60", moved((60, "L"))),
        ("i need 30 L among the 120", moved((30, "L"))),
        ("i need 20 in S and 20 in XL, the other 80 keep as M", moved((20, "S"), (20, "XL"))),
        ("20 should be S, 20 XL, the remaining 80 M", moved((20, "S"), (20, "XL"))),
        ("could the tees be half navy half black", moved((60, "Navy"), what="color")),
    ],
)
def test_parts_that_come_to_all_there_are_stay_in_their_line(hear, text: str, changes: list[object]) -> None:
    found = hear(text, "BT-1004")
    assert (list(found.changes), found.missing) == (changes, ())


@pytest.mark.parametrize(
    "text", ["split 100 evenly over M and L", "split 50 more evenly over M and L", "split them evenly over M and L, 70"]
)
def test_parts_that_do_not_are_asked_about(hear, text: str) -> None:
    assert hear(text, "BT-1004").missing


@pytest.mark.parametrize("text", ["is it 60 M and 60 L?", "are they 60 M and 60 L"])
def test_how_it_is_changes_nothing(hear, text: str) -> None:
    assert hear(text, "BT-1004").changes == ()


def test_goods_to_be_added_are_no_parts(hear) -> None:
    assert {change["type"] for change in hear("add 60 S and 60 L", "BT-1004").changes} == {"add_line"}


@pytest.mark.parametrize(
    ("text", "count"),
    [("knock 20 off so it's an even 100", 100), ("take 20 off to make it 100", 100), ("add 30, so we have 150", 150)],
)
def test_what_a_difference_comes_to_counts(hear, text: str, count: int) -> None:
    found = hear(text, "BT-1004")
    assert ([change["new_quantity"] for change in found.changes], found.missing) == ([count], ())


def test_a_difference_and_a_total_that_do_not_agree_are_asked_about(hear) -> None:
    assert hear("take 4 off so it's an even 100", "BT-1004").missing == ("quantity",)
