"""When a confirmed quote no longer holds: a fresh one is made in its place, once for each option."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from platform_service.application.pricing import Asked, Pricing
from platform_service.application.records import Json, StoredQuote
from platform_service.application.refusals import NotFound
from platform_service.application.storage import Work
from platform_service.domain.change_documents import changes_from_json
from platform_service.domain.differences import differences
from platform_service.domain.order import Order
from platform_service.domain.request import validate_request


@dataclass(frozen=True, slots=True)
class Drift:
    """A returned value, so that the fresh quote is committed. ``fresh`` None: the request makes no sense any more."""

    code: str
    differences: Sequence[Json]
    fresh: StoredQuote | None


class Refresh:
    """Makes the fresh quote of a (quote, option), or finds the one made before."""

    def __init__(self, pricing: Pricing) -> None:
        self._pricing = pricing

    async def __call__(self, work: Work, code: str, quote: StoredQuote, option: Json, order: Order) -> Drift:
        """Return what differs and the fresh quote; the old one's hold passes on."""
        fresh = await work.quotes.fresh_of(quote.quote_id, option["option_id"])
        if fresh is None:
            fresh = await self._made(work, quote, option, order)
        told: list[Json] = [*_status(quote, order), *([] if fresh else _version(quote, order))]
        told += differences(quote.document, option["option_id"], None if fresh is None else fresh.document)
        return Drift(code, told, fresh)

    async def _made(self, work: Work, quote: StoredQuote, option: Json, order: Order) -> StoredQuote | None:
        changes = changes_from_json(option["changes"])
        if validate_request(changes):
            return None
        asked = Asked(
            user_id=quote.user_id,
            order=order,
            changes=changes,
            own=(quote.quote_id,),
            fresh_of=quote.quote_id,
            fresh_option=option["option_id"],
        )
        work.quotes.drop_hold(quote.quote_id)
        try:
            return await self._pricing.quote(work, asked)
        except NotFound:
            return None


def _version(quote: StoredQuote, order: Order) -> list[dict[str, Any]]:
    """Where there is no fresh quote to compare with, at least that the order moved on."""
    was, is_ = quote.order_version, order.version
    return [] if was == is_ else [{"field": "order_version", "was": was, "is": is_}]


def _status(quote: StoredQuote, order: Order) -> list[dict[str, Any]]:
    was, is_ = quote.seen.get("status"), order.status.value
    return [] if was == is_ else [{"field": "status", "was": was, "is": is_}]
