"""A conversation in flight while the graph changes: a state of another version is restarted gently, never stuck."""

import json
from typing import Any

import pytest

from agent_service.adapters.dynamodb_items import pack
from agent_service.api.turn_views import conversation_view
from agent_service.conversation.state import VERSION, load
from tests.integration.agent.replicas import DANA, World
from tests.integration.agent.talking import Talking, talking

Json = dict[str, Any]
FOREIGN: dict[str, Json] = {
    "newer": {"version": VERSION + 1},
    "older": {"version": VERSION - 1},
    "nameless": {"version": None},
    "a state that is no more": {"state": "HAGGLING"},
    "an offer of another shape": {"version": VERSION + 1, "pending": {"offers": ["q_1"]}},
    "other types": {
        "version": VERSION + 1, "pending": "q_1", "request": None, "tickets": [], "owed": "none", "reviews": [1],
        "escalation": {"id": 7}, "order_id": 5, "title": None, "state": 3,
    },
    "other names": {"version": VERSION + 1, "state": None, "phase": "WAITING", "order": {"id": "BT-1003"}},
}  # fmt: skip


async def _waiting(world: World) -> Talking:
    talk = talking(world, "u-ana")
    await talk.open("BT-1003")
    await talk.say("change 20 of the medium navy tees to large")
    return talk


async def _store(talk: Talking, world: World, changes: Json) -> Json:
    """The stored state, changed as another version would have left it."""
    head = await talk.replica.talks.head(talk.conversation)
    state = json.loads(json.dumps({**head.state, **changes}))
    world.client.update_item(
        TableName=world.table,
        Key={"pk": {"S": talk.conversation}, "sk": {"S": "HEAD"}},
        UpdateExpression="SET #state = :state",
        ExpressionAttributeNames={"#state": "state"},
        ExpressionAttributeValues={":state": {"B": pack(state)}},
    )
    return dict(head.state)


@pytest.mark.parametrize("what", FOREIGN)
async def test_a_state_of_another_version_goes_on_with_a_new_request(world: World, what: str) -> None:
    talk = await _waiting(world)
    await _store(talk, world, FOREIGN[what])
    assert (await talk.say("yes"))["outcome"]["kind"] == "answered"
    assert talk.platform.world.changes == {}
    offer = await talk.say("change 20 of the medium navy tees in BT-1003 to large")
    assert offer["state"] == "AWAIT_CONFIRMATION"
    assert (await talk.say("yes"))["outcome"]["kind"] == "applied"
    assert [quote["status"] for quote in talk.platform.world.quotes.values()].count("open") <= 1


@pytest.mark.parametrize("what", FOREIGN)
async def test_a_state_of_another_version_can_be_read_and_taken_over(world: World, what: str) -> None:
    talk = await _waiting(world)
    await _store(talk, world, FOREIGN[what])
    talks = talk.replica.talks
    await talks.take_over(DANA, talk.conversation)
    await talks.reply(DANA, talk.conversation, "Dana here.")
    await talks.release(DANA, talk.conversation)
    event = {"ticket_id": "42", "author": "Dana", "text": "It is done.", "at": "2026-11-23T10:00:00.000Z"}
    await talks.tell({"event_id": "e1", "kind": "ticket_replied", "conversation_id": talk.conversation, "data": event})
    view = conversation_view(await talks.read(talk.caller, talk.conversation))
    assert view["pending"] is None
    assert "Dana here." in [message["text"] for message in view["messages"]]
    assert "It is done." in [message["text"] for message in view["messages"]]


async def test_what_is_open_stays_and_the_offer_at_hand_is_given_back(world: World) -> None:
    talk = await _waiting(world)
    talk.platform.down = {"create_escalation"}
    await talk.say("talk to a person")
    talk.platform.down = set()
    await talk.say("change 20 of the medium navy tees to large")
    before = await _store(talk, world, {"version": VERSION + 1})
    after = load({**before, "version": VERSION + 1})
    assert (after.owed, after.escalation, after.tickets) == (before["owed"], before["escalation"], before["tickets"])
    assert after.pending is None
    await talk.say("where is my order?")
    await talk.say("no thanks, change 30 of the medium navy tees to large")
    assert talk.platform.world.quotes[before["pending"]["quote"]["quote_id"]]["status"] == "released"
