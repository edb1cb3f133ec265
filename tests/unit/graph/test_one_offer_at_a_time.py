"""An offer among several, one that drifted, one with buttons from before: what is shown and kept, and what is not."""

from datetime import timedelta

import pytest

from agent_service.conversation.interpretation import Intent
from platform_service.domain.order import Status
from tests.fakes.readings import CANCEL, reader
from tests.fakes.talk import Scripted, Talk
from tests.fakes.world import World

DROP = {"type": "change_quantity", "line_id": "BT-1003-1", "new_quantity": 3}
DROP_ALL = {"type": "change_quantity", "line_id": "BT-1003-2", "new_quantity": 2}


@pytest.fixture
def known() -> Scripted:
    return reader()


@pytest.fixture
async def mei(known: Scripted) -> Talk:
    talk = Talk(World(), "u-mei", known)
    await talk.open("BT-4001")
    await talk.say("10 more navy softshells in M")
    return talk


@pytest.fixture
async def ana(known: Scripted) -> Talk:
    talk = Talk(World(), "u-ana", known)
    await talk.open("BT-1003")
    await talk.say("20 to large")
    return talk


def actions(talk: Talk) -> list[str]:
    return [item["action"]["type"] for item in talk.choices() if "action" in item]


async def test_another_option_can_be_named_after_one_was_chosen(mei: Talk) -> None:
    options = mei.turns[-1].reply["quote"]["options"]
    first = await mei.press(type="choose_option", option_id=options[0]["option_id"])
    assert options[0]["title"] in first["text"]
    second = await mei.say("the second one")
    assert options[1]["title"] in second["text"]
    assert mei.state["pending"]["option_id"] == options[1]["option_id"]
    assert actions(mei)[:2] == ["confirm", "choose_option"]


async def test_what_a_yes_is_about_is_read_with_the_chosen_option_alone(mei: Talk, known: Scripted) -> None:
    options = mei.turns[-1].reply["quote"]["options"]
    await mei.press(type="choose_option", option_id=options[1]["option_id"])
    assert (await mei.say("yes"))["outcome"]["kind"] == "applied"
    assert [option.number for option in known.situations[-1].options] == [2]


async def test_where_not_all_is_possible_the_way_to_a_human_is_offered_too(mei: Talk) -> None:
    assert mei.turns[-1].reply["quote"]["verdict"] == "denied"
    assert actions(mei)[-2:] == ["decline", "talk_to_human"]


async def test_too_few_pieces_left_is_refused_with_the_way_to_cancel(ana: Talk, known: Scripted) -> None:
    known.on("almost nothing", Intent.CORRECT, order_id="BT-1003", changes=(DROP, DROP_ALL))
    await ana.say("almost nothing")
    assert "Cancel order BT-1003" in [item.get("text") for item in ana.choices()]


async def test_a_denial_for_another_reason_does_not_suggest_to_cancel(known: Scripted) -> None:
    talk = Talk(World(), "u-ana", known)
    await talk.open("BT-1001")
    same = {"type": "change_quantity", "line_id": "BT-1001-1", "new_quantity": 60}
    known.on("as it is", Intent.CHANGE_ORDER, order_id="BT-1001", changes=(same,))
    assert (await talk.say("as it is"))["outcome"]["kind"] == "denied"
    assert actions(talk) == ["talk_to_human"]
    assert len(talk.choices()) == 1


async def test_an_offer_that_drifted_is_given_back_at_once(ana: Talk) -> None:
    old = ana.turns[-1].reply["quote"]["quote_id"]
    ana.world.now += timedelta(minutes=16)
    shown = await ana.say("yes")
    assert shown["state"] == "AWAIT_CONFIRMATION"
    assert ana.world.quotes[old]["status"] == "released"
    assert ana.state["to_release"] == []


async def test_what_can_no_longer_be_done_is_said_with_the_reason(ana: Talk) -> None:
    ana.world.move("BT-1003", status=Status.READY_TO_SHIP)
    told = await ana.say("yes")
    assert told["outcome"]["reason"] == "change_failed"
    assert "ready to ship" in told["text"]


async def test_a_confirm_button_from_before_is_answered_while_the_request_is_clarified(ana: Talk) -> None:
    button = next(item["action"] for item in ana.choices() if item["action"]["type"] == "confirm")
    asked = await ana.say("another size then")
    assert asked["state"] == "CLARIFY_REQUEST"
    answer = await ana.press(**button)
    assert (answer["state"], answer["outcome"]["kind"]) == ("CLARIFY_REQUEST", "answered")
    assert "apply" not in ana.platform.named()


async def test_an_order_button_leaves_the_offer_that_waits(ana: Talk) -> None:
    offer = ana.turns[-1].reply["quote"]
    shown = await ana.press(type="choose_order", order_id="BT-1001")
    assert (shown["state"], shown["outcome"], shown["quote"]) == ("AWAIT_CONFIRMATION", None, offer)


@pytest.mark.parametrize("question", ["can I have the receipt again", "what did I change?"])
async def test_a_question_about_changes_comes_back_to_the_offer(ana: Talk, known: Scripted, question: str) -> None:
    known.on(question, Intent.ORDER_STATUS)
    answer = await ana.say(question)
    assert answer["outcome"]["kind"] == "answered"
    assert ana.part("options")["quote_id"] == answer["quote"]["quote_id"]
    assert actions(ana)[0] == "confirm"


async def test_a_reply_has_one_choices_part_with_what_waits_first(ana: Talk) -> None:
    answer = await ana.say("the print is a bit off")
    assert [part["kind"] for part in answer["parts"]].count("choices") == 1
    assert actions(ana) == ["confirm", "decline", "talk_to_human"]


async def test_a_fresh_offer_after_a_review_comes_with_its_terms_and_buttons(known: Scripted) -> None:
    talk = Talk(World(), "u-raj", known)
    await talk.open("BT-3001")
    known.on("cancel it", Intent.CHANGE_ORDER, order_id="BT-3001", changes=(CANCEL,))
    await talk.say("cancel it")
    await talk.say("yes")
    quote = next(iter(talk.world.quotes.values()))
    review = talk.state["reviews"][0] | {"status": "approved"}
    message = talk.event("review_decided", {"review": review, "fresh_quote": quote})[0]
    assert "1." not in message["text"]
    assert "Shall I pass it on?" in message["text"]
    buttons = [item["action"]["type"] for item in message["parts"][1]["items"]]
    assert buttons == ["confirm", "decline"]
