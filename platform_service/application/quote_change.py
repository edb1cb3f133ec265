"""Quotes: asked for, read, declined."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from brightthread.service.crash_points import committed, committing
from platform_service.application.idempotency import Answer, KeyedRequest, answer_of
from platform_service.application.ports import Clock, Json, Transactions
from platform_service.application.pricing import Asked, Pricing
from platform_service.application.records import Actor, StoredQuote
from platform_service.application.redirects import Redirects
from platform_service.application.refusals import InvalidRequest, NotFound, QuoteUsed, RateLimited
from platform_service.application.storage import Work
from platform_service.domain.changes import Change, ChangeAddress
from platform_service.domain.request import validate_request

_MINUTE = timedelta(minutes=1)
_NEAR_THE_LIMIT = 50
"""Closer to the limit than so many, a user's quotes queue up, so that parallel ones cannot overrun it."""


@dataclass(frozen=True, slots=True)
class QuoteLimits:
    """How many quotes a user may have open, and may make a minute (0: any number)."""

    open: int
    per_minute: int


class QuoteChange:
    """Answers a request with a priced quote whose stock is held."""

    def __init__(
        self, transactions: Transactions, pricing: Pricing, redirects: Redirects, clock: Clock, limits: QuoteLimits
    ) -> None:
        self._transactions = transactions
        self._pricing = pricing
        self._redirects = redirects
        self._clock = clock
        self._limits = limits

    async def __call__(
        self, actor: Actor, order_id: str, changes: Sequence[Change], replaces: str | None, keyed: KeyedRequest | None
    ) -> Answer:
        """Return 201 with the Quote; ``replaces`` is released and its hold passed on in the same transaction."""
        errors = validate_request(changes)
        if errors:
            raise InvalidRequest(errors)
        company_id = actor.company_id or ""
        parcel = None
        if any(isinstance(change, ChangeAddress) for change in changes):
            parcel = await self._redirects.parcel_now(company_id, order_id)
        lock = keyed.lock_name(company_id) if keyed else None
        async with self._transactions.customer(company_id, exclusive=lock) as work:
            stored = await keyed.replay(work, self._clock.now()) if keyed else None
            if stored is not None:
                return stored
            order = await work.orders.get(order_id)
            if order is None:
                raise NotFound(order_id)
            own = await self._replaced(work, replaces)
            await self._check_limits(work, actor.user_id, len(own))
            quote = await self._pricing.quote(work, Asked(actor.user_id, order, changes, own=own, parcel=parcel))
            for quote_id in own:
                work.quotes.release(quote_id)
            answer = answer_of(201, quote.document)
            if keyed:
                keyed.keep(work, answer, self._clock.now())
            committing("quote")
        committed("quote")
        return answer

    async def _replaced(self, work: Work, quote_id: str | None) -> Sequence[str]:
        """The quote that is replaced, locked, if it still is open."""
        if quote_id is None:
            return ()
        quote = await work.quotes.lock(quote_id)
        if quote is None:
            raise NotFound(quote_id)
        if quote.status == "used":
            raise QuoteUsed(str(quote.change_id))
        return (quote_id,) if quote.status == "open" else ()

    async def _check_limits(self, work: Work, user_id: str, replaced: int) -> None:
        now = self._clock.now()
        held, recent = await work.quotes.open_of(user_id, now, now - _MINUTE)
        if held + _NEAR_THE_LIMIT > self._limits.open:
            await work.quotes.queue_up(user_id)
            held, recent = await work.quotes.open_of(user_id, now, now - _MINUTE)
        if held - replaced >= self._limits.open or (self._limits.per_minute and recent >= self._limits.per_minute):
            raise RateLimited(retry_after=60)


class Quotes:
    """Quotes as they stand."""

    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def get(self, actor: Actor, quote_id: str) -> Json:
        """Return the Quote; NotFound if it is not there or not theirs."""
        async with self._transactions.reading(actor.scope) as reads:
            quote = await reads.quotes.get(quote_id)
        if quote is None:
            raise NotFound(quote_id)
        return quote.served(self._clock.now())

    async def decline(self, actor: Actor, quote_id: str) -> None:
        """Release the quote and its hold; nothing happens to one that is released, QuoteUsed for a used one."""
        async with self._transactions.customer(actor.company_id or "") as work:
            quote: StoredQuote | None = await work.quotes.lock(quote_id)
            if quote is None:
                raise NotFound(quote_id)
            if quote.status == "used":
                raise QuoteUsed(str(quote.change_id))
            work.quotes.release(quote_id)
