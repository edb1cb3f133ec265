"""Whose numbers they are, goods of the same make, what was wished for in German, and events that move no print."""

import pytest

from agent_service.conversation.interpretation import Intent, Json
from tests.unit.interpret.conftest import Hear


def count(line: str, new: int) -> Json:
    return {"type": "change_quantity", "line_id": line, "new_quantity": new}


def size(line: str, quantity: int, new: str) -> Json:
    return {"type": "change_size", "line_id": line, "quantity": quantity, "new_size": new}


@pytest.mark.parametrize(
    ("text", "order", "user", "changes"),
    [
        (
            "new counts from the teacher: S 30, M 20",
            "BT-4003",
            "u-mei",
            [count("BT-4003-1", 30), count("BT-4003-2", 20)],
        ),
        ("updated numbers by the boss: M 60", "BT-1001", "u-ana", [count("BT-1001-1", 60)]),
        (
            "30 in XL of that same white tee",
            "BT-3001",
            "u-raj",
            [{"type": "add_line", "sku": "HCT-WHI-XL", "quantity": 30}],
        ),
        ("Pos. 1 bitte auf 26 Stk. erhöhen", "BT-2002", "u-lena", [count("BT-2002-1", 26)]),
        ("5 von den M-Hoodies sollen in L kommen", "BT-2002", "u-lena", [size("BT-2002-1", 5, "L")]),
        ("10 of the M become XL, some big fellas signed up", "BT-2002", "u-lena", [size("BT-2002-1", 10, "XL")]),
        ("it says cancelled, but make it 100 M", "BT-1001", "u-ana", [count("BT-1001-1", 100)]),
        ("60 tees in all, not 60 on top", "BT-1004", "u-ana", [count("BT-1004-1", 60)]),
    ],
)
def test_all_of_it_is_read(hear: Hear, text: str, order: str, user: str, changes: list[Json]) -> None:
    found = hear(text, order, user=user)
    assert (list(found.changes), found.missing) == (changes, ())


@pytest.mark.parametrize(
    "text",
    ["12 of those same tees in L", "the same tee in XL for 30 of the L", "20 more from the same order"],
)
def test_pieces_that_may_be_there_already_are_asked_about(hear: Hear, text: str) -> None:
    assert hear(text, "BT-3001", user="u-raj").missing


@pytest.mark.parametrize("what", ["got moved forward", "was postponed", "was moved to June"])
def test_an_event_puts_on_no_artwork(hear: Hear, what: str) -> None:
    found = hear(f"the expo {what}, so we need these sooner", "BT-1004")
    assert (found.changes, found.missing) == ((), ("date",))


def test_a_colleague_who_is_to_do_it_is_a_person(hear: Hear) -> None:
    assert hear("M to 70 but let a colleague do it", "BT-1001").intent is Intent.TALK_TO_HUMAN


TWO: Json = {"options": ["5 more Navy M: +$229.95", "8 in Navy L: +$367.92"], "request": [count("BT-4001-3", 23)]}


@pytest.mark.parametrize(("text", "option"), [("opt. 1, proceed", 1), ("last one on your list", 2)])
def test_an_option_is_picked_in_short(hear: Hear, text: str, option: int) -> None:
    found = hear(text, "BT-4001", user="u-mei", **TWO)
    assert (found.intent, found.option) == (Intent.CHOOSE_OPTION, option)
