"""A question about the offer that waits is answered from that offer; a what-if is quoted; neither does anything."""

import pytest

from agent_service.conversation.offer_questions import asked_of_offer
from tests.fakes.talk import Talk
from tests.unit.graph.conversing import talk_to


@pytest.fixture
async def ana() -> Talk:
    """15 more of each of M×60 and L×40, offered."""
    ana = await talk_to("u-ana", "BT-1001")
    await ana.say("15 more of each")
    return ana


ANSWERS = [
    ("hmm how long would that take", "Delivery stays on"),
    ("would that delay my order?", "Delivery stays on"),
    ("sounds good, and when would it arrive then?", "Delivery stays on"),
    ("and what does that cost me in total?", "$149.70 more; the new total is $648.70"),
    ("is that including the refund?", "There is no refund in this."),
    ("what happens if I say no?", "BT-1001 stays at $499.00"),
    ("what if I don't confirm", "nothing changes"),
    ("what happens next?", "you get a receipt"),
    ("how long is this offer valid", "The offer stands until"),
    ("and the address?", "1200 Market Street"),
    ("how many would that be in total?", "130 pieces: 75 × Heavy Cotton Tee, Navy, M; 55 ×"),
    ("so what can I do", "60 → 75 pieces"),
    ("why is that", "$149.70"),
    ("und wann kommt es an?", "Delivery stays on"),
]


@pytest.mark.parametrize(("question", "answer"), ANSWERS)
async def test_a_question_about_the_offer_is_answered_from_it_and_the_offer_stays(
    ana: Talk, question: str, answer: str
) -> None:
    offer = ana.turns[-1].reply["quote"]
    told = await ana.say(question)
    assert answer in told["text"]
    assert told["outcome"]["kind"] == "answered"
    assert told["quote"] == offer
    assert ana.turns[-1].transitions == []
    assert (await ana.say("yes"))["outcome"]["kind"] == "applied"


@pytest.mark.parametrize(
    "text",
    [
        "where is it",
        "how do I pay?",
        "can I change it later?",
        "how much would the address change cost",
        "how long does it take to change an order",
        "how long does shipping to Canada take?",
        "do you have navy in stock?",
        "yes",
        "no",
        "make it 30",
        "yes?",
    ],
)
def test_what_is_about_something_else_is_no_question_about_the_offer(text: str) -> None:
    assert asked_of_offer(text) == ()


async def test_a_refund_a_fee_and_a_later_date_are_said_as_the_offer_has_them() -> None:
    ana = await talk_to("u-ana", "BT-1003")
    await ana.say("change 20 of the medium navy tees to large")
    assert "5 days" in (await ana.say("when would it arrive?"))["text"]
    assert "$29.94" in (await ana.say("why does it cost more?"))["text"]
    assert (await ana.say("how much is it?"))["text"].startswith("It costs $29.94 more")


async def test_with_several_options_the_list_is_the_answer() -> None:
    mei = await talk_to("u-mei", "BT-4001")
    offer = await mei.say("10 more navy softshells in M")
    assert len(offer["quote"]["options"]) > 1
    told = await mei.say("how long would that take?")
    assert "1. " in told["text"]
    assert told["quote"] == offer["quote"]
    assert told["outcome"]["kind"] == "answered"


WHAT_IFS = [
    ("what about just the mediums?", {"BT-1001-1": 75}),
    ("and only the L?", {"BT-1001-2": 55}),
    ("how much would it be without the L?", {"BT-1001-1": 75}),
    ("what would it cost for 20 each?", {"BT-1001-1": 80, "BT-1001-2": 60}),
]


@pytest.mark.parametrize(("text", "quantities"), WHAT_IFS)
async def test_a_what_if_is_quoted_and_not_done(ana: Talk, text: str, quantities: dict[str, int]) -> None:
    told = await ana.say(text)
    assert told["state"] == "AWAIT_CONFIRMATION"
    asked = told["quote"]["options"][0]["changes"]
    assert {change["line_id"]: change["new_quantity"] for change in asked} == quantities
    assert ana.platform.named().count("apply") == 0


async def test_a_what_if_for_another_number_asks_which_line_where_two_are_offered(ana: Talk) -> None:
    told = await ana.say("ok and what's the cost if I make it 30")
    assert told["state"] == "CLARIFY_REQUEST"
    assert [item["label"] for item in ana.choices()][:2] == ["Heavy Cotton Tee, Navy, M", "Heavy Cotton Tee, Navy, L"]


async def test_one_part_of_a_mixed_request_is_set_aside() -> None:
    ana = await talk_to("u-ana", "BT-1001")
    await ana.say("10 more mediums and ship it to the warehouse instead")
    told = await ana.say("what would it be without the new address?")
    assert [change["type"] for change in told["quote"]["options"][0]["changes"]] == ["change_quantity"]


async def test_why_is_answered_by_the_rule_the_offer_goes_by() -> None:
    ana = await talk_to("u-ana", "BT-1003")
    await ana.say("cancel the order")
    told = await ana.say("hmm that's a lot of money I lose, why only half?")
    assert told["state"] == "AWAIT_CONFIRMATION"
    assert "$394.45 is refunded." in told["text"]
    assert ana.part("citations")["items"][0]["section"] == "In production"


@pytest.mark.parametrize(
    "text", ["actually forget that, for BT-1002 make the caps red", "for BT-1002 make the caps red"]
)
async def test_another_order_s_request_takes_the_offer_s_place_and_that_is_said(ana: Talk, text: str) -> None:
    told = await ana.say(text)
    assert told["text"].startswith("I put the offer for BT-1001 aside; nothing was changed there.")
    assert told["quote"]["order_id"] == "BT-1002"
    assert (await ana.say("yes"))["outcome"]["kind"] == "applied"
    assert ana.world.orders["BT-1001"].version == 1


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("yes but only if it arrives before Christmas", "Delivery stays on"),
        ("does it arrive before Dec 20?", "Delivery stays on"),
        ("ok if it's free", "It costs $149.70 more"),
        ("are you sure that's right?", "60 → 75 pieces"),
    ],
)
async def test_a_condition_is_no_yes_and_is_answered_with_how_it_stands(ana: Talk, text: str, answer: str) -> None:
    told = await ana.say(text)
    assert answer in told["text"]
    assert told["state"] == "AWAIT_CONFIRMATION"
    assert ana.platform.named().count("apply") == 0


async def test_a_what_if_that_is_one_of_the_options_shows_that_one() -> None:
    mei = await talk_to("u-mei", "BT-4001")
    await mei.say("10 more navy softshells in M")
    assert "Add 10 × Softshell Jacket, Navy, L." in (await mei.say("how about L?"))["text"]


@pytest.mark.parametrize("text", ["only what you have in stock", "just what's available please"])
async def test_what_there_is_is_an_option(text: str) -> None:
    mei = await talk_to("u-mei", "BT-4001")
    await mei.say("10 more navy softshells in M")
    assert "15 → 20 pieces" in (await mei.say(text))["text"]


async def test_ruling_out_goods_that_nothing_is_asked_of_takes_nothing_off_the_order() -> None:
    mei = await talk_to("u-mei", "BT-4001")
    await mei.say("10 more navy softshells in M")
    await mei.say("how about L?")
    assert "Add 10 × Softshell Jacket, Black, M." in (await mei.say("no the black ones"))["text"]


async def test_what_is_kept_of_a_line_that_was_to_go_stays() -> None:
    ana = await talk_to("u-ana", "BT-1001")
    await ana.say("I'd like to remove all the larges")
    told = await ana.say("keep 10")
    assert told["quote"]["options"][0]["changes"][0]["new_quantity"] == 10


@pytest.mark.parametrize("text", ["I need to ask my boss", "let me think about it", "hold on, asking the team"])
async def test_a_customer_who_wants_to_think_is_told_until_when_the_offer_stands(ana: Talk, text: str) -> None:
    for _ in range(5):
        told = await ana.say(text)
    assert "The offer stands until" in told["text"]
    assert told["state"] == "AWAIT_CONFIRMATION"
    assert told["quote"]


async def test_stock_is_told_for_what_the_goods_would_become(ana: Talk) -> None:
    await ana.say("change 10 of the mediums to XL")
    told = (await ana.say("how many are in stock?"))["text"]
    assert "Heavy Cotton Tee, Navy, XL:" in told
    assert "Navy, M:" not in told


@pytest.mark.parametrize("asked", ["how much is that without the caps", "what would it be without the caps?"])
async def test_the_price_without_a_part_is_quoted_without_it(asked: str) -> None:
    lena = await talk_to("u-lena", "BT-2001")
    await lena.say("make it 180, and 20 caps in black")
    offer = await lena.say(asked)
    assert [change["type"] for change in offer["quote"]["options"][0]["changes"]] == ["change_quantity"]
    assert (await lena.say("yes do that"))["outcome"]["kind"] == "applied"


async def test_a_short_answer_in_another_language_keeps_the_thread() -> None:
    mei = await talk_to("u-mei", "BT-4003")
    await mei.say("quiero cambiar la talla")
    await mei.say("las medianas")
    offer = await mei.say("a L")
    (change,) = offer["quote"]["options"][0]["changes"]
    assert (change["line_id"], change["new_size"]) == ("BT-4003-2", "L")
