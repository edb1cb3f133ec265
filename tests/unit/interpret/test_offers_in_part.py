"""Offers taken in part: so many and the rest otherwise, judgements of a number, halves of a gross, terms accepted."""

import pytest

from agent_service.conversation.interpretation import Intent, Json

MOVED: Json = {"type": "change_size", "line_id": "BT-3001-1", "quantity": 80, "new_size": "XL"}
TO_XL = {"options": ["80 × S → XL: free, no delay"], "request": [MOVED]}
FEWER: Json = {"type": "change_quantity", "line_id": "BT-1003-2", "new_quantity": 20}
TO_20 = {"options": ["Polos 30 → 20: $0.00, no refund"], "request": [FEWER]}
BOTH = {
    "options": ["M 60 → 70 and L 40 → 50: +$99.80, +5 days"],
    "request": [
        {"type": "change_quantity", "line_id": "BT-1001-1", "new_quantity": 70},
        {"type": "change_quantity", "line_id": "BT-1001-2", "new_quantity": 50},
    ],
}
ADDED: Json = {"type": "add_line", "sku": "HCT-NAV-S", "quantity": 144}


@pytest.mark.parametrize(
    "text",
    ["just 55, the rest may stay small", "just 55, the others remain S", "keep the rest small, only 55"],
)  # fmt: skip
def test_what_stays_as_it_is_takes_nothing_from_what_is_moved(hear, text: str) -> None:
    found = hear(text, "BT-3001", user="u-raj", **TO_XL)
    assert (list(found.changes), found.missing) == ([{**MOVED, "quantity": 55}], ())


@pytest.mark.parametrize("text", ["55, rest to L", "only 55 and the others in L"])
def test_the_rest_becomes_something_else(hear, text: str) -> None:
    found = hear(text, "BT-3001", user="u-raj", **TO_XL)
    assert list(found.changes) == [{**MOVED, "quantity": 55}, {**MOVED, "quantity": 25, "new_size": "L"}]


@pytest.mark.parametrize("text", ["20 is a bit thin, so 24", "20 is rather low, 24", "20 is quite high. 24 please"])
def test_a_number_that_is_judged_is_not_wished_for(hear, text: str) -> None:
    found = hear(text, "BT-1003", user="u-tom", **TO_20)
    assert (list(found.changes), found.missing) == ([{**FEWER, "new_quantity": 24}], ())


@pytest.mark.parametrize(("text", "count"), [("half a gross is plenty", 72), ("a half gross is enough", 72)])
def test_a_gross_has_a_half(hear, text: str, count: int) -> None:
    found = hear(text, "BT-1001", options=["Add 144 Navy S: +$718.56"], request=[ADDED])
    assert [change["quantity"] for change in found.changes] == [count]


@pytest.mark.parametrize("text", ["yes, both things", "sí, ambas cosas", "ja, beides", "confrimed, thanks",
                                  "+5 days and $99.80 agreed, please release"])  # fmt: skip
def test_an_offer_of_two_is_agreed_to(hear, text: str) -> None:
    assert hear(text, "BT-1001", **BOTH).intent is Intent.CONFIRM


@pytest.mark.parametrize(
    "text",
    ["both things", "sí, las dos cosas pero más tarde", "yes, one thing", "please release",
     "$99.80 and +6 days accepted"
     "confrim the fee first", "re the fee"],
)  # fmt: skip
def test_an_offer_of_two_is_not_agreed_to(hear, text: str) -> None:
    assert hear(text, "BT-1001", **BOTH).intent is not Intent.CONFIRM


def test_what_is_understood_is_agreed_to_with_a_deed(hear) -> None:
    asked = "Navy polos from 30 to 20: in production there is no refund, and no delay. Apply it?"
    offer = {**TO_20, "user": "u-tom", "assistant": asked}
    assert hear("understood re no refund, do it", "BT-1003", **offer).intent is Intent.CONFIRM
    assert hear("understood re no refund", "BT-1003", **offer).intent is not Intent.CONFIRM


def test_a_saved_street_in_short_is_that_place(hear) -> None:
    request = [{"type": "change_address", "address_id": "a-nw-wh"}]
    found = hear(
        "88 Dock is full, HQ then", "BT-1003", user="u-tom", options=["To the Warehouse: $25.00"], request=request
    )
    assert (list(found.changes), found.missing) == ([{"type": "change_address", "address_id": "a-nw-hq"}], ())
