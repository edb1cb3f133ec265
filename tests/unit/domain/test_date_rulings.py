"""domain.md, rulings on dates: added days, lead times, dates that are asked for."""

from datetime import date, timedelta

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
from platform_service.domain.order import Status
from tests.unit.domain.world import FAR, TODAY, codes, order, quote, sku

L1 = "BT-1-1"
LEAD = {Status.CREATED: 14, Status.APPROVED: 12, Status.IN_PRODUCTION: 7}


def day(count: int) -> date:
    return TODAY + timedelta(days=count)


def test_of_several_changes_that_add_days_the_longest_counts() -> None:
    draft = quote(
        order(Status.IN_PRODUCTION), ChangeAddress("a-dock"), ChangeArtwork("art-event"), ChangeSize(L1, "L", 5)
    )
    assert draft.options[0].days_added == 7
    [added] = [reason for reason in draft.reasons if reason.code == "days_added"]
    assert (added.facts["days"], added.change_index) == (7, 1)


@pytest.mark.parametrize("status", LEAD)
@pytest.mark.parametrize(
    "change",
    [
        ChangeQuantity(L1, 90),
        AddLine(sku("Red", "M"), 10),
        ChangeSize(L1, "L"),
        ChangeColor(L1, "Black"),
        ChangeArtwork("art-event"),
    ],
)
def test_a_change_that_makes_goods_keeps_the_lead_time(status: Status, change: Change) -> None:
    draft = quote(order(status, delivery=day(1)), change)
    table = {reason.facts["days"] for reason in draft.reasons if reason.code == "days_added"}
    assert draft.options[0].new_delivery_date == max(day(LEAD[status]), day(1 + sum(table)))
    assert "lead_time_moves_date" in codes(draft) or day(1 + sum(table)) >= day(LEAD[status])
    assert draft.verdict == "conditional"


def test_lead_time_on_the_very_day_moves_nothing() -> None:
    draft = quote(order(Status.CREATED, delivery=day(14)), ChangeSize(L1, "L"))
    assert (draft.verdict, codes(draft)) == ("allowed", ["free_of_charge"])


@pytest.mark.parametrize("change", [ChangeQuantity(L1, 70), ChangeAddress("a-dock")])
def test_a_change_that_makes_no_goods_keeps_a_near_date(change: Change) -> None:
    assert quote(order(Status.CREATED, delivery=day(2)), change).options[0].days_added == 0


def test_a_later_date_before_today_and_lead_time_is_moved() -> None:
    draft = quote(order(Status.APPROVED, delivery=day(3)), ChangeDeliveryDate(day(8)))
    assert (codes(draft), draft.options[0].new_delivery_date) == (["lead_time_moves_date"], day(12))
    assert draft.verdict == "conditional"


@pytest.mark.parametrize(("asked", "result"), [(3, 5), (5, 5), (9, 9)])
def test_a_date_asked_for_with_a_change_that_adds_days_is_the_later_of_the_two(asked: int, result: int) -> None:
    an_order = order(Status.IN_PRODUCTION)
    draft = quote(an_order, ChangeDeliveryDate(FAR + timedelta(days=asked)), ChangeSize(L1, "L"))
    assert draft.options[0].days_added == result


def test_a_date_in_the_past_is_refused_and_an_earlier_one_is_a_rush() -> None:
    an_order = order(Status.CREATED)
    past, soon = quote(an_order, ChangeDeliveryDate(day(-1))), quote(an_order, ChangeDeliveryDate(day(0)))
    assert (past.verdict, codes(past)) == ("denied", ["date_in_past"])
    assert (soon.verdict, codes(soon), soon.escalation_reason) == ("needs_review", ["rush"], "needs_review")


def test_the_date_an_order_has_already_changes_nothing_even_when_it_is_over() -> None:
    assert codes(quote(order(Status.CREATED, delivery=day(-2)), ChangeDeliveryDate(day(-2)))) == ["no_change"]


def test_an_overdue_order_can_be_given_a_later_date() -> None:
    draft = quote(order(Status.CREATED, delivery=day(-2)), ChangeDeliveryDate(day(0)))
    assert draft.options[0].new_delivery_date == day(14)


def test_a_part_without_effect_does_not_check_the_lead_time() -> None:
    draft = quote(order(Status.CREATED, delivery=day(2)), ChangeSize(L1, "M"), ChangeAddress("a-dock"))
    assert (draft.verdict, codes(draft)) == ("allowed", ["free_of_charge"])


def test_removing_goods_adds_no_day() -> None:
    draft = quote(order(Status.IN_PRODUCTION, delivery=day(1)), AddLine(sku("Red", "M"), 20), RemoveLine(L1))
    assert draft.options[0].new_delivery_date == day(7)
