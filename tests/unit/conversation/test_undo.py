"""What undo asks for leads back: the goods, the artwork and the address are as before, whatever was changed."""

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st

from agent_service.conversation.interpretation import Json
from agent_service.conversation.undo import lead_back
from tests.fakes.platform import FakePlatform
from tests.fakes.world import World

WORLD = World()
ORDER = WORLD.orders["BT-1001"]
QUANTITY = st.builds(
    lambda line, n: {"type": "change_quantity", "line_id": line, "new_quantity": n},
    st.sampled_from(["BT-1001-1", "BT-1001-2"]),
    st.integers(20, 90),
)
SIZE = st.builds(
    lambda line, size, n: {"type": "change_size", "line_id": line, "new_size": size, "quantity": n},
    st.sampled_from(["BT-1001-1", "BT-1001-2"]),
    st.sampled_from(["S", "M", "L", "2XL"]),
    st.integers(1, 20),
)
COLOR = st.builds(
    lambda line, color: {"type": "change_color", "line_id": line, "new_color": color},
    st.sampled_from(["BT-1001-1", "BT-1001-2"]),
    st.sampled_from(["White", "Black"]),
)
ARTWORK = st.just({"type": "change_artwork", "artwork_id": "art-nw-event"})
ADDRESS = st.just({"type": "change_address", "address_id": "a-nw-wh"})
ADD = st.builds(
    lambda sku, n: {"type": "add_line", "sku": sku, "quantity": n},
    st.sampled_from(["TRC-BLA-ONE", "HCT-WHI-S"]),
    st.integers(1, 30),
)
REMOVE = st.just({"type": "remove_line", "line_id": "BT-1001-2"})
REQUESTS = st.lists(st.one_of(QUANTITY, SIZE, COLOR, ARTWORK, ADDRESS, ADD), min_size=1, max_size=3) | REMOVE.map(
    lambda change: [change]
)


def goods(order: Json) -> dict[tuple[str, str | None], int]:
    found: dict[tuple[str, str | None], int] = {}
    for line in order["lines"]:
        key = (line["sku"], line["artwork"]["artwork_id"] if line["artwork"] else None)
        found[key] = found.get(key, 0) + line["quantity"]
    return found


async def there_and_back(request: list[Json]) -> tuple[Json, Json | None]:
    """The order before, and after the request and its undo; None where the request is not possible as asked."""
    platform = FakePlatform(WORLD, "u-ana")
    WORLD.orders["BT-1001"] = ORDER
    before = await platform.order("BT-1001")
    quote = await platform.create_quote("BT-1001", request, replaces=None, key="there")
    if not quote["options"] or quote["options"][0]["kind"] != "as_requested" or quote["options"][0]["needs_review"]:
        return before, None
    body = {"option_id": quote["options"][0]["option_id"], "digest": quote["digest"], "confirmation": {}}
    await platform.apply(quote["quote_id"], body, key="apply")
    back = lead_back(before, quote["options"][0])
    if not back:
        return before, await platform.order("BT-1001")
    undo = await platform.create_quote("BT-1001", back, replaces=None, key="back")
    return before, undo["options"][0]["order_after"]


@settings(max_examples=100, deadline=None)
@given(REQUESTS)
def test_undo_leads_back_to_the_goods_and_the_address(request: list[Json]) -> None:
    before, after = asyncio.run(there_and_back(request))
    if after is not None:
        assert goods(after) == goods(before)
        assert after["address"] == before["address"]


def test_a_cancellation_cannot_be_led_back() -> None:
    option = {"order_after": {"status": "CANCELLED"}, "changes": [{"type": "cancel_order"}]}
    assert lead_back({"lines": []}, option) == []
