"""A human that only a model heard of is asked about; the answer is about the human, never about an offer that waits."""

import pytest

from agent_service.conversation.interpretation import Intent
from tests.fakes import readings
from tests.fakes.talk import Talk
from tests.fakes.world import World


async def asked_about(*before: str) -> Talk:
    known = readings.reader()
    known.on("hm hm", Intent.UNCLEAR, details={"human_meant": True})
    talk = Talk(World(), "u-ana", known)
    await talk.open("BT-1003")
    for text in before:
        await talk.say(text)
    await talk.say("hm hm")
    return talk


async def test_the_question_comes_with_the_button_and_leaves_the_state() -> None:
    talk = await asked_about("20 to large")
    reply = talk.turns[-1].reply
    assert reply["state"] == "AWAIT_CONFIRMATION"
    assert reply["quote"] is not None
    assert {"type": "talk_to_human"} in [way.get("action") for way in talk.choices()]
    assert "create_escalation" not in talk.platform.named()
    assert (await talk.press(type="talk_to_human"))["state"] == "ESCALATE"


@pytest.mark.parametrize("before", [(), ("20 to large",), ("change something",)])
async def test_a_yes_is_for_the_human_and_not_for_the_offer(before: tuple[str, ...]) -> None:
    talk = await asked_about(*before)
    reply = await talk.say("yes")
    assert (reply["state"], reply["outcome"]["reason"]) == ("ESCALATE", "customer_requested")
    assert "apply" not in talk.platform.named()


async def test_a_no_drops_nothing() -> None:
    talk = await asked_about("20 to large")
    offer = talk.turns[-1].reply["quote"]
    reply = await talk.say("no")
    assert (reply["state"], reply["quote"]) == ("AWAIT_CONFIRMATION", offer)
    assert (await talk.say("yes"))["outcome"]["kind"] == "applied"


async def test_a_yes_written_before_the_question_was_seen_is_for_the_offer() -> None:
    talk = await asked_about("20 to large")
    reply = await talk.say("yes", seen_seq=talk.seq - 1)
    assert reply["outcome"]["kind"] == "applied"


async def test_anything_else_is_read_as_ever_and_the_question_is_forgotten() -> None:
    talk = await asked_about("20 to large")
    await talk.say("where is it")
    assert (await talk.say("yes"))["outcome"]["kind"] == "applied"


async def test_the_fourth_such_message_goes_to_a_human() -> None:
    talk = await asked_about("change something")
    states = [(await talk.say("hm hm"))["state"] for _ in range(2)]
    assert states == ["IDENTIFY_ORDER", "ESCALATE"]
