"""Answers to a question that say for how many of the pieces it is so, or share them out."""

import pytest

from agent_service.conversation.interpretation import Json

BLACK_OR_NAVY = "Six Softshell Jackets in L to add to BT-4001. Black or navy?"
ANOTHER_SIZE = "Four of the S hoodies on BT-4003 in another size. Which size do you need?"
ALL_NAVY = "The French Terry Hoodie also comes in Navy. Should all 10 on BT-4004 be navy?"
WHERE_FROM = "10 tees fewer on BT-3002. From the mediums or from the smalls?"
WHICH_TURN = "Which red tees on BT-3002 should turn black: the mediums, the smalls or both?"


def added(sku: str, quantity: int) -> Json:
    return {"type": "add_line", "sku": sku, "quantity": quantity}


def size(line: str, quantity: int, new: str) -> Json:
    return {"type": "change_size", "line_id": line, "quantity": quantity, "new_size": new}


def color(line: str, quantity: int, new: str) -> Json:
    return {"type": "change_color", "line_id": line, "quantity": quantity, "new_color": new}


def pieces(line: str, new: int) -> Json:
    return {"type": "change_quantity", "line_id": line, "new_quantity": new}


@pytest.mark.parametrize(
    ("user", "order", "asked", "text", "changes"),
    [
        ("u-mei", "BT-4001", BLACK_OR_NAVY, "three of each", [added("SSJ-BLA-L", 3), added("SSJ-NAV-L", 3)]),
        ("u-mei", "BT-4001", BLACK_OR_NAVY, "2 black and 4 navy", [added("SSJ-BLA-L", 2), added("SSJ-NAV-L", 4)]),
        ("u-mei", "BT-4001", BLACK_OR_NAVY, "navy for all", [added("SSJ-NAV-L", 6)]),
        ("u-mei", "BT-4003", ANOTHER_SIZE, "two in M, two in L", [size("BT-4003-1", 2, s) for s in ("M", "L")]),
        ("u-mei", "BT-4004", ALL_NAVY, "only four navy", [color("BT-4004-1", 4, "Navy")]),
        ("u-mei", "BT-4004", ALL_NAVY, "half of them", [color("BT-4004-1", 5, "Navy")]),
        ("u-mei", "BT-4004", ALL_NAVY, "no, 4", [color("BT-4004-1", 4, "Navy")]),
        ("u-mei", "BT-4001", BLACK_OR_NAVY, "half in black, half in navy",
         [added("SSJ-BLA-L", 3), added("SSJ-NAV-L", 3)]),
        ("u-mei", "BT-4001", BLACK_OR_NAVY, "a third black, the rest navy",
         [added("SSJ-BLA-L", 2), added("SSJ-NAV-L", 4)]),
        ("u-mei", "BT-4001", BLACK_OR_NAVY, "50% black, 50% navy", [added("SSJ-BLA-L", 3), added("SSJ-NAV-L", 3)]),
        ("u-mei", "BT-4003", ANOTHER_SIZE, "3 in M, the last one in L",
         [size("BT-4003-1", 3, "M"), size("BT-4003-1", 1, "L")]),
        ("u-mei", "BT-4003", ANOTHER_SIZE, "M 1, L 3", [size("BT-4003-1", 1, "M"), size("BT-4003-1", 3, "L")]),
        ("u-raj", "BT-3002", WHERE_FROM, "half from each", [pieces("BT-3002-1", 95), pieces("BT-3002-2", 45)]),
        ("u-raj", "BT-3002", WHICH_TURN, "both", [color("BT-3002-1", 100, "Black"), color("BT-3002-2", 50, "Black")]),
        ("u-lena", "BT-2002", "How many of the 20 M hoodies should become S?", "all but five",
         [size("BT-2002-1", 15, "S")]),
        ("u-raj", "BT-3001", "How many of the 200 smalls should be taken off?", "30 of them",
         [pieces("BT-3001-1", 170)]),
    ],
)  # fmt: skip
def test_an_answer_that_shares_out(hear, user: str, order: str, asked: str, text: str, changes: list[Json]) -> None:
    found = hear(text, order, user=user, state="CLARIFY_REQUEST", assistant=asked)
    assert (list(found.changes), found.missing) == (changes, ())


@pytest.mark.parametrize(
    ("order", "asked", "text"),
    [
        ("BT-4001", BLACK_OR_NAVY, "4 black, 1 navy"),
        ("BT-4003", ANOTHER_SIZE, "3 in M and 2 in L"),
        ("BT-4004", ALL_NAVY, "only 12"),
        ("BT-4001", BLACK_OR_NAVY, "half of them black"),
        ("BT-4001", BLACK_OR_NAVY, "a quarter black, the rest navy"),
        ("BT-4001", BLACK_OR_NAVY, "4 black"),
        ("BT-4003", ANOTHER_SIZE, "3 in M, 3 in L"),
    ],
)
def test_parts_that_do_not_add_up_are_asked_about(hear, order: str, asked: str, text: str) -> None:
    assert hear(text, order, user="u-mei", state="CLARIFY_REQUEST", assistant=asked).missing != ()


def test_what_pieces_are_taken_from_is_not_what_they_become(hear) -> None:
    asked = "Ten hoodies on BT-1002 need another size. From which size to which?"
    assert hear("from the larges", state="CLARIFY_REQUEST", assistant=asked).missing == ("size",)


@pytest.mark.parametrize(("text", "days"), [("two weeks", 14), ("10 days", 10)])
def test_how_much_later(hear, text: str, days: int) -> None:
    asked = "BT-1002 should come later. How much later?"
    found = hear(text, state="CLARIFY_REQUEST", assistant=asked)
    assert found.changes == ({"type": "change_delivery_date", "days_later": days},)


BLACK_OR_NAVY_M = "Six of the M jackets on BT-4001 in L, then. The black ones or the navy ones?"


@pytest.mark.parametrize(
    "text",
    ["black. the navy ones fit fine", "the black, navy can stay", "navy fits, so the black ones",
     "black, the navy we keep", "the black ones. navy is ok"],
)  # fmt: skip
def test_goods_that_are_as_they_should_be_are_not_chosen(hear, text: str) -> None:
    found = hear(text, "BT-4001", user="u-mei", state="CLARIFY_REQUEST", assistant=BLACK_OR_NAVY_M)
    assert (list(found.changes), found.missing) == ([size("BT-4001-2", 6, "L")], ())


@pytest.mark.parametrize("text", ["black. the navy are for the coaches", "black is ok and so is navy"])
def test_what_is_said_of_others_is_asked_about(hear, text: str) -> None:
    found = hear(text, "BT-4001", user="u-mei", state="CLARIFY_REQUEST", assistant=BLACK_OR_NAVY_M)
    assert found.missing != ()


@pytest.mark.parametrize("text", ["black and navy", "black, and the navy too"])
def test_both_are_chosen(hear, text: str) -> None:
    found = hear(text, "BT-4001", user="u-mei", state="CLARIFY_REQUEST", assistant=BLACK_OR_NAVY_M)
    assert [change["line_id"] for change in found.changes] == ["BT-4001-2", "BT-4001-3"]


@pytest.mark.parametrize(("text", "line"), [("1003", "BT-1003-1"), ("1001, as on our list", "BT-1001-1"),
                                            ("the first one", "BT-1001-1")])  # fmt: skip
def test_goods_that_are_on_two_orders_are_those_of_the_one_named(hear, text: str, line: str) -> None:
    asked = "Navy tees in M are on BT-1001 (60) and on BT-1003 (80). On which of the two should they be 100?"
    found = hear(text, None, state="CLARIFY_REQUEST", assistant=asked)
    assert (list(found.changes), found.missing) == ([pieces(line, 100)], ())
