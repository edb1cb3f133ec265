"""Questions that change nothing are answered beside the machine, and an offer that waits stays."""

from pathlib import Path

import pytest

from agent_service.adapters.local_policy import LocalPolicyPassages
from agent_service.adapters.rules_reader import RulesReader
from agent_service.conversation.interpretation import Intent
from agent_service.interpret.reader import RuleInterpreter
from tests.fakes.readings import reader
from tests.fakes.talk import Explains, Passages, Talk
from tests.fakes.world import World

SIZES = {
    "document": "order-changes",
    "title": "Order changes",
    "version": "1.2",
    "section": "In production",
    "url": None,
    "passage": "Another size or color costs 30 % of the goods that change and takes 5 more days.",
}
ASIDE = [
    "where is it",
    "can I change sizes in production?",
    "what do you recommend for summer?",
    "are navy softshells in M in stock?",
    "what colours do the trucker caps come in?",
    "hello",
    "thanks",
    "write a poem",
    "the print is a bit off",
]


@pytest.fixture
async def talk() -> Talk:
    talk = Talk(World(), "u-ana", reader(), Passages(sizes=SIZES))
    await talk.open("BT-1003")
    return talk


@pytest.mark.parametrize("question", ASIDE)
async def test_an_answer_beside_leaves_the_state(talk: Talk, question: str) -> None:
    answer = await talk.say(question)
    assert answer["outcome"]["kind"] == "answered"
    assert answer["state"] == "GREETING"
    assert talk.turns[-1].transitions == []


@pytest.mark.parametrize("question", ASIDE)
async def test_a_waiting_offer_stays_and_can_still_be_confirmed(talk: Talk, question: str) -> None:
    offer = await talk.say("20 to large")
    answer = await talk.say(question)
    assert answer["quote"] == offer["quote"]
    assert answer["state"] == "AWAIT_CONFIRMATION"
    assert (await talk.say("yes"))["outcome"]["kind"] == "applied"


async def test_the_status_brings_the_order_and_where_there_is_a_parcel_its_tracking(talk: Talk) -> None:
    answer = await talk.say("where is it")
    assert "in production" in answer["text"]
    assert talk.part("order")["order"]["order_id"] == "BT-1003"
    shipped = Talk(World(), "u-tom", reader())
    await shipped.open("BT-1005")
    answer = await shipped.say("where is it")
    assert "1ZBT10050000" in answer["text"]
    assert shipped.part("tracking")


async def test_a_status_question_without_an_order_offers_the_orders(talk: Talk) -> None:
    talk.state["order_id"] = None
    await talk.say("where is it")
    assert talk.choices()[0]["text"].startswith("Where is order BT-")


async def test_a_policy_answer_quotes_its_source(talk: Talk) -> None:
    answer = await talk.say("can I change sizes in production?")
    assert SIZES["passage"] in answer["text"]
    assert talk.part("citations")["items"] == [SIZES]


async def test_no_passage_found_is_said(talk: Talk) -> None:
    talk.passages = Passages()
    answer = await talk.say("can I change sizes in production?")
    assert "found nothing" in answer["text"]


async def test_a_model_s_words_are_sent_when_all_they_claim_is_in_the_passage(talk: Talk) -> None:
    talk.explainer = Explains("Yes: in production another size costs 30 % and takes 5 more days.")
    answer = await talk.say("can I change sizes in production?")
    assert answer["text"].startswith("Yes: in production")


async def test_a_model_s_words_that_claim_more_are_replaced_by_the_template(talk: Talk) -> None:
    talk.explainer = Explains("Yes, that costs 20 % and I guarantee it arrives on Friday.")
    answer = await talk.say("can I change sizes in production?")
    assert SIZES["passage"] in answer["text"]
    assert talk.turns[-1].trace["claim_check"]["replaced"] == 1


async def test_stock_is_today_s_stock(talk: Talk) -> None:
    answer = await talk.say("are navy softshells in M in stock?")
    assert "Softshell Jacket, Navy, M: 5 in stock." in answer["text"]


async def test_recommendations_come_from_the_catalogue_and_say_what_was_ordered_before(talk: Talk) -> None:
    answer = await talk.say("what do you recommend for summer?")
    items = talk.part("products")["items"]
    assert 1 <= len(items) <= 3
    assert "you have ordered it before" in answer["text"]


async def test_where_an_order_is_that_is_not_theirs_is_not_answered_with_the_one_in_focus(talk: Talk) -> None:
    talk.reader.on("where is LK-77001?", Intent.ORDER_STATUS, order_id="BT-1003")  # type: ignore[attr-defined]
    answer = await talk.say("where is LK-77001?")
    assert answer["text"].startswith("I can't find order LK-77001 in your account.")
    assert "BT-1003" not in answer["text"]


async def test_a_customer_without_orders_is_told_so() -> None:
    world = World()
    world.orders.clear()
    talk = Talk(world, "u-ana", reader())
    hello = await talk.open()
    assert "no orders" in hello["text"]
    answer = await talk.say("where is it")
    assert (answer["text"], answer["parts"]) == ("I can't find any order in your account.", [])


async def test_what_is_not_understood_is_asked_in_other_words_each_time(talk: Talk) -> None:
    said = [(await talk.say(text))["text"] for text in ("hmm", "well", "so")]
    assert len(set(said)) == 3


async def test_a_complaint_is_met_with_what_may_help_and_the_way_to_a_human(talk: Talk) -> None:
    peels = SIZES | {"document": "faq", "section": "Prints", "passage": "A print that peels is a defect."}
    talk.passages = Passages(print=peels)
    answer = await talk.say("the print is a bit off")
    assert "BT-1003" in answer["text"]
    assert "A print that peels is a defect." in answer["text"]
    assert talk.part("citations")["items"] == [peels]
    assert {"type": "talk_to_human"} in [item.get("action") for item in talk.choices()]


async def test_the_price_of_what_is_at_hand_is_the_order_s_total_and_what_the_offer_makes_of_it(talk: Talk) -> None:
    talk.reader.on("what does it come to?", Intent.PRODUCT_QUESTION)  # type: ignore[attr-defined]
    talk.reader.on("how much is it now?", Intent.POLICY_QUESTION)  # type: ignore[attr-defined]
    plain = await talk.say("how much is it now?")
    assert "BT-1003 comes to $788.90 in total." in plain["text"]
    offer = await talk.say("20 to large")
    total = offer["quote"]["options"][0]["order_after"]["totals"]["total"]["amount"]
    answer = await talk.say("how much is it now?")
    assert f"With the change it would be ${total / 100:,.2f}." in answer["text"]


async def test_goods_that_are_not_sold_are_not_mistaken_for_those_on_the_order(talk: Talk) -> None:
    talk.reader.on("do you have umbrellas", Intent.PRODUCT_QUESTION)  # type: ignore[attr-defined]
    talk.reader.on("are they in stock in L?", Intent.PRODUCT_QUESTION)  # type: ignore[attr-defined]
    assert "I don't find that in our catalog." in (await talk.say("do you have umbrellas"))["text"]
    assert "Heavy Cotton Tee" in (await talk.say("are they in stock in L?"))["text"]


@pytest.mark.parametrize(
    ("question", "section"), [("what do changes cost?", "In production"), ("approved?", "Approved")]
)
async def test_the_rules_for_the_order_s_own_status_come_first(talk: Talk, question: str, section: str) -> None:
    talk.reader.on(question, Intent.POLICY_QUESTION)  # type: ignore[attr-defined]
    approved = SIZES | {"section": "Approved", "passage": "New artwork costs 15 %."}
    talk.passages = Passages(**{"changes": approved, "approved": approved, "c": SIZES, "?": SIZES})
    await talk.say(question)
    assert talk.part("citations")["items"][0]["section"] == section


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("combien ça coûte d'annuler ?", "Cancel: Created: 100 % refund"),
        ("¿cuánto cuesta cambiar la dirección?", "Address: Created: free"),
        ("wie wasche ich die Hoodies?", "Close the zip"),
    ],
)
async def test_a_question_in_another_language_finds_the_policy(question: str, found: str) -> None:
    policies = LocalPolicyPassages(Path(__file__).parents[3] / "docs" / "policies")
    talk = Talk(World(), "u-ana", RulesReader(RuleInterpreter()), policies)
    await talk.open(None)
    assert found in (await talk.say(question))["text"]


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        (
            "what's the difference between the jersey tee and the heavy cotton tee",
            ["Unisex Jersey Tee", "Heavy Cotton"],
        ),
        ("is there an xxl", ["comes in"]),
        ("how many are printed already?", ["0 of 110 pieces are printed"]),
        ("do you have a discount for 500", ["found nothing"]),
    ],
)
async def test_what_is_asked_is_what_is_answered(question: str, answers: list[str]) -> None:
    talk = Talk(World(), "u-ana", RulesReader(RuleInterpreter()), Passages())
    await talk.open("BT-1003")
    said = (await talk.say(question))["text"]
    assert [answer for answer in answers if answer not in said] == []


@pytest.mark.parametrize(
    ("questions", "answer"),
    [
        (["what about french terry hoodies", "which sizes"], "French Terry Hoodie comes in S"),
        (["how much is a polo", "and in navy?"], "DryBlend Polo, Navy, M:"),
        (["tell me about the jersey tee", "how much"], "Unisex Jersey Tee costs"),
        (["do you sell umbrellas"], "I don't find that in our catalog."),
        (["what orders do i have?"], "• BT-1003 (110 pieces) is in production, due "),
        (["ok thanks, bye!"], "come back whenever you like"),
    ],
)
async def test_a_question_goes_on_from_the_answer_before(questions: list[str], answer: str) -> None:
    talk = Talk(World(), "u-ana", RulesReader(RuleInterpreter()), Passages())
    await talk.open("BT-1003")
    for question in questions:
        said = await talk.say(question)
    assert answer in said["text"]


async def test_where_it_was_asked_which_order_all_of_them_is_an_answer() -> None:
    talk = Talk(World(), "u-ana", RulesReader(RuleInterpreter()), Passages())
    await talk.open()
    assert (await talk.say("where's my stuff"))["text"] == "Which order do you mean?"
    assert "• BT-1001 (100 pieces) is created, due " in (await talk.say("all of it"))["text"]
