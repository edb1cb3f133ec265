"""What clauses beside one another are: the same of other goods, events, questions, the whole order."""

import pytest

from agent_service.conversation.interpretation import Intent, Json


def size(line: str, quantity: int, new: str) -> Json:
    return {"type": "change_size", "line_id": f"BT-1002-{line}", "quantity": quantity, "new_size": new}


@pytest.mark.parametrize(
    "text",
    ["three of the M should become XL, two of the L as well", "3 M to XL and 2 L likewise",
     "3 of the M to XL, 2 of the L too",
     "3 M to XL and the same for 2 L"],
)  # fmt: skip
def test_pieces_of_others_become_the_same_as_well(hear, text: str) -> None:
    found = hear(text)
    assert (list(found.changes), found.missing) == ([size("1", 3, "XL"), size("2", 2, "XL")], ())


def test_two_as_well_may_be_two_more(hear) -> None:
    assert hear("three M become XL, two L as well").missing == ("change",)


@pytest.mark.parametrize(
    "text", ["the event is off this year :( please cancel this order", "camp is off, cancel the order"]
)
def test_what_does_not_take_place_is_taken_off_nothing(hear, text: str) -> None:
    assert (hear(text).changes, hear(text).missing) == (({"type": "cancel_order"},), ())


@pytest.mark.parametrize("text", ["take the caps out of the order completely", "take the caps out of this order"])
def test_goods_are_taken_out_of_the_order(hear, text: str) -> None:
    assert hear(text).changes == ({"type": "remove_line", "line_id": "BT-1002-3"},)


@pytest.mark.parametrize(
    "text",
    ["primary logo on the entire order instead of expo", "primary logo across the whole order. and 3 xtra caps"],
)
def test_an_artwork_on_the_whole_order_is_on_all_of_it(hear, text: str) -> None:
    assert hear(text).changes[0] == {"type": "change_artwork", "line_id": None, "artwork_id": "art-nw-logo"}


@pytest.mark.parametrize("text", ["hoodies in navy. Btw, is the fabric pre-washed?", "caps to 120. btw is it cotton?"])
def test_a_question_of_goods_beside_a_whole_request_leaves_it_one(hear, text: str) -> None:
    found = hear(text)
    assert (found.intent, found.missing) == (Intent.CHANGE_ORDER, ())


def test_what_was_done_beside_a_question_of_the_order_is_none(hear) -> None:
    assert hear("Tom moved the delivery date on Tuesday I think. When is it coming now?").changes == ()


@pytest.mark.parametrize("text", ["please collect, half of these polos goes back to you", "RMA no. for 25 M"])
def test_what_goes_back_is_a_return(hear, text: str) -> None:
    assert hear(text, "BT-1006").intent is Intent.RETURN_REQUEST


@pytest.mark.parametrize("text", ["L back to 60", "put the L back to 60"])
def test_a_number_that_goes_back_is_a_number(hear, text: str) -> None:
    assert hear(text).changes == ({"type": "change_quantity", "line_id": "BT-1002-2", "new_quantity": 60},)


def test_to_get_nothing_asks_for_no_change(hear) -> None:
    found = hear("where is 3002? I have called three times by now and get nothing", None, user="u-raj")
    assert (found.intent, found.order_id) == (Intent.ORDER_STATUS, "BT-3002")
