"""The rule of each change type, and the status check that comes before it (api.md, order of checks)."""

from collections.abc import Callable, Mapping
from typing import Any

from platform_service.domain import cancellation, decoration, delivery, quantities, restyle
from platform_service.domain.changes import (
    AddLine,
    CancelOrder,
    Change,
    ChangeAddress,
    ChangeArtwork,
    ChangeColor,
    ChangeDeliveryDate,
    ChangeQuantity,
    ChangeSize,
    RemoveLine,
    SplitShipment,
)
from platform_service.domain.outcome import Outcome
from platform_service.domain.policy_terms import Topic
from platform_service.domain.setting import Setting
from platform_service.domain.sheet import Sheet
from platform_service.domain.status import CHANGEABLE
from platform_service.domain.status_check import status_bars

_RULES: Mapping[type, Callable[[Sheet, Setting, int, Any], Outcome]] = {
    ChangeQuantity: quantities.change_quantity,
    ChangeSize: restyle.change_size,
    ChangeColor: restyle.change_color,
    ChangeArtwork: decoration.change_artwork,
    ChangeAddress: delivery.change_address,
    AddLine: quantities.add_line,
    RemoveLine: quantities.remove_line,
    CancelOrder: cancellation.cancel_order,
    ChangeDeliveryDate: delivery.change_delivery_date,
    SplitShipment: delivery.split_shipment,
}
_TOPICS: Mapping[type, tuple[Topic, ...]] = {
    ChangeQuantity: (Topic.QUANTITY_UP, Topic.QUANTITY_DOWN),
    ChangeSize: (Topic.SIZE_COLOR,),
    ChangeColor: (Topic.SIZE_COLOR,),
    ChangeArtwork: (Topic.ARTWORK,),
    ChangeAddress: (Topic.ADDRESS,),
    AddLine: (Topic.QUANTITY_UP,),
    RemoveLine: (Topic.QUANTITY_DOWN,),
    CancelOrder: (Topic.CANCEL,),
    ChangeDeliveryDate: (Topic.DELIVERY_DATE,),
    SplitShipment: (Topic.SPLIT_SHIPMENT,),
}


def barred_by_status(setting: Setting, index: int, change: Change) -> Outcome | None:
    """What the order's status alone says against a part; None if the part's own rule is to be asked."""
    if isinstance(change, SplitShipment) and setting.order.status in CHANGEABLE:
        return None
    return status_bars(setting, index, *_TOPICS[type(change)])


def work(sheet: Sheet, setting: Setting, index: int, change: Change) -> Outcome:
    """Judge one part, by status and then by its own rule, and do it on the sheet if it may be done."""
    return barred_by_status(setting, index, change) or _RULES[type(change)](sheet, setting, index, change)
