"""Requests as they are written in India, Britain or Australia, and by people whose English has been learnt."""

import pytest

from agent_service.conversation.interpretation import Intent, Json


def pieces(line: str, number: int) -> Json:
    return {"type": "change_quantity", "line_id": line, "new_quantity": number}


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Kindly increase the Large to 48 nos. and revert", pieces("BT-1001-2", 48)),
        ("we are now needing 70 nos. of M only, other items same", pieces("BT-1001-1", 70)),
        ("we require 15 nos. extra in L", pieces("BT-1001-2", 55)),
        ("70 pcs. of M required", pieces("BT-1001-1", 70)),
        ("any chance of getting 70 mediums on this instead of 60", pieces("BT-1001-1", 70)),
        ("10 more L ta", pieces("BT-1001-2", 50)),
        ("we've had a rush of sign-ups, so L wants to go up by 5", pieces("BT-1001-2", 45)),
        ("M to 50, down from 60", pieces("BT-1001-1", 50)),
        ("we need as many larges as mediums, so L goes up to match", pieces("BT-1001-2", 60)),
        ("Is it possible to prepone the delivery by 4 days?", {"type": "change_delivery_date", "days_earlier": 4}),
        ("10 days later would be better, we're shut for half-term", {"type": "change_delivery_date", "days_later": 10}),
    ],
)
def test_a_request_in_the_english_of_many_places(hear, text: str, change: Json) -> None:
    found = hear(text, "BT-1001")
    assert (found.changes, found.missing) == ((change,), ())


def test_goods_for_the_little_ones_are_the_goods_that_were_named(hear) -> None:
    (change,) = hear("10 of the mediums to S for the little ones", "BT-1001").changes
    assert (change["quantity"], change["new_size"]) == (10, "S")


@pytest.mark.parametrize("text", ["we need twice as many L as M", "as many M as possible", "not as many M as L"])
def test_as_many_as_something_that_is_not_settled_is_asked_about(hear, text: str) -> None:
    found = hear(text, "BT-1001")
    assert (found.changes, found.missing) == ((), ("quantity",))


@pytest.mark.parametrize("text", ["we don't want polos any more, tees only", "no polos, just the tees"])
def test_the_only_goods_to_stay_are_not_the_ones_to_go(hear, text: str) -> None:
    assert hear(text, "BT-1003").changes == ({"type": "remove_line", "line_id": "BT-1003-2"},)


def test_a_colour_wanted_on_goods_of_another_is_to_be_theirs(hear) -> None:
    (change,) = hear("can we do navy on the sand hoodies?", "BT-4004", user="u-mei").changes
    assert (change["type"], change["new_color"]) == ("change_color", "Navy")


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("my order is going to the WRONG ADDRESS, again!! sort it out will you", ("address",)),
        ("Current date is too late for us, an earlier delivery is needed", ("date",)),
    ],
)
def test_what_is_wrong_and_to_be_put_right_is_asked_about(hear, text: str, missing) -> None:
    found = hear(text, "BT-1001")
    assert (found.intent, found.missing) == (Intent.CHANGE_ORDER, missing)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("can i change an address after it has shipped, in general i mean", Intent.POLICY_QUESTION),
        ("g'day", Intent.GREETING),
    ],
)
def test_questions_in_general_and_greetings_from_elsewhere(hear, text: str, intent: Intent) -> None:
    assert hear(text, None).intent is intent


REMOVAL = {"type": "remove_line", "line_id": "BT-2003-3"}


@pytest.mark.parametrize("text", ["don't remove them all, keep 20", "keep 20 and remove the rest"])
def test_some_of_what_was_to_go_may_be_kept(hear, text: str) -> None:
    offer = {"options": ["Remove 48 red caps: no refund"], "request": [REMOVAL], "assistant": "Still remove them?"}
    assert hear(text, "BT-2003", user="u-lena", **offer).changes == (pieces("BT-2003-3", 20),)


LATER = {"type": "change_delivery_date", "days_later": 14}


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("a fortnight is a bit much. one week", Intent.CORRECT),
        ("fourteen days for a T-SHIRT? you must be joking. absolutely not", Intent.DECLINE),
        ("ok if delivery is truly free of cost", Intent.UNCLEAR),
    ],
)
def test_a_judgement_a_flat_no_and_a_condition_at_an_offer(hear, text: str, intent: Intent) -> None:
    offer = {"options": ["Delivery 14 days later: free"], "request": [LATER], "assistant": "14 days later. OK?"}
    found = hear(text, "BT-2001", user="u-lena", **offer)
    assert found.intent is intent
    assert found.changes == (({"type": "change_delivery_date", "days_later": 7},) if intent is Intent.CORRECT else ())


@pytest.mark.parametrize("text", ["not the warehouse, I want a different address", "no, a different address please"])
def test_another_address_takes_the_place_of_the_one_offered(hear, text: str) -> None:
    offered = {"type": "change_address", "address_id": "a-nw-wh"}
    found = hear(text, "BT-1002", options=["Deliver to Warehouse: free"], request=[offered], assistant="Shall I?")
    assert (found.changes, found.missing) == ((), ("address",))


@pytest.mark.parametrize(
    "text", ["heavy cotton tees in white L, can 25 of them go on this order", "heavy tees in white L, add 25 of those"]
)
def test_goods_described_first_and_then_added_are_added(hear, text: str) -> None:
    assert hear(text, "BT-1003").changes == ({"type": "add_line", "sku": "HCT-WHI-L", "quantity": 25},)


@pytest.mark.parametrize("text", ["hoodies in navy please, both sizes", "navy for the hoodies, all sizes"])
def test_both_or_all_sizes_are_those_of_the_goods_that_were_named(hear, text: str) -> None:
    assert {change["line_id"] for change in hear(text, "BT-1002").changes} == {"BT-1002-1", "BT-1002-2"}


@pytest.mark.parametrize(
    "text",
    ["Send the S and M ahead, 3XL can come later", "S and M first, 3XL whenever", "part delivery please",
     "despatch in two tranches", "deliver in two lots"],
)  # fmt: skip
def test_a_delivery_in_parts_by_its_other_names(hear, text: str) -> None:
    assert hear(text, "BT-4003", user="u-mei").changes == ({"type": "split_shipment"},)


def test_early_is_earlier_where_it_is_wished_for(hear) -> None:
    assert hear("can it come 3 days early").changes == ({"type": "change_delivery_date", "days_earlier": 3},)
    assert hear("it came 3 days early").changes == ()


@pytest.mark.parametrize(("text", "number"), [("let us keep to 70", 70), ("stick to 70 please", 70), ("keep 60", None)])
def test_a_number_kept_to_is_the_one_wanted_where_it_is_not_the_present_one(hear, text: str, number) -> None:
    offer = {"options": ["Navy M 60 → 80: +$99.80"], "request": [pieces("BT-1001-1", 80)], "assistant": "OK?"}
    found = hear(text, "BT-1001", **offer)
    assert found.changes == ((pieces("BT-1001-1", number),) if number else ())
    assert (found.intent is Intent.DECLINE) is (number is None)


def test_ones_are_of_the_goods_named_last(hear) -> None:
    found = hear("chuck in a dozen red caps and take ten of the black ones off", "BT-1002")
    assert pieces("BT-1002-3", 90) in found.changes
    assert found.missing == ()


@pytest.mark.parametrize("text", ["two have left so drop a navy M", "please remove a navy M jacket"])
def test_a_single_piece_to_go_is_not_the_line(hear, text: str) -> None:
    assert hear(text, "BT-4001", user="u-mei").changes == (pieces("BT-4001-3", 14),)


def test_a_colour_that_there_is_describes_the_pieces(hear) -> None:
    gone = {"type": "change_quantity", "line_id": "BT-4001-3", "new_quantity": 14}
    assert hear("one of the M navy can go", "BT-4001", user="u-mei").changes == (gone,)


@pytest.mark.parametrize(
    ("text", "date"),
    [("deliver a week on Friday", "2026-12-04"), ("deliver it Friday week", "2026-12-04"),
     ("need it a week from tomorrow", "2026-11-28"), ("can it arrive a fortnight on Tuesday", "2026-12-08")],
)  # fmt: skip
def test_a_week_on_a_day_counts_from_that_day(hear, text: str, date: str) -> None:
    assert hear(text, "BT-1001").changes == ({"type": "change_delivery_date", "delivery_date": date},)


@pytest.mark.parametrize("text", ["añade 5 L", "ajoute 5 L"])
def test_a_foreign_verb_alone_says_that_pieces_are_added(hear, text: str) -> None:
    assert hear(text, "BT-1001").changes == (pieces("BT-1001-2", 45),)
