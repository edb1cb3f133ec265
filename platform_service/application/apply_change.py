"""Applying a confirmed option: one transaction, one use per quote, never anything but what was shown (design.md, 5)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from brightthread.service.crash_points import committed, committing
from platform_service.application.change_documents import change_document
from platform_service.application.drift import Drift, Refresh
from platform_service.application.idempotency import Answer, KeyedRequest, answer_of
from platform_service.application.ports import Clock, IdSource, Transactions
from platform_service.application.pricing import named, short_of, surroundings
from platform_service.application.record_change import Confirmed, RecordChange, steps_of
from platform_service.application.records import (
    Actor,
    Confirmable,
    Json,
    OpenedOrder,
    StoredChange,
    StoredQuote,
)
from platform_service.application.refusals import DigestMismatch, Drifted, NotFound, QuoteReleased, QuoteUsed
from platform_service.application.request_review import RequestReview
from platform_service.application.storage import Work
from platform_service.domain.audit import Author
from platform_service.domain.change_documents import changes_from_json
from platform_service.domain.documents import order_to_json
from platform_service.domain.effects import stock_moves
from platform_service.domain.order import Order, Person, Status
from platform_service.domain.policy import Policy
from platform_service.domain.replay import replay


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What the customer said yes to, and with which message; ``transcript`` is for the ticket of a review."""

    option_id: str
    digest: str
    confirmation: Json
    transcript: Sequence[Json] = ()


@dataclass(frozen=True, slots=True)
class Replayed:
    """The chosen option on today's order: what it makes of it, and whether stock is short."""

    after: Order
    code: str | None


class Recheck:
    """Runs the rules again on an option, under the order's lock (design.md, 5)."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy

    async def __call__(
        self, work: Work, quote: StoredQuote, option: Json, opened: OpenedOrder, now: datetime, today: datetime
    ) -> Replayed:
        """Return the order after the option; ``code`` says what no longer holds, in the order of ``api.md``."""
        order = opened.order
        if (order.version, order.status.value) != (quote.order_version, quote.seen["status"]):
            return Replayed(order, "order_changed")
        if quote.policy_version != self.policy.version:
            return Replayed(order, "policy_changed")
        changes = changes_from_json(option["changes"])
        own = (quote.quote_id,)
        moving = _moving(order, option)
        loaded = await work.surroundings.load(order.order_id, named(order, changes), now, own, lock=moving)
        result = replay(order, changes, surroundings(loaded, self.policy, today))
        needs = stock_moves(order, result.order_after)
        available = {sku: loaded.variants[sku].available for sku in moving if sku in loaded.variants}
        if short_of(needs, available) or result.shortages:
            return Replayed(order, "stock_changed")
        if result.refusals or result.humans or not _as_shown(option, order, result.order_after):
            return Replayed(order, "order_changed")
        return Replayed(result.order_after, None)


def _moving(before: Order, option: Json) -> list[str]:
    """The SKUs of which the order has more or fewer pieces after the option, as it was shown: their stock moves."""
    pieces: Counter[str] = Counter()
    for line in before.lines:
        pieces[line.sku] -= line.quantity
    if option["order_after"]["status"] != Status.CANCELLED:
        for line in option["order_after"]["lines"]:
            pieces[line["sku"]] += line["quantity"]
    return sorted(sku for sku, moved in pieces.items() if moved)


def _as_shown(option: Json, before: Order, after: Order) -> bool:
    """I6: the very price and date shown."""
    shown = (option["price_delta"]["amount"], option["new_delivery_date"])
    return shown == (after.total - before.total, after.delivery_date.isoformat())


class ApplyChange:
    """Applies a quote's option, or stores it for a human to decide."""

    def __init__(
        self,
        transactions: Transactions,
        recheck: Recheck,
        refresh: Refresh,
        record: RecordChange,
        review: RequestReview,
        clock: Clock,
        ids: IdSource,
    ) -> None:
        self._transactions = transactions
        self._recheck = recheck
        self._refresh = refresh
        self._record = record
        self._review = review
        self._clock = clock
        self._ids = ids

    async def __call__(self, actor: Actor, quote_id: str, confirmation: Confirmation, keyed: KeyedRequest) -> Answer:
        """Return 200 with the OrderChange; refusals in the order of ``api.md``, Drifted with its fresh quote stored."""
        company_id = actor.company_id or ""
        async with self._transactions.customer(company_id, exclusive=keyed.lock_name(company_id)) as work:
            now = self._clock.now()
            found = await work.quotes.confirmable(quote_id, keyed.route, keyed.key, now)
            if found is None:
                raise NotFound(quote_id)
            stored = keyed.answered(found.kept)
            if stored is not None:
                return stored
            outcome = await self._apply(work, actor, found, confirmation, now)
            if not isinstance(outcome, Drift):
                answer = answer_of(200, outcome)
                keyed.keep(work, answer, now)
            committing("apply")
        committed("apply")
        if isinstance(outcome, Drift):
            fresh = outcome.fresh.served(now) if outcome.fresh else None
            raise Drifted(outcome.code, outcome.differences, fresh)
        return answer

    async def _apply(
        self, work: Work, actor: Actor, found: Confirmable, confirmation: Confirmation, now: datetime
    ) -> Json | Drift:
        quote, opened = found.quote, found.opened
        option = _option(quote, confirmation.option_id)
        _check_spent(quote)
        if quote.status_at(now) == "expired":
            return await self._refresh(work, "quote_expired", quote, option, opened.order)
        if confirmation.digest != quote.digest:
            raise DigestMismatch
        # the quote is a promise of its day: at midnight it does not turn into another one
        result = await self._recheck(work, quote, option, opened, now, quote.created_at)
        if result.code is not None:
            return await self._refresh(work, result.code, quote, option, opened.order)
        change = self._change(actor, quote, option, confirmation, opened, result.after, now)
        by = Author("customer", actor.name, actor.user_id)
        if option["needs_review"]:
            waiting = self._review(work, change, quote, actor, confirmation.transcript, now)
            return change_document(waiting, order_to_json(opened.order))
        confirmed = Confirmed(change, by, Person(actor.user_id, actor.name), quote.digest, opened, result.after)
        work.quotes.use(quote.quote_id, change.change_id)
        applied, after = self._record.apply(work, confirmed, now, known=False)
        return change_document(applied, order_to_json(after))

    def _change(
        self,
        actor: Actor,
        quote: StoredQuote,
        option: Json,
        confirmation: Confirmation,
        opened: OpenedOrder,
        after: Order,
        now: datetime,
    ) -> StoredChange:
        terms: dict[str, Any] = {name: value for name, value in option.items() if name != "order_after"}
        reviewed = bool(option["needs_review"])
        return StoredChange(
            change_id=self._ids("chg"),
            company_id=quote.company_id,
            order_id=quote.order_id,
            quote_id=quote.quote_id,
            option_id=option["option_id"],
            user_id=actor.user_id,
            conversation_id=confirmation.confirmation["conversation_id"],
            status="pending_review" if reviewed else "applied",
            sync_state="pending",
            review_id=None,
            confirmation=dict(confirmation.confirmation),
            option=terms,
            summary=option["title"],
            before=order_to_json(opened.order),
            version_after=None,
            created_at=now,
            applied_at=None,
            steps=steps_of(opened.order, after, labelled=True, reviewed=reviewed),
        )


def _option(quote: StoredQuote, option_id: str) -> Json:
    for option in quote.document["options"]:
        if option["option_id"] == option_id:
            found: Json = option
            return found
    raise NotFound(option_id)


def _check_spent(quote: StoredQuote) -> None:
    if quote.status == "used":
        raise QuoteUsed(str(quote.change_id))
    if quote.status == "released":
        raise QuoteReleased
