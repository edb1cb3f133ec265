"""An answer to an offer that changes it: numbers mean what they meant when the customer said them first."""

import pytest

from agent_service.conversation.interpretation import Intent, Json
from tests.unit.interpret.conftest import Hear

CAPS = "BT-1002-3"
MOVE = {"type": "change_size", "line_id": "BT-1002-1", "quantity": 30, "new_size": "L"}


def caps(number: int) -> Json:
    return {"type": "change_quantity", "line_id": CAPS, "new_quantity": number}


@pytest.mark.parametrize(
    ("asked", "text", "told"),
    [
        (120, "yes but only 10", 110),
        (120, "no wait, 15", 115),
        (120, "make it 110", 110),
        (120, "make it 90 instead", 90),
        (80, "yes but only 10", 90),
        (80, "make it 70", 70),
        (120, "yes, but make it 30", 130),
        (120, "actually 25", 125),
        (110, "make that 20", 120),
        (95, "make it 90", 90),
        (40, "make it 50", 50),
        (80, "make it 30", 70),
        (80, "no wait, 30", 70),
        (90, "make that 15", 85),
    ],
)
def test_a_bare_number_after_more_or_fewer_is_that_many_more_or_fewer(
    hear: Hear, asked: int, text: str, told: int
) -> None:
    offered = f"{abs(asked - 100)} {'more' if asked > 100 else 'fewer'} caps"
    found = hear(text, options=[offered], request=[caps(asked)])
    assert (found.intent, found.changes, found.missing) == (Intent.CORRECT, (caps(told),), ())


@pytest.mark.parametrize(("text", "told"), [("22 rather than 120", 22), ("no, 95", 95), ("30 instead of 120", 30)])
def test_a_number_in_place_of_the_one_that_is_offered_is_how_many_in_all(hear: Hear, text: str, told: int) -> None:
    found = hear(text, options=["Caps: 100 → 120"], request=[caps(120)])
    assert (found.changes, found.missing) == ((caps(told),), ())


@pytest.mark.parametrize("text", ["make it 30", "should be 22", "let's do 25"])
def test_a_number_near_the_difference_of_an_offer_told_in_totals_is_asked_about(hear: Hear, text: str) -> None:
    found = hear(text, assistant="Caps: 100 → 120. Shall I?", options=["Caps: 100 → 120"], request=[caps(120)])
    assert found.missing == ("quantity",)


@pytest.mark.parametrize(("asked", "text"), [(120, "make it 10"), (120, "make it 65")])
def test_a_number_that_may_be_meant_either_way_is_asked_about(hear: Hear, asked: int, text: str) -> None:
    assert hear(text, options=["caps"], request=[caps(asked)]).missing == ("quantity",)


@pytest.mark.parametrize("text", ["drop 20 mediums instead", "drop 20 of the medium hoodies instead"])
def test_instead_takes_the_place_of_what_was_asked_of_the_line(hear: Hear, text: str) -> None:
    expected = {"type": "change_quantity", "line_id": "BT-1002-1", "new_quantity": 30}
    assert hear(text, options=["move"], request=[MOVE]).changes == (expected,)


def test_another_place_instead_leaves_the_goods_as_asked(hear: Hear) -> None:
    found = hear("ship it to the warehouse instead", options=["move"], request=[MOVE])
    assert found.changes == (MOVE, {"type": "change_address", "address_id": "a-nw-wh"})


@pytest.mark.parametrize(
    ("text", "left"), [("remove the larges and 15 of the mediums", 35), ("drop all larges and 15 mediums", 35)]
)
def test_what_is_removed_after_a_whole_line_is_taken_away(hear: Hear, text: str, left: int) -> None:
    changes = hear(text).changes
    assert {"type": "change_quantity", "line_id": "BT-1002-1", "new_quantity": left} in changes


WHOLE = {"type": "change_size", "line_id": "BT-1002-1", "quantity": 50, "new_size": "L"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("XL not L", [{**WHOLE, "new_size": "XL"}]),
        ("20 to L and 30 to XL", [{**WHOLE, "quantity": 20}, {**WHOLE, "quantity": 30, "new_size": "XL"}]),
        ("fine, but 10 stay M", [{**WHOLE, "quantity": 40}]),
    ],
)
def test_parts_and_other_targets_of_a_move_are_read_as_such(hear: Hear, text: str, told: list[Json]) -> None:
    found = hear(text, options=["50 M to L"], request=[WHOLE])
    assert (found.intent, list(found.changes), found.missing) == (Intent.CORRECT, told, ())


def test_the_same_for_another_line_when_the_offered_one_is_ruled_out(hear: Hear) -> None:
    asked = {"type": "change_quantity", "line_id": "BT-1002-1", "new_quantity": 70}
    found = hear("not M, L", options=["M 50 to 70"], request=[asked])
    assert list(found.changes) == [{**asked, "line_id": "BT-1002-2"}]


def test_a_sum_of_the_offer_is_no_number_of_pieces(hear: Hear) -> None:
    offer = {"options": ["20 caps more: +$116.91"], "request": [caps(120)], "assistant": "That is +$116.91. OK?"}
    assert hear("116 is above our budget, so no", **offer).intent is Intent.DECLINE
    assert hear("only if you can waive the 116", **offer).intent is Intent.UNCLEAR
    assert hear("$116 is fine, go ahead", **offer).intent is Intent.CONFIRM
    assert hear("116 is fine, go ahead", **offer).intent is not Intent.CONFIRM


@pytest.mark.parametrize("text", ["only the tees", "just the tees", "only on the tees"])
def test_naming_all_that_is_offered_leaves_the_offer_as_it_is(hear, text: str) -> None:
    request = [{"type": "change_artwork", "line_id": "BT-1003-1", "artwork_id": "art-nw-event"}]
    options = ["Artwork RoboExpo 2026 on Heavy Cotton Tee, Navy, M: +$199.60, +7 days"]
    found = hear(text, "BT-1003", user="u-tom", options=options, request=request)
    assert (found.intent, found.missing) == (Intent.UNCLEAR, ())


@pytest.mark.parametrize("text", ["and five in small", "also 5 to S", "and another five to small"])
def test_more_of_the_kind_comes_beside_what_is_offered(hear, text: str) -> None:
    request = [{"type": "change_size", "line_id": "BT-2001-1", "quantity": 10, "new_size": "M"}]
    found = hear(text, "BT-2001", user="u-lena", options=["10 × tee: L → M"], request=request)
    assert list(found.changes) == [*request, {**request[0], "quantity": 5, "new_size": "S"}]


@pytest.mark.parametrize("text", ["make it five in small", "5 in small instead"])
def test_another_number_and_size_take_the_place_of_what_is_offered(hear, text: str) -> None:
    request = [{"type": "change_size", "line_id": "BT-2001-1", "quantity": 10, "new_size": "M"}]
    found = hear(text, "BT-2001", user="u-lena", options=["10 × tee: L → M"], request=request)
    assert list(found.changes) == [{**request[0], "quantity": 5, "new_size": "S"}]


@pytest.mark.parametrize("text", ["take 10 off the L and ship it to the gym", "and ship it to the gym"])
def test_a_place_nobody_knows_is_asked_about_at_an_offer_too(hear, text: str) -> None:
    request = [{"type": "change_quantity", "line_id": "BT-1001-1", "new_quantity": 80}]
    found = hear(text, "BT-1001", options=["M 60 → 80: +$99.80"], request=request)
    assert (found.intent, found.missing) == (Intent.CORRECT, ("address",))


def test_yes_and_another_place_is_no_yes_to_more_pieces(hear) -> None:
    request = [{"type": "change_quantity", "line_id": "BT-1001-1", "new_quantity": 80}]
    found = hear("yes, ship it there", "BT-1001", options=["M 60 → 80: +$99.80"], request=request)
    assert found.intent is not Intent.CONFIRM


def test_yes_and_the_place_on_offer_is_a_yes(hear) -> None:
    request = [{"type": "change_address", "address_id": "a-nw-wh"}]
    found = hear("yes, ship it there", "BT-1001", options=["Deliver to Warehouse: free, no delay"], request=request)
    assert found.intent is Intent.CONFIRM


TEN_TO_L = {"type": "change_size", "line_id": "BT-1002-1", "quantity": 10, "new_size": "XL"}


@pytest.mark.parametrize("text", ["no, leave those and add 10 caps", "no just leave them and 10 more caps"])
def test_pieces_that_are_left_alone_stay_out_of_what_is_asked_for_instead(hear: Hear, text: str) -> None:
    found = hear(text, options=["10 × M → XL: +$56.97"], request=[TEN_TO_L])
    assert list(found.changes) == [caps(110)]


@pytest.mark.parametrize("text", ["keep them and add 10 caps", "from XL to M", "8 to L now and 5 in navy"])
def test_what_of_an_offer_is_kept_or_turned_round_is_asked_about(hear: Hear, text: str) -> None:
    assert hear(text, options=["10 × M → XL: +$56.97"], request=[TEN_TO_L]).missing != ()


def test_a_number_of_one_option_and_one_of_another_are_not_taken_for_one(hear: Hear) -> None:
    options = ["12 × L → XL: free", "20 × L → 2XL: free"]
    asked = {"type": "change_size", "line_id": "BT-1001-2", "quantity": 20, "new_size": "XL"}
    assert hear("12 now and 8 in 2XL", "BT-1001", options=options, request=[asked]).missing != ()
