"""What stands around a request: a reason that names an event or a place, a date that was missed, more beside it."""

import pytest

from agent_service.conversation.interpretation import Intent, Json

BLACK = {"type": "change_quantity", "line_id": "BT-4001-1", "new_quantity": 14}
TITLES = ["30 × S → XL: +$44.91, +5 days", "30 × S → 2XL: +$44.91, +5 days"]
SMALLS = {"type": "change_size", "line_id": "BT-3002-2", "quantity": 30, "new_size": "L"}


def pieces(line: str, number: int) -> Json:
    return {"type": "change_quantity", "line_id": line, "new_quantity": number}


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("One kid has dropped out of the trip, so one fewer small please", pieces("BT-4001-1", 9)),
        ("a new teacher is joining the school, so add one M in black", pieces("BT-4001-2", 16)),
    ],
)
def test_the_event_or_place_of_a_reason_is_no_artwork_and_no_address(hear, text: str, change: Json) -> None:
    found = hear(text, "BT-4001", user="u-mei")
    assert (found.changes, found.missing) == ((change,), ())


@pytest.mark.parametrize("text", ["the trip one on all of them please", "use the one with the trip"])
def test_an_artwork_may_be_called_by_a_part_of_its_name(hear, text: str) -> None:
    (change,) = hear(text, "BT-4001", user="u-mei").changes
    assert change["artwork_id"] == "art-sm-trip"


@pytest.mark.parametrize(
    "text", ["how much more for white on the 50 smalls?", "how much more is it for white on the smalls?"]
)
def test_asking_for_the_price_of_a_colour_asks_for_the_colour(hear, text: str) -> None:
    white = {"type": "change_color", "line_id": "BT-3002-2", "quantity": 50, "new_color": "White"}
    assert hear(text, "BT-3002", user="u-raj").changes == (white,)


@pytest.mark.parametrize("text", ["also want 40 of these in small", "we need 40 of them in small as well"])
def test_as_many_of_these_beside_them_are_added_and_not_moved(hear, text: str) -> None:
    added = {"type": "add_line", "sku": "UJT-FORGRE-S", "quantity": 40}
    assert hear(text, "BT-2001", user="u-lena").changes == (added,)


@pytest.mark.parametrize(
    ("text", "days"), [("one week late than the current date", 7), ("deliver two days early than planned", -2)]
)
def test_a_date_may_be_compared_without_the_form_for_it(hear, text: str, days: int) -> None:
    told = {"days_later": days} if days > 0 else {"days_earlier": -days}
    found = hear(f"make it 40 S, and {text}" if days > 0 else text, "BT-3002", user="u-raj")
    assert {"type": "change_delivery_date", **told} in found.changes


@pytest.mark.parametrize("text", ["make the smalls 40 and deliver one week belated", "40 S. Deliver it one week late"])
def test_what_is_ordered_and_not_understood_is_asked_about(hear, text: str) -> None:
    found = hear(text, "BT-3002", user="u-raj")
    assert found.missing
    assert found.changes in ((), (pieces("BT-3002-2", 40),))


@pytest.mark.parametrize("text", ["1005 was meant to be here Tuesday", "it should have arrived on Monday"])
def test_a_date_that_was_not_kept_is_no_wish_for_one(hear, text: str) -> None:
    assert hear(text, "BT-1005", user="u-tom").changes == ()


@pytest.mark.parametrize(
    "text", ["25 M polos to be picked up and returned, kindly arrange", "the polos must be returned, wrong size"]
)
def test_goods_that_are_to_be_returned_are_a_return(hear, text: str) -> None:
    assert hear(text, "BT-1006").intent is Intent.RETURN_REQUEST


@pytest.mark.parametrize(("text", "missing"), [("plus the same number of black M, so 14 and 14", ()),
                                               ("plus the same number of black M", ("quantity",))])  # fmt: skip
def test_the_same_number_beside_an_offer_is_the_number_offered_or_asked_about(hear, text: str, missing) -> None:
    found = hear(text, "BT-4001", user="u-mei", options=["Black S 10 → 14: +$183.96"], request=[BLACK])
    assert found.missing == missing
    assert found.changes == ((BLACK,) if missing else (BLACK, pieces("BT-4001-2", 14)))


@pytest.mark.parametrize("text", ["2XL. better too big than too small", "2XL, the others are too tight"])
def test_a_reason_beside_a_choice_leaves_it_one(hear, text: str) -> None:
    found = hear(text, "BT-3002", user="u-raj", options=TITLES, request=[SMALLS], assistant="XL or 2XL?")
    assert (found.intent, found.option) == (Intent.CHOOSE_OPTION, 2)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("HQ got moved, so could it land 10 days later", {"type": "change_delivery_date", "days_later": 10}),
        ("the warehouse is closed that week, send it to HQ", {"type": "change_address", "address_id": "a-nw-hq"}),
        ("you screwed this up twice. Cancel the order", {"type": "cancel_order"}),
        ("the caps are blank, so primary logo on everything",
         {"type": "change_artwork", "line_id": None, "artwork_id": "art-nw-logo"}),
    ],
)  # fmt: skip
def test_what_is_told_beside_a_request_adds_nothing_to_it(hear, text: str, change: Json) -> None:
    found = hear(text)
    assert (found.changes, found.missing) == ((change,), ())


@pytest.mark.parametrize("text", ["the caps can go. hoodies stay", "caps have to go", "zero caps please"])
def test_what_can_go_is_no_longer_wanted(hear, text: str) -> None:
    assert hear(text).changes == ({"type": "remove_line", "line_id": "BT-1002-3"},)


@pytest.mark.parametrize("text", ["caps can go out now", "zero complaints, caps", "the caps can go?", "caps can wait"])
def test_what_goes_somewhere_is_not_removed(hear, text: str) -> None:
    assert hear(text).changes == ()


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("new color scheme from marketing - hoodies navy, caps red", 3),
        ("prints are reversed, primary logo belongs on the M and L hoodies and roboexpo on the caps", 3),
        ("one more: caps to 120", 1), ("5 more of each size would be awesome", 3), ("the M are perfect, L to 60", 1),
    ],
)  # fmt: skip
def test_the_head_of_a_list_asks_for_nothing_itself(hear, text: str, counts: int) -> None:
    found = hear(text)
    assert (len(found.changes), found.missing) == (counts, ())


@pytest.mark.parametrize("text", ["20 XL as a new line please", "add a new line: 20 XL", "and a new row: 20 XL"])
def test_a_new_line_is_added(hear, text: str) -> None:
    assert hear(text, "BT-1001").changes == ({"type": "add_line", "sku": "HCT-NAV-XL", "quantity": 20},)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("switch the caps to anything other than black", ("color",)),
        ("I need a different delivery date for the caps", ("date",)),
        ("I live in Vancouver, please deliver there", ("address",)),
        ("nobody is in Vancouver, we are in Reno, ship there", ("address",)),
    ],
)
def test_what_is_named_in_part_is_asked_for(hear, text: str, missing: tuple[str, ...]) -> None:
    assert hear(text).missing == missing


def test_there_is_where_they_said_they_will_be(hear) -> None:
    found = hear("we'll all be up in Vancouver that week so have them sent there")
    assert found.changes == ({"type": "change_address", "address_id": "a-nw-wh"},)


@pytest.mark.parametrize("text", ["I messed up, caps should be 120", "we screwed up, make it 120 caps please"])
def test_a_mistake_of_one_s_own_is_no_complaint(hear, text: str) -> None:
    assert hear(text).changes == ({"type": "change_quantity", "line_id": "BT-1002-3", "new_quantity": 120},)
