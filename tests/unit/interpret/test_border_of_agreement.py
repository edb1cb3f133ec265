"""Agreement said by what does not stand against it, and what only sounds like it."""

import pytest

from agent_service.conversation.interpretation import Intent, Interpretation

MORE = {"type": "change_quantity", "line_id": "BT-1001-1", "new_quantity": 80}
FEWER = {"type": "change_quantity", "line_id": "BT-1003-2", "new_quantity": 20}


def answered(hear, text: str) -> Interpretation:
    asked = "BT-1001: Heavy Cotton Tee Navy M goes from 60 to 80. That is +$99.80, no fee. Shall I go ahead?"
    return hear(text, "BT-1001", assistant=asked, options=["Navy M 60 → 80: +$99.80, no delay"], request=[MORE])


def answered_without_refund(hear, text: str) -> Interpretation:
    asked = "The polos from 30 to 20: they are in production, so there is no refund. Go ahead?"
    return hear(text, "BT-1003", assistant=asked, options=["Polos 30 → 20: no refund, no delay"], request=[FEWER])


@pytest.mark.parametrize(
    "text",
    [
        "no objections",
        "we have no objections at all",
        "no objection from our side",
        "not a problem, do it",
        "no issue with that, go ahead",
        "no concerns from us, please proceed",
        "don't see why not",
        "i can't see any reason not to",
        "no reason not to",
        "you may proceed",
        "no further questions, go ahead",
        "keine Einwände",
        "aucune objection",
        "please proceed with the increase",
    ],
)
def test_what_does_not_stand_against_it_agrees(hear, text: str) -> None:
    assert answered(hear, text).intent is Intent.CONFIRM


@pytest.mark.parametrize(
    "text",
    ["no refund is ok, go ahead", "no refund is fine with us, do it", "yes even without a refund",
     "we don't need a refund, go ahead", "no money back is fine, do it"],
)  # fmt: skip
def test_doing_without_a_refund_agrees_where_none_is_offered(hear, text: str) -> None:
    assert answered_without_refund(hear, text).intent is Intent.CONFIRM
    assert answered(hear, text).intent is not Intent.CONFIRM


@pytest.mark.parametrize(
    "text",
    [
        "no objections, but not yet",
        "no objections if it's free",
        "no objections?",
        "no objections in principle",
        "i have objections",
        "don't see why",
        "no reason to do it",
        "no refund, no deal",
        "no, refund is ok",
        "is no refund ok",
        "without a refund no",
        "not without a refund",
        "no objection to the price, only to the date",
        "yes, about that",
        "i won't say yes",
        "why not 30",
    ],
)
def test_what_only_sounds_like_it_agrees_to_nothing(hear, text: str) -> None:
    assert answered(hear, text).intent is not Intent.CONFIRM
    assert answered_without_refund(hear, text).intent is not Intent.CONFIRM


def test_a_problem_that_there_is_not_removes_nothing(hear) -> None:
    assert answered(hear, "that's no problem").changes == ()


def answered_for_approval(hear, text: str) -> Interpretation:
    asked = "Taking 200 off is $998.00 less. A colleague has to agree to a refund of $998.00. Shall I pass it on?"
    options = ["Remove 200 S: −$998.00, needs approval"]
    return hear(text, "BT-3001", user="u-raj", assistant=asked, options=options, request=[REMOVED])


REMOVED = {"type": "remove_line", "line_id": "BT-3001-1"}


@pytest.mark.parametrize(
    "text",
    [
        "yes, submit that for approval",
        "nothing against it, submit away",
        "pass it on",
        "please forward it",
        "book it in",
    ],
)
def test_an_offer_for_a_person_is_agreed_to_by_having_it_passed_on(hear, text: str) -> None:
    assert answered_for_approval(hear, text).intent is Intent.CONFIRM


@pytest.mark.parametrize(
    "text", ["who do you submit it to?", "do not submit it", "submit it if it is free", "pass on this one", "forward"]
)
def test_passing_on_with_a_doubt_is_no_agreement(hear, text: str) -> None:
    assert answered_for_approval(hear, text).intent is not Intent.CONFIRM


def test_the_price_and_the_days_on_offer_may_be_agreed_to_with_fine(hear) -> None:
    asked = "40 of the red M tees to XL costs +$59.88 and delivery is 5 days later. OK?"
    request = [{"type": "change_size", "line_id": "BT-3002-1", "quantity": 40, "new_size": "XL"}]
    options = ["40 × M → XL: +$59.88, +5 days"]
    said = {"user": "u-raj", "assistant": asked, "options": options, "request": request}
    assert hear("fine with $59.88 and the 5 extra days, go ahead", "BT-3002", **said).intent is Intent.CONFIRM
    assert hear("fine with $49.88 and the 5 extra days, go ahead", "BT-3002", **said).intent is not Intent.CONFIRM


@pytest.mark.parametrize(
    "text",
    [
        "my boss approved it, go ahead",
        "I've spoken to our treasurer and we are happy with it. You can add them",
        "got the ok from finance, do it",
        "both numbers match our list. Go",
        "that's what the committee decided, so please process it",
        "a pity about the price but ok, do it",
        "unfortunately yes, thanks for your help all the same",
        "sold! book it in",
        "you can do that :)",
    ],
)
def test_who_was_asked_and_what_is_regretted_take_nothing_from_a_yes(hear, text: str) -> None:
    assert answered(hear, text).intent is Intent.CONFIRM


@pytest.mark.parametrize("text", ["save it", "save this please", "save"])
def test_a_command_agrees_by_itself_where_it_was_asked_for(hear, text: str) -> None:
    offer = {"options": ["Navy M 60 → 80: +$99.80, no delay"], "request": [MORE]}
    assert hear(text, "BT-1001", assistant="80 M: +$99.80. Shall I save this?", **offer).intent is Intent.CONFIRM
    assert hear(text, "BT-1001", assistant="80 M: +$99.80. Shall I?", **offer).intent is not Intent.CONFIRM


@pytest.mark.parametrize("text", ["my boss approved", "a pity but no", "the numbers are right", "we discussed it"])
def test_what_was_asked_or_checked_is_no_yes_by_itself(hear, text: str) -> None:
    assert answered(hear, text).intent is not Intent.CONFIRM
