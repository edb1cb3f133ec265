"""A yes that arrives while another turn runs never confirms an offer its writer had not seen."""

import asyncio
from typing import Any

import pytest

from tests.fakes.platform import FakePlatform
from tests.fakes.world import World as Orders
from tests.integration.agent.replicas import World
from tests.integration.agent.talking import talking

Json = dict[str, Any]


class SlowPlatform(FakePlatform):
    """Quotes when it is let to."""

    def __init__(self, world: Orders, user_id: str) -> None:
        super().__init__(world, user_id)
        self.quoting, self.may_quote = asyncio.Event(), asyncio.Event()
        self.may_quote.set()

    async def create_quote(self, *about: Any, **more: Any) -> Json:
        self.quoting.set()
        await self.may_quote.wait()
        return await super().create_quote(*about, **more)


@pytest.mark.parametrize("replicas", [1, 2])
@pytest.mark.parametrize("names_what_it_saw", [False, True])
async def test_a_yes_to_the_old_offer_does_not_confirm_the_new_one(
    world: World, replicas: int, names_what_it_saw: bool
) -> None:
    platform = SlowPlatform(Orders(), "u-ana")
    tab = talking(world, "u-ana", platform)
    other = talking(world, "u-ana", platform) if replicas == 2 else tab
    await tab.open("BT-1003")
    shown = await tab.say("change 20 of the medium navy tees to large")
    other.conversation = tab.conversation
    platform.quoting.clear()
    platform.may_quote.clear()
    correction = asyncio.create_task(tab.send({"text": "no wait, make it 30"}, "correction"))
    await platform.quoting.wait()
    seen = {"after": shown["message_id"]} if names_what_it_saw else {}
    yes = asyncio.create_task(other.send({"text": "yes", **seen}, "yes"))
    await asyncio.sleep(0.1)  # it has arrived, and waits its turn
    platform.may_quote.set()
    corrected, answered = await asyncio.gather(correction, yes)
    assert platform.world.changes == {}
    assert answered["state"] == "AWAIT_CONFIRMATION"
    assert answered["quote"] == corrected["quote"] != shown["quote"]
    agreed = await other.send({"text": "yes", "after": answered["message_id"]}, "yes again")
    assert agreed["outcome"]["kind"] == "applied"
    assert len(platform.world.changes) == 1
