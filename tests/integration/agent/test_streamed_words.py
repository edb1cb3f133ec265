"""A model's words reach the customer sentence by sentence while it still speaks, and are taken back where they fail."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from agent_service.adapters.local_policy import LocalPolicyPassages
from tests.fakes import readings
from tests.fakes.bedrock import Emulated, Minds, minds_at
from tests.fakes.talk import Talk
from tests.fakes.world import World

Json = dict[str, Any]
PASSAGES = LocalPolicyPassages(Path(__file__).parents[3] / "docs" / "policies")
QUESTION = "can I change sizes in production?"
TRUE = "Another size or color costs 30 % of the goods that change."
MORE = "Changing another size also takes 5 more days."
LIES = [
    "Changing another size also takes 2 more days.",
    "The goods that change are free.",
    "Your size was changed for you.",
    "See https://sizes.example for more.",
]


def asking(minds: Minds) -> Talk:
    return Talk(World(), "u-ana", readings.reader(), PASSAGES, minds[1])


async def by_template() -> Json:
    talk = Talk(World(), "u-ana", readings.reader(), PASSAGES)
    await talk.open("BT-1003")
    return await talk.say(QUESTION)


async def test_a_sentence_is_out_before_the_next_one_is_spoken(bedrock: Emulated) -> None:
    bedrock.plays(say=f"{TRUE} {MORE}", pace_s=0.1)
    talk = asking(minds_at(bedrock.url, explain_timeout_s=20.0))
    await talk.open("BT-1003")
    turn = asyncio.create_task(talk.say(QUESTION))
    while TRUE not in talk.heard:
        assert not turn.done()
        await asyncio.sleep(0.01)
    assert talk.heard[-1] == TRUE
    assert len(talk.turns) == 1
    reply = await turn
    assert talk.heard[-2:] == [TRUE, MORE]
    assert reply["text"] == f"{TRUE} {MORE}"


@pytest.mark.parametrize("how", ["cut", "modelStreamErrorException", "max_tokens", "content_filtered"])
async def test_words_that_end_too_early_give_way_to_the_template(bedrock: Emulated, minds: Minds, how: str) -> None:
    bedrock.plays(how, say=f"{TRUE} {MORE} {MORE} {MORE}", pace_s=0.001)
    talk = asking(minds)
    await talk.open("BT-1003")
    talk.heard.clear()
    assert (await talk.say(QUESTION))["text"] == (await by_template())["text"]
    template = (await by_template())["text"]
    assert talk.heard == [template] or (talk.heard and set(talk.heard) <= {TRUE, MORE})


@pytest.mark.parametrize("lie", LIES)
async def test_a_lie_in_the_second_sentence_ends_the_model_s_text(bedrock: Emulated, minds: Minds, lie: str) -> None:
    bedrock.plays(say=f"{TRUE} {lie} {MORE}", pace_s=0.001)
    talk = asking(minds)
    await talk.open("BT-1003")
    talk.heard.clear()
    reply = await talk.say(QUESTION)
    assert reply["text"] == (await by_template())["text"]
    assert talk.heard == [TRUE]
    trace = talk.turns[-1].trace
    assert trace["claim_check"]["replaced"] == 1
    assert [call["stop_reason"] for call in trace["model_calls"]] == ["broken_off"]
    assert trace["model_calls"][0]["cost_usd"] > 0


async def test_a_model_too_slow_to_finish_is_broken_off_in_time(bedrock: Emulated) -> None:
    bedrock.plays(say=f"{TRUE} {MORE}", pace_s=0.2)
    talk = asking(minds_at(bedrock.url, explain_timeout_s=0.5))
    await talk.open("BT-1003")
    assert (await talk.say(QUESTION))["text"] == (await by_template())["text"]
    assert [call["stop_reason"] for call in talk.turns[-1].trace["model_calls"]] == ["error"]


async def test_an_endless_answer_is_broken_off(bedrock: Emulated, minds: Minds) -> None:
    bedrock.plays(say=f"{TRUE} {MORE} " * 40)
    talk = asking(minds)
    await talk.open("BT-1003")
    assert (await talk.say(QUESTION))["text"] == (await by_template())["text"]


async def test_a_denial_is_worded_over_the_wire_too(bedrock: Emulated, minds: Minds) -> None:
    words = (
        "I'm sorry, that would leave 4 pieces, and an order holds at least 10. A person can look at it, if you like."
    )
    bedrock.plays(say=words, match="why what")
    known = readings.reader()
    change = {"type": "change_quantity", "line_id": "BT-4004-1", "new_quantity": 4}
    known.on("only 4", readings.Intent.CHANGE_ORDER, order_id="BT-4004", changes=(change,))
    talk = Talk(World(), "u-mei", known, PASSAGES, minds[1])
    await talk.open("BT-4004")
    reply = await talk.say("only 4")
    assert reply["text"] == words
    assert talk.turns[-1].trace["prompts"] == [{"name": "explain_denial", "version": "1"}]
