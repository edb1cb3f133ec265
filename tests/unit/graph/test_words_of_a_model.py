"""A model may word a denial and a summary; what it may not say leaves the template, and nobody waits for it in vain."""

import pytest

from agent_service.conversation.interpretation import Intent, Json
from tests.fakes.readings import reader
from tests.fakes.talk import Explains, Passages, Talk
from tests.fakes.world import World

TOO_FEW: Json = {"type": "change_quantity", "line_id": "BT-4004-1", "new_quantity": 4}
TOO_MANY: Json = {"type": "change_quantity", "line_id": "BT-4001-3", "new_quantity": 25}
KIND = "I'm sorry, that would leave 4 pieces, and an order holds at least 10. You can cancel the order instead."


async def asked(words: str, changes: tuple[Json, ...], order_id: str, user: str = "u-mei") -> Talk:
    known = reader()
    known.on("please", Intent.CHANGE_ORDER, order_id=order_id, changes=changes)
    talk = Talk(World(), user, known, Passages())
    talk.explainer = Explains(words)
    await talk.open(order_id)
    talk.heard.clear()
    await talk.say("please")
    return talk


async def by_template(changes: tuple[Json, ...], order_id: str) -> str:
    text: str = (await asked("", changes, order_id)).turns[-1].reply["text"]
    return text


async def test_a_denial_is_worded_and_streamed_sentence_by_sentence() -> None:
    talk = await asked(KIND, (TOO_FEW,), "BT-4004")
    reply = talk.turns[-1].reply
    assert reply["text"] == KIND
    assert reply["outcome"]["kind"] == "denied"
    assert talk.heard == [KIND[: KIND.index(" You can")], "You can cancel the order instead."]
    assert {"type": "talk_to_human"} in [way.get("action") for way in talk.choices()]


@pytest.mark.parametrize(
    "words",
    [
        "That would leave 4 pieces, and an order holds at least 10. You can go down to 4 all the same.",
        "An order holds at least 10 pieces, and 4 would be left. We'll make it 5.",
        "An order holds at least 10 pieces, and 4 would be left. It has been cancelled.",
        "An order holds at least 10 pieces, and 4 would be left. That is free of charge.",
    ],
)
async def test_a_lie_after_a_true_sentence_takes_the_whole_text_back(words: str) -> None:
    talk = await asked(words, (TOO_FEW,), "BT-4004")
    assert talk.turns[-1].reply["text"] == await by_template((TOO_FEW,), "BT-4004")
    assert talk.turns[-1].trace["claim_check"]["replaced"] == 1
    assert talk.heard == [words.split(". ")[0] + "."]


@pytest.mark.parametrize(
    "words",
    [
        "An order holds at least 10 pieces.",
        "Your pieces are on the order.",
        "I'm sorry, but I can't help with that.",
        "Sure! 4 pieces it is.",
    ],
)
async def test_a_denial_that_leaves_its_reasons_out_is_not_one(words: str) -> None:
    talk = await asked(words, (TOO_FEW,), "BT-4004")
    assert talk.turns[-1].reply["text"] == await by_template((TOO_FEW,), "BT-4004")
    assert talk.turns[-1].trace["claim_check"]["replaced"] == 1


async def test_the_offer_after_a_denial_is_said_by_the_template() -> None:
    words = "Sadly only 5 more pieces of the Softshell Jacket, Navy, M are in stock, and 10 are needed."
    talk = await asked(words, (TOO_MANY,), "BT-4001")
    plain = (await by_template((TOO_MANY,), "BT-4001")).split("\n", 1)
    reply = talk.turns[-1].reply
    assert reply["state"] == "AWAIT_CONFIRMATION"
    assert reply["text"].startswith(words)
    assert reply["text"].split("\n", 1)[1] == plain[1]
    assert isinstance(talk.explainer, Explains)
    instead = talk.explainer.asked[0].sources
    assert all(any(option["title"] in way for way in instead) for option in reply["quote"]["options"])


async def test_nothing_is_asked_for_a_routine_change_nor_for_a_plain_answer_or_a_button() -> None:
    talk = Talk(World(), "u-ana", reader(), Passages(), Explains("I would rather talk."))
    await talk.open("BT-1003")
    await talk.say("20 to large")
    await talk.say("yes but only 10")
    await talk.say("yes")
    await talk.say("20 to large")
    await talk.say("no")
    await talk.press(type="talk_to_human")
    await talk.say("talk to a person")
    assert isinstance(talk.explainer, Explains)
    assert talk.explainer.asked == []


async def test_a_human_reads_a_model_s_summary_above_the_facts() -> None:
    words = "The customer wants more pieces on an order that has shipped."
    talk = await asked(
        words, ({"type": "change_quantity", "line_id": "BT-1005-1", "new_quantity": 80},), "BT-1005", "u-tom"
    )
    body = next(iter(talk.world.escalations.values()))
    assert talk.turns[-1].reply["outcome"]["reason"] == "order_shipped"
    first, rest = str(body["summary"]).split("\n", 1)
    assert first.endswith(words)
    assert "Last message: please" in rest
    assert words not in talk.heard


@pytest.mark.parametrize("words", ["The customer was promised $900.", "The order has been cancelled.", "Hello!", ""])
async def test_a_summary_that_claims_more_is_left_out(words: str) -> None:
    talk = await asked(
        words, ({"type": "change_quantity", "line_id": "BT-1005-1", "new_quantity": 80},), "BT-1005", "u-tom"
    )
    body = next(iter(talk.world.escalations.values()))
    assert str(body["summary"]).startswith("The customer wants to change an order that has shipped.")
    assert talk.turns[-1].reply["state"] == "ESCALATE"
