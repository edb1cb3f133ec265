"""Unclear requests are asked about, one thing at a time, at most three times in a row."""

from dataclasses import replace

import pytest

from tests.fakes.readings import reader
from tests.fakes.talk import Talk
from tests.fakes.world import World


@pytest.fixture
def talk() -> Talk:
    return Talk(World(), "u-ana", reader())


async def test_nothing_said_of_order_or_change_waits_in_identify_order(talk: Talk) -> None:
    await talk.open()
    asked = await talk.say("change something")
    assert talk.path == ["GREETING", "IDENTIFY_ORDER"]
    assert asked["outcome"] is None
    assert {item["action"]["type"] for item in talk.choices()} == {"choose_order", "talk_to_human"}


async def test_a_request_that_fits_several_orders_is_clarified_with_orders_as_buttons(talk: Talk) -> None:
    await talk.open()
    await talk.say("20 more on one of them")
    assert talk.path == ["GREETING", "IDENTIFY_ORDER", "CLARIFY_REQUEST"]
    chosen = next(item["action"] for item in talk.choices() if item["action"]["type"] == "choose_order")
    await talk.press(**chosen)
    assert talk.state["order_id"] == chosen["order_id"]


async def test_a_number_that_is_not_found_is_asked_about_once_then_handed_over(talk: Talk) -> None:
    await talk.open()
    asked = await talk.say("change BT-9999")
    assert asked["state"] == "CLARIFY_REQUEST"
    assert "BT-9999" in asked["text"]
    told = await talk.say("change BT-9999")
    assert told["state"] == "ESCALATE"
    assert told["outcome"]["reason"] == "order_not_found"


async def test_another_company_s_order_is_answered_like_one_that_does_not_exist(talk: Talk) -> None:
    await talk.open()
    missing = (await talk.say("change BT-9999"))["text"]
    other = Talk(World(), "u-ana", reader())
    await other.open()
    foreign = (await other.say("change BT-2001"))["text"]
    assert foreign.replace("BT-2001", "BT-9999") == missing


async def test_the_fourth_unclear_message_in_a_row_goes_to_a_human(talk: Talk) -> None:
    await talk.open("BT-1003")
    for text in ("hmm", "well", "so"):
        assert (await talk.say(text))["state"] == "CLARIFY_REQUEST"
    told = await talk.say("dunno")
    assert told["outcome"]["reason"] == "too_many_clarifications"
    assert talk.path == ["CLARIFY_REQUEST", "CLARIFY_REQUEST", "ESCALATE"]


async def test_the_fourth_unclear_message_without_an_order_goes_to_a_human_too(talk: Talk) -> None:
    await talk.open()
    for text in ("hmm", "well", "so"):
        assert (await talk.say(text))["state"] == "IDENTIFY_ORDER"
    told = await talk.say("dunno")
    assert told["outcome"]["reason"] == "too_many_clarifications"


async def test_what_is_not_understood_does_not_narrow_a_question(talk: Talk) -> None:
    await talk.open("BT-1003")
    for text in ("hm", "make them yellow", "well", "you know"):
        told = await talk.say(text)
    assert told["outcome"]["reason"] == "too_many_clarifications"


async def test_an_understood_message_resets_the_count(talk: Talk) -> None:
    await talk.open("BT-1003")
    for text in ("hmm", "well", "so"):
        await talk.say(text)
    await talk.say("20 to large")
    for text in ("hmm", "well", "so"):
        assert (await talk.say(text))["state"] == "AWAIT_CONFIRMATION"
    told = await talk.say("dunno")
    assert told["state"] == "ESCALATE"
    assert all(quote["status"] != "open" for quote in talk.world.quotes.values())


async def test_the_request_can_be_dropped_while_it_is_clarified(talk: Talk) -> None:
    await talk.open("BT-1003")
    await talk.say("make them yellow")
    dropped = await talk.say("no")
    assert talk.path == ["CLARIFY_REQUEST", "COMPLETE"]
    assert dropped["outcome"]["kind"] == "declined"


async def test_lines_are_offered_as_buttons(talk: Talk) -> None:
    await talk.open("BT-1003")
    await talk.say("make them yellow")
    labels = [item["label"] for item in talk.choices()]
    assert labels == ["Heavy Cotton Tee, Navy, M", "DryBlend Polo, Navy, M", "Talk to a person"]


async def test_a_new_request_may_begin_after_the_last_one_is_over(talk: Talk) -> None:
    await talk.open("BT-1003")
    await talk.say("20 to large")
    await talk.say("no")
    await talk.say("20 to large")
    assert talk.path[:3] == ["COMPLETE", "IDENTIFY_ORDER", "CHECK_FEASIBILITY"]
    await talk.press(type="talk_to_human")
    again = await talk.say("20 to large")
    assert talk.path[:2] == ["ESCALATE", "IDENTIFY_ORDER"]
    assert again["state"] == "AWAIT_CONFIRMATION"


async def test_a_customer_without_orders_is_handed_over_as_asking_again_is_pointless(talk: Talk) -> None:
    talk.world.orders.clear()
    await talk.open()
    told = await talk.say("cancel the order")
    assert talk.path == ["GREETING", "IDENTIFY_ORDER", "ESCALATE"]
    assert told["outcome"]["reason"] == "order_not_found"


async def test_lines_that_look_alike_are_told_apart(talk: Talk) -> None:
    order = talk.world.orders["BT-1003"]
    first = order.lines[0]
    twin = replace(first, line_id="BT-1003-9", quantity=1)
    talk.world.orders["BT-1003"] = replace(order, lines=(*order.lines, twin))
    await talk.open("BT-1003")
    await talk.say("make them yellow")
    assert [(item["label"], item.get("text")) for item in talk.choices()[:3]] == [
        ("Heavy Cotton Tee, Navy, M (no. 1, 80 pieces)", "line 1"),
        ("DryBlend Polo, Navy, M", "DryBlend Polo, Navy, M"),
        ("Heavy Cotton Tee, Navy, M (no. 3, 1 piece)", "line 3"),
    ]
