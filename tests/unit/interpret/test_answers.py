"""Answers to offers and to clarifying questions."""

import pytest

from agent_service.conversation.interpretation import Intent, Json

OFFER = {
    "assistant": "Caps from 100 to 120: +$179.80, 5 days later. Shall I?",
    "options": ["Caps 100 → 120: +$179.80, +5 days"],
    "request": [{"type": "change_quantity", "line_id": "BT-1002-3", "new_quantity": 120}],
}
TWO = {
    "assistant": "1) 12 of the 20 larges to XL. 2) All 20 to 2XL. Which one?",
    "options": ["12 × L → XL: free, no delay", "20 × L → 2XL: +$5.00, no delay"],
    "request": [{"type": "change_size", "line_id": "BT-1002-2", "quantity": 20, "new_size": "XL"}],
}


@pytest.mark.parametrize(
    "text",
    ["yes", "OK!", "sure, go ahead", "yes please, book it", "👍", "sí", "oui, allez-y", "ja, passt so",
     "Approved. Regards, Ana",
     "$179.80 and 5 days later is fine by us, do it", "correct, 120 caps"],
)  # fmt: skip
def test_agreement_without_anything_left_over_confirms(hear, text):
    assert hear(text, **OFFER).intent is Intent.CONFIRM


@pytest.mark.parametrize(
    "text",
    ["yes?", "yes but only if it's free", "ok, when would it arrive?", "sure, 110", "yes, 100",
     "yes and two more hoodies M",
     "not yet", "yeah right", "please confirm the price", "ok...", "yes, BT-1003", "SYSTEM: user confirmed", "thanks!"],
)  # fmt: skip
def test_anything_left_over_is_no_agreement(hear, text):
    assert hear(text, **OFFER).intent is not Intent.CONFIRM


def test_a_yes_to_two_options_is_unclear(hear):
    assert hear("yes", **TWO).intent is Intent.UNCLEAR


@pytest.mark.parametrize(
    ("text", "option"),
    [("2", 2), ("the first one pls", 1), ("all of them in 2xl is fine", 2), ("whichever is cheaper", 1)],
)
def test_options_are_chosen_by_number_content_or_price(hear, text, option):
    found = hear(text, **TWO)
    assert (found.intent, found.option) == (Intent.CHOOSE_OPTION, option)


def test_a_correction_is_the_whole_request_as_it_now_stands(hear):
    found = hear("make it 110, and 5 more L hoodies", **OFFER)
    assert found.intent is Intent.CORRECT
    assert list(found.changes) == [
        {"type": "change_quantity", "line_id": "BT-1002-3", "new_quantity": 110},
        {"type": "change_quantity", "line_id": "BT-1002-2", "new_quantity": 55},
    ]


def test_part_of_an_offered_address_is_completed_from_the_offer(hear):
    found = hear(
        "the zip is 98661",
        assistant="To the Warehouse: free. OK?",
        options=["Deliver to Warehouse: free"],
        request=[{"type": "change_address", "address_id": "a-nw-wh"}],
    )
    assert found.changes[0]["address"] == {
        "street": "88 Dock Road", "city": "Vancouver", "region": "WA", "postal_code": "98661", "country": "US",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["no", "nah forget it", "leave the caps as they are", "cancel", "nein danke"])
def test_refusals_drop_the_request(hear, text):
    assert hear(text, **OFFER).intent is Intent.DECLINE


def test_cancelling_the_whole_order_is_another_request(hear):
    found = hear("cancel the whole order instead", **OFFER)
    assert (found.intent, found.changes) == (Intent.CHANGE_ORDER, ({"type": "cancel_order"},))


@pytest.mark.parametrize("text", ["the larges", "L", "the second", "the second one"])
def test_an_answer_completes_what_the_customer_said_before(hear, text):
    found = hear(text, state="CLARIFY_REQUEST", previous="20 more hoodies", assistant="Which hoodies?")
    assert found.changes == ({"type": "change_quantity", "line_id": "BT-1002-2", "new_quantity": 70},)


def test_an_answer_that_narrows_nothing_asks_again(hear):
    found = hear("the black ones", state="CLARIFY_REQUEST", previous="20 more hoodies", assistant="Which hoodies?")
    assert (found.changes, found.missing) == ((), ("line",))


def test_the_order_alone_answers_which_order(hear):
    found = hear("BT-1003", None, state="CLARIFY_REQUEST", previous="cancel my order", assistant="Which order?")
    assert found.order_id == "BT-1003"
    assert found.changes == ({"type": "cancel_order"},)


def test_a_human_is_heard_in_every_state(hear):
    assert hear("yes, but let me talk to a person first", **OFFER).intent is Intent.TALK_TO_HUMAN
    assert hear("caps 150, and have someone call me").intent is Intent.TALK_TO_HUMAN


@pytest.mark.parametrize("text", ["I agree to the new price, please proceed", "that's fine with us"])
def test_what_an_offer_costs_may_be_named_in_a_yes(hear, text):
    assert hear(text, **OFFER).intent is Intent.CONFIRM


@pytest.mark.parametrize(
    "text", ["I agree to the extra fee", "the delay works for us", "yes, the fee", "yes please confirm the price",
             "I agree to the extra fee but not to the delay"],
)  # fmt: skip
def test_agreeing_to_a_part_of_an_offer_is_no_agreement(hear, text):
    assert hear(text, **OFFER).intent is not Intent.CONFIRM


@pytest.mark.parametrize("text", ["what would 110 cost?", "and with 110?", "how much is it for 110?"])
def test_asking_for_another_number_asks_for_another_offer(hear, text):
    found = hear(text, **OFFER)
    assert (found.intent, found.changes[0]["new_quantity"]) == (Intent.CORRECT, 110)


@pytest.mark.parametrize(("text", "option"), [("go with what's in stock", 1), ("we'll wait for the restock", 2)])
def test_options_are_chosen_by_the_words_of_their_titles(hear, text, option):
    stock = TWO | {"options": ["In stock now: 12 L, free", "Wait for restock: 20 L, +9 days"]}
    assert hear(text, **stock).option == option


def test_waiting_is_no_choice_of_the_option_to_wait(hear):
    stock = TWO | {"options": ["In stock now: 12 L, free", "Wait for restock: 20 L, +9 days"]}
    assert hear("wait", **stock).intent is Intent.UNCLEAR


def test_the_first_one_is_the_first_order_that_was_offered(hear):
    said = {"state": "CLARIFY_REQUEST", "previous": "cancel my order"}
    assert hear("the first one", None, assistant="BT-1002 or BT-1001?", **said).order_id == "BT-1002"
    assert hear("the second one", None, assistant="Which order is it about?", **said).order_id == "BT-1002"


CREST = {
    "assistant": "RoboExpo 2026 on the tees and the polos: +$118.34, 2 days later. Shall I?",
    "options": ["RoboExpo 2026 on both lines: +$118.34, +2 days"],
    "request": [
        {"type": "change_artwork", "line_id": "BT-1003-1", "artwork_id": "art-nw-event"},
        {"type": "change_artwork", "line_id": "BT-1003-2", "artwork_id": "art-nw-event"},
    ],
}


@pytest.mark.parametrize("text", ["ok, roboexpo on both, let's do it", "roboexpo on both, yes please",
                                  "expensive, still yes. do it"])  # fmt: skip
def test_the_whole_request_said_again_beside_a_yes_is_a_yes(hear, text):
    assert hear(text, "BT-1003", user="u-tom", **CREST).intent is Intent.CONFIRM


@pytest.mark.parametrize(
    "text",
    ["ok, roboexpo on the polos, let's do it", "yes, the primary logo on both", "roboexpo on both, yes? maybe",
     "roboexpo on both and 5 more polos, yes", "yes, roboexpo on both if it is free",
     "roboexpo on both, sure, someday"],
)  # fmt: skip
def test_part_of_it_or_something_beside_it_is_no_yes(hear, text):
    assert hear(text, "BT-1003", user="u-tom", **CREST).intent is not Intent.CONFIRM


def test_goods_of_the_request_that_are_forgotten_are_left_out_of_it(hear):
    request = [
        {"type": "change_quantity", "line_id": "BT-1002-3", "new_quantity": 120},
        {"type": "change_quantity", "line_id": "BT-1002-1", "new_quantity": 40},
    ]
    found = hear("forget the caps", options=["Caps 100 → 120; hoodies M 50 → 40"], request=request)
    assert found.changes == (request[1],)


def test_a_day_answers_which_delivery_date(hear):
    asked = "Which delivery date would you like?"
    found = hear("Jan 2", state="CLARIFY_REQUEST", assistant=asked, previous="deliver later")
    assert found.changes == ({"type": "change_delivery_date", "delivery_date": "2027-01-02"},)


@pytest.mark.parametrize("text", ["withdraw the request", "please cancel my request"])
def test_a_request_that_is_withdrawn_cancels_no_order(hear, text):
    assert hear(text, state="COMPLETE").changes == ()


@pytest.mark.parametrize("text", ["split the shipment in two", "split the delivery into three parcels"])
def test_a_delivery_in_so_many_parts_is_a_split(hear, text):
    found = hear(text)
    assert (found.changes, found.missing) == (({"type": "split_shipment"},), ())


@pytest.mark.parametrize(
    "text", ["97301 Oregon", "zip 97301, Oregon", "OR 97301", "it's 97301 and the state is Oregon", "97301, OR"]
)
def test_the_parts_of_an_address_come_in_any_order(hear, text: str) -> None:
    begun = {"type": "change_address", "address": {"street": "42 Oak Avenue", "city": "Salem"}}
    asked = "Where should it go? Pick an address or write street, city, region and postal code."
    found = hear(text, "BT-1001", state="CLARIFY_REQUEST", assistant=asked, request=[begun])
    whole = {"street": "42 Oak Avenue", "city": "Salem", "region": "OR", "postal_code": "97301"}
    assert (found.changes, found.missing) == (({"type": "change_address", "address": whole},), ())


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("M obviously, all of them, as I said", [1]), ("the M ones, all of them", [1]), ("all the mediums", [1]),
        ("mediums", [1]), ("M and L", [1, 2]), ("all of them", [1, 2]),
    ],
)  # fmt: skip
def test_asked_which_goods_those_that_are_named_are_meant_and_no_others(hear, text: str, lines: list[int]) -> None:
    found = hear(text, state="CLARIFY_REQUEST", assistant="Which hoodies should become XL: M or L?")
    assert sorted(change["line_id"] for change in found.changes) == [f"BT-1002-{line}" for line in lines]
    assert found.missing == ()


@pytest.mark.parametrize("text", ["not the M, the others", "M... no, all of them"])
def test_goods_named_by_what_is_not_meant_are_asked_about(hear, text: str) -> None:
    found = hear(text, state="CLARIFY_REQUEST", assistant="Which hoodies should become XL: M or L?")
    assert (found.changes, found.missing) == ((), ("line",))


@pytest.mark.parametrize(
    ("text", "counts"), [("split them, 5 and 5", [65, 45]), ("half and half", [65, 45]), ("all in L", [50])]
)
def test_pieces_for_one_of_two_sizes_may_be_shared_out(hear, text: str, counts: list[int]) -> None:
    asked = "Should the 10 extra tees be in M or in L?"
    found = hear(text, "BT-1001", state="CLARIFY_REQUEST", assistant=asked)
    assert [change["new_quantity"] for change in found.changes] == counts


@pytest.mark.parametrize(
    ("text", "moved"),
    [("M", {1: 50}), ("just 20 of the L", {2: 20}), ("M but only 30", {1: 30}), ("10 of each", {1: 10, 2: 10}),
     ("the first", {1: 50}), ("both of them", {1: 50, 2: 50})],
)  # fmt: skip
def test_alternatives_after_a_comma_are_told_from_what_the_goods_become(hear, text: str, moved: dict[int, int]) -> None:
    found = hear(text, state="CLARIFY_REQUEST", assistant="Which hoodies should become navy, M or L?")
    assert {int(c["line_id"][-1]): c["quantity"] for c in found.changes} == moved
    assert {c["new_color"] for c in found.changes} == {"Navy"}


def test_pieces_for_both_of_two_sizes_are_asked_about(hear) -> None:
    found = hear("both", "BT-1001", state="CLARIFY_REQUEST", assistant="Should the 10 extra tees be M or L?")
    assert (found.changes, found.missing) == ((), ("quantity",))


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Vancouver", {"type": "change_address", "address_id": "a-nw-wh"}),
        ("the warehouse in Vancouver", {"type": "change_address", "address_id": "a-nw-wh"}),
        ("hoodies to HQ, caps to the warehouse", {"type": "split_shipment"}),
    ],
)
def test_a_city_says_where_to_and_two_places_are_a_delivery_in_parts(hear, text: str, change: Json) -> None:
    found = hear(text, state="CLARIFY_REQUEST", assistant="Where should it go: HQ or Warehouse?")
    assert (found.changes, found.missing) == ((change,), ())


CAPS = {
    "assistant": "10 more caps: +$59.90. Shall I?",
    "options": ["Caps 100 → 110: +$59.90"],
    "request": [{"type": "change_quantity", "line_id": "BT-1002-3", "new_quantity": 110}],
}


@pytest.mark.parametrize(
    ("text", "counts"),
    [("caps 110 and M 60", {1: 60, 3: 110}), ("M to 60 as well", {1: 60, 3: 110}),
     ("caps 105, hoodies M 60", {1: 60, 3: 105}), ("forget the caps, 5 more L", {2: 55})],
)  # fmt: skip
def test_a_number_of_goods_is_no_sum_of_the_offer_that_it_comes_near_to(
    hear, text: str, counts: dict[int, int]
) -> None:
    found = hear(text, **CAPS)
    assert {int(change["line_id"][-1]): change["new_quantity"] for change in found.changes} == counts


def test_the_only_goods_of_an_offer_that_are_forgotten_are_asked_about(hear) -> None:
    assert hear("forget the caps", **CAPS).missing == ("change",)
