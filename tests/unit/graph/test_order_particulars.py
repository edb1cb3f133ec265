"""A question about one particular of an order is answered with that, whatever waits; and who it is that answers."""

import pytest

from agent_service.adapters.rules_reader import RulesReader
from agent_service.conversation.order_questions import about_the_assistant, particular
from agent_service.interpret.reader import RuleInterpreter
from tests.fakes.talk import Talk
from tests.fakes.world import World


@pytest.fixture
async def talk() -> Talk:
    talk = Talk(World(), "u-ana", RulesReader(RuleInterpreter()))
    await talk.open("BT-1002")
    return talk


ANSWERS = [
    ("where does it go to", "goes to HQ"),
    ("which address do you have for us", "goes to HQ"),
    ("whats in it", "On BT-1002:\n• 50 × Heavy Blend Hoodie, Black, M"),
    ("can you list the items", "On BT-1002:\n• 50 × Heavy Blend Hoodie, Black, M"),
    ("what's on BT-1002?", "On BT-1002:\n• 50 × Heavy Blend Hoodie, Black, M"),
    ("what do you have on file for this order?", "On BT-1002:\n• 50 × Heavy Blend Hoodie, Black, M"),
    ("how many larges did we get", "50 pieces on BT-1002:\n• 50 × Heavy Blend Hoodie, Black, L"),
    ("how many hoodies are there in total", "100 pieces on BT-1002:\n"),
    ("what was the price per piece", "Heavy Blend Hoodie, Black, M: $"),
    ("ok but what does it cost per piece?", "Heavy Blend Hoodie, Black, M: $"),
    ("who placed this order", "BT-1002 was placed on "),
    ("do you have a tracking number", "There is no tracking number yet."),
]


@pytest.mark.parametrize(("question", "answer"), ANSWERS)
async def test_a_particular_is_answered_and_the_offer_stays(talk: Talk, question: str, answer: str) -> None:
    assert answer in (await talk.say(question))["text"]
    offer = await talk.say("make it 60 mediums")
    beside = await talk.say(question)
    assert answer in beside["text"]
    assert (beside["state"], beside["quote"]) == ("AWAIT_CONFIRMATION", offer["quote"])


async def test_what_happens_next_is_how_the_order_stands(talk: Talk) -> None:
    assert (await talk.say("what happens next"))["text"].startswith("BT-1002 (200 pieces) is approved.")


@pytest.mark.parametrize(
    "question",
    [
        "where is my order",
        "how many days are there until it comes",
        "do you ship to canada",
        "which colours do you have",
        "what can i change",
        "how do i pay",
    ],
)
def test_other_questions_are_about_no_particular(question: str) -> None:
    assert particular(question) is None


async def test_the_price_of_a_product_is_the_catalogue_s(talk: Talk) -> None:
    assert (await talk.say("how much is a polo each"))["text"].startswith("DryBlend Polo costs $")


@pytest.mark.parametrize("question", ["who are you?", "are you a bot or a human", "Am I talking to a real person?"])
async def test_who_asks_what_answers_is_told_and_stays_here(talk: Talk, question: str) -> None:
    answer = await talk.say(question)
    assert "automated order assistant" in answer["text"]
    assert answer["state"] == "GREETING"
    assert [choice["label"] for choice in talk.choices()] == ["Talk to a person"]


@pytest.mark.parametrize("wish", ["can i talk to a human", "get me a real person", "you're a robot, i want a human"])
async def test_who_wants_a_human_gets_one(talk: Talk, wish: str) -> None:
    assert not about_the_assistant(wish)
    assert (await talk.say(wish))["state"] == "ESCALATE"


@pytest.mark.parametrize(
    "wish", ["send the products in two boxes", "give the caps other designs", "our address is tricky"]
)
async def test_a_wish_that_is_not_understood_is_no_question_about_the_order(talk: Talk, wish: str) -> None:
    assert not (await talk.say(wish))["text"].startswith(("On BT-1002:", "BT-1002 goes to"))
