"""Offers of several parts, answered part by part; and what is said of an offer without being a correction of it."""

import pytest

from agent_service.conversation.interpretation import Intent

CAPS = {"type": "change_quantity", "line_id": "BT-1002-3", "new_quantity": 130}
MEDIUMS = {"type": "change_size", "line_id": "BT-1002-1", "quantity": 10, "new_size": "XL"}
WAREHOUSE = {"type": "change_address", "address_id": "a-nw-wh"}
LATER = {"type": "change_delivery_date", "days_later": 7}
OFFER = ["10 M in XL, caps 130, to the Warehouse, a week later: +$199.00"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("the caps yes, the warehouse no", [MEDIUMS, CAPS, LATER]),
        ("yes to the XL, no to everything else", None),
        ("drop everything but the caps", [CAPS]),
        ("yes to the XL and the caps, no to the rest", [MEDIUMS, CAPS]),
        ("130 caps are too many, the rest is fine", [MEDIUMS, WAREHOUSE, LATER]),
        ("undo the delivery date", [MEDIUMS, CAPS, WAREHOUSE]),
        ("without the cap part please", [MEDIUMS, WAREHOUSE, LATER]),
        ("the address stays as it is, otherwise go ahead", [MEDIUMS, CAPS, LATER]),
    ],
)
def test_what_of_an_offer_stands(hear, text: str, left: list[object] | None) -> None:
    found = hear(text, options=OFFER, request=[MEDIUMS, CAPS, WAREHOUSE, LATER])
    assert found.intent is not Intent.CONFIRM
    if left is not None:
        assert (found.intent, list(found.changes), found.missing) == (Intent.CORRECT, left, ())
    else:
        assert found.missing or not found.changes or list(found.changes) == [MEDIUMS]


def test_a_new_number_is_a_correction_and_drops_nothing(hear) -> None:
    found = hear("fine, except the caps: 125", options=OFFER, request=[MEDIUMS, CAPS, WAREHOUSE])
    assert list(found.changes) == [MEDIUMS, {**CAPS, "new_quantity": 125}, WAREHOUSE]


@pytest.mark.parametrize("text", ["ok if it is here by 2027-05-02", "good, provided it still goes to HQ"])
def test_a_condition_is_no_correction(hear, text: str) -> None:
    assert hear(text, options=OFFER[:1], request=[CAPS]).intent is Intent.UNCLEAR


def test_all_withdrawn_is_a_refusal_and_cancels_no_order(hear) -> None:
    assert hear("I withdraw all of that", options=OFFER, request=[CAPS]).intent is Intent.DECLINE


def test_an_option_that_there_is_not(hear) -> None:
    two = ["10 M in XL: free", "10 M in L: free"]
    assert hear("number three", options=two, request=[MEDIUMS]).intent is Intent.UNCLEAR


def test_all_but_some_of_what_is_offered(hear) -> None:
    found = hear("all but 5 of them", options=["50 M in XL: free"], request=[{**MEDIUMS, "quantity": 50}])
    assert list(found.changes) == [{**MEDIUMS, "quantity": 45}]


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("130, but of the M", [{"type": "change_quantity", "line_id": "BT-1002-1", "new_quantity": 130}]),
        ("forget that, make it 20 more L", [{"type": "change_quantity", "line_id": "BT-1002-2", "new_quantity": 70}]),
    ],
)
def test_what_takes_the_place_of_an_offer(hear, text: str, changes: list[object]) -> None:
    found = hear(text, options=["Caps 130: +$269.70"], request=[CAPS])
    assert (found.intent, list(found.changes), found.missing) == (Intent.CORRECT, changes, ())


def test_half_of_what_is_to_change_is_asked_about(hear) -> None:
    found = hear("130, and half of them red", options=["Caps 130: +$269.70"], request=[CAPS])
    assert found.missing != ()


def test_the_same_for_the_other_goods(hear) -> None:
    found = hear("the larges, not the mediums", options=["10 M in XL: free"], request=[MEDIUMS])
    assert list(found.changes) == [{**MEDIUMS, "line_id": "BT-1002-2"}]


def arts(first: str, second: str) -> list[dict[str, object]]:
    lines = ("BT-4002-1", "BT-4002-2")
    return [
        {"type": "change_artwork", "line_id": line, "artwork_id": f"art-sm-{art}"}
        for line, art in zip(lines, (first, second), strict=True)
    ]


def test_two_artworks_the_other_way_round(hear) -> None:
    options, request = ["Crest on M, Summer trip on L: +$38.97"], arts("crest", "trip")
    found = hear("the other way round please", "BT-4002", user="u-mei", options=options, request=request)
    assert sorted(map(str, found.changes)) == sorted(map(str, arts("trip", "crest")))
    half = hear("crest on L and trip on M", "BT-4002", user="u-mei", options=options, request=request)
    assert half.missing or sorted(map(str, half.changes)) == sorted(map(str, arts("trip", "crest")))


@pytest.mark.parametrize("text", ["the second, but only 20", "2, and 10 more"])
def test_an_option_and_something_about_it_is_asked_about(hear, text: str) -> None:
    two = ["100 caps Red: free", "100 caps Navy: +$20.00"]
    request = [{"type": "change_color", "line_id": "BT-1002-3", "quantity": 100, "new_color": "Navy"}]
    found = hear(text, options=two, request=request)
    assert found.missing or not found.changes


def test_what_is_neither_of_the_offer_nor_added_to_it_is_asked_about(hear) -> None:
    split = hear("split it: 60 and 70", options=["Caps 130: +$269.70"], request=[CAPS])
    assert split.missing or {"type": "split_shipment"} not in split.changes
    red = [{"type": "change_color", "line_id": "BT-1002-1", "quantity": 20, "new_color": "Charcoal"}]
    other = hear("20 in XL", options=["20 M in Charcoal: free"], request=red)
    assert other.missing or not other.changes
