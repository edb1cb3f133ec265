"""A number said at an offer means what the customer's own words make of it; the goods are kept where it is asked."""

import pytest

from tests.unit.graph.conversing import talk_to


def quantities(turn):
    return {c["line_id"]: c["new_quantity"] for c in turn["quote"]["options"][0]["changes"]}


@pytest.mark.parametrize(("asked", "then", "pieces"), [
    ("20 more mediums", "make it 30", 90),
    ("add 20 mediums", "30 instead", 90),
    ("20 fewer mediums", "make it 30", 30),
    ("mediums to 80", "make it 75", 75),
])  # fmt: skip
async def test_another_number_is_meant_as_the_first_one_was(asked, then, pieces) -> None:
    ana = await talk_to("u-ana", "BT-1001")
    await ana.say(asked)
    assert quantities(await ana.say(then)) == {"BT-1001-1": pieces}


async def test_a_third_number_is_meant_as_the_first_two_were() -> None:
    ana = await talk_to("u-ana", "BT-1001")
    await ana.say("20 more mediums")
    assert quantities(await ana.say("make it 30")) == {"BT-1001-1": 90}
    assert quantities(await ana.say("hmm, make that 40")) == {"BT-1001-1": 100}
    assert quantities(await ana.say("25 instead")) == {"BT-1001-1": 85}


@pytest.mark.parametrize(("answer", "pieces"), [("30 more", 90), ("30 in all", 30), ("75", 75), ("12 more", 72)])
async def test_where_it_may_be_either_it_is_asked_of_the_goods_of_the_offer(answer, pieces) -> None:
    ana = await talk_to("u-ana", "BT-1001")
    await ana.say("mediums to 80")
    asked = await ana.say("make it 22")
    assert asked["text"] == "How many pieces of Heavy Cotton Tee, Navy, M should it be in all? It is 60 now."
    assert quantities(await ana.say(answer)) == {"BT-1001-1": pieces}
