"""After the change: receipt, history, undo, withdrawing a review, and what comes by itself."""

import pytest

from agent_service.conversation.interpretation import Intent
from tests.fakes.readings import CANCEL, reader
from tests.fakes.talk import Scripted, Talk
from tests.fakes.world import World


@pytest.fixture
async def talk() -> Talk:
    talk = Talk(World(), "u-ana", reader())
    await talk.open("BT-1003")
    await talk.say("20 to large")
    await talk.say("yes")
    return talk


@pytest.fixture
async def raj() -> Talk:
    talk = Talk(World(), "u-raj", reader())
    await talk.open("BT-3001")
    await talk.say("cancel the order")
    await talk.say("yes")
    return talk


async def test_undo_is_a_new_quote_that_leads_back(talk: Talk) -> None:
    offer = await talk.say("undo that")
    assert talk.path[:2] == ["COMPLETE", "IDENTIFY_ORDER"]
    assert offer["state"] == "AWAIT_CONFIRMATION"
    assert offer["quote"]["requested"] == [{"type": "change_size", "line_id": "BT-1003-3", "new_size": "M"}]
    await talk.say("yes")
    assert {line.sku: line.quantity for line in talk.world.orders["BT-1003"].lines}["HCT-NAV-M"] == 80


async def test_undo_with_nothing_done_is_said(talk: Talk) -> None:
    fresh = Talk(World(), "u-ana", reader())
    await fresh.open("BT-1003")
    assert (await fresh.say("undo that"))["outcome"]["kind"] == "answered"


async def test_an_earlier_change_is_led_back_by_its_kind(talk: Talk) -> None:
    other = talk.world.orders["BT-1001"].address.address_id
    assert other != talk.world.orders["BT-1003"].address.address_id
    elsewhere = {"type": "change_address", "address_id": other}
    assert isinstance(talk.reader, Scripted)
    talk.reader.on("ship it elsewhere", Intent.CHANGE_ORDER, order_id="BT-1003", changes=(elsewhere,))
    await talk.say("ship it elsewhere")
    await talk.say("yes")
    assert [change["kinds"] for change in talk.state["changes"]] == [["change_size"], ["change_address"]]
    offer = await talk.say("please undo the size change from earlier")
    assert [change["type"] for change in offer["quote"]["requested"]] == ["change_size"]
    await talk.say("yes")
    assert {line.sku: line.quantity for line in talk.world.orders["BT-1003"].lines}["HCT-NAV-M"] == 80
    newest = await talk.say("undo the address change")
    assert [change["type"] for change in newest["quote"]["requested"]] == ["change_address"]


async def test_a_change_of_another_conversation_is_led_back_where_its_history_tells_how(talk: Talk) -> None:
    await talk.say("undo that")
    await talk.say("yes")
    later = Talk(talk.world, "u-ana", reader())
    await later.open("BT-1003")
    offer = await later.say("undo my last change")
    assert [change["type"] for change in offer["quote"]["requested"]] == ["change_size"]
    await later.say("yes")
    assert {line.sku: line.quantity for line in talk.world.orders["BT-1003"].lines}["HCT-NAV-M"] == 60


async def test_a_change_of_another_conversation_is_told_and_asked_about(talk: Talk) -> None:
    later = Talk(talk.world, "u-ana", reader())
    await later.open("BT-1003")
    answer = await later.say("undo that")
    assert "The last change on BT-1003 was" in answer["text"]
    assert answer["outcome"]["kind"] == "answered"
    await later.say("can you send me the receipt again")
    assert later.part("receipt")["receipt"] == next(iter(talk.world.changes.values()))["receipt"]


async def test_what_did_i_change_is_answered_from_the_timeline(talk: Talk) -> None:
    answer = await talk.say("what did I change?")
    assert answer["outcome"]["kind"] == "answered"
    assert "Changed" in answer["text"]


async def test_the_receipt_can_be_had_again(talk: Talk) -> None:
    first = talk.part("receipt")["receipt"]
    await talk.say("can I have the receipt again")
    assert talk.part("receipt")["receipt"] == first


async def test_a_waiting_review_can_be_withdrawn(raj: Talk) -> None:
    done = await raj.say("withdraw the request")
    assert next(iter(raj.world.reviews.values()))["status"] == "withdrawn"
    assert done["outcome"]["kind"] == "declined"
    assert done["state"] == "COMPLETE"


async def test_a_review_decided_already_cannot_be_withdrawn(raj: Talk) -> None:
    next(iter(raj.world.reviews.values()))["status"] = "approved"
    answer = await raj.say("withdraw the request")
    assert answer["outcome"]["kind"] == "answered"


async def test_a_new_change_on_an_order_under_review_says_so_first(raj: Talk) -> None:
    offer = await raj.say("cancel the order")
    assert offer["text"].startswith("BT-3001 has a request waiting for a colleague's decision")


def review(talk: Talk, status: str, **known: object) -> dict[str, object]:
    waiting = talk.state["reviews"][0]
    decision = {
        "by": {"user_id": "u-cx-dana", "name": "Dana Brooks"},
        "at": "2026-11-23T10:00:00.000Z",
        "comment": "ok",
    }
    return waiting | {"status": status, "decision": decision, "ticket_id": "5"} | known


async def test_an_approved_review_appears_by_itself_and_leaves_the_state(raj: Talk) -> None:
    change = raj.world.changes[raj.state["reviews"][0]["change_id"]]
    done = change | {"status": "applied", "receipt": {"change_id": change["change_id"]}}
    messages = raj.event("review_decided", {"review": review(raj, "approved", change=done), "fresh_quote": None})
    assert "approved" in messages[0]["text"]
    assert messages[0]["outcome"]["kind"] == "applied"
    assert raj.state["state"] == "COMPLETE"
    assert raj.state["reviews"] == []


async def test_a_rejected_review_appears_with_its_comment(raj: Talk) -> None:
    messages = raj.event("review_decided", {"review": review(raj, "rejected"), "fresh_quote": None})
    assert "“ok”" in messages[0]["text"]


async def test_a_withdrawn_review_says_nothing_twice(raj: Talk) -> None:
    data = {"review": review(raj, "withdrawn"), "fresh_quote": None}
    assert raj.event("review_decided", data) == []


async def test_a_fresh_quote_becomes_the_waiting_offer_and_a_yes_before_it_does_not_count(raj: Talk) -> None:
    known = review(raj, "approved")
    quote = next(iter(raj.world.quotes.values()))
    before = raj.seq
    messages = raj.event("review_decided", {"review": known, "fresh_quote": quote})
    assert raj.state["state"] == "AWAIT_CONFIRMATION"
    assert messages[0]["parts"][0]["quote_id"] == quote["quote_id"]
    shown = await raj.say("yes", seen_seq=before)
    assert shown["state"] == "AWAIT_CONFIRMATION"
    assert shown["outcome"] is None


async def test_a_human_s_words_in_the_ticket_appear(raj: Talk) -> None:
    data = {"ticket_id": "5", "author": "Dana Brooks", "text": "On it.", "at": "2026-11-23T10:00:00.000Z"}
    message = raj.event("ticket_replied", data)[0]
    assert (message["role"], message["author"], message["text"]) == ("cx_agent", "Dana Brooks", "On it.")


async def test_a_reversed_change_is_told_and_can_no_longer_be_undone(talk: Talk) -> None:
    change = next(iter(talk.world.changes.values()))
    escalation = {"escalation_id": "esc_9", "reason": "change_failed", "ticket_id": None, "expected_response_by": None}
    messages = talk.event("change_reversed", {"change": change, "escalation": escalation})
    assert "taken back" in messages[0]["text"]
    assert messages[0]["parts"][0]["escalation_id"] == "esc_9"
    assert (await talk.say("undo that"))["outcome"]["kind"] == "answered"


async def test_a_synced_change_is_told_in_one_line(talk: Talk) -> None:
    change = next(iter(talk.world.changes.values()))
    messages = talk.event("change_synced", {"change": change, "escalation": None})
    assert [message["role"] for message in messages] == ["system"]
    assert "BT-1003" in messages[0]["text"]


async def test_what_was_changed_is_asked_about_one_order_where_none_is_at_hand() -> None:
    known = reader()
    known.on("what did I change?", Intent.OFF_TOPIC)
    talk = Talk(World(), "u-ana", known)
    await talk.open()
    answer = await talk.say("what did I change?")
    assert (answer["state"], answer["outcome"]["kind"]) == ("GREETING", "answered")
    assert talk.choices()[0]["text"].startswith("What did I change on BT-")


@pytest.mark.parametrize("read_as", [Intent.CHANGE_ORDER, Intent.RETURN_REQUEST, Intent.UNCLEAR])
async def test_taking_back_what_waits_is_no_cancellation_and_no_return(raj: Talk, read_as: Intent) -> None:
    changes = (CANCEL,) if read_as is Intent.CHANGE_ORDER else ()
    raj.reader.on("take back the request", read_as, order_id="BT-3001", changes=changes)  # type: ignore[attr-defined]
    done = await raj.say("take back the request")
    assert next(iter(raj.world.reviews.values()))["status"] == "withdrawn"
    assert done["outcome"]["kind"] == "declined"
