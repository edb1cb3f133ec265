"""One change from request to receipt."""

import pytest

from agent_service.conversation.interpretation import Intent
from tests.fakes.talk import Scripted, Talk
from tests.fakes.world import World

MOVE = {"type": "change_size", "line_id": "BT-1003-1", "new_size": "L", "quantity": 20}


@pytest.fixture
def talk() -> Talk:
    reader = Scripted()
    reader.on("20 to large", Intent.CHANGE_ORDER, order_id="BT-1003", changes=(MOVE,))
    reader.on("yes", Intent.CONFIRM)
    return Talk(World(), "u-ana", reader)


async def test_a_change_is_offered_confirmed_and_receipted(talk: Talk) -> None:
    await talk.open("BT-1003")
    offer = await talk.say("20 to large")
    print(offer["text"])
    assert offer["state"] == "AWAIT_CONFIRMATION"
    assert "$29.94" in offer["text"]
    assert offer["outcome"] is None
    done = await talk.say("yes")
    print(done["text"])
    assert done["outcome"]["kind"] == "applied"
    assert talk.part("receipt")["receipt"]["confirmation"]["text"] == "yes"
    lines = {(line.size, line.quantity) for line in talk.world.orders["BT-1003"].lines}
    assert {("M", 60), ("L", 20)} <= lines
