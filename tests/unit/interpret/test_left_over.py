"""What is named and not understood is asked about: half a request is never carried out as a whole one."""

import pytest

from agent_service.conversation.interpretation import Intent

WHICH = "Should there be fewer M or fewer L tees on BT-1001, and by how many?"
WHERE = "RoboExpo 2026 it is. Should it go on the tees, on the polos or on both?"


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("a quater of the medium hoodies to large", "BT-1002"),
        ("line 1 to 60, line 3 zapped", "BT-1002"),
        ("hoodies M 20, hoodies L 35, and the caps somehow", "BT-1002"),
        ("hoodies M 20, hoodies L 35, and the caps can wait", "BT-1002"),
        ("the order with the hoodies: warehouse please, and a week later", "BT-1002"),
    ],
)
def test_a_part_that_was_not_understood_is_asked_about(hear, text: str, order: str) -> None:
    found = hear(text, order)
    assert found.intent is Intent.CHANGE_ORDER
    assert found.missing != ()


@pytest.mark.parametrize("text", ["ten fewer", "10 less please", "make it ten fewer"])
def test_a_choice_that_the_question_left_open_is_not_made_for_the_customer(hear, text: str) -> None:
    found = hear(text, "BT-1001", state="CLARIFY_REQUEST", assistant=WHICH)
    assert (found.changes, found.missing) == ((), ("line",))


@pytest.mark.parametrize("text", ["10 fewer M", "M, by 10"])
def test_an_answer_that_chooses_is_taken(hear, text: str) -> None:
    found = hear(text, "BT-1001", state="CLARIFY_REQUEST", assistant=WHICH)
    assert found.changes == ({"type": "change_quantity", "line_id": "BT-1001-1", "new_quantity": 50},)


@pytest.mark.parametrize(("text", "line"), [("only the tees", "BT-1003-1"), ("the polos", "BT-1003-2"), ("both", None)])
def test_an_artwork_goes_where_the_answer_says(hear, text: str, line: str | None) -> None:
    found = hear(text, "BT-1003", user="u-tom", state="CLARIFY_REQUEST", assistant=WHERE)
    assert found.changes == ({"type": "change_artwork", "line_id": line, "artwork_id": "art-nw-event"},)


def test_an_offer_said_again_is_no_correction_of_it(hear) -> None:
    request = [{"type": "change_artwork", "line_id": None, "artwork_id": "art-nw-event"}]
    options = ["RoboExpo 2026 on all lines: +$118.34, +2 days"]
    found = hear("so the roboexpo on all the lines", "BT-1003", options=options, request=request)
    assert found.intent is not Intent.CORRECT


@pytest.mark.parametrize(
    "text",
    ["can it go to the gym, not the warehouse?", "ship it to our other office", "they should come to the school"],
)
def test_a_place_that_is_not_in_the_address_book_is_asked_about(hear, text: str) -> None:
    found = hear(text, "BT-1002")
    assert (found.intent, found.changes, found.missing) == (Intent.CHANGE_ORDER, (), ("address",))


def test_a_place_nobody_knows_is_asked_about_beside_what_is_clear(hear) -> None:
    found = hear("we need 30 more mediums and it should go to the warehouse", "BT-3001", user="u-raj")
    assert found.changes == ({"type": "change_quantity", "line_id": "BT-3001-2", "new_quantity": 430},)
    assert found.missing == ("address",)


@pytest.mark.parametrize(
    "text", ["20 more caps, they go to the school kids", "20 more caps, they go to your warehouse?"]
)
def test_a_place_named_in_passing_is_none_to_ship_to(hear, text: str) -> None:
    assert "address" not in hear(text, "BT-1002").missing


@pytest.mark.parametrize(
    "text",
    ["scrap the caps, change them to white", "remove the L and make them XL"],
)
def test_changes_that_take_from_each_other_are_asked_about(hear, text: str) -> None:
    assert "change" in hear(text, "BT-1002").missing


def test_a_place_that_says_who_is_no_address(hear) -> None:
    options, request = ["Cancel BT-4001: refund $1,839.60"], [{"type": "cancel_order"}]
    text = "wait, I have to check with the head of school before we do this"
    assert hear(text, "BT-4001", user="u-mei", options=options, request=request).intent is Intent.UNCLEAR


@pytest.mark.parametrize(
    "text", ["more caps: 20", "increase the caps to 80", "fewer caps, 120", "two new joiners, one M one L"]
)
def test_a_number_that_goes_the_other_way_than_the_words_is_asked_about(hear, text: str) -> None:
    assert "change" in hear(text, "BT-1002").missing


@pytest.mark.parametrize(
    ("text", "quantity"), [("15 Hoodies weniger in L", 35), ("5 menos de la L", 45), ("moins de sweats L, 40", 40)]
)
def test_one_word_of_another_language_is_enough_where_it_decides(hear, text: str, quantity: int) -> None:
    found = hear(text, "BT-1002")
    assert found.changes == ({"type": "change_quantity", "line_id": "BT-1002-2", "new_quantity": quantity},)


@pytest.mark.parametrize(
    "text",
    [
        "ship the hoodies to the warehouse and the caps to hq",
        "some of it should go to the warehouse",
        "send only the caps to the warehouse",
        "ship just the M hoodies to the warehouse",
    ],
)
def test_goods_for_two_places_are_a_delivery_in_parts(hear, text: str) -> None:
    assert hear(text, "BT-1002").changes == ({"type": "split_shipment"},)


@pytest.mark.parametrize(
    "text", ["change the M hoodies to 40 and give the 10 to L", "10 fewer M, and make 10 of the M L"]
)
def test_pieces_that_are_taken_off_and_moved_are_asked_about(hear, text: str) -> None:
    assert hear(text, "BT-1002").missing != ()


def test_a_share_for_a_size_that_is_not_there_is_asked_about(hear) -> None:
    assert hear("split 60 more evenly over M, L and XL", "BT-1001").missing != ()


def test_goods_of_one_size_have_none_to_change(hear) -> None:
    moved = [change["line_id"] for change in hear("10 from each size to XL", "BT-1002").changes]
    assert moved == ["BT-1002-1", "BT-1002-2"]


@pytest.mark.parametrize("text", ["will it be here by friday", "will they arrive before dec 20?"])
def test_whether_it_comes_in_time_is_a_question_and_no_wish_for_another_date(hear, text: str) -> None:
    assert hear(text).intent is Intent.ORDER_STATUS


@pytest.mark.parametrize(
    ("text", "line", "pieces", "size"),
    [
        ("make 10 of the mediums L", 1, 10, "L"),
        ("10 of the mediums large please", 1, 10, "L"),
        ("half of the mediums large", 1, 25, "L"),
        ("five of our mediums XL", 1, 5, "XL"),
        ("10 XL out of the L", 2, 10, "XL"),
    ],
)
def test_a_part_of_the_goods_and_a_size_is_a_move_to_that_size(hear, text, line, pieces, size) -> None:
    wanted = {"type": "change_size", "line_id": f"BT-1002-{line}", "quantity": pieces, "new_size": size}
    assert hear(text, "BT-1002").changes == (wanted,)


@pytest.mark.parametrize("text", ["10 of the M and L", "take 5 of the M, L stays", "10 of the M, 20 of the L"])
def test_a_part_of_the_goods_and_no_more_is_asked_about(hear, text: str) -> None:
    assert hear(text, "BT-1002").missing != ()


@pytest.mark.parametrize(
    ("text", "number"),
    [("on top", 80), ("20 more please", 80), ("in all", 20), ("a total of 20", 20), ("yes", None), ("30 more", None)],
)
def test_a_number_meant_in_all_or_as_so_many_more_is_what_the_answer_says(hear, text: str, number) -> None:
    asked = "Should that be 20 mediums in all, or 20 on top of the 60?"
    found = hear(text, "BT-1001", state="CLARIFY_REQUEST", assistant=asked)
    whole = ({"type": "change_quantity", "line_id": "BT-1001-1", "new_quantity": number},)
    assert found.missing if number is None else (found.changes, found.missing) == (whole, ())


@pytest.mark.parametrize(("text", "line"), [("polos only", "BT-1003-2"), ("the tees", "BT-1003-1"), ("both", None)])
def test_which_goods_get_an_artwork_does_not_ask_which_artwork(hear, text: str, line: str | None) -> None:
    asked = "Which of the two gets the RoboExpo 2026 artwork, the tees or the polos?"
    found = hear(text, "BT-1003", user="u-tom", state="CLARIFY_REQUEST", assistant=asked)
    assert [(change["line_id"], change["artwork_id"]) for change in found.changes] == [(line, "art-nw-event")]


@pytest.mark.parametrize("text", ["yeet 5 L", "suma 5 L"])
def test_a_number_of_goods_behind_a_word_nobody_knows_is_asked_about(hear, text: str) -> None:
    found = hear(text, "BT-1001")
    assert (found.changes, found.missing) == ((), ("quantity",))


@pytest.mark.parametrize(("text", "number"), [("up to 60", 60), ("120 in total", 120), ("double", 100), ("ten", 60)])
def test_an_answer_to_how_many_more_may_say_how_many_in_all(hear, text: str, number: int) -> None:
    asked = "How many more of the L hoodies would you like?"
    (change,) = hear(text, "BT-1002", state="CLARIFY_REQUEST", assistant=asked).changes
    assert (change["line_id"], change["new_quantity"]) == ("BT-1002-2", number)


@pytest.mark.parametrize(
    "text", ["we got 70 instead of 75", "we only received 70 instead of 75", "5 short in the delivery"]
)
def test_what_came_in_the_wrong_number_changes_no_number(hear, text: str) -> None:
    assert hear(text, "BT-1005").changes == ()


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("throw in 10 caps of a different colour", "color"),
        ("plus 15 hoodies in S, not black this time", "color"),
        ("M down 15 L up 15", "quantity"),
    ],
)
def test_what_is_left_to_be_told_of_more_goods_is_asked(hear, text: str, missing: str) -> None:
    assert missing in hear(text, "BT-1002").missing


def test_a_split_verb_takes_pieces_off(hear) -> None:
    (change,) = hear("take 25 caps away", "BT-1002").changes
    assert change["new_quantity"] == 75


def test_a_price_in_a_condition_is_no_number_of_pieces(hear) -> None:
    asked = {"type": "change_size", "line_id": "BT-1002-1", "quantity": 30, "new_size": "XL"}
    found = hear("fine as long as it costs less than 40", options=["30 × M → XL: +$44.91"], request=[asked])
    assert found.intent is Intent.UNCLEAR


def test_a_size_asked_about_for_more_goods_is_theirs_alone(hear) -> None:
    said = "12 more black Heavy Blend Hoodies on BT-1002, in a new size. Which size should they be?"
    found = hear("double XL", "BT-1002", state="CLARIFY_REQUEST", assistant=said)
    assert [change["type"] for change in found.changes] == ["add_line"]


@pytest.mark.parametrize("text", ["only keep 50 M, cancel the rest", "cancel the rest", "cancel the others"])
def test_the_rest_of_an_order_is_not_the_order(hear, text: str) -> None:
    found = hear(text, "BT-1001")
    assert "cancel_order" not in [change["type"] for change in found.changes]
    assert found.missing != ()


def test_everything_but_some_of_one_size_is_asked_about(hear) -> None:
    assert hear("remove everything except 30 M", "BT-1001").missing != ()


def test_pieces_put_on_the_order_come_on_top(hear) -> None:
    counts = {change["line_id"]: change["new_quantity"] for change in hear("put 8 M on the order", "BT-1001").changes}
    assert counts == {"BT-1001-1": 68}
