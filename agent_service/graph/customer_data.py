"""What this customer can see, loaded from the platform for one turn, side by side."""

import asyncio
import re
from collections.abc import Iterable

from agent_service.conversation.interpretation import CustomerData, Json
from agent_service.conversation.ports import Platform, PlatformRefused

NEWEST = 20
"""So many orders are read in full; an older one is read when it is in focus or named by its number."""
MOST_NAMED = 3
"""So many numbers of a message are looked up beyond the list."""
LISTED = 100
"""A list as long as this may not be the whole of it (``Platform.orders``)."""
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"(?=[\w-]*\d)[^\W\d][\w-]{3,}")


async def load(platform: Platform, focus: str | None, text: str) -> CustomerData:
    """Orders (newest in full, the one in focus and those named in ``text`` always), addresses, artworks, products.

    Raises what the platform's port raises, but for an order that is not there.
    """
    listed, addresses, artworks, products = await asyncio.gather(
        platform.orders(), platform.addresses(), platform.artworks(), platform.products()
    )
    wanted = [item for index, item in enumerate(listed) if index < NEWEST or _named(item, focus, text)]
    orders = await asyncio.gather(*(_order(platform, item, focus) for item in wanted))
    older = await asyncio.gather(*(_older(platform, order_id) for order_id in unlisted(listed, focus, text)))
    return CustomerData(
        orders=(*orders, *(order for order in older if order is not None)),
        addresses=tuple(addresses),
        artworks=tuple(artworks),
        products=tuple(products),
    )


def _named(item: Json, focus: str | None, text: str) -> bool:
    digits = "".join(letter for letter in item["order_id"] if letter.isdigit())
    return item["order_id"] == focus or bool(digits and digits in text)


def unlisted(listed: Iterable[Json], focus: str | None, text: str) -> list[str]:
    """Order numbers that may exist beyond the list: the one in focus, numbers in ``text`` written like the listed ones
    (same beginning, as many digits), and, where the list is full, what mixes letters and digits."""
    ids = {item["order_id"] for item in listed}
    shapes = {(match.group(1), len(match.group(2))) for order_id in ids if (match := _SHAPE.fullmatch(order_id))}
    spoken = [f"{start}{n}" for n in _NUMBER.findall(text) for start, digits in shapes if len(n) == digits]
    spoken += [word.upper() for word in _WORD.findall(text) if len(ids) >= LISTED]
    found = dict.fromkeys(([focus] if focus else []) + spoken[:MOST_NAMED])
    return [order_id for order_id in found if order_id not in ids]


_SHAPE = re.compile(r"(\D+)(\d+)")


async def _older(platform: Platform, order_id: str) -> Json | None:
    try:
        return await platform.order(order_id)
    except PlatformRefused:
        return None


async def _order(platform: Platform, item: Json, focus: str | None) -> Json:
    """The order in focus as it is now; another may be as it was when its version and status were last seen."""
    if item["order_id"] == focus:
        return await platform.order(item["order_id"])
    return await platform.listed_order(item)
