"""domain.md, rulings on lines: parts in order, joining, merging, ids, limits, requests that change nothing."""

import pytest

from platform_service.domain.changes import (
    AddLine,
    Change,
    ChangeAddress,
    ChangeArtwork,
    ChangeColor,
    ChangeDeliveryDate,
    ChangeQuantity,
    ChangeSize,
    RemoveLine,
)
from platform_service.domain.order import Address, Line, Order, Status
from tests.unit.domain.world import EVENT, LOGO, codes, line, order, quote, sku

L1, L2 = "BT-1-1", "BT-1-2"
MAKING = Status.IN_PRODUCTION
NAVY_M, NAVY_L = sku("Navy", "M"), sku("Navy", "L")


def after(an_order: Order, *changes: Change) -> tuple[Line, ...]:
    [option] = quote(an_order, *changes).options
    return option.order_after.lines


def shape(lines: tuple[Line, ...]) -> list[tuple[str, str, int]]:
    return [(each.line_id, each.sku, each.quantity) for each in lines]


def test_pieces_that_move_get_the_next_line_id() -> None:
    assert shape(after(order(MAKING), ChangeSize(L1, "L", 20))) == [(L1, NAVY_M, 60), (L2, NAVY_L, 20)]


def test_a_whole_line_that_moves_keeps_its_id() -> None:
    assert shape(after(order(MAKING), ChangeSize(L1, "L"))) == [(L1, NAVY_L, 80)]
    assert shape(after(order(MAKING), ChangeSize(L1, "L", 80))) == [(L1, NAVY_L, 80)]


def test_lines_that_become_equal_merge_and_the_oldest_id_stays() -> None:
    two = order(MAKING, line(1), line(2, size="L", quantity=40))
    assert shape(after(two, ChangeSize(L1, "L"))) == [(L1, NAVY_L, 120)]
    assert shape(after(two, ChangeSize(L2, "M"))) == [(L1, NAVY_M, 120)]
    assert shape(after(two, ChangeSize(L1, "L", 30))) == [(L1, NAVY_M, 50), (L2, NAVY_L, 70)]


@pytest.mark.parametrize("other", [{"price": 1001}, {"artwork": EVENT}, {"artwork": None}])
def test_lines_of_another_price_or_artwork_do_not_merge(other: dict[str, object]) -> None:
    two = order(MAKING, line(1), line(2, size="L", quantity=40, **other))  # type: ignore[arg-type]
    assert shape(after(two, ChangeSize(L1, "L"))) == [(L1, NAVY_L, 80), (L2, NAVY_L, 40)]


def test_lines_that_were_equal_before_are_left_alone() -> None:
    twins = order(Status.CREATED, line(1, quantity=400), line(2, quantity=400))
    assert shape(after(twins, ChangeQuantity(L1, 410))) == [(L1, NAVY_M, 410), (L2, NAVY_M, 400)]


def test_two_parts_on_one_line_replay_in_order() -> None:
    lines = after(order(Status.CREATED), ChangeSize(L1, "L", 20), ChangeQuantity(L1, 50))
    assert shape(lines) == [(L1, NAVY_M, 50), (L2, NAVY_L, 20)]


def test_one_size_up_on_every_line_moves_each_piece_once() -> None:
    sizes = order(Status.CREATED, line(1, size="S", quantity=25), line(2, size="M", quantity=30))
    lines = after(sizes, ChangeSize(L1, "M", 25), ChangeSize(L2, "L", 30))
    assert shape(lines) == [(L1, NAVY_M, 25), (L2, NAVY_L, 30)]


def test_added_pieces_join_the_first_line_of_their_sku_or_the_one_with_their_artwork() -> None:
    two = order(Status.CREATED, line(1), line(2, artwork=EVENT, price=1200))
    assert shape(after(two, AddLine(NAVY_M, 10))) == [(L1, NAVY_M, 90), (L2, NAVY_M, 80)]
    assert shape(after(two, AddLine(NAVY_M, 10, "art-event"))) == [(L1, NAVY_M, 80), (L2, NAVY_M, 90)]


def test_added_pieces_with_an_artwork_no_line_carries_are_a_new_line_at_the_first_ones_price() -> None:
    lines = after(order(Status.CREATED, line(1, price=950)), AddLine(NAVY_M, 10, "art-event"))
    assert shape(lines) == [(L1, NAVY_M, 80), (L2, NAVY_M, 10)]
    assert (lines[1].unit_price, lines[1].artwork) == (950, EVENT)


def test_added_pieces_join_at_the_end_with_what_their_line_has_become() -> None:
    lines = after(order(Status.CREATED), AddLine(NAVY_M, 10), ChangeQuantity(L1, 50), ChangeArtwork("art-event", L1))
    assert shape(lines) == [(L1, NAVY_M, 60)]
    assert lines[0].artwork == EVENT


def test_added_pieces_whose_line_moved_away_stay_a_line_of_their_own() -> None:
    lines = after(order(Status.CREATED), AddLine(NAVY_M, 10), ChangeSize(L1, "L"))
    assert shape(lines) == [(L1, NAVY_L, 80), (L2, NAVY_M, 10)]


@pytest.mark.parametrize(("second", "expected"), [(LOGO, LOGO), (EVENT, None), (None, None)])
def test_a_new_sku_takes_the_artwork_that_all_lines_share(second: object, expected: object) -> None:
    two = order(Status.CREATED, line(1), line(2, size="L", artwork=second))  # type: ignore[arg-type]
    assert after(two, AddLine(sku("Red", "S"), 5))[-1].artwork == expected


def test_line_ids_are_never_used_twice() -> None:
    grown = order(Status.CREATED, line(1), line(7, size="S"))
    assert after(grown, AddLine(sku("Red", "S"), 5))[-1].line_id == "BT-1-3"
    taken = order(Status.CREATED, line(1), line(3, size="S"))
    assert after(taken, AddLine(sku("Red", "S"), 5))[-1].line_id == "BT-1-4"


NOTHING = [
    [ChangeQuantity(L1, 80)],
    [ChangeSize(L1, "M")],
    [ChangeColor(L1, "navy", 5)],
    [ChangeArtwork("art-logo")],
    [ChangeAddress("a-hq")],
    [ChangeAddress(None, Address(None, "", "1200 Market Street", "Portland", "OR", "97201", "US"))],
    [ChangeSize(L1, "L"), ChangeSize(L1, "M")],
    [ChangeQuantity(L1, 100), ChangeQuantity(L1, 80)],
    [ChangeAddress("a-dock"), ChangeAddress("a-hq")],
    [ChangeQuantity(L1, 70), AddLine(NAVY_M, 10)],
    [RemoveLine(L1), AddLine(NAVY_M, 80, "art-logo")],
]


@pytest.mark.parametrize("changes", NOTHING)
def test_a_request_after_which_the_order_is_as_before_changes_nothing(changes: list[Change]) -> None:
    an_order = order(MAKING, line(1, price=1100))
    draft = quote(an_order, *changes)
    assert (draft.verdict, codes(draft), draft.options) == ("denied", ["no_change"], ())


def test_a_part_that_changes_nothing_is_ignored() -> None:
    draft = quote(
        order(MAKING), ChangeQuantity(L1, 80), ChangeAddress("a-dock"), ChangeDeliveryDate(order(MAKING).delivery_date)
    )
    assert [fee.code for fee in draft.options[0].fees] == ["address_change"]
    assert draft.options[0].days_added == 1


def test_limits_are_checked_on_the_result() -> None:
    swapped = quote(order(Status.CREATED, line(1, quantity=20)), RemoveLine(L1), AddLine(sku("Red", "M"), 15))
    assert swapped.verdict == "conditional"
    through = quote(order(Status.CREATED), ChangeQuantity(L1, 600), ChangeQuantity(L1, 500))
    assert through.verdict == "allowed"


def test_a_merge_beyond_the_limit_is_refused() -> None:
    two = order(Status.CREATED, line(1, quantity=300), line(2, size="L", quantity=300))
    draft = quote(two, ChangeSize(L1, "L"), ChangeAddress("a-dock"))
    assert codes(draft) == ["above_maximum"]
    assert draft.reasons[0].facts["maximum"] == 500
    assert [option.kind for option in draft.options] == ["part"]


@pytest.mark.parametrize(("pieces", "verdict"), [(500, "allowed"), (501, "denied")])
def test_a_line_holds_at_most_500(pieces: int, verdict: str) -> None:
    assert quote(order(Status.CREATED), ChangeQuantity(L1, pieces)).verdict == verdict


@pytest.mark.parametrize(("pieces", "reasons"), [(10, ["refund_applies"]), (9, ["below_minimum"])])
def test_an_order_holds_at_least_10(pieces: int, reasons: list[str]) -> None:
    assert codes(quote(order(Status.CREATED, line(1, quantity=20)), ChangeQuantity(L1, pieces))) == reasons


def test_10_binds_only_changes_that_take_pieces_away() -> None:
    small = order(Status.CREATED, line(1, quantity=4))
    assert quote(small, ChangeQuantity(L1, 5)).verdict == "allowed"
    assert quote(small, ChangeSize(L1, "L")).verdict == "allowed"


def test_more_pieces_than_the_line_has_cannot_move() -> None:
    draft = quote(order(Status.CREATED), ChangeSize(L1, "L", 81))
    assert (codes(draft), draft.reasons[0].facts["in_line"]) == (["above_maximum"], 80)
    after_first = quote(order(Status.CREATED), ChangeSize(L1, "L", 50), ChangeSize(L1, "XL", 40))
    assert (codes(after_first), after_first.reasons[0].facts["in_line"]) == (["above_maximum"], 30)
