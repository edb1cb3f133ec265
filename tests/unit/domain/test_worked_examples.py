"""The worked examples of domain.md, to the cent, and the demo conversations' figures."""

import pytest

from platform_service.domain.changes import (
    CancelOrder,
    Change,
    ChangeAddress,
    ChangeArtwork,
    ChangeQuantity,
    ChangeSize,
)
from platform_service.domain.order import Status
from tests.unit.domain.world import line, order, quote

EXAMPLES = [
    pytest.param(Status.APPROVED, 100, 1000, ChangeArtwork("art-event"), 15_000, 0, 2, id="artwork-approved"),
    pytest.param(Status.IN_PRODUCTION, 500, 1000, CancelOrder(), -250_000, 250_000, 0, id="cancel-in-production"),
    pytest.param(Status.APPROVED, 500, 1000, CancelOrder(), -497_500, 497_500, 0, id="cancel-approved"),
    pytest.param(Status.IN_PRODUCTION, 80, 1000, ChangeSize("BT-1-1", "L"), 24_000, 0, 5, id="size-in-production"),
    pytest.param(Status.IN_PRODUCTION, 150, 1000, ChangeArtwork("art-event"), 75_000, 0, 7, id="artwork-in-production"),
    pytest.param(Status.IN_PRODUCTION, 80, 1000, ChangeQuantity("BT-1-1", 130), 62_500, 0, 5, id="more-in-production"),
    pytest.param(Status.IN_PRODUCTION, 80, 1000, ChangeQuantity("BT-1-1", 50), 0, 0, 0, id="fewer-in-production"),
    pytest.param(Status.IN_PRODUCTION, 80, 1000, ChangeAddress("a-dock"), 1_500, 0, 1, id="address-in-production"),
    pytest.param(Status.READY_TO_SHIP, 80, 1000, ChangeAddress("a-dock"), 2_500, 0, 2, id="address-ready-to-ship"),
    pytest.param(Status.IN_PRODUCTION, 80, 499, ChangeSize("BT-1-1", "L", 20), 2_994, 0, 5, id="demo-20-to-large"),
    pytest.param(Status.CREATED, 60, 499, ChangeQuantity("BT-1-1", 80), 9_980, 0, 0, id="demo-20-more"),
    pytest.param(Status.CREATED, 60, 499, CancelOrder(), -29_940, 29_940, 0, id="cancel-created"),
]


@pytest.mark.parametrize(("status", "pieces", "price", "change", "delta", "refund", "days"), EXAMPLES)
def test_a_worked_example_comes_out_to_the_cent(
    status: Status, pieces: int, price: int, change: Change, delta: int, refund: int, days: int
) -> None:
    an_order = order(status, line(1, quantity=pieces, price=price))
    [option] = quote(an_order, change).options
    assert (option.price_delta, option.refund, option.days_added) == (delta, refund, days)
    assert option.order_after.total == an_order.total + delta
    assert option.needs_review == (refund > 50_000)


def test_a_percentage_is_rounded_half_up_once_a_change() -> None:
    an_order = order(Status.IN_PRODUCTION, line(1, quantity=11, price=101), line(2, size="L", quantity=10, price=101))
    [option] = quote(an_order, ChangeArtwork("art-event")).options
    # 21 × $1.01 = $21.21, of which half is $10.605: one cent more, not two for two lines.
    assert [fee.amount for fee in option.fees] == [1061]
