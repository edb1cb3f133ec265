"""A customer with more orders than a list shows can still speak of every one of them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from agent_service.adapters.rules_reader import RulesReader
from agent_service.graph.customer_data import unlisted
from agent_service.interpret.reader import RuleInterpreter
from tests.fakes.talk import Talk
from tests.fakes.world import World

READER = RulesReader(RuleInterpreter())


@pytest.fixture
def busy() -> World:
    """BT-1003 is older than 120 other orders of the company."""
    world = World()
    order = world.orders["BT-1003"]
    for number in range(5000, 5120):
        later = order.created_at + timedelta(minutes=number)
        world.orders[f"BT-{number}"] = replace(order, order_id=f"BT-{number}", created_at=later)
    return world


async def test_the_order_in_focus_may_be_an_old_one(busy: World) -> None:
    ana = Talk(busy, "u-ana", READER)
    await ana.open("BT-1003")
    assert (await ana.say("change 20 of the medium navy tees to large"))["quote"]["order_id"] == "BT-1003"


@pytest.mark.parametrize(("count", "found"), [(100, ["OLD-C7"]), (99, [])])
def test_a_full_list_leaves_room_for_numbers_written_otherwise(count: int, found: list[str]) -> None:
    listed = [{"order_id": f"BT-{number}"} for number in range(5000, 5000 + count)]
    assert unlisted(listed, None, "old-c7: change 20 of the mediums to large") == found


@pytest.mark.parametrize("named", ["BT-1003", "bt-1003", "order 1003"])
async def test_the_order_named_may_be_an_old_one(busy: World, named: str) -> None:
    ana = Talk(busy, "u-ana", READER)
    await ana.open(None)
    assert (await ana.say(f"{named}: change 20 of the medium navy tees to large"))["quote"]["order_id"] == "BT-1003"
