"""What an applied option does beside the order: stock that moves, and money that is owed."""

from collections import Counter
from dataclasses import replace

from platform_service.domain.order import Order
from platform_service.domain.status import RESERVING


def stock_moves(before: Order, after: Order) -> dict[str, int]:
    """SKU → pieces by which the committed stock grows (negative: is given back); SKUs that stay are left out."""
    moves: Counter[str] = Counter()
    for order, sign in ((after, 1), (before, -1)):
        if order.status in RESERVING:
            for line in order.lines:
                moves[line.sku] += sign * line.quantity
    return {sku: pieces for sku, pieces in moves.items() if pieces}


def amount_owed(before: Order, after: Order) -> int:
    """The ledger's entry for a change, in cents: positive is owed by the customer, negative to the customer."""
    return after.total - before.total


def stamped(before: Order, after: Order, change_id: str, address_id: str | None = None) -> Order:
    """``after`` as it is stored: the new fees and credits carry the change, a one-off address its id."""
    address = after.address
    if address.address_id is None and address_id is not None:
        address = replace(address, address_id=address_id)
    return replace(
        after,
        address=address,
        fees=(*before.fees, *(replace(fee, change_id=change_id) for fee in after.fees[len(before.fees) :])),
        credits=(*before.credits, *(replace(c, change_id=change_id) for c in after.credits[len(before.credits) :])),
    )
