"""Loaded orders stand where the file says, move as the real world moves them, and are remembered."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from local_stack.emulators import odoo, shippo
from local_stack.emulators.advance import CannotAdvance, UnknownOrder, advance, status_of
from local_stack.emulators.odoo import seed as odoo_seed
from local_stack.emulators.parcels import STAGES, parcel_of
from local_stack.emulators.shippo import seed as shippo_seed
from platform_service.domain.order import Status
from tests.contract.vendor_worlds import DATABASE, NOW, OdooWorld, as_seed, order


class World:
    """Both emulators with one order."""

    def __init__(self, folder: Path, status: Status) -> None:
        self.odoo = odoo.create_app(folder, odoo.OdooSettings(DATABASE, "key")).state.odoo
        self.mover = shippo.create_app(folder, shippo.ShippoSettings("token")).state.mover
        seed = as_seed(order(status))
        odoo_seed.load(self.odoo, seed, NOW)
        shippo_seed.load(self.mover.state, seed, NOW)

    def advance(self, status: str | None, pieces: dict[str, int] | None = None) -> str:
        return advance(self.odoo, self.mover, "T-1", status, pieces)

    def status(self) -> str:
        return status_of(self.odoo, self.mover, "T-1")

    def records(self, model: str, fields: list[str]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.odoo.call(model, "search_read", {"fields": fields})
        return found


@pytest.fixture
def created(tmp_path: Path) -> World:
    return World(tmp_path, Status.CREATED)


@pytest.mark.parametrize("status", list(Status))
def test_a_loaded_order_stands_where_the_file_says(tmp_path: Path, status: Status) -> None:
    assert World(tmp_path, status).status() == status


async def test_an_order_goes_all_the_way_step_by_step(created: World) -> None:
    for status in STAGES[1:]:
        assert created.advance(status) == status
        assert created.status() == status


async def test_statuses_between_are_gone_through_not_skipped(created: World) -> None:
    created.advance("DELIVERED")
    parcel = parcel_of({"id": "T-1", "status": "DELIVERED"})
    assert parcel is not None
    track = created.mover.state.track(parcel.carrier, parcel.number)
    assert track is not None
    assert [one["status"] for one in track["tracking_history"]] == ["PRE_TRANSIT", "TRANSIT", "DELIVERED"]
    assert {one["state"] for one in created.records("mrp.production", ["state"])} == {"done"}
    picking = created.records("stock.picking", ["state", "carrier_tracking_ref"])
    assert [(one["state"], one["carrier_tracking_ref"]) for one in picking] == [("done", parcel.number)]
    assert {one["qty_delivered"] for one in created.records("sale.order.line", ["qty_delivered"])} == {60.0, 40.0}


async def test_there_is_no_way_back(tmp_path: Path) -> None:
    world = World(tmp_path, Status.READY_TO_SHIP)
    for status in ("CREATED", "IN_PRODUCTION", "CANCELLED", "LOST"):
        with pytest.raises(CannotAdvance):
            world.advance(status)
    assert world.status() == "READY_TO_SHIP"
    with pytest.raises(UnknownOrder):
        advance(world.odoo, world.mover, "T-404", "SHIPPED")


async def test_pieces_are_printed_line_by_line(created: World) -> None:
    assert created.advance("IN_PRODUCTION", {"T-1-1": 25}) == "IN_PRODUCTION"
    assert created.advance(None, {"T-1-2": 40}) == "IN_PRODUCTION"
    made = {
        one["product_qty"]: one for one in created.records("mrp.production", ["product_qty", "qty_producing", "state"])
    }
    assert (made[60.0]["qty_producing"], made[60.0]["state"]) == (25.0, "progress")
    assert (made[40.0]["qty_producing"], made[40.0]["state"]) == (40.0, "to_close")
    for pieces in ({"T-1-1": 61}, {"T-9": 1}):
        with pytest.raises(CannotAdvance):
            created.advance(None, pieces)


async def test_pieces_are_printed_in_production_only(created: World) -> None:
    with pytest.raises(CannotAdvance, match="IN_PRODUCTION"):
        created.advance(None, {"T-1-1": 5})


@pytest.mark.parametrize("status", ["CREATED", "APPROVED", "IN_PRODUCTION"])
async def test_an_order_is_cancelled_before_it_is_ready(tmp_path: Path, status: str) -> None:
    world = World(tmp_path, Status(status))
    assert world.advance("CANCELLED") == "CANCELLED"
    assert world.status() == "CANCELLED"
    assert {one["state"] for one in world.records("mrp.production", ["state"])} <= {"cancel"}


def test_stock_is_reserved_for_what_is_confirmed_and_not_gone(tmp_path: Path) -> None:
    reserved = {}
    for status in Status:
        world = World(tmp_path / status, status)
        quants = world.records("stock.quant", ["reserved_quantity"])
        reserved[status.value] = sum(one["reserved_quantity"] for one in quants)
    assert {name for name, pieces in reserved.items() if pieces} == {"APPROVED", "IN_PRODUCTION", "READY_TO_SHIP"}


async def test_what_happened_is_remembered_without_a_farewell(tmp_path: Path) -> None:
    world = World(tmp_path, Status.APPROVED)
    world.advance("SHIPPED")
    again = odoo.create_app(tmp_path, odoo.OdooSettings(DATABASE, "key")).state.odoo
    mover = shippo.create_app(tmp_path, shippo.ShippoSettings("token")).state.mover
    assert status_of(again, mover, "T-1") == "SHIPPED"


def test_a_loaded_past_is_no_recent_change(tmp_path: Path) -> None:
    world = World(tmp_path, Status.SHIPPED)
    recent = [["write_date", ">=", (datetime.now(UTC) - timedelta(minutes=5)).strftime("%Y-%m-%d %H:%M:%S")]]
    for model in ("sale.order", "sale.order.line", "stock.picking", "mrp.production"):
        assert world.odoo.call(model, "search_count", {"domain": recent}) == 0, model


def test_a_failed_call_leaves_nothing_behind(tmp_path: Path) -> None:
    world = OdooWorld(tmp_path)
    world.put(order())
    before = world.records("sale.order", ["id", ">", 0], ["write_date", "note"])
    partner = world.records("res.partner", ["is_company", "=", True], ["id"])[0]["id"]
    with pytest.raises(Exception, match="Missing required value"):
        world.state.call("sale.order", "create", {"vals_list": [{"partner_id": partner}, {}]})
    assert world.records("sale.order", ["id", ">", 0], ["write_date", "note"]) == before
