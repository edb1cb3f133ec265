"""Answers that turn an offer round, count against it, or let a part of it stand."""

import pytest

from agent_service.conversation.interpretation import Intent, Json

CAPS: Json = {"type": "change_quantity", "line_id": "BT-1002-3", "new_quantity": 120}
TO_L: Json = {"type": "change_size", "line_id": "BT-1001-1", "quantity": 10, "new_size": "L"}
BACK: Json = {"type": "change_size", "line_id": "BT-1001-2", "quantity": 10, "new_size": "M"}
RED: Json = {"type": "change_color", "line_id": "BT-1002-3", "quantity": 20, "new_color": "Red"}
JACKETS: Json = {"type": "add_line", "sku": "SSJ-BLA-L", "quantity": 6}


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("two more than that", 122),
        ("five fewer than that", 115),
        ("only ten more", 110),
        ("add 10, not 20", 110),
        ("10 more, so 130", 130),
        ("better 80 than 120", 80),
    ],
)
def test_a_number_against_the_one_that_is_offered(hear, text: str, new: int) -> None:
    found = hear(text, options=["Black caps 100 → 120"], request=[CAPS])
    assert (found.intent, list(found.changes), found.missing) == (Intent.CORRECT, [CAPS | {"new_quantity": new}], ())


@pytest.mark.parametrize("text", ["ten more", "ten less", "half that", "take off 10, not 20"])
def test_a_number_that_may_be_said_of_the_order_or_of_the_offer_is_asked_about(hear, text: str) -> None:
    assert hear(text, options=["Black caps 100 → 120"], request=[CAPS]).missing != ()


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("the other way round please", [BACK]),
        ("no, L to M", [BACK]),
        ("other way around, 5 of them", [BACK | {"quantity": 5}]),
        ("and 5 L to M too", [TO_L, BACK | {"quantity": 5}]),
        ("all of them", [TO_L | {"quantity": 60}]),
        ("5 L, 5 XL", [TO_L | {"quantity": 5}, TO_L | {"quantity": 5, "new_size": "XL"}]),
        ("XL for those ten", [TO_L | {"new_size": "XL"}]),
    ],
)
def test_pieces_that_were_to_become_another(hear, text: str, changes: list[Json]) -> None:
    found = hear(text, "BT-1001", options=["10 × Navy M tees → L"], request=[TO_L])
    assert (list(found.changes), found.missing) == (changes, ())


def test_several_colours_for_the_pieces_of_an_offer(hear) -> None:
    found = hear("15 red, 5 royal blue", options=["20 × Black caps → Red"], request=[RED])
    assert list(found.changes) == [RED | {"quantity": 15}, RED | {"quantity": 5, "new_color": "Royal Blue"}]
    assert hear("10 red, 5 royal blue", options=["20 × Black caps → Red"], request=[RED]).missing != ()


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("4 jackets rather than 6", {"quantity": 4}),
        ("half that many", {"quantity": 3}),
        ("navy, not black", {"sku": "SSJ-NAV-L"}),
    ],
)
def test_goods_to_be_added(hear, text: str, changed: Json) -> None:
    found = hear(text, "BT-4001", user="u-mei", options=["Add 6 Black L jackets"], request=[JACKETS])
    assert (list(found.changes), found.missing) == ([JACKETS | changed], ())


def test_a_place_that_stays_takes_the_other_address_out(hear) -> None:
    more = {"type": "change_quantity", "line_id": "BT-1001-1", "new_quantity": 70}
    request = [more, {"type": "change_address", "address_id": "a-nw-wh"}]
    found = hear("HQ stays, only the quantity changes", "BT-1001", options=["60 → 70, to Warehouse"], request=request)
    assert (list(found.changes), found.missing) == ([more], ())
