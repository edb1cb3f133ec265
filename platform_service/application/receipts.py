"""Receipts: what was confirmed, what it changed, and where it stands in the audit trail; signed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from brightthread.contract.instants import render
from platform_service.application.ports import IdSource
from platform_service.application.records import Json, StoredChange
from platform_service.domain.audit import TrailEntry
from platform_service.domain.money import money
from platform_service.domain.order import Order, Person


class Signer(Protocol):
    """Signs receipts; anyone can verify with the public keys."""

    def sign(self, receipt: Mapping[str, Any]) -> str:
        """Compact ES256 signature over the RFC 8785 form of ``receipt`` without ``jws``."""
        ...

    def jwks(self) -> Json:
        """The JWKS, old keys included."""
        ...


class Receipts:
    """Issues receipts."""

    def __init__(self, signer: Signer, ids: IdSource) -> None:
        self._signer = signer
        self._ids = ids

    def issue(
        self,
        change: StoredChange,
        confirmed_by: Person,
        quote_digest: str,
        orders: tuple[Order, Order],
        entry: TrailEntry,
        now: datetime,
    ) -> Json:
        """Return the signed Receipt of ``change``; ``orders``: before and after."""
        before, after = orders
        document = {
            "receipt_id": self._ids("rcp"),
            "change_id": change.change_id,
            "order_id": change.order_id,
            "company_id": change.company_id,
            "issued_at": render(now),
            "confirmed_by": {"user_id": confirmed_by.user_id, "name": confirmed_by.name},
            "confirmation": change.confirmation,
            "quote_digest": quote_digest,
            "option": change.option,
            "before": _state(before),
            "after": _state(after),
            "audit": {
                "sequence": entry.sequence,
                "previous_hash": entry.previous_hash,
                "entry_hash": entry.entry_hash,
            },
        }
        return {**document, "jws": self._signer.sign(document)}


def _state(order: Order) -> Json:
    return {
        "version": order.version,
        "total": money(order.total, order.currency),
        "delivery_date": order.delivery_date.isoformat(),
    }
