"""domain.md, rulings on money: percentages, refunds, materials committed, cancellation."""

from dataclasses import replace

import pytest

from platform_service.domain.changes import (
    AddLine,
    CancelOrder,
    Change,
    ChangeAddress,
    ChangeArtwork,
    ChangeColor,
    ChangeQuantity,
    ChangeSize,
    RemoveLine,
)
from platform_service.domain.money import percent_of
from platform_service.domain.order import Order, Posting, Status
from platform_service.domain.quote import OptionDraft
from tests.unit.domain.world import EVENT, LOGO, codes, line, order, quote, sku

L1, L2 = "BT-1-1", "BT-1-2"
MAKING = Status.IN_PRODUCTION


def asked(an_order: Order, *changes: Change, **around_: object) -> OptionDraft:
    [option] = quote(an_order, *changes, **around_).options  # type: ignore[arg-type]
    return option


def fees(option: OptionDraft) -> list[tuple[str, int]]:
    return [(fee.code, fee.amount) for fee in option.fees]


@pytest.mark.parametrize(("amount", "points", "cents"), [(1, 5000, 1), (3, 5000, 2), (333, 1500, 50), (10, 400, 0)])
def test_half_a_cent_rounds_up(amount: int, points: int, cents: int) -> None:
    assert percent_of(amount, points) == cents


def test_a_second_percentage_is_taken_of_the_goods_as_the_first_change_left_them() -> None:
    more_then_art = asked(order(MAKING), ChangeQuantity(L1, 100), ChangeArtwork("art-event", L1))
    art_then_more = asked(order(MAKING), ChangeArtwork("art-event", L1), ChangeQuantity(L1, 100))
    assert fees(more_then_art) == [("quantity_increase", 5_000), ("artwork_change", 50_000)]
    assert fees(art_then_more) == [("artwork_change", 40_000), ("quantity_increase", 5_000)]


@pytest.mark.parametrize("pieces", [None, 20, 80])
def test_size_and_color_of_the_same_pieces_are_one_new_garment(pieces: int | None) -> None:
    size, color = ChangeSize(L1, "L", pieces), ChangeColor(L1, "Black", pieces)
    for changes in ((size, color), (color, size)):
        option = asked(order(MAKING), *changes)
        assert fees(option) == [("size_color_change", (pieces or 80) * 300)]
        assert option.days_added == 5
        assert sku("Black", "L") in {each.sku for each in option.order_after.lines}


def test_pieces_that_were_made_anew_pay_no_second_time_and_the_others_pay() -> None:
    some_then_all = asked(order(MAKING), ChangeSize(L1, "L"), ChangeColor(L1, "Black", 20))
    assert fees(some_then_all) == [("size_color_change", 24_000)]
    grown = asked(order(MAKING), ChangeSize(L1, "L"), ChangeQuantity(L1, 100), ChangeColor(L1, "Black"))
    assert [amount for code, amount in fees(grown) if code == "size_color_change"] == [24_000, 20 * 300]
    two_sizes = asked(order(MAKING), ChangeSize(L1, "L", 10), ChangeSize(L1, "XL", 10))
    assert fees(two_sizes) == [("size_color_change", 3_000), ("size_color_change", 3_000)]


def test_a_combination_that_exists_only_when_both_parts_are_done_is_fine() -> None:
    red = order(MAKING, line(1, "Red", "M"))
    option = asked(red, ChangeSize(L1, "3XL"), ChangeColor(L1, "Navy"))
    assert [each.sku for each in option.order_after.lines] == [sku("Navy", "3XL")]


def test_artwork_without_a_line_is_every_line_that_does_not_carry_it() -> None:
    an_order = order(
        MAKING, line(1, quantity=50), line(2, size="L", quantity=50, artwork=EVENT), line(3, "Red", artwork=None)
    )
    option = asked(an_order, ChangeArtwork("art-event"))
    assert fees(option) == [("artwork_change", (50 + 80) * 500)]
    assert {each.artwork for each in option.order_after.lines} == {EVENT}


def test_a_first_artwork_on_a_line_is_a_change_like_any_other() -> None:
    assert fees(asked(order(Status.APPROVED, line(1, artwork=None)), ChangeArtwork("art-logo"))) == [
        ("artwork_change", 12_000)
    ]


def test_fewer_pieces_in_production_leave_the_total_as_it_was() -> None:
    option = asked(order(MAKING, line(1), line(2, size="L")), ChangeQuantity(L1, 50), RemoveLine(L2))
    assert fees(option) == [("materials_committed", 30_000), ("materials_committed", 80_000)]
    assert (option.price_delta, option.refund) == (0, 0)


def test_a_refund_is_net_of_the_rises_of_the_same_request() -> None:
    an_order = order(Status.CREATED, line(1), line(2, size="L"))
    draft = quote(an_order, ChangeQuantity(L1, 10), ChangeQuantity(L2, 105))
    assert (draft.verdict, draft.options[0].refund) == ("conditional", 45_000)
    assert codes(draft) == ["refund_applies"]


@pytest.mark.parametrize(("pieces", "verdict"), [(50, "conditional"), (49, "needs_review")])
def test_exactly_five_hundred_dollars_are_still_automatic(pieces: int, verdict: str) -> None:
    draft = quote(order(Status.CREATED, line(1, quantity=100)), ChangeQuantity(L1, pieces))
    assert draft.verdict == verdict
    assert draft.options[0].needs_review == (verdict == "needs_review")
    assert draft.escalation_reason == ("refund_above_threshold" if verdict == "needs_review" else None)


def test_a_cancellation_is_of_the_total_with_fees_and_keeps_the_lines() -> None:
    an_order = order(MAKING, fees=[Posting("address_change", "New address", 1_501, "chg_1")])
    option = asked(an_order, CancelOrder("no longer needed"))
    # Half of $815.01 is $407.505: half up.
    assert (option.refund, option.price_delta, option.fees, option.days_added) == (40_751, -40_751, (), 0)
    assert [(c.code, c.amount) for c in option.order_after.credits] == [("cancellation_refund", 40_751)]
    assert (option.order_after.status, option.order_after.lines) == (Status.CANCELLED, an_order.lines)
    assert option.new_delivery_date == an_order.delivery_date


def test_a_cancellation_never_refunds_less_than_nothing() -> None:
    draft = quote(order(Status.APPROVED, line(1, quantity=10, price=250)), CancelOrder())
    assert (draft.verdict, codes(draft)) == ("allowed", ["no_refund"])
    assert (draft.options[0].refund, draft.options[0].order_after.credits) == (0, ())


def test_added_pieces_take_the_price_of_their_sku_on_the_order_else_the_base_price() -> None:
    an_order = order(Status.CREATED, line(1, price=950), line(2, price=990, artwork=EVENT))
    assert asked(an_order, AddLine(sku("Navy", "M"), 10)).price_delta == 9_500
    assert asked(an_order, AddLine(sku("Navy", "M"), 10, "art-event")).price_delta == 9_900
    assert asked(an_order, AddLine(sku("Navy", "L"), 10)).price_delta == 11_000


def test_a_fee_that_rounds_to_nothing_is_no_fee_line() -> None:
    option = asked(
        order(Status.APPROVED, line(1, quantity=1, price=3), line(2, "Red", artwork=EVENT)), ChangeArtwork("art-event")
    )
    assert (option.fees, option.days_added) == ((), 2)


def test_printed_pieces_inform_and_never_change_the_price() -> None:
    fresh, printed = order(MAKING), order(MAKING, line(1, produced=70))
    for change in (ChangeSize(L1, "L", 20), ChangeQuantity(L1, 60), ChangeArtwork("art-event")):
        assert fees(asked(fresh, change)) == fees(asked(printed, change))
    reason = quote(printed, ChangeSize(L1, "L", 20)).reasons[0]
    assert reason.facts["pieces_produced"] == 10
    after = asked(printed, ChangeSize(L1, "L", 20)).order_after
    assert [(each.quantity, each.pieces_produced) for each in after.lines] == [(60, 60), (20, 0)]


def test_addresses_cost_a_fee_whatever_else_is_asked() -> None:
    option = asked(order(MAKING), ChangeAddress("a-dock"), ChangeSize(L1, "L", 20))
    assert fees(option) == [("address_change", 1_500), ("size_color_change", 6_000)]
    assert option.days_added == 5


def test_a_second_cancellation_fee_counts_earlier_credits() -> None:
    an_order = replace(order(MAKING), credits=(Posting("goodwill", "Goodwill", 10_000, "chg_0"),))
    assert asked(an_order, CancelOrder()).refund == 35_000


def test_artworks_of_lines_merge_only_when_equal() -> None:
    an_order = order(Status.CREATED, line(1, artwork=LOGO), line(2, artwork=EVENT))
    assert len(asked(an_order, ChangeArtwork("art-event")).order_after.lines) == 1
