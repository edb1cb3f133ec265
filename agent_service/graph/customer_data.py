"""What this customer can see, loaded from the platform for one turn, side by side."""

import asyncio

from agent_service.conversation.interpretation import CustomerData, Json
from agent_service.conversation.ports import Platform

NEWEST = 20
"""So many orders are read in full; an older one is read when it is in focus or named by its number."""


async def load(platform: Platform, focus: str | None, text: str) -> CustomerData:
    """Orders (newest in full, the one in focus and those named in ``text`` always), addresses, artworks, products.

    Raises what the platform's port raises.
    """
    listed, addresses, artworks, products = await asyncio.gather(
        platform.orders(), platform.addresses(), platform.artworks(), platform.products()
    )
    wanted = [item for index, item in enumerate(listed) if index < NEWEST or _named(item, focus, text)]
    orders = await asyncio.gather(*(_order(platform, item, focus) for item in wanted))
    return CustomerData(
        orders=tuple(orders), addresses=tuple(addresses), artworks=tuple(artworks), products=tuple(products)
    )


def _named(item: Json, focus: str | None, text: str) -> bool:
    digits = "".join(letter for letter in item["order_id"] if letter.isdigit())
    return item["order_id"] == focus or bool(digits and digits in text)


async def _order(platform: Platform, item: Json, focus: str | None) -> Json:
    """The order in focus as it is now; another may be as it was when its version and status were last seen."""
    if item["order_id"] == focus:
        return await platform.order(item["order_id"])
    return await platform.listed_order(item)
