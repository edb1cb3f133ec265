"""A human, at once, from every state; one open escalation a conversation; owed when the platform is down."""

import pytest

from agent_service.conversation.interpretation import Intent
from agent_service.conversation.states import WAITING
from tests.fakes.readings import reader
from tests.fakes.talk import Passages, Talk
from tests.fakes.world import World


@pytest.fixture
async def talk() -> Talk:
    talk = Talk(World(), "u-ana", reader())
    await talk.open("BT-1003")
    return talk


async def bring_to(talk: Talk, state: str) -> None:
    """Say what leads to ``state``."""
    if state == "IDENTIFY_ORDER":
        talk.state["order_id"] = None
        await talk.say("change something")
    elif state == "CLARIFY_REQUEST":
        await talk.say("make them yellow")
    elif state in ("AWAIT_CONFIRMATION", "COMPLETE", "ESCALATE"):
        await talk.say("20 to large")
    if state == "COMPLETE":
        await talk.say("no")
    if state == "ESCALATE":
        await talk.say("this is a disgrace")
    assert talk.state["state"] == state


@pytest.mark.parametrize("state", [state.value for state in WAITING])
@pytest.mark.parametrize("by", ["words", "button"])
async def test_asking_for_a_human_is_honoured_from_every_state(talk: Talk, state: str, by: str) -> None:
    await bring_to(talk, state)
    told = await (talk.say("talk to a person") if by == "words" else talk.press(type="talk_to_human"))
    assert told["state"] == "ESCALATE"
    assert told["outcome"]["kind"] == "escalated"
    ticket = talk.part("ticket")
    assert ticket["escalation_id"] == told["outcome"]["escalation_id"]
    assert ticket["expected_response_by"]
    assert len(talk.world.escalations) == 1
    assert all(quote["status"] != "open" for quote in talk.world.quotes.values())


async def test_the_ticket_gets_transcript_and_summary(talk: Talk) -> None:
    await talk.say("20 to large")
    await talk.say("talk to a person")
    escalation = next(iter(talk.world.escalations.values()))
    said = [line["text"] for line in escalation["transcript"]]
    assert said[1] == "20 to large"
    assert said[-1] == "talk to a person"
    assert escalation["order_id"] == "BT-1003"
    assert "M → L" in escalation["summary"]


async def test_asking_again_returns_the_same_escalation_until_it_is_solved(talk: Talk) -> None:
    first = await talk.say("talk to a person")
    again = await talk.press(type="talk_to_human")
    assert again["outcome"]["escalation_id"] == first["outcome"]["escalation_id"]
    escalation_id = first["outcome"]["escalation_id"]
    created = {"escalation_id": escalation_id, "ticket_id": "77", "expected_response_by": "2026-11-23T13:30:00.000Z"}
    talk.event("ticket_created", created)
    assert (await talk.press(type="talk_to_human"))["outcome"]["ticket_id"] == "77"
    talk.event("ticket_solved", {"ticket_id": "77"})
    other = await talk.press(type="talk_to_human")
    assert other["outcome"]["escalation_id"] != escalation_id


async def test_a_frustrated_clear_request_is_served_with_a_human_first_among_the_choices(talk: Talk) -> None:
    offer = await talk.say("20 to large, for god's sake")
    assert offer["state"] == "AWAIT_CONFIRMATION"
    assert talk.choices()[0]["action"] == {"type": "talk_to_human"}
    assert talk.choices()[1]["action"]["type"] == "confirm"


async def test_a_frustrated_complaint_escalates(talk: Talk) -> None:
    told = await talk.say("this is a disgrace")
    assert told["outcome"]["reason"] == "frustrated"
    assert talk.turns[-1].transitions[0]["on"] == "customer is frustrated"


async def test_the_second_frustrated_message_in_a_row_escalates(talk: Talk) -> None:
    await talk.say("20 to large, for god's sake")
    told = await talk.say("hmm, really?!")
    assert told["outcome"]["reason"] == "frustrated"


async def test_a_calm_message_between_two_frustrated_ones_breaks_the_row(talk: Talk) -> None:
    await talk.say("20 to large, for god's sake")
    await talk.say("hmm")
    assert (await talk.say("hmm, really?!"))["state"] == "AWAIT_CONFIRMATION"


async def test_a_calm_complaint_is_answered_with_a_human_one_press_away(talk: Talk) -> None:
    told = await talk.say("the print is a bit off")
    assert told["outcome"]["kind"] == "answered"
    assert told["state"] == "GREETING"
    assert {"type": "talk_to_human"} in [item.get("action") for item in talk.choices()]


async def test_a_return_is_explained_and_escalated_with_its_lines() -> None:
    passage = {
        "document": "order-changes",
        "title": "Order changes",
        "version": "1.2",
        "section": "Delivered",
        "url": None,
    }
    passage["passage"] = "A delivered order can be sent back within 30 days."
    talk = Talk(World(), "u-ana", reader(), Passages(**{"delivered-returned-or-cancelled": passage}))
    await talk.open("BT-1006")
    told = await talk.say("I want to send them back")
    assert told["outcome"]["reason"] == "needs_review"
    escalation = next(iter(talk.world.escalations.values()))
    assert escalation["order_id"] == "BT-1006"
    assert "DryBlend Polo, White, M" in escalation["summary"]
    assert "30 days" in told["text"]


async def test_a_shipped_order_is_escalated_at_once_with_its_tracking() -> None:
    talk = Talk(World(), "u-tom", reader())
    await talk.open("BT-1005")
    told = await talk.say("cancel the order")
    assert talk.path == ["GREETING", "IDENTIFY_ORDER", "CHECK_FEASIBILITY", "ESCALATE"]
    assert told["outcome"]["reason"] == "order_shipped"
    assert talk.part("tracking")["tracking"]["shipments"][0]["tracking_number"] == "1ZBT10050000"


async def test_a_refund_above_the_threshold_is_agreed_to_first_and_then_waits_for_a_human() -> None:
    talk = Talk(World(), "u-raj", reader())
    await talk.open("BT-3001")
    offer = await talk.say("cancel the order")
    assert offer["state"] == "AWAIT_CONFIRMATION"
    assert "$4,965.00" in offer["text"]
    waiting = await talk.say("yes")
    assert talk.path == ["AWAIT_CONFIRMATION", "EXECUTE_CHANGE", "COMPLETE"]
    assert waiting["outcome"]["kind"] == "pending_review"
    assert waiting["outcome"]["review_id"] in talk.world.reviews
    assert talk.part("ticket")["expected_response_by"] == "2026-11-23T13:30:00.000Z"
    assert talk.platform.transcripts[0][-1]["text"] == "yes"


async def test_with_the_platform_down_the_escalation_is_owed_and_has_an_id_of_its_own(talk: Talk) -> None:
    talk.platform.down = {"*"}
    told = await talk.say("talk to a person")
    assert told["outcome"]["kind"] == "escalated"
    assert told["outcome"]["escalation_id"].startswith("esc_")
    owed = talk.state["owed"][0]
    assert owed["escalation_id"] == told["outcome"]["escalation_id"]
    assert owed["user_id"] == "u-ana"
    assert owed["reason"] == "customer_requested"
    assert "transcript" not in owed


@pytest.mark.parametrize("call", ["*", "orders", "create_quote"])
async def test_a_request_while_the_platform_is_down_is_noted_for_a_human(talk: Talk, call: str) -> None:
    talk.platform.down = {call}
    told = await talk.say("20 to large")
    assert told["state"] == "ESCALATE"
    assert told["outcome"]["reason"] == "dependency_down"


async def test_an_offer_that_could_not_be_released_is_released_later(talk: Talk) -> None:
    await talk.say("20 to large")
    talk.platform.down = {"release_quote"}
    await talk.say("no")
    assert talk.state["to_release"]
    talk.platform.down = set()
    await talk.say("thanks")
    await talk.say("20 to large")
    assert not talk.state["to_release"]


@pytest.mark.parametrize("text", ["can you make an exception for us?", "please waive that fee"])
async def test_a_wish_for_an_exception_goes_to_a_human_at_once(talk: Talk, text: str) -> None:
    await talk.say("20 to large")
    told = await talk.say(text)
    assert told["outcome"]["reason"] == "policy_exception"


async def test_asking_which_exceptions_there_are_is_a_question(talk: Talk) -> None:
    assert (await talk.say("are there any fees you waive as an exception?"))["outcome"] is None


async def test_pressing_an_order_is_not_held_against_the_customer(talk: Talk) -> None:
    await talk.press(type="choose_order", order_id="BT-1001")
    assert talk.state["state"] == "CLARIFY_REQUEST"
    assert talk.state["unclear"] == []


async def test_a_request_in_days_is_summed_up_as_a_date(talk: Talk) -> None:
    known = reader()
    known.on("a week earlier", Intent.CHANGE_ORDER, changes=({"type": "change_delivery_date", "days_earlier": 7},))
    talk.reader = known
    await talk.say("a week earlier")
    assert "delivery on Nov 30, 2026" in next(iter(talk.world.escalations.values()))["summary"]
