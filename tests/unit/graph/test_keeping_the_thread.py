"""What was asked before is not forgotten, and an answer that leads nowhere is not asked for."""

import pytest

from tests.unit.graph.conversing import talk_to


async def test_a_bare_number_that_is_no_order_of_theirs_is_said_to_be_none() -> None:
    ana = await talk_to("u-ana", None)
    assert (await ana.say("2003"))["text"].startswith("I can't find order 2003 in your account.")


async def test_a_bare_number_where_a_quantity_is_asked_for_is_a_quantity() -> None:
    mei = await talk_to("u-mei", "BT-4004")
    asked = await mei.say("change the quantity")
    assert asked["state"] == "CLARIFY_REQUEST"
    assert "can't find" not in (await mei.say("2003"))["text"]


@pytest.mark.parametrize("answer", ["the first one", "ok the first one", "BT-1001", "1001"])
async def test_the_order_chosen_in_words_keeps_the_request(answer: str) -> None:
    ana = await talk_to("u-ana", None)
    asked = await ana.say("I need to cancel everything")
    assert asked["text"] == "Which order do you mean?"
    offer = await ana.say(answer)
    assert offer["state"] == "AWAIT_CONFIRMATION"
    assert offer["quote"]["order_id"] == "BT-1001"
    assert offer["quote"]["options"][0]["changes"] == [{"type": "cancel_order"}]


async def test_orders_that_are_over_are_not_offered_for_a_change() -> None:
    ana = await talk_to("u-ana", None)
    await ana.say("I need to cancel everything")
    offered = [item["action"]["order_id"] for item in ana.choices() if item["action"]["type"] == "choose_order"]
    assert offered == ["BT-1001", "BT-1002", "BT-1003", "BT-1004", "BT-1005"]


async def test_goods_that_no_order_has_are_said_to_be_on_none() -> None:
    mei = await talk_to("u-mei", None)
    assert (await mei.say("can you make the caps navy"))["text"].startswith(
        "I see no Trucker Cap on any of your orders."
    )


async def test_goods_of_another_order_lead_there() -> None:
    ana = await talk_to("u-ana", "BT-1001")
    asked = await ana.say("can you make the caps red")
    assert asked["text"] == "I see no Trucker Cap on BT-1001. Do you mean another order?"
    offer = await ana.press(**ana.choices()[0]["action"])
    assert offer["quote"]["order_id"] == "BT-1002"
    assert offer["quote"]["options"][0]["changes"][0]["new_color"] == "Red"


@pytest.mark.parametrize(
    "wish", ["stop the shipment!!", "change the size", "can you intercept the parcel", "don't ship it"]
)
async def test_a_shipped_order_goes_to_a_human_without_questions(wish: str) -> None:
    tom = await talk_to("u-tom", "BT-1005")
    told = await tom.say(wish)
    assert told["outcome"]["reason"] == "order_shipped"


async def test_naming_a_shipped_order_is_no_wish_to_change_it() -> None:
    tom = await talk_to("u-tom", None)
    assert (await tom.say("BT-1005"))["state"] == "CLARIFY_REQUEST"


async def test_an_order_that_is_over_is_not_asked_about_either() -> None:
    tom = await talk_to("u-tom", None)
    told = await tom.say("change the size on BT-1006")
    assert told["outcome"]["kind"] == "denied"
    assert told["text"] == "BT-1006 was delivered, so it can't be changed any more."
    assert tom.part("citations")["items"]


async def test_a_refused_request_can_be_varied() -> None:
    ana = await talk_to("u-ana", "BT-1002")
    assert (await ana.say("make the caps navy"))["outcome"]["kind"] == "denied"
    offer = await ana.say("then red")
    assert offer["quote"]["options"][0]["changes"][0]["new_color"] == "Red"


@pytest.mark.parametrize("text", ["then 2XL?", "2XL then", "what about 2XL", "ok 2XL instead"])
async def test_a_size_that_there_is_takes_the_place_of_one_there_is_not(text: str) -> None:
    mei = await talk_to("u-mei", "BT-4003")
    assert (await mei.say("the 3XLs should be 4XL"))["outcome"]["kind"] == "denied"
    offer = await mei.say(text)
    assert offer["quote"]["options"][0]["changes"][0]["new_size"] == "2XL"


async def test_a_new_request_after_a_refused_one_keeps_what_it_leaves_open() -> None:
    ana = await talk_to("u-ana", "BT-1001")
    assert (await ana.say("make it 60 mediums"))["outcome"]["kind"] == "denied"
    asked = await ana.say("take 10 off the L and ship it to the gym")
    assert (asked["state"], ana.state["missing"]) == ("CLARIFY_REQUEST", ["address"])
    assert ana.state["request"] == [{"type": "change_quantity", "line_id": "BT-1001-2", "new_quantity": 30}]


async def test_what_a_human_has_can_be_quoted_without_the_part_that_needs_one() -> None:
    ana = await talk_to("u-ana", "BT-1002")
    told = await ana.say("get the delivery 5 days earlier and remove the caps")
    assert told["state"] == "ESCALATE"
    offer = await ana.say("ok how much would it be without the earlier delivery")
    assert [change["type"] for change in offer["quote"]["options"][0]["changes"]] == ["remove_line"]


async def test_a_dropped_request_can_be_taken_up_again_another_way() -> None:
    ana = await talk_to("u-ana", "BT-1001")
    await ana.say("15 more mediums")
    assert (await ana.say("no"))["outcome"]["kind"] == "declined"
    offer = await ana.say("ok make it 70 then")
    assert offer["quote"]["options"][0]["changes"][0]["new_quantity"] == 70


async def test_what_was_done_is_no_request_any_more() -> None:
    ana = await talk_to("u-ana", "BT-1001")
    await ana.say("15 more mediums")
    assert (await ana.say("yes"))["outcome"]["kind"] == "applied"
    assert ana.state["ended"] is None


async def test_stock_is_told_of_the_goods_under_discussion() -> None:
    ana = await talk_to("u-ana", "BT-1001")
    await ana.say("change the color")
    told = await ana.say("how many are in stock?")
    assert "Heavy Cotton Tee, Black, M" in told["text"]
    assert "XL" not in told["text"]


async def test_a_color_that_a_product_does_not_come_in_is_said() -> None:
    ana = await talk_to("u-ana", None)
    told = await ana.say("do you have the softshell jacket in red?")
    assert told["text"] == "Softshell Jacket does not come in Red. It comes in Black and Navy."


@pytest.mark.parametrize("text", ["undo", "put it back", "please revert that"])
async def test_a_change_just_made_is_led_back_however_that_is_said(text: str) -> None:
    ana = await talk_to("u-ana", "BT-1001")
    await ana.say("10 more L")
    await ana.say("yes")
    offer = await ana.say(text)
    assert offer["quote"]["options"][0]["changes"][0]["new_quantity"] == 40


async def test_a_question_beside_thanks_is_answered() -> None:
    ana = await talk_to("u-ana", "BT-1001")
    await ana.say("10 more L")
    await ana.say("yes")
    told = await ana.say("thanks! what did I change?")
    assert told["text"].startswith("Changes on BT-1001:")


@pytest.mark.parametrize(
    ("asked", "numbers", "pieces"),
    [
        ("how much would 25 more mediums be?", ["and 50?"], 110),
        ("25 more mediums", ["what about 30", "or 10?"], 70),
        ("take 10 off the mediums", ["or 15?"], 45),
        ("make the mediums 80", ["90?"], 90),
        ("make the mediums 80", ["3000", "200"], 200),
    ],
)
async def test_another_number_is_asked_for_the_way_the_first_was(asked: str, numbers: list[str], pieces: int) -> None:
    ana = await talk_to("u-ana", "BT-1001")
    await ana.say(asked)
    for number in numbers:
        offer = await ana.say(number)
    assert offer["quote"]["options"][0]["changes"][0]["new_quantity"] == pieces


async def test_pieces_counted_after_a_size_was_asked_about_say_which_pieces() -> None:
    ana = await talk_to("u-ana", "BT-1001")
    for text in ("i need to change my order", "the sizes", "10 mediums"):
        assert (await ana.say(text))["state"] == "CLARIFY_REQUEST"
    changes = (await ana.say("to XL"))["quote"]["options"][0]["changes"]
    assert [(c["type"], c["quantity"], c["new_size"]) for c in changes] == [("change_size", 10, "XL")]


@pytest.mark.parametrize(
    ("question", "wish", "change"),
    [
        ("do you have XL in navy in stock?", "ok change 10 of the mediums to that", {"quantity": 10, "new_size": "XL"}),
        ("have you got black caps?", "add 12 of those", {"sku": "TRC-BLA-ONE", "quantity": 12}),
        ("is there any black L left?", "can 5 of the larges be that colour", {"quantity": 5, "new_color": "Black"}),
    ],
)
async def test_that_is_what_the_answer_before_was_about(question: str, wish: str, change: dict[str, object]) -> None:
    ana = await talk_to("u-ana", "BT-1001")
    await ana.say(question)
    offered = (await ana.say(wish))["quote"]["options"][0]["changes"][0]
    assert change.items() <= offered.items()


async def test_what_there_is_to_choose_from_is_said_by_name() -> None:
    ana = await talk_to("u-ana", "BT-1001")
    await ana.say("change the logo")
    assert "RoboExpo 2026" in (await ana.say("which ones do you have?"))["text"]
    assert (await ana.say("the robo one"))["state"] == "AWAIT_CONFIRMATION"


async def test_stock_that_is_held_for_the_offer_is_not_called_sold_out() -> None:
    ana = await talk_to("u-ana", "BT-1001")
    await ana.say("12 of the mediums to XL")
    assert "held for your offer" in (await ana.say("how many navy XL are left?"))["text"]


async def test_who_leaves_is_not_greeted() -> None:
    ana = await talk_to("u-ana", "BT-1001")
    assert "come back" in (await ana.say("bye"))["text"]


@pytest.mark.parametrize("choice", ["2", "the second one", "option 2"])
async def test_a_number_that_names_an_option_chooses_it(choice: str) -> None:
    ana = await talk_to("u-ana", "BT-1001")
    offered = (await ana.say("20 of the larges to XL"))["quote"]["options"]
    assert len(offered) > 1
    await ana.say(choice)
    assert ana.state["pending"]["option_id"] == offered[1]["option_id"]
