"""The order, rebuilt from its audit trail alone (invariant I12)."""

from collections.abc import Sequence
from typing import Any

from platform_service.domain.audit import TrailEntry
from platform_service.domain.audit_state import continued, order_of
from platform_service.domain.order import Order


def rebuilt(entries: Sequence[TrailEntry]) -> Order:
    """The order after the last of ``entries`` (a whole trail, from its first; none at all is a ValueError)."""
    if not entries:
        raise ValueError("a trail without entries tells of no order")
    state: dict[str, Any] = {}
    for entry in entries:
        plain = {personal.field: personal.plain for personal in entry.personal}
        state = continued(state, entry.entry["order"], plain)
    return order_of(state)
