"""Making a quote inside a transaction: load what the rules look at, judge, hold the stock, store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from platform_service.application.ports import Clock, IdSource
from platform_service.application.records import Loaded, Named, StoredQuote
from platform_service.application.refusals import NotFound
from platform_service.application.storage import Work
from platform_service.domain.changes import AddLine, Change, ChangeAddress, ChangeArtwork, SplitShipment
from platform_service.domain.documents import QuoteIdentity, quote_to_json
from platform_service.domain.order import Order
from platform_service.domain.policy import Policy
from platform_service.domain.quote import QuoteDraft
from platform_service.domain.request import UnknownId
from platform_service.domain.rules import evaluate
from platform_service.domain.surroundings import Parcel, Surroundings


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to price: who asks for what on which order, and where it comes from.

    ``own``: quotes whose holds this one may count on, because it takes their place. ``parcel``: as the carrier sees it
    just now; None where nobody asked.
    """

    user_id: str
    order: Order
    changes: Sequence[Change]
    own: Sequence[str] = ()
    parcel: Parcel | None = None
    fresh_of: str | None = None
    fresh_option: str | None = None


def named(order: Order, changes: Sequence[Change]) -> Named:
    """The ids that the order and the request name."""
    artworks = {line.artwork.artwork_id for line in order.lines if line.artwork}
    artworks |= {c.artwork_id for c in changes if isinstance(c, AddLine | ChangeArtwork) and c.artwork_id}
    addresses = {c.address_id for c in changes if isinstance(c, ChangeAddress) and c.address_id}
    for change in changes:
        if isinstance(change, SplitShipment):
            addresses |= {part.address_id for part in change.shipments if part.address_id}
    skus = {line.sku for line in order.lines} | {c.sku for c in changes if isinstance(c, AddLine)}
    return Named(frozenset(skus), frozenset(artworks), frozenset(addresses))


def surroundings(loaded: Loaded, policy: Policy, now: datetime, parcel: Parcel | None = None) -> Surroundings:
    """What was loaded, as the rules look at it; days are UTC."""
    known = loaded.parcels[0] if loaded.parcels else None
    return Surroundings(
        today=now.date(),
        policy=policy,
        variants=loaded.variants,
        artworks=loaded.artworks,
        addresses=loaded.addresses,
        parcel=parcel or known,
    )


class Pricing:
    """Prices requests and stores the quotes."""

    def __init__(self, policy: Policy, clock: Clock, ids: IdSource, life: timedelta) -> None:
        self.policy = policy
        self._clock = clock
        self._ids = ids
        self._life = life

    async def quote(self, work: Work, asked: Asked) -> StoredQuote:
        """Judge the request, hold what it needs and store the quote; NotFound for an id that does not exist."""
        now = self._clock.now()
        loaded = await work.surroundings.load(asked.order.order_id, named(asked.order, asked.changes), now, asked.own)
        draft = self._judge(asked, loaded, now)
        if draft.holds:
            available = await work.stock.lock(sorted(draft.holds), now, asked.own, tentatively=True)
            if any(pieces > available[sku] for sku, pieces in draft.holds.items()):
                draft = await self._judge_locked(work, asked, loaded, now)
        quote = self._stored(asked, draft, now)
        work.quotes.add(quote, draft.holds)
        return quote

    async def _judge_locked(self, work: Work, asked: Asked, loaded: Loaded, now: datetime) -> QuoteDraft:
        """Somebody was faster on what the first look promised: lock everything the answer may need, look again."""
        await work.stock.unlock()
        available = await work.stock.lock(sorted(loaded.variants), now, asked.own)
        variants = {sku: replace(v, available=available[sku]) for sku, v in loaded.variants.items()}
        return self._judge(asked, replace(loaded, variants=variants), now)

    def _judge(self, asked: Asked, loaded: Loaded, now: datetime) -> QuoteDraft:
        judged = evaluate(asked.order, asked.changes, surroundings(loaded, self.policy, now, asked.parcel))
        if isinstance(judged, UnknownId):
            raise NotFound(judged.id)
        return judged

    def _stored(self, asked: Asked, draft: QuoteDraft, now: datetime) -> StoredQuote:
        order = asked.order
        identity = QuoteIdentity(self._ids("q"), tuple(self._ids("opt") for _ in draft.options), now, now + self._life)
        document = quote_to_json(
            draft, identity, order=order, policy_version=self.policy.version, requested=asked.changes
        )
        return StoredQuote(
            quote_id=identity.quote_id,
            company_id=order.company_id,
            order_id=order.order_id,
            user_id=asked.user_id,
            order_version=order.version,
            policy_version=self.policy.version,
            verdict=draft.verdict.value,
            created_at=now,
            expires_at=identity.expires_at,
            digest=document["digest"],
            document=document,
            seen={"status": order.status.value},
            fresh_of=asked.fresh_of,
            fresh_option=asked.fresh_option,
        )


def short_of(needs: Mapping[str, int], available: Mapping[str, int]) -> list[str]:
    """The SKUs of which there is not enough."""
    return [sku for sku, pieces in needs.items() if pieces > available.get(sku, 0)]
