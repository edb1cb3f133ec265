"""Numbers said of several lines at once, and what was said before that does not hold any more."""

import pytest

from agent_service.conversation.interpretation import Intent

CANCEL = {"type": "cancel_order"}
MEDIUMS_70 = {"type": "change_quantity", "line_id": "BT-1001-1", "new_quantity": 70}


def test_a_list_of_numbers_by_size_is_one_of_quantities(hear) -> None:
    found = hear("12 in M, 6 in L", "BT-4004", user="u-mei")
    assert found.changes == (
        {"type": "change_quantity", "line_id": "BT-4004-1", "new_quantity": 12},
        {"type": "add_line", "sku": "FTH-SAN-L", "quantity": 6},
    )


def test_on_top_at_the_end_counts_for_each(hear) -> None:
    found = hear("15 larges and 5 mediums on top of what we have", "BT-1001")
    assert {c["line_id"]: c["new_quantity"] for c in found.changes} == {"BT-1001-2": 55, "BT-1001-1": 65}


def test_cancelling_the_order_leaves_nothing_of_the_request(hear) -> None:
    said = {"state": "CLARIFY_REQUEST", "assistant": "70 mediums, noted. How many larges?", "request": [MEDIUMS_70]}
    assert hear("you know what, cancel the complete order", "BT-1001", **said).changes == (CANCEL,)


def test_a_number_below_what_there_is_counts_from_there(hear) -> None:
    asked = "How many larges should it be in the end? There are 400 at the moment."
    found = hear("75 below that", "BT-3001", user="u-raj", state="CLARIFY_REQUEST", assistant=asked)
    assert found.changes == ({"type": "change_quantity", "line_id": "BT-3001-3", "new_quantity": 325},)


def test_what_is_taken_back_beside_an_answer_is_asked_about(hear) -> None:
    warehouse = {"type": "change_address", "address_id": "a-nw-wh"}
    asked = "Delivery to the Warehouse, noted. How many L hoodies should it be?"
    found = hear("58, and scratch the warehouse bit, address stays as is", "BT-1002", state="CLARIFY_REQUEST",
                 assistant=asked, request=[warehouse])  # fmt: skip
    assert found.missing == ("change",)


def test_one_of_two_deeds_has_to_be_named(hear) -> None:
    asked = "Should I take only the caps off, or cancel BT-2003 as a whole?"
    found = hear("hm, the usual", "BT-2003", user="u-lena", state="CLARIFY_REQUEST", assistant=asked)
    assert found.missing or found.intent is not Intent.CHANGE_ORDER


def test_keeping_the_number_there_is_declines(hear) -> None:
    found = hear("keep 60", "BT-1001", assistant="From 60 to 70?", options=["60 → 70"], request=[MEDIUMS_70])
    assert found.intent is Intent.DECLINE


def test_the_artwork_that_is_offered_is_replaced_by_another(hear) -> None:
    offered = {"type": "change_artwork", "line_id": "BT-1002-3", "artwork_id": "art-nw-event"}
    found = hear("wrong file: the web banner please, not RoboExpo", options=["RoboExpo on caps"], request=[offered])
    assert found.changes == (offered | {"artwork_id": "art-nw-web"},)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("make it 250 S, 350 M and 410 L", [250, 350, 410]),
        ("S - 180, M - 420", [180, 420, 400]),
        ("S-20, L+20", [180, 400, 420]),
        ("add S 10 and L 10", [210, 400, 410]),
        ("remove S 10, M 10", [190, 390, 400]),
        ("reduce S by 20, M 380", [180, 380, 400]),
        ("take 30 out of each size", [170, 370, 370]),
        ("get 20 M off and put 20 S on", [220, 380, 400]),
        ("the mediums: fifteen out, larges: fifteen in", [200, 385, 415]),
    ],
)
def test_each_number_of_a_list_goes_to_its_size_the_way_the_list_goes(hear, text: str, counts: list[int]) -> None:
    now = {"BT-3001-1": 200, "BT-3001-2": 400, "BT-3001-3": 400}
    found = hear(text, "BT-3001", user="u-raj")
    assert found.missing == ()
    assert list((now | {c["line_id"]: c["new_quantity"] for c in found.changes}).values()) == counts


@pytest.mark.parametrize("text", ["M-20", "i want to cancel the smalls order"])
def test_a_dash_before_few_and_an_order_named_by_some_of_it_are_asked_about(hear, text: str) -> None:
    assert hear(text, "BT-3001", user="u-raj").missing != ()


@pytest.mark.parametrize(
    ("text", "colors"),
    [
        ("make the S red and the M navy", ["Red", "Navy", "White"]),
        ("S red, M navy, L black", ["Red", "Navy", "Black"]),
        ("the larges black please", ["White", "White", "Black"]),
    ],
)
def test_a_colour_after_a_size_is_what_those_pieces_become(hear, text: str, colors: list[str]) -> None:
    now = {"BT-3001-1": "White", "BT-3001-2": "White", "BT-3001-3": "White"}
    found = hear(text, "BT-3001", user="u-raj")
    assert list((now | {c["line_id"]: c["new_color"] for c in found.changes}).values()) == colors


@pytest.mark.parametrize("text", ["take 5 out of the L and make them XL", "from the L take 5 and make them XL"])
def test_pieces_taken_out_to_become_another_size_are_moved(hear, text: str) -> None:
    moved = {"type": "change_size", "line_id": "BT-1001-2", "quantity": 5, "new_size": "XL"}
    assert hear(text, "BT-1001").changes == (moved,)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("up the M by 10; also L, that is 43 instead of 40", [70, 43]),
        ("take 2 off the L, just 50 M", [50, 38]),
        ("put 8 more M on and 43 L instead of 40", [68, 43]),
        ("M +5, and L qty 43", [65, 43]),
        ("add 5 M plus there should be 43 L", [65, 43]),
        ("10 M on top, and 43 L, not 40", [70, 43]),
        ("5 fewer M; also we need 43 L in total", [55, 43]),
    ],
)
def test_a_number_beside_a_difference_is_one_where_it_is_told_as_a_total(hear, text: str, counts: list[int]) -> None:
    now = {"BT-1001-1": 60, "BT-1001-2": 40}
    found = hear(text, "BT-1001")
    assert found.missing == ()
    assert list((now | {c["line_id"]: c["new_quantity"] for c in found.changes}).values()) == counts


@pytest.mark.parametrize("text", ["reduce L by 2, and 53x M", "reduce L by 2 and 5 M"])
def test_a_number_in_another_form_than_the_difference_before_it_is_asked_about(hear, text: str) -> None:
    assert hear(text, "BT-1001").missing != ()


def test_goods_that_can_go_are_taken_off(hear) -> None:
    assert hear("the caps can go", "BT-1002").changes == ({"type": "remove_line", "line_id": "BT-1002-3"},)


def test_also_so_many_where_there_are_fewer_is_asked_about(hear) -> None:
    assert hear("deliver 3 days later; also we need 80 mediums", "BT-1001").missing != ()


def test_pieces_turned_into_a_colour_are_moved(hear) -> None:
    moved = {"type": "change_color", "line_id": "BT-1001-1", "quantity": 5, "new_color": "Black"}
    assert hear("turn 5 mediums black", "BT-1001").changes == (moved,)
