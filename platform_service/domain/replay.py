"""Replaying a request on a copy of the order: the one function that quotes and applies alike (house.md, example 2)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from platform_service.domain import limits
from platform_service.domain.changes import Change
from platform_service.domain.delivery import same_place
from platform_service.domain.limits import Shortage
from platform_service.domain.merging import as_lines, settle
from platform_service.domain.order import Order, Status
from platform_service.domain.outcome import Outcome, Standing
from platform_service.domain.parts import work
from platform_service.domain.quote import Reason
from platform_service.domain.setting import Setting
from platform_service.domain.sheet import Charge, Sheet
from platform_service.domain.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class Part:
    """One change of a request and its place there."""

    index: int
    change: Change


@dataclass(frozen=True, slots=True)
class Replay:
    """What the parts that can be done make of the order.

    ``refusals``: reasons of parts refused by themselves, then of limits and stock on the result; ``humans``: reasons of
    parts for a person. ``order_after`` is the result of the parts done (version + 1); ``changed`` tells whether it is
    another order. ``days``: the table's longest, with the part it comes from; ``lead_index``: the part for whose goods
    the lead time moved the date, None if it did not.
    """

    outcomes: Mapping[int, Outcome]
    refusals: tuple[Reason, ...]
    humans: tuple[Reason, ...]
    shortages: tuple[Shortage, ...]
    order_after: Order
    changed: bool
    charges: tuple[Charge, ...]
    days: tuple[int, int] | None
    lead_index: int | None

    @property
    def cancels(self) -> bool:
        return self.order_after.status is Status.CANCELLED


def replay(order: Order, changes: Sequence[Change], surroundings: Surroundings) -> Replay:
    """Replay ``changes`` in order on a copy of ``order``; pure, never raises for a business rule.

    The changes must have passed ``request.validate_request`` and ``request.unknown_id``.
    """
    parts = [Part(index, change) for index, change in enumerate(changes)]
    return replay_parts(Setting.of(order, surroundings), parts)


def replay_parts(setting: Setting, parts: Sequence[Part]) -> Replay:
    """Replay some parts of a request; the reasons keep the parts' places in the whole."""
    sheet = Sheet.of(setting.order)
    outcomes = {part.index: work(sheet, setting, part.index, part.change) for part in parts}
    missing = list(limits.variant_refusals(sheet, setting))
    short = () if missing else tuple(limits.shortages(sheet, setting))
    stock = [limits.stock_refusal(setting, shortage) for shortage in short]
    result = settle(sheet)
    exceeded = list(limits.limit_refusals(sheet, setting, result))
    delivery, lead_index = _delivery(sheet, setting)
    lines, next_line = as_lines(setting.order, result) if sheet.lines_touched else (setting.order.lines, None)
    after = replace(
        setting.order,
        status=sheet.status,
        version=setting.order.version + 1,
        delivery_date=delivery,
        address=sheet.address,
        lines=lines,
        next_line=next_line or setting.order.next_line,
        fees=(*setting.order.fees, *(charge.posting for charge in sheet.charges)),
        credits=(*setting.order.credits, *([sheet.credit] if sheet.credit else [])),
    )
    return Replay(
        outcomes=outcomes,
        refusals=(*_reasons(outcomes, Standing.REFUSED), *missing, *exceeded, *stock),
        humans=_reasons(outcomes, Standing.HUMAN),
        shortages=short,
        order_after=after,
        changed=_changed(sheet, after),
        charges=tuple(sheet.charges),
        days=_longest(sheet),
        lead_index=lead_index,
    )


def _reasons(outcomes: Mapping[int, Outcome], standing: Standing) -> tuple[Reason, ...]:
    return tuple(o.reason for o in outcomes.values() if o.standing is standing and o.reason)


def _longest(sheet: Sheet) -> tuple[int, int] | None:
    """(days, part) of the part that adds most days: the longest counts, not the sum."""
    longest = max(((days, -index) for index, days in sheet.days), default=None)
    return (longest[0], -longest[1]) if longest else None


def _delivery(sheet: Sheet, setting: Setting) -> tuple[date, int | None]:
    """The new delivery date, and the part for whose goods the lead time moved it (None if it did not)."""
    order = setting.order
    if sheet.status is Status.CANCELLED:
        return order.delivery_date, None
    longest = _longest(sheet)
    delivery = order.delivery_date + timedelta(days=longest[0] if longest else 0)
    if sheet.requested_date is not None:
        delivery = max(delivery, sheet.requested_date)
    lead_days = setting.policy.lead_days(order.status)
    if sheet.lead_index is None or not lead_days:
        return delivery, None
    earliest = setting.surroundings.today + timedelta(days=lead_days)
    return (earliest, sheet.lead_index) if earliest > delivery else (delivery, None)


def _changed(sheet: Sheet, after: Order) -> bool:
    """Whether the order is another one, whatever the parts would cost (domain.md, Dates)."""
    before = sheet.order
    elsewhere = after.address is not before.address and not same_place(after.address, before.address)
    if elsewhere or sheet.requested_date is not None or after.status is not before.status:
        return True
    return sheet.lines_touched and contents(after) != contents(before)


def contents(order: Order) -> Counter[tuple[str, int, str | None]]:
    """The pieces of an order by SKU, unit price and artwork, however they are spread over lines."""
    pieces: Counter[tuple[str, int, str | None]] = Counter()
    for line in order.lines:
        pieces[line.sku, line.unit_price, line.artwork.artwork_id if line.artwork else None] += line.quantity
    return pieces
