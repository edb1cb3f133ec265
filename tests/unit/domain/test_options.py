"""Options that help: the part in stock, the possible parts, other sizes and colors (design.md, Quote; api.md)."""

import datetime

from platform_service.domain.changes import (
    AddLine,
    Change,
    ChangeAddress,
    ChangeArtwork,
    ChangeColor,
    ChangeDeliveryDate,
    ChangeQuantity,
    ChangeSize,
)
from platform_service.domain.order import Status
from platform_service.domain.quote import QuoteDraft
from platform_service.domain.wording import goods
from tests.unit.domain.world import EVENT, LOGO, codes, line, order, quote, sku

L1, L2 = "BT-1-1", "BT-1-2"
NAVY_M, NAVY_L, NAVY_XL = sku("Navy", "M"), sku("Navy", "L"), sku("Navy", "XL")


def offered(draft: QuoteDraft) -> list[tuple[str, tuple[Change, ...]]]:
    return [(option.kind.value, option.changes) for option in draft.options]


def test_too_little_stock_says_how_many_there_are_and_offers_them_first() -> None:
    draft = quote(order(Status.CREATED), ChangeQuantity(L1, 90), stock={NAVY_M: 5})
    assert (draft.verdict, codes(draft)) == ("denied", ["insufficient_stock"])
    facts = draft.reasons[0].facts
    assert (facts["available"], facts["requested"], facts["sku"]) == (5, 10, NAVY_M)
    assert offered(draft)[0] == ("in_stock", (ChangeQuantity(L1, 85),))


def test_other_sizes_come_nearest_first_then_other_colors_at_most_three() -> None:
    draft = quote(order(Status.CREATED), ChangeSize(L1, "XL", 20), stock={NAVY_XL: 12, NAVY_L: 3})
    assert offered(draft) == [
        ("in_stock", (ChangeSize(L1, "XL", 12),)),
        ("other_size", (ChangeSize(L1, "2XL", 20),)),
        ("other_size", (ChangeSize(L1, "3XL", 20),)),
        ("other_color", (ChangeSize(L1, "XL", 20), ChangeColor(L1, "Black", 20))),
    ]


def test_sizes_alone_are_offered_where_there_is_no_other_color_and_the_reverse() -> None:
    only_navy = {sku("Navy", size): 100 for size in ("XS", "S", "L", "XL")}
    draft = quote(order(Status.CREATED), ChangeQuantity(L1, 90), stock={NAVY_M: 0, **only_navy}, default=0)
    assert [option.kind for option in draft.options] == ["other_size"] * 3
    cap = order(Status.CREATED, line(1, "Red", "ONE", product="cap"))
    caps = quote(cap, ChangeQuantity(L1, 90), stock={sku("Red", "ONE", "cap"): 0})
    # Nearest in the catalog's list of colors: Navy stands next to Red.
    assert offered(caps) == [
        ("other_color", (AddLine(sku(color, "ONE", "cap"), 10, "art-logo"),)) for color in ("Navy", "Black", "White")
    ]


def test_pieces_added_in_another_size_carry_the_lines_artwork() -> None:
    an_order = order(Status.CREATED, line(1, artwork=EVENT), line(2, size="L", artwork=LOGO))
    draft = quote(an_order, ChangeQuantity(L1, 90), stock={NAVY_M: 0})
    other = next(option for option in draft.options if option.changes[0] == AddLine(NAVY_L, 10, "art-event"))
    assert [(each.sku, each.quantity, each.artwork) for each in other.order_after.lines][-1] == (NAVY_L, 10, EVENT)


def test_a_part_short_of_stock_is_cut_or_left_out_beside_the_others() -> None:
    address = ChangeAddress("a-dock")
    draft = quote(order(Status.IN_PRODUCTION), ChangeSize(L1, "XL", 20), address, stock={NAVY_XL: 12})
    assert offered(draft)[:2] == [("in_stock", (ChangeSize(L1, "XL", 12), address)), ("part", (address,))]
    assert all(address in option.changes for option in draft.options)
    assert len(draft.options) == 5


def test_goods_freed_by_a_request_serve_its_own_need() -> None:
    two = order(Status.CREATED, line(1, quantity=60), line(2, size="L", quantity=40))
    swapped = quote(two, ChangeSize(L1, "L"), ChangeSize(L2, "M"), stock={NAVY_M: 0, NAVY_L: 20})
    assert swapped.verdict == "allowed"
    assert swapped.holds == {NAVY_L: 20}
    short = quote(two, ChangeSize(L1, "L"), ChangeSize(L2, "M"), stock={NAVY_M: 0, NAVY_L: 19})
    assert (short.reasons[0].facts["requested"], short.reasons[0].facts["available"]) == (20, 19)


def test_two_parts_that_want_the_same_pieces_are_served_in_order() -> None:
    two = order(Status.CREATED, line(1), line(2, size="L"))
    draft = quote(two, ChangeSize(L1, "XL", 8), ChangeSize(L2, "XL", 8), stock={NAVY_XL: 12})
    assert offered(draft)[:2] == [
        ("in_stock", (ChangeSize(L1, "XL", 8), ChangeSize(L2, "XL", 4))),
        ("part", (ChangeSize(L1, "XL", 8),)),
    ]


def test_a_new_garment_that_is_short_is_cut_in_both_aspects() -> None:
    draft = quote(order(Status.CREATED), ChangeSize(L1, "L"), ChangeColor(L1, "Black"), stock={sku("Black", "L"): 5})
    assert offered(draft)[0] == ("in_stock", (ChangeSize(L1, "L", 5), ChangeColor(L1, "Black", 5)))
    assert [each.sku for each in draft.options[0].order_after.lines] == [NAVY_M, sku("Black", "L")]


def test_the_part_in_stock_is_offered_only_where_limits_permit() -> None:
    an_order = order(Status.CREATED, line(1, quantity=480))
    draft = quote(an_order, ChangeQuantity(L1, 1000), stock={NAVY_M: 100}, default=0)
    assert (sorted(codes(draft)), draft.options) == (["above_maximum", "insufficient_stock"], ())
    fits = quote(an_order, ChangeQuantity(L1, 1000), stock={NAVY_M: 20}, default=0)
    assert offered(fits) == [("in_stock", (ChangeQuantity(L1, 500),))]


def test_nothing_in_stock_is_no_option() -> None:
    draft = quote(order(Status.CREATED), ChangeQuantity(L1, 90), stock={NAVY_M: -3}, default=0)
    assert (draft.options, draft.reasons[0].facts["available"]) == ((), 0)


def test_a_part_that_would_mean_other_pieces_when_cut_is_left_out_instead() -> None:
    draft = quote(order(Status.CREATED), ChangeQuantity(L1, 200), ChangeQuantity(L1, 100), stock={NAVY_M: 3}, default=0)
    assert offered(draft) == [("in_stock", (ChangeQuantity(L1, 83),))]


def test_a_part_that_is_cut_leaves_its_line_the_new_artwork() -> None:
    event = ChangeArtwork("art-event", L1)
    few = {NAVY_M: 7, NAVY_L: 7}
    more = quote(order(Status.IN_PRODUCTION), ChangeQuantity(L1, 100), event, stock=few, default=0)
    assert offered(more)[0] == ("in_stock", (ChangeQuantity(L1, 87), event))
    assert more.options[0].fees[1].amount == 43_500
    some = quote(order(Status.CREATED), ChangeSize(L1, "L", 20), event, stock=few, default=0)
    assert offered(some)[0] == ("in_stock", (ChangeSize(L1, "L", 7), event))
    whole = quote(order(Status.CREATED), ChangeSize(L1, "L"), event, stock=few, default=0)
    assert offered(whole)[0] == ("in_stock", (event, ChangeSize(L1, "L", 7)))
    assert {each.artwork for each in whole.options[0].order_after.lines} == {EVENT}


def test_two_moves_off_one_line_are_cut_one_by_one() -> None:
    draft = quote(order(Status.CREATED), ChangeSize(L1, "L", 20), ChangeSize(L1, "S", 10), stock={NAVY_L: 7})
    assert offered(draft)[0] == ("in_stock", (ChangeSize(L1, "L", 7), ChangeSize(L1, "S", 10)))


def test_the_parts_left_after_a_refusal_are_checked_together_again() -> None:
    # The added pieces are needed to stay above ten: without them the smaller line cannot stand alone.
    an_order = order(Status.CREATED, line(1, quantity=20))
    draft = quote(an_order, ChangeQuantity(L1, 5), AddLine(sku("Red", "M"), 20, "art-old"), ChangeAddress("a-dock"))
    assert offered(draft) == [("part", (ChangeAddress("a-dock"),))]


def test_an_option_that_changes_nothing_or_doubles_another_is_not_offered() -> None:
    draft = quote(order(Status.CREATED), ChangeSize(L1, "9XL"), ChangeQuantity(L1, 80))
    assert draft.options == ()
    back = quote(order(Status.CREATED), ChangeArtwork("art-old"), ChangeSize(L1, "L"), ChangeSize(L1, "M"))
    assert back.options == ()


def test_a_later_date_is_kept_in_every_option() -> None:
    later = ChangeDeliveryDate(order(Status.CREATED).delivery_date.replace(month=2))
    draft = quote(order(Status.CREATED), later, ChangeQuantity(L1, 90), stock={NAVY_M: 5})
    assert {option.new_delivery_date for option in draft.options} == {later.delivery_date}


def test_titles_say_what_each_option_does() -> None:
    draft = quote(order(Status.CREATED), ChangeSize(L1, "XL", 20), ChangeAddress("a-dock"), stock={NAVY_XL: 12})
    place = "Ship to Warehouse, 88 Dock Road, Vancouver"
    assert [option.title for option in draft.options[:3]] == [
        f"12 × Tee, Navy: M → XL; {place}",
        place,
        f"20 × Tee, Navy: M → L; {place}",
    ]
    assert draft.options[-1].title == f"20 × Tee: Navy, M → Black, XL; {place}"
    assert len({option.title for option in draft.options}) == len(draft.options)


def test_titles_are_written_as_customers_read() -> None:
    draft = quote(order(Status.CREATED), ChangeQuantity(L1, 11), ChangeDeliveryDate(datetime.date(2027, 3, 4)))
    assert "Deliver on Mar 4, 2027" in draft.options[0].title
    assert goods("Cap", "Black", "ONE") == "Cap, Black"
