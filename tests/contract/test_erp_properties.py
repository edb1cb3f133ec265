"""Whatever changes follow each other, Odoo ends where the last one says, printing covers it, nothing doubles."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from platform_service.application.vendor_ports import ErpRefused
from platform_service.domain.order import Line, Order, Status
from tests.contract.vendor_worlds import DEPOT, OFFICE, OdooWorld, cancelled, later, line, order

ADDRESSES = (DEPOT, OFFICE, replace(OFFICE, address_id=None, street="5 Side Street"))
VARIANTS = [(color, size) for color in ("NAV", "RED") for size in ("S", "M", "L")]
PIECES = st.integers(1, 120)


@st.composite
def lines(draw: st.DrawFn) -> tuple[Line, ...]:
    """Lines 1 to 6, each any variant: ids stay while their garments change, and a SKU may stand on two lines."""
    numbers = draw(st.lists(st.integers(1, 6), min_size=1, max_size=4, unique=True))
    return tuple(
        line(number, *draw(st.sampled_from(VARIANTS)), draw(PIECES), price=draw(st.sampled_from([499, 1])), artwork=art)
        for number in sorted(numbers)
        for art in [draw(st.sampled_from(["art-1", "art-2", None]))]
    )


@st.composite
def desired(draw: st.DrawFn, start: Order) -> Order:
    return replace(
        start,
        lines=draw(lines()),
        address=draw(st.sampled_from(ADDRESSES)),
        delivery_date=later(start.delivery_date, draw(st.integers(0, 9))),
    )


STATUSES = st.sampled_from([Status.CREATED, Status.APPROVED, Status.IN_PRODUCTION])


@settings(max_examples=25, deadline=None)
@given(status=STATUSES, data=st.data())
async def test_the_last_change_is_what_odoo_has(status: Status, data: st.DataObject) -> None:
    start = order(status)
    with tempfile.TemporaryDirectory() as folder:
        world = OdooWorld(Path(folder))
        world.put(start)
        for number in range(3):
            wanted = data.draw(desired(start))
            done = await world.erp.apply_change(wanted, f"chg_{number}")
            assert {one.line_id: (one.sku, one.quantity, one.unit_price) for one in done.lines} == {
                one.line_id: (one.sku, one.quantity, one.unit_price) for one in wanted.lines
            }
            assert (done.status, done.delivery_date) == (status, wanted.delivery_date)
            _check_printing(world, wanted)
            writes = len(_writes(world))
            assert await world.erp.apply_change(wanted, f"chg_{number}") == done
            assert len(_writes(world)) == writes
        world.state.close()


@settings(max_examples=15, deadline=None)
@given(made=st.integers(0, 60), data=st.data())
async def test_a_refusal_leaves_odoo_as_it_was(made: int, data: st.DataObject) -> None:
    start = order(Status.IN_PRODUCTION)
    with tempfile.TemporaryDirectory() as folder:
        world = OdooWorld(Path(folder))
        world.put(start)
        world.produce("T-1", "T-1-1", made)
        before = await world.erp.find("T-1")
        wanted = data.draw(desired(start))
        left = sum(one.quantity for one in wanted.lines if (one.line_id, one.sku) == ("T-1-1", "TEE-NAV-M"))
        if left < made:
            with pytest.raises(ErpRefused, match="already_produced"):
                await world.erp.apply_change(wanted, "chg_1")
            assert await world.erp.find("T-1") == before
        else:
            done = await world.erp.apply_change(wanted, "chg_1")
            assert sum(one.pieces_produced for one in done.lines) == made
        world.state.close()


@settings(max_examples=5, deadline=None)
@given(status=STATUSES, data=st.data())
async def test_a_cancelled_order_is_printed_no_further(status: Status, data: st.DataObject) -> None:
    start = order(status)
    with tempfile.TemporaryDirectory() as folder:
        world = OdooWorld(Path(folder))
        world.put(start)
        await world.erp.apply_change(data.draw(desired(start)), "chg_1")
        await world.erp.apply_change(cancelled(start), "chg_2")
        assert {one["state"] for one in world.records("mrp.production", ["id", ">", 0], ["state"])} <= {"cancel"}
        assert not any(
            one["reserved_quantity"] for one in world.records("stock.quant", ["id", ">", 0], ["reserved_quantity"])
        )
        world.state.close()


def _check_printing(world: OdooWorld, wanted: Order) -> None:
    printing = world.records("mrp.production", ["state", "!=", "cancel"], ["product_qty"])
    moves = world.records("stock.move", ["state", "not in", ["cancel", "done"]], ["product_uom_qty"])
    expected = 0 if wanted.status is Status.CREATED else sum(one.quantity for one in wanted.lines)
    assert sum(one["product_qty"] for one in printing) == expected
    assert sum(one["product_uom_qty"] for one in moves) == expected
    reserved = world.records("stock.quant", ["id", ">", 0], ["reserved_quantity"])
    assert sum(one["reserved_quantity"] for one in reserved) == expected
    goes_to = {
        one["partner_id"][0] for one in world.records("stock.picking", ["state", "=", "assigned"], ["partner_id"])
    }
    order_goes_to = world.records("sale.order", ["id", ">", 0], ["partner_shipping_id"])[0]["partner_shipping_id"][0]
    assert goes_to <= {order_goes_to}


def _writes(world: OdooWorld) -> list[str]:
    return [one["path"] for one in world.requests() if not one["path"].endswith(("/search_read", "/read"))]
