"""domain.md, rulings on verdicts: what beats what, ids, variants, artworks, carriers."""

import pytest

from platform_service.domain.artwork import problems
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
    Shipment,
    ShipmentLine,
    SplitShipment,
)
from platform_service.domain.order import Status
from platform_service.domain.request import UnknownId
from platform_service.domain.rules import evaluate
from platform_service.domain.surroundings import Artwork, Parcel
from tests.unit.domain.world import TODAY, around, codes, line, order, quote, sku

L1 = "BT-1-1"


def kinds(draft: object) -> list[str]:
    return [option.kind.value for option in draft.options]  # type: ignore[attr-defined]


def test_one_denied_part_denies_the_request_and_the_others_are_an_option() -> None:
    draft = quote(order(Status.READY_TO_SHIP), ChangeQuantity(L1, 90), ChangeAddress("a-dock"))
    assert (draft.verdict, codes(draft), kinds(draft)) == ("denied", ["status_forbids"], ["part"])
    assert draft.options[0].changes == (ChangeAddress("a-dock"),)
    assert draft.reasons[0].change_index == 0


def test_denied_beats_needs_review() -> None:
    rush = ChangeDeliveryDate(TODAY)
    for refused in (ChangeSize(L1, "9XL"), ChangeQuantity(L1, 501), ChangeQuantity(L1, 5), ChangeArtwork("art-old")):
        draft = quote(order(Status.CREATED), rush, refused)
        assert (draft.verdict, draft.escalation_reason, draft.options) == ("denied", None, ())
        assert "rush" in codes(draft)
    short = quote(order(Status.CREATED), rush, ChangeQuantity(L1, 90), stock={sku("Navy", "M"): 5})
    assert (short.verdict, kinds(short)[0]) == ("denied", "in_stock")


def test_a_refund_above_the_threshold_with_too_little_stock_is_denied() -> None:
    two = order(Status.CREATED, line(1, quantity=100), line(2, size="L"))
    draft = quote(two, ChangeQuantity(L1, 10), ChangeQuantity("BT-1-2", 90), stock={sku("Navy", "L"): 0}, default=0)
    assert (draft.verdict, codes(draft), kinds(draft)[0]) == ("denied", ["insufficient_stock"], "part")
    assert draft.options[0].needs_review


def test_what_a_person_must_decide_without_a_price_has_no_option() -> None:
    draft = quote(order(Status.CREATED), SplitShipment(), ChangeAddress("a-dock"))
    assert (draft.verdict, draft.options, draft.escalation_reason) == ("needs_review", (), "needs_review")


def test_a_shipped_order_is_shipped_whatever_the_details() -> None:
    draft = quote(order(Status.SHIPPED), ChangeQuantity("nowhere", 90), ChangeSize(L1, "9XL"))
    assert (codes(draft), draft.escalation_reason) == (["order_shipped", "order_shipped"], "order_shipped")


UNKNOWN: list[tuple[Change, str, str]] = [
    (ChangeQuantity("L9", 20), "line", "L9"),
    (ChangeArtwork("art-x"), "artwork", "art-x"),
    (ChangeArtwork("art-logo", "L9"), "line", "L9"),
    (ChangeAddress("a-x"), "address", "a-x"),
    (AddLine("sku-x", 5), "sku", "sku-x"),
    (AddLine(sku("Red", "M"), 5, "art-x"), "artwork", "art-x"),
    (RemoveLine("L9"), "line", "L9"),
    (SplitShipment((Shipment((ShipmentLine("L9", 5),)),)), "line", "L9"),
    (SplitShipment((Shipment((ShipmentLine(L1, 5),), address_id="a-x"),)), "address", "a-x"),
]


@pytest.mark.parametrize(("change", "kind", "unknown"), UNKNOWN)
def test_an_id_that_does_not_exist_is_told_apart_from_a_refusal(change: Change, kind: str, unknown: str) -> None:
    found = evaluate(order(Status.CREATED), [ChangeSize(L1, "9XL"), change], around())
    assert found == UnknownId(kind, unknown)


def test_a_size_the_product_does_not_come_in_names_the_ones_there_are() -> None:
    an_order = order(Status.CREATED)
    size, color = quote(an_order, ChangeSize(L1, "4XL")), quote(an_order, ChangeColor(L1, "Pink"))
    assert (size.verdict, codes(size)) == ("denied", ["no_such_variant"])
    assert size.reasons[0].facts["sizes"] == ["XS", "S", "M", "L", "XL", "2XL", "3XL"]
    assert color.reasons[0].facts["colors"] == ["White", "Black", "Navy", "Red"]


def test_a_color_and_size_that_are_not_made_together_are_no_such_variant() -> None:
    draft = quote(order(Status.CREATED, line(1, size="3XL")), ChangeColor(L1, "Red"), ChangeAddress("a-dock"))
    assert (codes(draft), kinds(draft)) == (["no_such_variant"], ["part"])
    assert draft.reasons[0].facts["colors"] == ["White", "Black", "Navy"]
    assert "3XL" not in draft.reasons[0].facts["sizes"]


@pytest.mark.parametrize("artwork_id", ["art-old", "art-web", "art-big"])
def test_an_artwork_that_cannot_be_printed_is_refused_and_says_why(artwork_id: str) -> None:
    for change in (ChangeArtwork(artwork_id), AddLine(sku("Red", "M"), 5, artwork_id)):
        draft = quote(order(Status.CREATED), change)
        assert (draft.verdict, codes(draft)) == ("denied", ["artwork_unusable"])
        assert draft.reasons[0].facts["problems"]


@pytest.mark.parametrize(
    ("file_type", "dpi", "size", "active", "usable"),
    [
        ("png", 300, 50 * 1024 * 1024, True, True),
        ("JPG", 600, 1, True, True),
        ("svg", None, 1, True, True),
        ("pdf", None, 1, True, True),
        ("png", 299, 1, True, False),
        ("png", None, 1, True, False),
        ("gif", 300, 1, True, False),
        ("pdf", None, 50 * 1024 * 1024 + 1, True, False),
        ("svg", None, 1, False, False),
    ],
)
def test_what_makes_an_artwork_printable(
    file_type: str, dpi: int | None, size: int, active: bool, usable: bool
) -> None:
    artwork = Artwork("a", "A", file_type, dpi, size, active)
    assert (problems(artwork, around().policy.artwork) == ()) == usable


@pytest.mark.parametrize(
    ("parcel", "allowed"),
    [
        (None, True),
        (Parcel("ups", "PRE_TRANSIT"), True),
        (Parcel("UPS", "UNKNOWN"), True),
        (Parcel("ups", "TRANSIT"), False),
        (Parcel("snail", "PRE_TRANSIT"), False),
    ],
)
def test_only_a_parcel_the_carrier_can_redirect_goes_elsewhere(parcel: Parcel | None, allowed: bool) -> None:
    draft = quote(order(Status.READY_TO_SHIP), ChangeAddress("a-dock"), parcel=parcel)
    assert codes(draft) == (["fee_applies", "days_added"] if allowed else ["carrier_cannot_redirect"])
    assert draft.verdict == ("conditional" if allowed else "denied")


def test_the_parcel_does_not_matter_before_the_order_is_ready() -> None:
    draft = quote(order(Status.IN_PRODUCTION), ChangeAddress("a-dock"), parcel=Parcel("snail", "TRANSIT"))
    assert draft.verdict == "conditional"


def test_every_denial_and_every_reason_points_into_the_policy() -> None:
    for status in Status:
        for change in (CancelOrder(), ChangeSize(L1, "9XL"), ChangeQuantity(L1, 2), ChangeArtwork("art-event")):
            draft = quote(order(status), change)
            assert all(reason.policy_ref and reason.policy_ref.startswith("order-changes#") for reason in draft.reasons)
