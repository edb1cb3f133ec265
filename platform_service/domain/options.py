"""The options of a quote: as asked, the part in stock, the possible parts, other sizes, other colors (design.md)."""

from collections.abc import Iterable, Sequence
from typing import Any

from platform_service.domain.alternatives import alternatives
from platform_service.domain.fitting import Fitted, cut_to_stock, without_refused
from platform_service.domain.outcome import Standing
from platform_service.domain.quote import OptionDraft, OptionKind
from platform_service.domain.replay import Part, Replay, contents
from platform_service.domain.setting import Setting
from platform_service.domain.wording import summary


def as_requested(setting: Setting, parts: Sequence[Part], asked: Replay) -> OptionDraft:
    """The option that is exactly the request."""
    return _option(setting, OptionKind.AS_REQUESTED, Fitted(tuple(parts), asked))


def instead(setting: Setting, parts: Sequence[Part], asked: Replay) -> tuple[OptionDraft, ...]:
    """What can be offered in place of a denied request: never twice the same, never a worse copy of another."""
    possible = [part for part in parts if asked.outcomes[part.index].standing is Standing.DONE]
    found: list[tuple[OptionKind, Fitted | None]] = []
    if asked.shortages:
        found.append((OptionKind.IN_STOCK, cut_to_stock(setting, possible)))
    found.append((OptionKind.PART, without_refused(setting, possible)))
    found.extend((other.kind, other.fitted) for other in alternatives(setting, possible, asked.shortages))
    drafts = [_option(setting, kind, fitted) for kind, fitted in found if fitted and fitted.replay.changed]
    return tuple(_distinct(drafts)[: setting.policy.max_options])


def _option(setting: Setting, kind: OptionKind, fitted: Fitted) -> OptionDraft:
    before, after = setting.order, fitted.replay.order_after
    delta = after.total - before.total
    refund = max(0, -delta)
    moved = (after.delivery_date - before.delivery_date).days
    return OptionDraft(
        title=summary(before, fitted.changes, setting.surroundings),
        kind=kind,
        changes=fitted.changes,
        price_delta=delta,
        fees=tuple(charge.posting for charge in fitted.replay.charges),
        refund=refund,
        days_added=0 if fitted.replay.cancels else max(0, moved),
        new_delivery_date=after.delivery_date,
        needs_review=refund > setting.policy.refund_above,
        order_after=after,
    )


def _distinct(options: Iterable[OptionDraft]) -> list[OptionDraft]:
    """Of options with the same goods to the same place, only those that no other betters in both price and date."""
    kept: list[OptionDraft] = []
    for option in options:
        if any(_betters(other, option) for other in kept):
            continue
        kept = [other for other in kept if not _betters(option, other)]
        kept.append(option)
    return kept


def _betters(one: OptionDraft, other: OptionDraft) -> bool:
    """Whether ``one`` is the same result as ``other`` at no higher price and no later date."""
    no_worse = one.price_delta <= other.price_delta and one.new_delivery_date <= other.new_delivery_date
    return no_worse and _result(one) == _result(other)


def _result(option: OptionDraft) -> Any:
    return (option.order_after.status, option.order_after.address, contents(option.order_after))
