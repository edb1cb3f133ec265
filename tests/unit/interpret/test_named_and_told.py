"""Events that artworks are named after, places nobody knows, goods named by their size, what others did before."""

import pytest

from agent_service.conversation.interpretation import Intent, Json

CAPS = {"type": "change_quantity", "line_id": "BT-1002-3", "new_quantity": 80}
OFFER = {"options": ["Black caps 100 → 140: +$359.60"], "request": [{**CAPS, "new_quantity": 140}]}


@pytest.mark.parametrize(
    "text", ["80 caps for the expo", "caps to 80, they are for the expo", "80 caps before the expo"]
)
def test_an_event_is_no_artwork(hear, text: str) -> None:
    found = hear(text)
    assert (list(found.changes), found.missing) == ([CAPS], ())


@pytest.mark.parametrize("text", ["use roboexpo for the caps", "swap the logo for roboexpo on the caps"])
def test_an_artwork_is(hear, text: str) -> None:
    assert [change["type"] for change in hear(text).changes] == ["change_artwork"]


def test_agreement_that_depends_on_an_event_changes_nothing(hear) -> None:
    found = hear("ok only if they make it in time for the expo", **OFFER)
    assert (found.intent, found.changes) == (Intent.UNCLEAR, ())


@pytest.mark.parametrize(
    "text", ["ship to mum, caps 80", "drop the M and send it to Hall B", "deliver to our guys, 80 caps"]
)
def test_a_place_that_is_not_known_is_asked_for(hear, text: str) -> None:
    assert "address" in hear(text).missing


@pytest.mark.parametrize("text", ["send to me the invoice. caps 80", "ship to us, caps 80", "get the caps to 80"])
def test_no_other_place_is_named(hear, text: str) -> None:
    found = hear(text)
    assert (list(found.changes), found.missing) == ([CAPS], ())


def test_a_short_word_for_the_warehouse(hear) -> None:
    assert hear("ship to the wh").changes == ({"type": "change_address", "address_id": "a-nw-wh"},)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("the grey tees in large, make them forest green",
         {"type": "change_color", "line_id": "BT-2003-2", "quantity": 60, "new_color": "Forest Green"}),
        ("make the tees in large forest green",
         {"type": "change_color", "line_id": "BT-2003-2", "quantity": 60, "new_color": "Forest Green"}),
        ("for the grey tees in large, make it 70",
         {"type": "change_quantity", "line_id": "BT-2003-2", "new_quantity": 70}),
        ("put the tees in large",
         {"type": "change_size", "line_id": "BT-2003-1", "quantity": 90, "new_size": "L"}),
    ],
)  # fmt: skip
def test_a_size_before_the_deed_says_which(hear, text: str, change: Json) -> None:
    found = hear(text, "BT-2003", user="u-lena")
    assert (list(found.changes), found.missing) == ([change], ())


@pytest.mark.parametrize(
    "text",
    ["My colleague says she raised the caps to 80. What does the order say now?", "does the order say 80 caps?",
     "i changed the caps to 80 last week, did that go through?", "did the extra caps make it onto the order"],
)  # fmt: skip
def test_whether_something_was_done_is_asked_and_not_wished(hear, text: str) -> None:
    found = hear(text)
    assert (found.intent, found.changes) == (Intent.ORDER_STATUS, ())


def test_what_somebody_did_is_asked_about(hear) -> None:
    assert hear("my manager has increased the caps to 80").missing == ("change",)


def test_this_order_is_the_one_at_hand_whatever_happened_yesterday(hear) -> None:
    found = hear("we sent you a new address yesterday, which one do you have on file for this order?")
    assert (found.intent, found.order_id) == (Intent.ORDER_STATUS, "BT-1002")


@pytest.mark.parametrize(
    ("text", "missing"), [("the ones with the expo print", ("line",)), ("the ones with the primary logo", ())]
)
def test_goods_are_named_by_their_print(hear, text: str, missing: tuple[str, ...]) -> None:
    found = hear(text, state="CLARIFY_REQUEST", assistant="Which should go to 80: the M, the L or the caps?")
    assert (list(found.changes), found.missing) == ([] if missing else [CAPS], missing)


def test_a_number_with_a_full_stop_is_no_bullet(hear) -> None:
    found = hear("90. and the M at 28", **OFFER)
    assert [change["new_quantity"] for change in found.changes] == [90, 28]


def test_a_number_of_goods_is_no_sum_of_the_offer(hear) -> None:
    request = [{"type": "change_size", "line_id": "BT-1002-1", "quantity": 20, "new_size": "L"}]
    found = hear("yes but thirty of them", options=["20 × M → L: +$29.94"], request=request)
    assert found.changes == ({**request[0], "quantity": 30},)


@pytest.mark.parametrize(
    ("text", "missing"),
    [("our event has moved, so have it arrive 2027-03-04", ()), ("this has to come on another day", ("date",)),
     ("they are on the way i know, but 14 of the M were meant to be XL", ())],
)  # fmt: skip
def test_a_wish_for_a_day_or_of_goods_under_way_is_no_question(hear, text: str, missing: tuple[str, ...]) -> None:
    found = hear(text)
    assert (found.intent, found.missing, bool(found.changes)) == (Intent.CHANGE_ORDER, missing, not missing)


@pytest.mark.parametrize(
    "text", ["is it on its way?", "did you have it shipped?", "where is it, they said it is on its way"]
)
def test_how_far_it_is_stays_one(hear, text: str) -> None:
    assert hear(text).intent is Intent.ORDER_STATUS


def test_the_request_forgotten_and_the_order_cancelled(hear) -> None:
    found = hear("forget the 40 caps, we want to cancel the complete order", **OFFER)
    assert (found.intent, found.changes) == (Intent.CHANGE_ORDER, ({"type": "cancel_order"},))
