"""What takes the place of what, at an offer and in a request: other goods, others' numbers, what stays as it is."""

import pytest

from agent_service.conversation.interpretation import Intent

MOVE = {"type": "change_size", "line_id": "BT-1002-1", "quantity": 8, "new_size": "XL"}
OTHERS = {**MOVE, "line_id": "BT-1002-2"}
OFFER = {"options": ["8 × M → XL: free"], "request": [MOVE], "assistant": "8 of the M hoodies to XL: free. Shall I?"}


@pytest.mark.parametrize("text", [
    "no, 8 of the L to XL",
    "8 of the L to XL instead",
    "I said 8 L to XL",
    "8 of the L to XL, not the M",
    "not the M: 8 L to XL",
    "I meant 8 of the L ones to XL. the M are fine as they are",
])  # fmt: skip
def test_other_goods_take_the_place_of_those_that_are_offered(hear, text):
    found = hear(text, **OFFER)
    assert (found.intent, found.changes, found.missing) == (Intent.CORRECT, (OTHERS,), ())


@pytest.mark.parametrize("text", ["and 8 of the L to XL", "8 of the L to XL too", "also 8 L to XL"])
def test_or_are_added_to_them(hear, text):
    assert hear(text, **OFFER).changes == (MOVE, OTHERS)


def test_which_of_the_two_is_asked_where_nothing_says_so(hear):
    assert hear("8 L to XL", **OFFER).missing == ("change",)


@pytest.mark.parametrize(
    "text", ["no thanks, keep them all black", "non merci, on garde tout en noir", "lo dejamos en negro"]
)
def test_goods_that_are_to_be_what_they_are_decline_the_offer(hear, text):
    navy = {"type": "change_color", "line_id": "BT-1002-3", "quantity": 100, "new_color": "Navy"}
    assert hear(text, options=["Caps in navy: free"], request=[navy]).intent is Intent.DECLINE


@pytest.mark.parametrize("text", [
    "bring the L up so they equal the M",
    "make the L equal to the M",
    "get the L up to the M number",
    "bring L level with M",
])  # fmt: skip
def test_a_line_may_get_the_number_of_another(hear, text):
    assert hear(text, "BT-1001").changes == ({"type": "change_quantity", "line_id": "BT-1001-2", "new_quantity": 60},)


@pytest.mark.parametrize("stays", ["mediums as before", "M like before", "the M as they are", "M as ordered"])
def test_what_is_as_before_does_not_change(hear, stays):
    art = {"type": "change_artwork", "line_id": "BT-1001-2", "artwork_id": "art-nw-event"}
    assert hear(f"RoboExpo on the larges, {stays}", "BT-1001").changes == (art,)


@pytest.mark.parametrize(
    "text", ["12 more hoodies, but in XL", "12 more hoodies but make them XL", "12 more hoodies though in XL"]
)
def test_a_size_behind_but_is_of_the_new_pieces(hear, text):
    assert hear(text).changes == ({"type": "add_line", "sku": "HBH-BLA-XL", "quantity": 12},)


@pytest.mark.parametrize("text", ["RoboExpo on all the tees", "RoboExpo on every tee", "RoboExpo on everything"])
def test_all_the_goods_there_are_is_the_whole_order(hear, text):
    assert hear(text, "BT-1001").changes == ({"type": "change_artwork", "line_id": None, "artwork_id": "art-nw-event"},)


@pytest.mark.parametrize(
    "text", ["swap 10 M for 10 L", "exchange ten mediums for ten larges", "trade 10 M hoodies for 10 L hoodies"]
)
def test_as_many_given_for_as_many_of_another_size_are_moved(hear, text):
    moved = {"type": "change_size", "line_id": "BT-1002-1", "quantity": 10, "new_size": "L"}
    assert hear(text).changes == (moved,)


def test_fewer_for_more_is_asked_about(hear):
    assert hear("swap 10 M for 5 L").missing


@pytest.mark.parametrize("text", ["no more than 30 of the M", "not more than 30 on the M hoodies, so put that"])
def test_no_more_than_a_number_is_that_number(hear, text):
    assert hear(text).changes == ({"type": "change_quantity", "line_id": "BT-1002-1", "new_quantity": 30},)


def test_goods_put_on_the_order_are_added(hear):
    assert hear("put 10 black hoodies in XL on the order").changes == (
        {"type": "add_line", "sku": "HBH-BLA-XL", "quantity": 10},
    )


def test_one_of_each_is_one_of_each(hear):
    found = hear("one of each", state="CLARIFY_REQUEST", assistant="Two more hoodies on BT-1002. M or L?")
    assert {c["line_id"]: c["new_quantity"] for c in found.changes} == {"BT-1002-1": 51, "BT-1002-2": 51}
