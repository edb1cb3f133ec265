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

    The order in focus is read as it is now, along with the lists; another one may be as it was when its version and
    status were last seen. Raises what the platform's port raises, but for an order that is not there.
    """
    listed, addresses, artworks, products, in_focus = await asyncio.gather(
        platform.orders(), platform.addresses(), platform.artworks(), platform.products(), _there(platform, focus)
    )
    wanted = [item for index, item in enumerate(listed) if index < NEWEST or _named(item, focus, text)]
    others = [item for item in wanted if item["order_id"] != focus]
    orders = await asyncio.gather(*(platform.listed_order(item) for item in others))
    older = await asyncio.gather(*(_there(platform, order_id) for order_id in unlisted(listed, focus, text)))
    known = {order["order_id"]: order for order in (*orders, in_focus, *older) if order is not None}
    newest_first = dict.fromkeys((*(item["order_id"] for item in wanted), *known))
    return CustomerData(
        orders=tuple(known[order_id] for order_id in newest_first if order_id in known),
        addresses=tuple(addresses),
        artworks=tuple(artworks),
        products=tuple(products),
    )


def _named(item: Json, focus: str | None, text: str) -> bool:
    digits = "".join(letter for letter in item["order_id"] if letter.isdigit())
    return item["order_id"] == focus or bool(digits and digits in text)


def unlisted(listed: Iterable[Json], focus: str | None, text: str) -> list[str]:
    """Order numbers in ``text`` that may exist beyond the list, but for the one in focus: written like the listed ones
    (same beginning, as many digits), and, where the list is full, what mixes letters and digits."""
    ids = {item["order_id"] for item in listed}
    shapes = {(match.group(1), len(match.group(2))) for order_id in ids if (match := _SHAPE.fullmatch(order_id))}
    spoken = [f"{start}{n}" for n in _NUMBER.findall(text) for start, digits in shapes if len(n) == digits]
    spoken += [word.upper() for word in _WORD.findall(text) if len(ids) >= LISTED]
    return [order_id for order_id in dict.fromkeys(spoken[:MOST_NAMED]) if order_id not in {*ids, focus}]


_SHAPE = re.compile(r"(\D+)(\d+)")


async def _there(platform: Platform, order_id: str | None) -> Json | None:
    try:
        return await platform.order(order_id) if order_id is not None else None
    except PlatformRefused:
        return None
