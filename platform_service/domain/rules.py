"""The decision on a request: verdict, reasons, options and what to hold. Pure; a refusal is a value, never an error."""

from collections.abc import Iterator, Mapping, Sequence

from platform_service.domain import reasons
from platform_service.domain.changes import Change
from platform_service.domain.effects import stock_moves
from platform_service.domain.options import as_requested, instead
from platform_service.domain.order import Order
from platform_service.domain.parts import barred_by_status
from platform_service.domain.quote import OptionDraft, QuoteDraft, Reason, Verdict
from platform_service.domain.replay import Part, Replay, replay_parts
from platform_service.domain.request import UnknownId, unknown_id
from platform_service.domain.setting import Setting
from platform_service.domain.surroundings import Surroundings

_ESCALATIONS = {"order_shipped": "order_shipped", "refund_above_threshold": "refund_above_threshold"}


def evaluate(order: Order, changes: Sequence[Change], surroundings: Surroundings) -> QuoteDraft | UnknownId:
    """Judge a request that passed ``request.validate_request``: status, then ids, then details (api.md).

    Returns the quote, or the first id that does not exist in a part the status does not bar.
    """
    setting = Setting.of(order, surroundings)
    parts = [Part(index, change) for index, change in enumerate(changes)]
    return _first_unknown(setting, parts) or _judge(setting, parts)


def _first_unknown(setting: Setting, parts: Sequence[Part]) -> UnknownId | None:
    line_ids = {line.line_id for line in setting.order.lines}
    for part in parts:
        if barred_by_status(setting, part.index, part.change) is None:
            unknown = unknown_id(line_ids, part.change, setting.surroundings)
            if unknown:
                return unknown
    return None


def _judge(setting: Setting, parts: Sequence[Part]) -> QuoteDraft:
    asked = replay_parts(setting, parts)
    if asked.refusals:
        given = (*asked.refusals, *asked.humans)
        return _draft(setting, Verdict.DENIED, given, instead(setting, parts, asked))
    if asked.humans:
        return _draft(setting, Verdict.NEEDS_REVIEW, asked.humans, ())
    if not asked.changed:
        return _draft(setting, Verdict.DENIED, [reasons.no_change(setting.order)], ())
    option = as_requested(setting, parts, asked)
    return _draft(setting, _verdict(option), list(_terms(setting, asked, option)), [option])


def _verdict(option: OptionDraft) -> Verdict:
    if option.needs_review:
        return Verdict.NEEDS_REVIEW
    free = not option.fees and not option.refund and not option.days_added
    return Verdict.ALLOWED if free else Verdict.CONDITIONAL


def _draft(setting: Setting, verdict: Verdict, given: Sequence[Reason], options: Sequence[OptionDraft]) -> QuoteDraft:
    ordered = sorted(given, key=lambda reason: len(given) if reason.change_index is None else reason.change_index)
    return QuoteDraft(
        verdict=verdict,
        reasons=tuple(ordered),
        options=tuple(options),
        escalation_reason=_escalation(ordered) if verdict is Verdict.NEEDS_REVIEW else None,
        holds=_holds(setting.order, options),
    )


def _escalation(given: Sequence[Reason]) -> str:
    """Why a human must agree, of the closed list: rush, split, late cancellation or date are ``needs_review``."""
    return next((_ESCALATIONS[reason.code] for reason in given if reason.code in _ESCALATIONS), "needs_review")


def _holds(order: Order, options: Sequence[OptionDraft]) -> Mapping[str, int]:
    """Held is, per SKU, the largest net need over the options (api.md)."""
    holds: dict[str, int] = {}
    for option in options:
        for sku, pieces in stock_moves(order, option.order_after).items():
            if pieces > 0:
                holds[sku] = max(pieces, holds.get(sku, 0))
    return holds


def _terms(setting: Setting, asked: Replay, option: OptionDraft) -> Iterator[Reason]:
    """What the request costs, gives back and takes in days."""
    yield from _charges(setting.order, asked)
    yield from _refunds(setting, asked, option)
    yield from _dates(setting, asked, option)
    if not (asked.charges or option.price_delta or option.days_added or asked.cancels):
        yield reasons.free_of_charge(setting.order)


def _charges(order: Order, asked: Replay) -> Iterator[Reason]:
    for charge in asked.charges:
        posting = charge.posting
        if posting.code == reasons.PRICE_KEPT:
            yield reasons.price_kept(order, charge.index, posting.amount, charge.facts)
        else:
            yield reasons.fee_applies(order, charge.index, posting.label, posting.amount, charge.facts)


def _refunds(setting: Setting, asked: Replay, option: OptionDraft) -> Iterator[Reason]:
    if option.refund:
        yield reasons.refund_applies(setting.order, option.refund)
    elif asked.cancels:
        yield reasons.nothing_left(setting.order)
    if option.needs_review:
        yield reasons.refund_above_threshold(setting.order, option.refund, setting.policy.refund_above)


def _dates(setting: Setting, asked: Replay, option: OptionDraft) -> Iterator[Reason]:
    order, delivery = setting.order, option.new_delivery_date
    if asked.days:
        yield reasons.days_added(order, asked.days[1], asked.days[0], delivery)
    if asked.lead_index is not None:
        yield reasons.lead_time_moves_date(order, asked.lead_index, setting.policy.lead_days(order.status), delivery)
