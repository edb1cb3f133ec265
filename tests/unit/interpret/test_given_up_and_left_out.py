"""Goods given up for others, goods left out at the head of a sentence, and pieces that stay while the rest changes."""

import pytest


def pieces(line: str, new: int) -> dict[str, object]:
    return {"type": "change_quantity", "line_id": line, "new_quantity": new}


def gone(line: str) -> dict[str, object]:
    return {"type": "remove_line", "line_id": line}


def size(line: str, quantity: int, new: str) -> dict[str, object]:
    return {"type": "change_size", "line_id": line, "quantity": quantity, "new_size": new}


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("trade the caps for 20 more L hoodies", [gone("BT-1002-3"), pieces("BT-1002-2", 70)]),
        ("instead of the caps, 24 more M", [gone("BT-1002-3"), pieces("BT-1002-1", 74)]),
        ("trade 10 caps for 10 more L hoodies", [pieces("BT-1002-3", 90), pieces("BT-1002-2", 60)]),
        ("ten caps can go", [pieces("BT-1002-3", 90)]),
        ("the caps have to go", [gone("BT-1002-3")]),
        ("caps can go, hoodies M and L five more of each",
         [gone("BT-1002-3"), pieces("BT-1002-1", 55), pieces("BT-1002-2", 55)]),
    ],
)  # fmt: skip
def test_goods_that_are_given_up(hear, text: str, changes: list[object]) -> None:
    found = hear(text)
    assert (list(found.changes), found.missing) == (changes, ())


def test_goods_that_can_go_somewhere_are_not_given_up(hear) -> None:
    assert gone("BT-1002-3") not in hear("the caps can go to HQ").changes


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("apart from the caps, 5 fewer of each", [pieces("BT-1002-1", 45), pieces("BT-1002-2", 45)]),
        ("all but the caps up by 10", [pieces("BT-1002-1", 60), pieces("BT-1002-2", 60)]),
        ("other than the M and the L, make it 80 each", [pieces("BT-1002-3", 80)]),
        ("all fine, except the L should be 58", [pieces("BT-1002-2", 58)]),
        ("instead of 100 caps send 80", [pieces("BT-1002-3", 80)]),
        ("rather than 50 M, 40", [pieces("BT-1002-1", 40)]),
        ("instead of the M, we would like the L to be 60", [pieces("BT-1002-2", 60)]),
    ],
)
def test_what_a_sentence_leaves_out_or_replaces_first(hear, text: str, changes: list[object]) -> None:
    found = hear(text)
    assert (list(found.changes), found.missing) == (changes, ())


@pytest.mark.parametrize(
    ("text", "order", "changes"),
    [
        ("keep 100 in M, the rest in L", "BT-1004", [size("BT-1004-1", 20, "L")]),
        ("keep 30 M, the rest of them in XL", "BT-1002", [size("BT-1002-1", 20, "XL")]),
        ("M > L: 3", "BT-1002", [size("BT-1002-1", 3, "L")]),
        ("match the larges to the mediums", "BT-1001", [pieces("BT-1001-2", 60)]),
        ("make the larges the same number as the mediums", "BT-1001", [pieces("BT-1001-2", 60)]),
        ("top the larges up to 55", "BT-1001", [pieces("BT-1001-2", 55)]),
    ],
)
def test_numbers_that_are_said_by_what_stays_or_by_others(hear, text: str, order: str, changes: list[object]) -> None:
    found = hear(text, order)
    assert (list(found.changes), found.missing) == (changes, ())


def test_the_colour_of_others_is_asked_about(hear) -> None:
    found = hear("make the larges the same colour as the mediums", "BT-1001")
    assert (found.changes, found.missing) == ((), ("color",))


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("let's do a 70/30 split of M and L", [pieces("BT-1001-1", 70), pieces("BT-1001-2", 30)]),
        ("M/L 90/45", [pieces("BT-1001-1", 90), pieces("BT-1001-2", 45)]),
        ("ten larges too many, take them out", [pieces("BT-1001-2", 30)]),
        ("spread 20 extra tees evenly over M and L", [pieces("BT-1001-1", 70), pieces("BT-1001-2", 50)]),
        ("20 more tees split evenly between M and L", [pieces("BT-1001-1", 70), pieces("BT-1001-2", 50)]),
        ("leave 5 larges off", [pieces("BT-1001-2", 35)]),
        ("leave the larges off", [gone("BT-1001-2")]),
        ("size up 20 of the M to XL", [size("BT-1001-1", 20, "XL")]),
        ("the larges get 10 more to be safe", [pieces("BT-1001-2", 50)]),
    ],
)
def test_numbers_in_turn_and_pieces_pointed_at_again(hear, text: str, changes: list[object]) -> None:
    found = hear(text, "BT-1001")
    assert (list(found.changes), found.missing) == (changes, ())


@pytest.mark.parametrize(
    "text", ["leave the logo off the larges", "an 80/40 split between M and L", "leave the L alone"]
)
def test_what_takes_no_goods_off(hear, text: str) -> None:
    assert hear(text, "BT-1001").changes == ()


def test_the_others_become_the_colour_as_well(hear) -> None:
    found = hear("100 of the mediums in black and 100 larges too", "BT-3001", user="u-raj")
    assert [(change["type"], change["quantity"]) for change in found.changes] == [("change_color", 100)] * 2
