"""Orders, options and quotes as the plain JSON of ``api.md``: made once, stored and served as they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from brightthread.contract import canonical, instants
from platform_service.domain.change_documents import changes_to_json
from platform_service.domain.changes import Change
from platform_service.domain.money import money
from platform_service.domain.order import Address, Line, Order, Posting
from platform_service.domain.quote import OptionDraft, QuoteDraft, Reason

Json = dict[str, Any]

#: What the digest of a quote leaves out (api.md).
_OUTSIDE_DIGEST = frozenset({"digest", "status"})


@dataclass(frozen=True, slots=True)
class QuoteIdentity:
    """What a draft does not know: its ids and its life. ``option_ids`` go with the draft's options, in order."""

    quote_id: str
    option_ids: Sequence[str]
    created_at: datetime
    expires_at: datetime


def order_to_json(order: Order) -> Json:
    """The Order of ``api.md``."""
    currency = order.currency
    fees, credits = sum(fee.amount for fee in order.fees), sum(credit.amount for credit in order.credits)
    goods = order.goods
    return {
        "order_id": order.order_id,
        "status": order.status.value,
        "version": order.version,
        "created_at": instants.render(order.created_at),
        "delivery_date": order.delivery_date.isoformat(),
        "placed_by": {"user_id": order.placed_by.user_id, "name": order.placed_by.name},
        "address": address_to_json(order.address),
        "lines": [_line(line, currency) for line in order.lines],
        "fees": [posting_to_json(fee, currency) for fee in order.fees],
        "credits": [posting_to_json(credit, currency) for credit in order.credits],
        "totals": {
            "goods": money(goods, currency),
            "fees": money(fees, currency),
            "credits": money(credits, currency),
            "total": money(goods + fees - credits, currency),
        },
    }


def address_to_json(address: Address) -> Json:
    """An address on an order; ``address_id`` is null for one that is not stored yet."""
    return {
        "address_id": address.address_id,
        "label": address.label,
        "street": address.street,
        "city": address.city,
        "region": address.region,
        "postal_code": address.postal_code,
        "country": address.country,
    }


def posting_to_json(posting: Posting, currency: str) -> Json:
    """A fee or credit on an order."""
    return {**_fee(posting, currency), "change_id": posting.change_id}


def _fee(posting: Posting, currency: str) -> Json:
    return {"code": posting.code, "label": posting.label, "amount": money(posting.amount, currency)}


def _line(line: Line, currency: str) -> Json:
    artwork = line.artwork
    return {
        "line_id": line.line_id,
        "sku": line.sku,
        "product_id": line.product_id,
        "product_name": line.product_name,
        "color": line.color,
        "size": line.size,
        "quantity": line.quantity,
        "pieces_produced": line.pieces_produced,
        "unit_price": money(line.unit_price, currency),
        "total": money(line.total, currency),
        "artwork": {"artwork_id": artwork.artwork_id, "name": artwork.name} if artwork else None,
    }


def option_to_json(option: OptionDraft, option_id: str) -> Json:
    """The Option of ``api.md``."""
    currency = option.order_after.currency
    return {
        "option_id": option_id,
        "title": option.title,
        "kind": option.kind.value,
        "changes": changes_to_json(option.changes),
        "price_delta": money(option.price_delta, currency),
        "fees": [_fee(fee, currency) for fee in option.fees],
        "refund": money(option.refund, currency),
        "days_added": option.days_added,
        "new_delivery_date": option.new_delivery_date.isoformat(),
        "needs_review": option.needs_review,
        "order_after": order_to_json(option.order_after),
    }


def reason_to_json(reason: Reason) -> Json:
    """A reason of a quote; its facts are plain JSON already."""
    return {
        "code": reason.code,
        "message": reason.message,
        "change_index": reason.change_index,
        "policy_ref": reason.policy_ref,
        "facts": dict(reason.facts),
    }


def quote_to_json(
    draft: QuoteDraft, identity: QuoteIdentity, *, order: Order, policy_version: str, requested: Sequence[Change]
) -> Json:
    """The Quote of ``api.md``, open, with its digest."""
    options = zip(draft.options, identity.option_ids, strict=True)
    document = {
        "quote_id": identity.quote_id,
        "order_id": order.order_id,
        "order_version": order.version,
        "policy_version": policy_version,
        "status": "open",
        "verdict": draft.verdict.value,
        "requested": changes_to_json(requested),
        "reasons": [reason_to_json(reason) for reason in draft.reasons],
        "options": [option_to_json(option, option_id) for option, option_id in options],
        "escalation_reason": draft.escalation_reason,
        "created_at": instants.render(identity.created_at),
        "expires_at": instants.render(identity.expires_at),
    }
    return {**document, "digest": quote_digest(document)}


def quote_digest(document: Mapping[str, Any]) -> str:
    """Lower-case hex SHA-256 over the RFC 8785 form of a Quote without ``digest`` and ``status`` (api.md)."""
    return canonical.digest({name: value for name, value in document.items() if name not in _OUTSIDE_DIGEST})
