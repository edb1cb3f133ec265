"""What makes a request contradict itself (api.md, 422)."""

from datetime import date

import pytest

from platform_service.domain.changes import (
    CancelOrder,
    Change,
    ChangeAddress,
    ChangeDeliveryDate,
    ChangeQuantity,
    ChangeSize,
    RemoveLine,
    Shipment,
    ShipmentLine,
    SplitShipment,
)
from platform_service.domain.request import validate_request
from tests.unit.domain.world import DOCK

DATE = ChangeDeliveryDate(date(2027, 1, 1))
WRONG: list[tuple[list[Change], list[tuple[str, str]]]] = [
    ([CancelOrder(), ChangeAddress("a")], [("changes[0]", "cancel_order_stands_alone")]),
    (
        [CancelOrder(), CancelOrder()],
        [("changes[0]", "cancel_order_stands_alone"), ("changes[1]", "cancel_order_stands_alone")],
    ),
    ([DATE, ChangeQuantity("L1", 5), DATE], [("changes[2]", "duplicate_delivery_date")]),
    ([RemoveLine("L1"), ChangeSize("L1", "M")], [("changes[1].line_id", "line_removed")]),
    ([RemoveLine("L1"), RemoveLine("L1")], [("changes[1].line_id", "line_removed")]),
    (
        [RemoveLine("L1"), SplitShipment((Shipment((ShipmentLine("L2", 1), ShipmentLine("L1", 1))),))],
        [("changes[1].shipments[0].lines[1].line_id", "line_removed")],
    ),
    ([ChangeAddress()], [("changes[0]", "one_of_address")]),
    ([ChangeAddress("a-dock", DOCK)], [("changes[0]", "one_of_address")]),
]


@pytest.mark.parametrize(("changes", "errors"), WRONG)
def test_parts_that_contradict_each_other_are_named(changes: list[Change], errors: list[tuple[str, str]]) -> None:
    assert [(error.field, error.code) for error in validate_request(changes)] == errors


@pytest.mark.parametrize(
    "changes",
    [
        [CancelOrder()],
        [DATE],
        [ChangeSize("L1", "M"), RemoveLine("L1")],
        [RemoveLine("L1"), ChangeQuantity("L2", 3)],
        [ChangeSize("L1", "M", 5), ChangeSize("L1", "L", 5)],
    ],
)
def test_parts_that_get_along_are_fine(changes: list[Change]) -> None:
    assert validate_request(changes) == []
