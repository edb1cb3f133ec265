"""Every status × every change type: the verdict, the reasons, the fee lines and the days of domain.md's table."""

from datetime import timedelta

import pytest

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
from platform_service.domain.order import Status
from tests.unit.domain.world import FAR, codes, order, quote, sku

L1 = "BT-1-1"
CHANGES: dict[str, Change] = {
    "more": ChangeQuantity(L1, 90),
    "added": AddLine(sku("Navy", "L"), 10),
    "fewer": ChangeQuantity(L1, 70),
    "size": ChangeSize(L1, "L"),
    "color": ChangeColor(L1, "Black"),
    "artwork": ChangeArtwork("art-event"),
    "address": ChangeAddress("a-dock"),
    "cancel": CancelOrder(),
    "later": ChangeDeliveryDate(FAR + timedelta(days=3)),
    "earlier": ChangeDeliveryDate(FAR - timedelta(days=3)),
    "split": SplitShipment(),
}
GOODS = ("more", "added", "fewer", "size", "color", "artwork")
FOR_A_PERSON_WHEN_READY = ("cancel", "later", "earlier", "split")
CREATED, APPROVED, MAKING, READY = Status.CREATED, Status.APPROVED, Status.IN_PRODUCTION, Status.READY_TO_SHIP

# status, change → verdict, reason codes, fee codes, days added
ALLOWED = {
    (CREATED, "more"): ("allowed", [], [], 0),
    (CREATED, "added"): ("allowed", [], [], 0),
    (CREATED, "fewer"): ("conditional", ["refund_applies"], [], 0),
    (CREATED, "size"): ("allowed", ["free_of_charge"], [], 0),
    (CREATED, "color"): ("allowed", ["free_of_charge"], [], 0),
    (CREATED, "artwork"): ("allowed", ["free_of_charge"], [], 0),
    (CREATED, "address"): ("allowed", ["free_of_charge"], [], 0),
    (CREATED, "cancel"): ("needs_review", ["refund_applies", "refund_above_threshold"], [], 0),
    (CREATED, "later"): ("conditional", [], [], 3),
    (APPROVED, "more"): ("allowed", [], [], 0),
    (APPROVED, "added"): ("allowed", [], [], 0),
    (APPROVED, "fewer"): ("conditional", ["refund_applies"], [], 0),
    (APPROVED, "size"): ("allowed", ["free_of_charge"], [], 0),
    (APPROVED, "color"): ("allowed", ["free_of_charge"], [], 0),
    (APPROVED, "artwork"): ("conditional", ["fee_applies", "days_added"], ["artwork_change"], 2),
    (APPROVED, "address"): ("allowed", ["free_of_charge"], [], 0),
    (APPROVED, "cancel"): ("needs_review", ["refund_applies", "refund_above_threshold"], [], 0),
    (APPROVED, "later"): ("conditional", [], [], 3),
    (MAKING, "more"): ("conditional", ["fee_applies", "days_added"], ["quantity_increase"], 5),
    (MAKING, "added"): ("conditional", ["fee_applies", "days_added"], ["quantity_increase"], 5),
    (MAKING, "fewer"): ("conditional", ["no_refund"], ["materials_committed"], 0),
    (MAKING, "size"): ("conditional", ["fee_applies", "days_added"], ["size_color_change"], 5),
    (MAKING, "color"): ("conditional", ["fee_applies", "days_added"], ["size_color_change"], 5),
    (MAKING, "artwork"): ("conditional", ["fee_applies", "days_added"], ["artwork_change"], 7),
    (MAKING, "address"): ("conditional", ["fee_applies", "days_added"], ["address_change"], 1),
    (MAKING, "cancel"): ("conditional", ["refund_applies"], [], 0),
    (MAKING, "later"): ("conditional", [], [], 3),
    (READY, "address"): ("conditional", ["fee_applies", "days_added"], ["address_change"], 2),
}
# status, change → verdict, reason code, escalation reason
WITHOUT_OPTION = {
    **{(status, "earlier"): ("needs_review", "rush", "needs_review") for status in (CREATED, APPROVED, MAKING)},
    **{(status, "split"): ("needs_review", "split_shipment", "needs_review") for status in (CREATED, APPROVED, MAKING)},
    **{
        (READY, name): ("denied", "status_forbids", None)
        for name in ("more", "added", "fewer", "size", "color", "artwork")
    },
    **{
        (READY, name): ("needs_review", "status_forbids", "needs_review")
        for name in ("cancel", "later", "earlier", "split")
    },
    **{(Status.SHIPPED, name): ("needs_review", "order_shipped", "order_shipped") for name in CHANGES},
    **{
        (status, name): ("denied", "order_final", None)
        for status in (Status.DELIVERED, Status.RETURNED, Status.CANCELLED)
        for name in CHANGES
    },
}


def test_the_table_is_whole() -> None:
    assert set(ALLOWED) | set(WITHOUT_OPTION) == {(status, name) for status in Status for name in CHANGES}
    assert not set(ALLOWED) & set(WITHOUT_OPTION)


@pytest.mark.parametrize(("status", "name"), ALLOWED)
def test_a_change_the_table_allows_is_one_option_as_asked(status: Status, name: str) -> None:
    verdict, reasons, fees, days = ALLOWED[status, name]
    draft = quote(order(status), CHANGES[name])
    assert (draft.verdict, codes(draft)) == (verdict, reasons)
    [option] = draft.options
    assert option.kind == "as_requested"
    assert option.changes == (CHANGES[name],)
    assert ([fee.code for fee in option.fees], option.days_added) == (fees, days)
    assert option.order_after.version == 2
    assert option.order_after.status == (Status.CANCELLED if name == "cancel" else status)


@pytest.mark.parametrize(("status", "name"), WITHOUT_OPTION)
def test_a_change_the_table_bars_has_a_reason_and_no_option(status: Status, name: str) -> None:
    verdict, reason, escalation = WITHOUT_OPTION[status, name]
    draft = quote(order(status), CHANGES[name])
    assert (draft.verdict, codes(draft), draft.escalation_reason) == (verdict, [reason], escalation)
    assert draft.options == ()
    assert draft.reasons[0].policy_ref is not None


@pytest.mark.parametrize("change", [ChangeSize("nowhere", "L"), RemoveLine("nowhere"), AddLine("nothing", 5)])
@pytest.mark.parametrize("status", [Status.READY_TO_SHIP, Status.SHIPPED, Status.DELIVERED])
def test_status_is_judged_before_ids(status: Status, change: Change) -> None:
    assert quote(order(status), change).options == ()


def test_the_only_line_cannot_be_removed_and_the_way_out_is_to_cancel() -> None:
    draft = quote(order(Status.CREATED), RemoveLine(L1))
    assert (draft.verdict, codes(draft)) == ("denied", ["below_minimum"])
    assert "cancel" in draft.reasons[0].message
