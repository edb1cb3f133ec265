"""Confirmed changes and receipts as they are served."""

from collections.abc import Mapping
from typing import Any

from brightthread.contract.instants import render
from platform_service.application.records import Json, Step, StoredChange


def change_document(change: StoredChange, order: Mapping[str, Any]) -> Json:
    """The OrderChange of ``api.md``; ``order`` as it stands now."""
    return {
        "change_id": change.change_id,
        "order_id": change.order_id,
        "quote_id": change.quote_id,
        "option_id": change.option_id,
        "status": change.status,
        "review_id": change.review_id,
        "sync_state": change.sync_state,
        "steps": [_step(step) for step in change.steps],
        "created_at": render(change.created_at),
        "applied_at": None if change.applied_at is None else render(change.applied_at),
        "order": order,
        "receipt": change.receipt,
    }


def _step(step: Step) -> Json:
    return {
        "system": step.system,
        "status": step.status,
        "attempts": step.attempts,
        "reference": step.reference,
        "error_code": step.error_code,
        "done_at": None if step.done_at is None else render(step.done_at),
    }
