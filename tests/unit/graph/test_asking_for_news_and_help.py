"""What can be done, why it was refused, and how far a request is that a colleague decides."""

import pytest

from tests.unit.graph.conversing import talk_to


@pytest.mark.parametrize("text", ["how long will that take?", "did my cancellation go through?", "any news?"])
async def test_a_waiting_review_is_told_with_the_time_of_its_answer(text: str) -> None:
    raj = await talk_to("u-raj", "BT-3001")
    await raj.say("cancel this order")
    await raj.say("yes")
    told = await raj.say(text)
    assert told["text"].startswith("Your request for BT-3001 is with a colleague, who has not decided yet.")
    assert "Expect an answer by" in told["text"]
    assert raj.state["reviews"]


async def test_an_open_escalation_is_told_too() -> None:
    tom = await talk_to("u-tom", "BT-1005")
    await tom.say("stop the shipment!!")
    told = await tom.say("when will someone answer?")
    assert told["text"].startswith("A colleague has your request already. Expect an answer by")
    assert told["outcome"]["kind"] == "answered"


async def test_where_the_order_is_stays_a_question_about_the_order() -> None:
    tom = await talk_to("u-tom", "BT-1005")
    await tom.say("stop the shipment!!")
    assert "1ZBT10050000" in (await tom.say("where is my parcel?"))["text"]


async def test_why_after_a_refusal_is_the_rule_it_was_refused_by() -> None:
    ana = await talk_to("u-ana", "BT-1004")
    await ana.say("change the size of 20 to L")
    told = await ana.say("why?")
    assert "Ready to ship" in told["text"]
    assert told["outcome"]["kind"] == "answered"


async def test_what_can_be_done_depends_on_the_order_s_status() -> None:
    ana = await talk_to("u-ana", "BT-1004")
    assert "Only the address can still change" in (await ana.say("so what can I do"))["text"]
    nobody = await talk_to("u-ana", None)
    assert (await nobody.say("what can you do?"))["text"].startswith("I can change or track your orders")


async def test_the_place_in_the_list_of_the_greeting_names_an_order() -> None:
    ana = await talk_to("u-ana", None)
    assert "BT-1002" in (await ana.say("the second one"))["text"]


async def test_what_it_comes_to_is_answered_with_the_total() -> None:
    ana = await talk_to("u-ana", "BT-1001")
    assert (await ana.say("what's my total now?"))["text"] == "BT-1001 comes to $499.00 in total."


async def test_goods_named_alone_are_asked_what_should_change_not_the_same_again() -> None:
    ana = await talk_to("u-ana", "BT-1002")
    first = await ana.say("I want to change my order")
    second = await ana.say("the hoodies")
    assert first["text"] != second["text"]


@pytest.mark.parametrize("text", ["ok", "great", "perfect"])
async def test_taking_note_is_no_yes_to_nothing(text: str) -> None:
    tom = await talk_to("u-tom", "BT-1005")
    await tom.say("stop the shipment!!")
    assert "no offer" not in (await tom.say(text))["text"]


@pytest.mark.parametrize(
    ("question", "which", "answer"),
    [
        ("where's my stuff?", "the second one", "BT-3002 (150 pieces) is in production."),
        ("where is my order?", "3002", "BT-3002 (150 pieces) is in production."),
        ("what did I change?", "BT-3001", "Nothing has been changed on BT-3001 so far."),
    ],
)
async def test_the_order_that_was_asked_for_answers_the_question_that_was_asked(
    question: str, which: str, answer: str
) -> None:
    raj = await talk_to("u-raj", None)
    assert (await raj.say(question))["text"] == "Which order do you mean?"
    assert (await raj.say(which))["text"].startswith(answer)


@pytest.mark.parametrize("text", ["actually don't cancel", "I changed my mind, keep the order", "withdraw the request"])
async def test_a_waiting_request_is_taken_back_however_that_is_said(text: str) -> None:
    raj = await talk_to("u-raj", "BT-3001")
    await raj.say("cancel this order")
    await raj.say("yes")
    told = await raj.say(text)
    assert told["text"] == "I withdrew the request. BT-3001 stays as it is."
    assert raj.state["reviews"] == []
    assert {review["status"] for review in raj.world.reviews.values()} == {"withdrawn"}


async def test_dropping_what_is_not_named_takes_nothing_back_and_offers_it() -> None:
    raj = await talk_to("u-raj", "BT-3001")
    await raj.say("cancel this order")
    await raj.say("yes")
    told = await raj.say("never mind")
    assert "has not decided yet" in told["text"]
    assert [item["label"] for item in raj.choices()] == ["Withdraw the request"]
    assert raj.state["reviews"]


async def test_the_same_cancellation_is_not_asked_for_twice() -> None:
    raj = await talk_to("u-raj", "BT-3001")
    await raj.say("cancel this order")
    await raj.say("yes")
    assert (await raj.say("cancel this order"))["outcome"]["kind"] == "answered"
    assert len(raj.world.reviews) == 1


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("what address is on it now?", "BT-1002 goes to HQ (1200 Market Street, Portland, OR 97201)."),
        ("what's on my order?", "100 × Trucker Cap, Black, with the artwork “Primary logo”"),
        ("what does it come to?", "BT-1002 comes to $2,798.00 in total."),
        ("how many charcoal M do you have?", "Heavy Blend Hoodie, Charcoal, M: 400 in stock."),
    ],
)
async def test_what_is_asked_of_an_order_is_what_is_told(question: str, answer: str) -> None:
    ana = await talk_to("u-ana", "BT-1002")
    assert answer in (await ana.say(question))["text"]


@pytest.mark.parametrize("text", ["2001", "the one in production"])
async def test_an_order_that_is_named_alone_is_understood(text: str) -> None:
    lena = await talk_to("u-lena", None)
    assert (await lena.say(text))["text"].startswith("What would you like to change on BT-200")


async def test_an_order_that_is_over_is_not_asked_what_should_change() -> None:
    tom = await talk_to("u-tom", None)
    assert (await tom.say("BT-1006"))["text"] == "BT-1006 was delivered. What can I do for you?"
    assert (await tom.say("reactivate BT-1007"))["outcome"]["kind"] == "denied"
