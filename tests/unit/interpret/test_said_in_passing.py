"""Goods that are to go in few words, what is ruled out or likened, and reasons that move no delivery."""

import pytest

from agent_service.conversation.interpretation import Intent, Json
from tests.unit.interpret.conftest import Hear

CANCEL: Json = {"type": "cancel_order"}


def removed(line: str) -> Json:
    return {"type": "remove_line", "line_id": line}


def count(line: str, new: int) -> Json:
    return {"type": "change_quantity", "line_id": line, "new_quantity": new}


def art(line: str | None, artwork: str) -> Json:
    return {"type": "change_artwork", "line_id": line, "artwork_id": artwork}


def size(line: str, quantity: int, new: str) -> Json:
    return {"type": "change_size", "line_id": line, "quantity": quantity, "new_size": new}


@pytest.mark.parametrize(
    ("text", "order", "user", "changes"),
    [
        ("please scrap that whole order", "BT-1003", "u-tom", [CANCEL]),
        ("scrap this order's polos", "BT-1003", "u-tom", [removed("BT-1003-2")]),
        ("there is no further need for the polos", "BT-1003", "u-tom", [removed("BT-1003-2")]),
        ("polos out completely, tees up to 90", "BT-1003", "u-tom", [removed("BT-1003-2"), count("BT-1003-1", 90)]),
        ("M 30 and the 3XL away please", "BT-4003", "u-mei", [count("BT-4003-2", 30), removed("BT-4003-3")]),
        ("10 of the polos go down one size", "BT-1003", "u-tom", [size("BT-1003-2", 10, "S")]),
        ("tees drop a size", "BT-1003", "u-tom", [size("BT-1003-1", 80, "S")]),
        ("crest on these, not the trip", "BT-4003", "u-mei", [art(None, "art-sm-crest")]),
        ("90 tees, not just 80", "BT-1003", "u-tom", [count("BT-1003-1", 90)]),
        ("three of our instructors quit, 3 fewer M", "BT-4003", "u-mei", [count("BT-4003-2", 22)]),
        ("skip the caps, a partner gave us some", "BT-2003", "u-lena", [removed("BT-2003-3")]),
        ("Just 60 guests registered. 60 M will do", "BT-2003", "u-lena", [count("BT-2003-1", 60)]),
        ("expo logo on the caps, just like the hoodies", "BT-1002", "u-ana", [art("BT-1002-3", "art-nw-event")]),
        (
            "the school is being renovated, deliver to base camp",
            "BT-4003",
            "u-mei",
            [{"type": "change_address", "address_id": "a-sm-camp"}],
        ),
    ],
)
def test_all_of_it_is_read(hear: Hear, text: str, order: str, user: str, changes: list[Json]) -> None:
    found = hear(text, order, user=user)
    assert (list(found.changes), found.missing) == (changes, ())


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("wrong city on the delivery again, correct the address", ("address",)),
        ("we moved office, this needs a new delivery address", ("address",)),
        ("the primary logo on the caps, just like the hoodies", ("line",)),  # which have another one
        ("more people signed up. 90 M hoodies less", ("quantity",)),
    ],
)
def test_the_rest_is_asked_for(hear: Hear, text: str, missing: tuple[str, ...]) -> None:
    found = hear(text, "BT-1002")
    assert (found.intent, found.missing) == (Intent.CHANGE_ORDER, missing)


@pytest.mark.parametrize("text", ["cancel 2003 altogether", "10 tees won't save this. Cancel the whole order"])
def test_the_order_goes_whatever_was_offered(hear: Hear, text: str) -> None:
    found = hear(text, "BT-2003", user="u-lena", options=["M 90 → 100"], request=[count("BT-2003-1", 100)])
    assert (found.intent, found.changes, found.missing) == (Intent.CHANGE_ORDER, (CANCEL,), ())
