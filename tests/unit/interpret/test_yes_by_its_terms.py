"""A yes that takes up what the goods become, how long it takes or what it costs; and what only looks like one."""

import pytest

from agent_service.conversation.interpretation import Intent, Json

WHITE = {"type": "change_color", "line_id": "BT-1003-2", "quantity": 30, "new_color": "White"}
COLOR = {"order": "BT-1003", "request": [WHITE], "options": ["30 polos Navy → White: +$116.91, +5 days"]}
WEEK = {"request": [{"type": "change_delivery_date", "days_later": 7}], "options": ["Deliver 7 days later: free"]}
FEWER = {
    "order": "BT-1003",
    "request": [{"type": "change_quantity", "line_id": "BT-1003-2", "new_quantity": 20}],
    "options": ["Navy polos 30 → 20: $0.00, no refund"],
}
PLACE = {
    "order": "BT-1004",
    "request": [{"type": "change_address", "address_id": "a-nw-wh"}],
    "options": ["Redirect to Warehouse: +$25.00, +2 days"],
}


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("white it is 🎉", COLOR),
        ("can't be helped, go ahead with the white", COLOR),
        ("fine. just get on with it, this took forever", COLOR),
        ("a week later suits us, yes", WEEK),
        ("we accept that there's no refund, reduce it to 20", FEWER),
        ("yes redirect it please, $25 is no issue", PLACE),
        ("Looks right to me. Please proceed, thanks!", PLACE),
    ],
)
def test_the_terms_are_taken_up(hear, text: str, offer: Json) -> None:
    assert hear(text, **offer).intent is Intent.CONFIRM


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("navy it is", COLOR),
        ("white it is not", COLOR),
        ("is it white?", COLOR),
        ("white it is for 10 of them", COLOR),
        ("go ahead with the navy", COLOR),
        ("two weeks later suits us, yes", WEEK),
        ("a week earlier suits us, yes", WEEK),
        ("we accept there is no refund, reduce it to 22", FEWER),
        ("we accept that there is no refund", FEWER),
        ("$25 is no issue", PLACE),
        ("$30 is no issue, redirect it", PLACE),
        ("it looks right to my boss", PLACE),
    ],
)
def test_other_terms_are_not(hear, text: str, offer: Json) -> None:
    assert hear(text, **offer).intent is not Intent.CONFIRM


def test_to_find_a_cost_bearable_is_no_refusal(hear) -> None:
    assert hear("the fee is no problem for us", **PLACE).intent is Intent.UNCLEAR


MOVED = {
    "assistant": "Delivery one week later: free of charge. Shall I move it?",
    "options": ["Delivery 7 days later: free"],
    "request": [{"type": "change_delivery_date", "days_later": 7}],
}


@pytest.mark.parametrize(
    "text",
    ["that'd be lovely, thanks so much!", "that would be great", "do it before I change my mind", "yes, all the way",
     "bonne idée, je confirme", "buena idea, adelante", "gute Idee, machen Sie das"],
)  # fmt: skip
def test_a_welcome_to_what_the_assistant_may_do_is_a_yes(hear, text: str) -> None:
    assert hear(text, **MOVED).intent is Intent.CONFIRM


@pytest.mark.parametrize(
    "text",
    ["that would be great if it is free", "that would be lovely, wouldn't it?", "that would be perfect a day earlier",
     "great idea", "all the way", "no, before I change my mind", "that would be nice but not now"],
)  # fmt: skip
def test_a_welcome_with_a_condition_or_by_itself_is_none(hear, text: str) -> None:
    assert hear(text, **MOVED).intent is not Intent.CONFIRM


CANCELLED = {
    "assistant": "Cancelling refunds 50%. A colleague has to approve that. Shall I send them your request?",
    "options": ["Cancel the order: refund $702.51, needs approval"],
    "request": [{"type": "cancel_order"}],
}


@pytest.mark.parametrize(
    "text", ["sure, send them the request", "send it to them", "submit it, I know we only get half"]
)
def test_what_goes_to_a_person_may_be_sent_to_them(hear, text: str) -> None:
    assert hear(text, **CANCELLED).intent is Intent.CONFIRM


@pytest.mark.parametrize("text", ["send me the request first", "cancel only half", "we only get half?", "only half"])
def test_half_of_it_or_to_somebody_else_is_no_yes(hear, text: str) -> None:
    assert hear(text, **CANCELLED).intent is not Intent.CONFIRM
