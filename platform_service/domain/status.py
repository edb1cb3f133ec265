"""The arrows along which an order's status moves (domain.md, Order statuses; invariant I7)."""

from collections.abc import Mapping
from types import MappingProxyType

from platform_service.domain.order import Status

ARROWS: Mapping[Status, frozenset[Status]] = MappingProxyType(
    {
        Status.CREATED: frozenset({Status.APPROVED, Status.CANCELLED}),
        Status.APPROVED: frozenset({Status.IN_PRODUCTION, Status.CANCELLED}),
        Status.IN_PRODUCTION: frozenset({Status.READY_TO_SHIP, Status.CANCELLED}),
        Status.READY_TO_SHIP: frozenset({Status.SHIPPED}),
        Status.SHIPPED: frozenset({Status.DELIVERED}),
        Status.DELIVERED: frozenset({Status.RETURNED}),
        Status.RETURNED: frozenset(),
        Status.CANCELLED: frozenset(),
    }
)

#: Orders in these statuses keep their pieces reserved in stock.
RESERVING = frozenset({Status.CREATED, Status.APPROVED, Status.IN_PRODUCTION, Status.READY_TO_SHIP})

#: The goods of an order in these statuses can still change.
CHANGEABLE = frozenset({Status.CREATED, Status.APPROVED, Status.IN_PRODUCTION})

#: No change is possible any more.
FINAL = frozenset({Status.DELIVERED, Status.RETURNED, Status.CANCELLED})


def can_move(now: Status, to: Status) -> bool:
    """Whether one arrow leads from ``now`` to ``to``; staying is no move."""
    return to in ARROWS[now]
