"""Nothing is done but what was agreed to: this offer, this option, after it was shown."""

from dataclasses import replace
from datetime import timedelta

import pytest

from platform_service.domain.order import Status
from tests.fakes.readings import reader
from tests.fakes.talk import Talk
from tests.fakes.world import World


@pytest.fixture
async def talk() -> Talk:
    talk = Talk(World(), "u-ana", reader())
    await talk.open("BT-1003")
    await talk.say("20 to large")
    return talk


@pytest.fixture
async def mei() -> Talk:
    talk = Talk(World(), "u-mei", reader())
    await talk.open("BT-4001")
    await talk.say("10 more navy softshells in M")
    return talk


def pieces(talk: Talk, order_id: str = "BT-1003") -> dict[str, int]:
    return {line.sku: line.quantity for line in talk.world.orders[order_id].lines}


async def test_a_typed_yes_applies_the_waiting_offer(talk: Talk) -> None:
    done = await talk.say("yes")
    assert talk.path == ["AWAIT_CONFIRMATION", "EXECUTE_CHANGE", "COMPLETE"]
    assert done["outcome"]["kind"] == "applied"
    assert done["quote"] is None
    assert pieces(talk)["HCT-NAV-L"] == 20
    receipt = talk.part("receipt")["receipt"]
    assert receipt["confirmation"] == {"conversation_id": "conv_1", "message_id": "msg_in_2", "text": "yes"}


async def test_the_button_confirms_without_a_reader(talk: Talk) -> None:
    done = await talk.confirm()
    assert done["outcome"]["kind"] == "applied"
    assert talk.turns[-1].trace["interpreter"] == "button"
    assert talk.part("receipt")["receipt"]["confirmation"]["text"] == "confirm"


@pytest.mark.parametrize("field", ["digest", "option_id", "quote_id"])
async def test_a_button_of_another_offer_changes_nothing_and_shows_the_present_one(talk: Talk, field: str) -> None:
    action = next(item["action"] for item in talk.choices() if item["action"]["type"] == "confirm")
    shown = await talk.press(**(action | {field: "0" * 64}))
    assert shown["outcome"] is None
    assert shown["state"] == "AWAIT_CONFIRMATION"
    assert talk.part("options")["quote_id"] == shown["quote"]["quote_id"]
    assert "HCT-NAV-L" not in pieces(talk)


async def test_a_confirm_button_with_nothing_waiting_is_answered() -> None:
    talk = Talk(World(), "u-ana", reader())
    await talk.open("BT-1003")
    answer = await talk.press(type="confirm", quote_id="q_1", option_id="opt_1", digest="0" * 64)
    assert answer["outcome"]["kind"] == "answered"
    assert answer["state"] == "GREETING"


async def test_a_yes_written_before_the_offer_was_shown_does_not_count(talk: Talk) -> None:
    shown = await talk.say("yes", seen_seq=1)
    assert shown["state"] == "AWAIT_CONFIRMATION"
    assert shown["outcome"] is None
    assert "apply" not in talk.platform.named()
    done = await talk.say("yes")
    assert done["outcome"]["kind"] == "applied"


async def test_after_wins_over_the_order_of_arrival(talk: Talk) -> None:
    offer = talk.turns[-1].reply["message_id"]
    done = await talk.say("yes", seen_seq=0, after=offer)
    assert done["outcome"]["kind"] == "applied"


async def test_yes_but_is_a_new_quote_that_replaces_the_old_one(talk: Talk) -> None:
    old = talk.turns[-1].reply["quote"]["quote_id"]
    offer = await talk.say("yes but only 10")
    assert talk.path == ["AWAIT_CONFIRMATION", "CHECK_FEASIBILITY", "PRESENT_OPTIONS", "AWAIT_CONFIRMATION"]
    assert offer["quote"]["quote_id"] != old
    assert talk.world.quotes[old]["status"] == "released"
    assert "$14.97" in offer["text"]
    await talk.say("yes")
    assert pieces(talk)["HCT-NAV-L"] == 10


async def test_no_releases_the_offer_and_closes_the_request(talk: Talk) -> None:
    quote = talk.turns[-1].reply["quote"]["quote_id"]
    done = await talk.say("no")
    assert talk.path == ["AWAIT_CONFIRMATION", "COMPLETE"]
    assert done["outcome"]["kind"] == "declined"
    assert talk.world.quotes[quote]["status"] == "released"
    again = await talk.say("yes")
    assert again["outcome"]["kind"] == "answered"
    assert "HCT-NAV-L" not in pieces(talk)


async def test_an_unclear_message_leaves_the_offer(talk: Talk) -> None:
    shown = await talk.say("hmm")
    assert shown["state"] == "AWAIT_CONFIRMATION"
    assert shown["quote"] is not None
    assert (await talk.say("yes"))["outcome"]["kind"] == "applied"


async def test_unclear_what_to_modify_is_asked_and_the_answer_replaces_the_offer(talk: Talk) -> None:
    old = talk.turns[-1].reply["quote"]["quote_id"]
    asked = await talk.say("another size then")
    assert talk.path == ["AWAIT_CONFIRMATION", "CLARIFY_REQUEST"]
    assert asked["quote"] is None
    offer = await talk.say("20 to large")
    assert offer["state"] == "AWAIT_CONFIRMATION"
    assert talk.world.quotes[old]["status"] == "released"


async def test_a_plain_yes_with_several_options_asks_which(mei: Talk) -> None:
    offer = mei.turns[-1].reply
    assert len(offer["quote"]["options"]) > 1
    assert "5" in offer["text"]
    mei.reader.readings["yes"] = replace(mei.reader.readings["yes"], intent="unclear")  # type: ignore[attr-defined]
    asked = await mei.say("yes")
    assert asked["outcome"] is None
    assert asked["state"] == "AWAIT_CONFIRMATION"
    assert "apply" not in mei.platform.named()


async def test_a_chosen_option_is_shown_with_its_terms_and_then_confirmed(mei: Talk) -> None:
    chosen = await mei.say("the second one")
    assert mei.state["request"] == chosen["quote"]["options"][1]["changes"]
    assert mei.path == ["AWAIT_CONFIRMATION", "PRESENT_OPTIONS", "AWAIT_CONFIRMATION"]
    option = chosen["quote"]["options"][1]
    assert option["title"] in chosen["text"]
    done = await mei.say("yes")
    assert done["outcome"]["kind"] == "applied"
    assert mei.world.changes[done["outcome"]["change_id"]]["option_id"] == option["option_id"]


async def test_an_option_button_chooses_too_and_a_foreign_one_does_not(mei: Talk) -> None:
    first = next(item["action"] for item in mei.choices() if item["action"]["type"] == "choose_option")
    assert (await mei.press(**first))["state"] == "AWAIT_CONFIRMATION"
    assert mei.path == ["AWAIT_CONFIRMATION", "PRESENT_OPTIONS", "AWAIT_CONFIRMATION"]
    strange = await mei.press(type="choose_option", option_id="opt_other")
    assert strange["outcome"] is None
    assert mei.path == []


async def test_an_option_number_that_is_not_there_is_not_guessed(mei: Talk) -> None:
    shown = await mei.say("the ninth one")
    assert shown["outcome"] is None
    assert "apply" not in mei.platform.named()


async def test_an_expired_offer_is_replaced_by_a_fresh_one_that_must_be_confirmed(talk: Talk) -> None:
    talk.world.now += timedelta(minutes=16)
    shown = await talk.say("yes")
    assert talk.path == ["AWAIT_CONFIRMATION", "EXECUTE_CHANGE", "PRESENT_OPTIONS", "AWAIT_CONFIRMATION"]
    assert shown["outcome"] is None
    assert "HCT-NAV-L" not in pieces(talk)
    assert (await talk.say("yes"))["outcome"]["kind"] == "applied"


async def test_an_order_that_changed_meanwhile_is_offered_afresh_with_what_differs(talk: Talk) -> None:
    order = talk.world.orders["BT-1003"]
    talk.world.move("BT-1003", delivery_date=order.delivery_date + timedelta(days=10))
    shown = await talk.say("yes")
    assert shown["state"] == "AWAIT_CONFIRMATION"
    assert shown["quote"]["order_version"] == 2
    assert "delivery is Dec 22, 2026 instead of Dec 12, 2026" in shown["text"]
    assert (await talk.say("yes"))["outcome"]["kind"] == "applied"
    assert {quote["status"] for quote in talk.world.quotes.values()} == {"released", "used"}


async def test_an_order_that_shipped_meanwhile_is_handed_over_and_nothing_is_changed(talk: Talk) -> None:
    talk.world.move("BT-1003", status=Status.SHIPPED)
    told = await talk.say("yes")
    assert talk.path == ["AWAIT_CONFIRMATION", "EXECUTE_CHANGE", "ESCALATE"]
    assert told["outcome"] | {"escalation_id": None} == {
        "kind": "escalated",
        "reason": "order_shipped",
        "change_id": None,
        "review_id": None,
        "escalation_id": None,
        "ticket_id": None,
    }
    assert "HCT-NAV-L" not in pieces(talk)
    assert all(quote["status"] != "open" for quote in talk.world.quotes.values())


async def test_a_confirmation_whose_answer_was_lost_is_never_applied_twice(talk: Talk) -> None:
    talk.platform.lost = {"apply"}
    told = await talk.say("yes")
    assert told["outcome"]["reason"] == "dependency_down"
    assert talk.path[-1] == "ESCALATE"
    assert pieces(talk)["HCT-NAV-L"] == 20
    assert "done" not in told["text"].lower()


async def test_a_quote_used_by_an_earlier_run_of_the_turn_is_reported_as_done(talk: Talk) -> None:
    before = dict(talk.state)
    await talk.say("yes")
    talk.state = before
    again = await talk.say("yes")
    assert again["outcome"]["kind"] == "applied"
    assert pieces(talk)["HCT-NAV-L"] == 20
