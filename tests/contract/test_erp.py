"""What every ERP adapter keeps: the fake of the tests and Odoo's, before its emulator."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from platform_service.application.vendor_ports import ErpOrder, ErpRefused
from platform_service.domain.order import Order, Status
from tests.contract.vendor_worlds import (
    OFFICE,
    ErpWorld,
    FakeErpWorld,
    OdooWorld,
    cancelled,
    later,
    line,
    order,
)

CHANGEABLE = (Status.CREATED, Status.APPROVED, Status.IN_PRODUCTION)


@pytest.fixture(params=["fake", "odoo"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> ErpWorld:
    return FakeErpWorld() if request.param == "fake" else OdooWorld(tmp_path)


def live(found: ErpOrder) -> dict[str, tuple[str, int]]:
    return {one.line_id or "": (one.sku, one.quantity) for one in found.lines}


def expected(wanted: Order) -> dict[str, tuple[str, int]]:
    return {one.line_id: (one.sku, one.quantity) for one in wanted.lines}


async def test_an_unknown_order_is_not_found(world: ErpWorld) -> None:
    assert await world.erp.find("T-404") is None
    with pytest.raises(ErpRefused, match="order_missing"):
        await world.erp.apply_change(order(order_id="T-404"), "chg_1")


@pytest.mark.parametrize("status", [one for one in Status if one is not Status.DELIVERED])
async def test_a_loaded_order_is_found_as_it_is(world: ErpWorld, status: Status) -> None:
    one = order(status)
    world.put(one)
    found = await world.erp.find("T-1")
    assert found is not None
    assert found.status is status
    assert live(found) == expected(one)
    assert found.delivery_date == one.delivery_date
    assert bool(found.shipments) == (status in (Status.READY_TO_SHIP, Status.SHIPPED, Status.RETURNED))


async def test_what_is_delivered_is_shipped_to_an_erp(world: ErpWorld) -> None:
    world.put(order(Status.DELIVERED))
    found = await world.erp.find("T-1")
    assert found is not None
    assert found.status is Status.SHIPPED


@pytest.mark.parametrize("status", CHANGEABLE)
async def test_a_swap_of_sizes_splits_the_line(world: ErpWorld, status: Status) -> None:
    one = order(status)
    world.put(one)
    wanted = replace(
        one,
        lines=(line(1, "NAV", "M", 40), line(2, "NAV", "L", 40), line(3, "NAV", "S", 20)),
        delivery_date=later(one.delivery_date, 5),
    )
    done = await world.erp.apply_change(wanted, "chg_1")
    assert live(done) == expected(wanted)
    assert done.delivery_date == wanted.delivery_date
    assert done.status is status
    assert await world.erp.find("T-1") == done


@pytest.mark.parametrize("status", CHANGEABLE)
async def test_a_whole_line_may_become_another_product(world: ErpWorld, status: Status) -> None:
    one = order(status)
    world.put(one)
    wanted = replace(one, lines=(line(1, "RED", "S", 60), one.lines[1]))
    assert live(await world.erp.apply_change(wanted, "chg_1")) == expected(wanted)


@pytest.mark.parametrize("status", CHANGEABLE)
async def test_lines_come_go_and_change_size_at_once(world: ErpWorld, status: Status) -> None:
    one = order(status)
    world.put(one)
    wanted = replace(one, lines=(line(2, "NAV", "L", 90), line(3, "RED", "M", 12, price=550)))
    done = await world.erp.apply_change(wanted, "chg_1")
    assert live(done) == expected(wanted)
    assert {one.unit_price for one in done.lines} == {499, 550}


@pytest.mark.parametrize("status", CHANGEABLE)
async def test_a_change_can_be_taken_back(world: ErpWorld, status: Status) -> None:
    one = order(status)
    world.put(one)
    wanted = replace(one, lines=(line(1, "NAV", "M", 10), line(3, "RED", "M", 50)), address=OFFICE)
    await world.erp.apply_change(wanted, "chg_1")
    back = await world.erp.apply_change(one, "chg_2")
    assert live(back) == expected(one)
    assert back.status is status


async def test_the_same_change_twice_is_one_change(world: ErpWorld) -> None:
    one = order(Status.IN_PRODUCTION)
    world.put(one)
    wanted = replace(one, lines=(line(1, "NAV", "M", 40), line(3, "NAV", "S", 20)), address=OFFICE)
    first = await world.erp.apply_change(wanted, "chg_1")
    assert await world.erp.apply_change(wanted, "chg_1") == first


async def test_pieces_made_are_told_by_line(world: ErpWorld) -> None:
    world.put(order(Status.IN_PRODUCTION))
    world.produce("T-1", "T-1-1", 25)
    found = await world.erp.find("T-1")
    assert found is not None
    assert {one.line_id: one.pieces_produced for one in found.lines} == {"T-1-1": 25, "T-1-2": 0}


async def test_unprinted_pieces_can_be_cut_printed_ones_not(world: ErpWorld) -> None:
    one = order(Status.IN_PRODUCTION)
    world.put(one)
    world.produce("T-1", "T-1-1", 25)
    cut = replace(one, lines=(line(1, "NAV", "M", 25), one.lines[1]))
    assert live(await world.erp.apply_change(cut, "chg_1")) == expected(cut)
    too_far = replace(one, lines=(line(1, "NAV", "M", 24), one.lines[1]))
    with pytest.raises(ErpRefused, match="already_produced"):
        await world.erp.apply_change(too_far, "chg_2")
    found = await world.erp.find("T-1")
    assert found is not None
    assert live(found) == expected(cut)


async def test_a_refusal_changes_nothing(world: ErpWorld) -> None:
    one = order(Status.IN_PRODUCTION)
    world.put(one)
    world.produce("T-1", "T-1-2", 40)
    before = await world.erp.find("T-1")
    with pytest.raises(ErpRefused):
        await world.erp.apply_change(replace(one, lines=(line(1, "NAV", "M", 5), line(2, "NAV", "L", 5))), "chg_1")
    assert await world.erp.find("T-1") == before


async def test_a_locked_order_is_refused(world: ErpWorld) -> None:
    one = order()
    world.put(one)
    world.lock("T-1")
    with pytest.raises(ErpRefused, match="order_locked"):
        await world.erp.apply_change(replace(one, lines=one.lines[:1]), "chg_1")
    with pytest.raises(ErpRefused, match="order_locked"):
        await world.erp.apply_change(cancelled(one), "chg_2")


@pytest.mark.parametrize("status", CHANGEABLE)
async def test_an_order_is_cancelled_once_and_stays_so(world: ErpWorld, status: Status) -> None:
    one = order(status)
    world.put(one)
    for _ in range(2):
        assert (await world.erp.apply_change(cancelled(one), "chg_1")).status is Status.CANCELLED
    with pytest.raises(ErpRefused, match="order_cancelled"):
        await world.erp.apply_change(one, "chg_2")


@pytest.mark.parametrize("status", [Status.SHIPPED, Status.DELIVERED])
async def test_what_has_left_is_not_cancelled(world: ErpWorld, status: Status) -> None:
    one = order(status)
    world.put(one)
    with pytest.raises(ErpRefused, match="already_delivered"):
        await world.erp.apply_change(cancelled(one), "chg_1")
    with pytest.raises(ErpRefused, match="already_delivered"):
        await world.erp.apply_change(replace(one, lines=one.lines[:1]), "chg_2")


async def test_recent_changes_are_told_and_old_ones_not(world: ErpWorld) -> None:
    world.put(order(Status.IN_PRODUCTION))
    before = datetime.now(UTC).replace(microsecond=0)
    world.produce("T-1", "T-1-1", 3)
    changed = await world.erp.changed_since(before)
    assert [one.order_ref for one in changed] == ["T-1"]
    assert changed[0].written_at >= before
    assert await world.erp.changed_since(before + timedelta(hours=1)) == []
