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


DEARER = {"type": "change_quantity", "line_id": "BT-1003-2", "new_quantity": 40}


def answered_to_a_fee(hear, text: str) -> Interpretation:
    asked = "Polos from 30 to 40: $129.90 plus a surcharge of $32.48, together +$162.38, and 5 days later. OK?"
    return hear(text, "BT-1003", assistant=asked, options=["Polos 30 → 40: +$162.38, +5 days"], request=[DEARER])


@pytest.mark.parametrize(
    "text",
    [
        "I agree to the extra $162.38 and the 5 days. Please process the same.",
        "we accept the five extra days and the extra $162.38",
        "understood, it will be 5 days late. Proceed",
        "Agreed, kindly proceed with the same at the earliest",
        "ok pls do the needful",
        "too easy, lock it in",
        "no dramas, go ahead",
        "Agreed. Please carry out the change.",
    ],
)
def test_a_yes_may_take_up_all_that_an_offer_costs_and_come_from_anywhere(hear, text: str) -> None:
    assert answered_to_a_fee(hear, text).intent is Intent.CONFIRM


@pytest.mark.parametrize(
    "text",
    [
        "I agree to the extra $162.38",
        "I agree to the extra $162.38 but not to the 5 days",
        "I agree to the extra $152.38 and the 5 days",
        "I do not agree to the extra $162.38 and the 5 days",
        "I accept that it takes longer",
        "we know there's no money back, go ahead",
        "kindly confirm",
        "do the needful if it is free",
    ],
)
def test_a_part_of_the_terms_other_terms_or_a_request_to_confirm_agree_to_nothing(hear, text: str) -> None:
    assert answered_to_a_fee(hear, text).intent is not Intent.CONFIRM


@pytest.mark.parametrize("text", ["yes do it, we know there's no money back", "no refund, I understand. Go ahead"])
def test_a_yes_may_say_what_it_is_aware_of(hear, text: str) -> None:
    assert answered_without_refund(hear, text).intent is Intent.CONFIRM


@pytest.mark.parametrize("text", ["Yes, please send it to your colleague", "pass the request on to your colleague"])
def test_having_it_passed_on_to_a_colleague_is_no_wish_to_speak_to_one(hear, text: str) -> None:
    assert answered_for_approval(hear, text).intent is Intent.CONFIRM
    assert answered_for_approval(hear, f"{text} and let me talk to him").intent is not Intent.CONFIRM


@pytest.mark.parametrize("yes", ["ok", "yes", "sure", "yep", "alright", "fine"])
@pytest.mark.parametrize("deed", ["go ahead", "go on", "do it", "go for it", "do it then", "👍 go ahead"])
def test_a_yes_and_a_deed_make_a_yes_wherever_one_ends_and_the_other_begins(hear, yes: str, deed: str) -> None:
    asked = {"type": "change_quantity", "line_id": "BT-1002-3", "new_quantity": 120}
    found = hear(f"{yes} {deed}", options=["Caps 100 → 120: +$179.80"], request=[asked])
    assert found.intent is Intent.CONFIRM
