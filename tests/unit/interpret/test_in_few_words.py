"""Wishes in the short hand of lists and memos: days to the day, deliveries in drops, wholes cut into parts."""

import pytest

from agent_service.conversation.interpretation import Intent, Json

LATER = {"type": "change_delivery_date", "delivery_date": "2027-03-15"}


def art(artwork: str) -> Json:
    return {"type": "change_artwork", "line_id": None, "artwork_id": artwork}


@pytest.mark.parametrize(
    "tail",
    ["not before, not after", "not earlier", "no sooner and no later", "neither before nor after", "not a day later",
     "and please not earlier than that"],
)  # fmt: skip
def test_a_day_with_emphasis_is_that_day(hear, tail: str) -> None:
    found = hear(f"deliver on 15 March 2027, {tail}.")
    assert (list(found.changes), found.missing) == ([LATER], ())


@pytest.mark.parametrize("text", ["deliver after 15 March 2027", "delivery not before 15 March 2027 please"])
def test_some_day_after_a_day_is_asked_for(hear, text: str) -> None:
    assert hear(text).missing != ()


@pytest.mark.parametrize(
    "text",
    ["two deliveries please, one part asap and the rest in May", "two drops, the hoodies asap, the caps a week later",
     "split it so that half gets here earlier"],
)  # fmt: skip
def test_when_the_parts_come_is_no_date_of_the_order(hear, text: str) -> None:
    found = hear(text)
    assert (list(found.changes), found.missing) == ([{"type": "split_shipment"}], ())


def test_a_date_of_the_whole_stays_one(hear) -> None:
    types = [change["type"] for change in hear("split the delivery and push it back a week").changes]
    assert types == ["split_shipment", "change_delivery_date"]


@pytest.mark.parametrize(
    "text",
    ["the thousand cut as 220 / 390 / 390 (S/M/L)", "make it 220/390/390 S/M/L, the 1000",
     "we need the 1000 as 220/390/390 for S/M/L"],
)  # fmt: skip
def test_a_whole_is_cut_into_the_numbers_of_the_lines(hear, text: str) -> None:
    found = hear(text, "BT-3001", user="u-raj")
    assert ([change["new_quantity"] for change in found.changes], found.missing) == ([220, 390, 390], ())


@pytest.mark.parametrize("text", ["cut 20/30/30 off S/M/L", "cut 220/390/390 S/M/L"])
def test_what_is_cut_off_is_none(hear, text: str) -> None:
    assert hear(text, "BT-3001", user="u-raj").missing != ()


@pytest.mark.parametrize(
    ("text", "count"),
    [("two changes: 80 caps", 80), ("2 modifications : casquettes 80", 80), ("zwei Änderungen: 80 Caps", 80)],
)
def test_how_many_changes_there_are_is_no_number_of_goods(hear, text: str, count: int) -> None:
    found = hear(text)
    assert ([change["new_quantity"] for change in found.changes], found.missing) == ([count], ())


@pytest.mark.parametrize("text", ["1. caps 80\n2. expo artwork", "- caps 80\n- the expo logo please"])
def test_an_artwork_on_a_list_is_wished_for(hear, text: str) -> None:
    assert art("art-nw-event") in hear(text).changes


@pytest.mark.parametrize("text", ["we love the expo logo. caps 80", "caps 80. RoboExpo"])
def test_an_artwork_that_is_only_mentioned_is_not(hear, text: str) -> None:
    assert art("art-nw-event") not in hear(text).changes


@pytest.mark.parametrize("text", ["and 24 red caps along with it", "24 red caps together with them"])
def test_goods_that_come_along_are_added(hear, text: str) -> None:
    assert hear(text, "BT-2001", user="u-lena").changes == ({"type": "add_line", "sku": "TRC-RED-ONE", "quantity": 24},)


@pytest.mark.parametrize("text", ["regrade 20 M to XL", "resize 20 M as XL", "reassign 20 of hte M to XL"])
def test_pieces_are_regraded(hear, text: str) -> None:
    assert hear(text).changes == ({"type": "change_size", "line_id": "BT-1002-1", "quantity": 20, "new_size": "XL"},)


@pytest.mark.parametrize(
    "text", ["the one I put in 4 days ago: caps 80", "the order we lodged exactly four days ago, caps 80"]
)
def test_an_order_is_the_one_that_was_put_in_then(hear, text: str) -> None:
    assert hear(text, None).order_id == "BT-1002"


@pytest.mark.parametrize(
    "text",
    ["we also want red caps in this order", "we also want caps in red", "también necesitamos gorras rojas en el pedido",
     "je voudrais aussi des casquettes rouges"],
)  # fmt: skip
def test_goods_that_are_wanted_too_are_further_ones(hear, text: str) -> None:
    found = hear(text)
    assert (found.changes, found.missing) == ((), ("quantity",))


@pytest.mark.parametrize(
    "text", ["we also want the caps in red", "ponga las gorras rojas", "quiero las gorras en rojo"]
)
def test_the_goods_that_there_are_become_another_color(hear, text: str) -> None:
    assert [change["type"] for change in hear(text).changes] == ["change_color"]


@pytest.mark.parametrize("text", ["las gorras rojas por favor", "quiero gorras rojas"])
def test_goods_that_are_only_named_are_asked_about(hear, text: str) -> None:
    assert (hear(text).changes, hear(text).missing) == ((), ("change",))


@pytest.mark.parametrize(
    "text", ["Hello, modification of an existing order, if you would.", "an alteration to our order"]
)
def test_an_amendment_is_wished_for(hear, text: str) -> None:
    assert hear(text, None).missing == ("change", "order")


def test_whether_amendments_are_possible_is_a_question(hear) -> None:
    assert hear("are amendments to an existing order possible?", None).intent is Intent.POLICY_QUESTION


@pytest.mark.parametrize(
    ("text", "what"),
    [("the caps - other colour please", "color"), ("the M hoodies - other size please", "size"),
     ("M is no good for our team, another size on all 50", "size")],
)  # fmt: skip
def test_another_value_is_asked_for_of_the_goods_before_it(hear, text: str, what: str) -> None:
    assert hear(text).missing == (what,)
