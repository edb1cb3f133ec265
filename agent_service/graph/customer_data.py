"""What this customer can see, loaded from the platform for one turn, side by side."""

import asyncio
import re

from agent_service.conversation.interpretation import CustomerData, Json
from agent_service.conversation.ports import Platform, PlatformRefused

NEWEST = 20
"""So many orders are read in full; an older one is read when it is in focus or named by its number."""
LISTED = 100
"""A list as long as this may not be the whole of it (``Platform.orders``)."""
ASKED_FOR = 3
"""So many numbers of a message are looked up when they are not on the list."""
_NUMBER = re.compile(r"(?=[^\s]*\d)\w[\w-]{3,}")


async def load(platform: Platform, focus: str | None, text: str) -> CustomerData:
    """Orders (newest in full, the one in focus and those named in ``text`` always), addresses, artworks, products.

    Raises what the platform's port raises.
    """
    listed, addresses, artworks, products = await asyncio.gather(
        platform.orders(), platform.addresses(), platform.artworks(), platform.products()
    )
    wanted = [item for index, item in enumerate(listed) if index < NEWEST or _named(item, focus, text)]
    older = [_older(platform, order_id) for order_id in _unlisted(listed, focus, text)]
    orders = await asyncio.gather(*(_order(platform, item, focus) for item in wanted), *older)
    known = {order["order_id"]: order for order in orders if order is not None}
    return CustomerData(
        orders=tuple(known.values()), addresses=tuple(addresses), artworks=tuple(artworks), products=tuple(products)
    )


def _unlisted(listed: list[Json], focus: str | None, text: str) -> list[str]:
    """Numbers that may be of orders older than those listed: the one in focus, and what the message names."""
    if len(listed) < LISTED:
        return []
    known = {item["order_id"] for item in listed}
    head = re.match(r"\D*", listed[0]["order_id"])
    named = [head.group() + word if head and word.isdigit() else word.upper() for word in _NUMBER.findall(text)]
    return [each for each in dict.fromkeys([focus, *named[:ASKED_FOR]]) if each and each not in known]


async def _older(platform: Platform, order_id: str) -> Json | None:
    """The order, if there is one of that number."""
    try:
        return await platform.order(order_id)
    except PlatformRefused:
        return None


def _named(item: Json, focus: str | None, text: str) -> bool:
    digits = "".join(letter for letter in item["order_id"] if letter.isdigit())
    return item["order_id"] == focus or bool(digits and digits in text)


async def _order(platform: Platform, item: Json, focus: str | None) -> Json:
    """The order in focus as it is now; another may be as it was when its version and status were last seen."""
    if item["order_id"] == focus:
        return await platform.order(item["order_id"])
    return await platform.listed_order(item)
