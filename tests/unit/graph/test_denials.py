"""What cannot be done is said with its reason and source, and with the ways there still are."""

from agent_service.conversation.interpretation import Intent, Json
from tests.fakes.readings import reader
from tests.fakes.talk import Passages, Talk
from tests.fakes.world import World

PASSAGE = {
    "document": "order-changes",
    "title": "Order changes",
    "version": "1.2",
    "section": "Order limits",
    "url": None,
    "passage": "An order holds at least 10 pieces in all.",
}


async def asked(changes: tuple[Json, ...], order_id: str, user: str = "u-ana") -> Talk:
    known = reader()
    known.on("please", Intent.CHANGE_ORDER, order_id=order_id, changes=changes)
    talk = Talk(World(), user, known, Passages(**{"order-limits": PASSAGE}))
    await talk.open(order_id)
    await talk.say("please")
    return talk


async def test_too_little_stock_says_how_many_there_are_and_offers() -> None:
    talk = await asked(({"type": "change_quantity", "line_id": "BT-4001-3", "new_quantity": 25},), "BT-4001", "u-mei")
    reply = talk.turns[-1].reply
    assert reply["state"] == "AWAIT_CONFIRMATION"
    assert reply["outcome"] is None
    assert "Only 5 more pieces of Softshell Jacket, Navy, M" in reply["text"]
    assert reply["quote"]["options"][0]["kind"] == "in_stock"


async def test_a_denial_without_options_is_explained_cited_and_closed() -> None:
    talk = await asked(({"type": "change_quantity", "line_id": "BT-4004-1", "new_quantity": 4},), "BT-4004", "u-mei")
    reply = talk.turns[-1].reply
    assert talk.path == ["GREETING", "IDENTIFY_ORDER", "CHECK_FEASIBILITY", "COMPLETE"]
    assert reply["outcome"]["kind"] == "denied"
    assert reply["quote"] is None
    assert "at least 10 pieces" in reply["text"]
    assert talk.part("citations")["items"] == [PASSAGE]
    ways = talk.choices()
    assert {"type": "talk_to_human"} in [way.get("action") for way in ways]
    assert "Cancel order BT-4004" in [way.get("text") for way in ways]
    assert all(quote["status"] != "open" for quote in talk.world.quotes.values())


async def test_a_request_that_changes_nothing_is_said_to_change_nothing() -> None:
    talk = await asked(({"type": "change_quantity", "line_id": "BT-1001-1", "new_quantity": 60},), "BT-1001")
    assert talk.turns[-1].reply["outcome"]["kind"] == "denied"
    assert "nothing would change" in talk.turns[-1].reply["text"]


async def test_a_finished_order_offers_no_cancellation() -> None:
    talk = await asked(({"type": "cancel_order"},), "BT-1007")
    assert talk.turns[-1].reply["outcome"]["kind"] == "denied"
    assert [way.get("action") for way in talk.choices()] == [{"type": "talk_to_human"}]


async def test_something_that_is_not_there_is_refused_without_a_quote() -> None:
    talk = await asked(({"type": "change_artwork", "artwork_id": "art-nobody"},), "BT-1001")
    assert talk.turns[-1].reply["outcome"]["kind"] == "denied"
    assert talk.turns[-1].reply["state"] == "COMPLETE"


async def test_a_rush_goes_to_a_human() -> None:
    changes = ({"type": "change_delivery_date", "delivery_date": "2026-11-30"},)
    talk = await asked(changes, "BT-1001")
    assert talk.turns[-1].reply["outcome"]["reason"] == "needs_review"
    assert talk.path[-1] == "ESCALATE"
