"""What every carrier adapter keeps: the fake of the tests and Shippo's, before its emulator."""

from dataclasses import replace
from pathlib import Path

import pytest

from platform_service.application.vendor_ports import CarrierRefused, Redirect, TrackingStatus
from platform_service.domain.order import Status
from tests.contract.vendor_worlds import OFFICE, CarrierWorld, FakeCarrierWorld, ShippoWorld, order
from tests.fakes.vendors import FakeCarrier

NUMBER = "1ZT10000"
REDIRECT = Redirect("T-1", "ups", NUMBER, "Acme", OFFICE, "chg_1")
NOWHERE = replace(OFFICE, postal_code="00000")


@pytest.fixture(params=["fake", "shippo"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> CarrierWorld:
    if request.param == "fake":
        fake = FakeCarrierWorld(FakeCarrier())
        fake.move("ups", NUMBER, "PRE_TRANSIT")
        return fake
    real = ShippoWorld(tmp_path)
    real.put(order(Status.READY_TO_SHIP))
    return real


async def test_a_parcel_is_followed(world: CarrierWorld) -> None:
    world.move("ups", NUMBER, "TRANSIT")
    world.move("ups", NUMBER, "DELIVERED")
    tracking = await world.carrier.track("ups", NUMBER)
    assert tracking.status == "DELIVERED"
    assert [one.status for one in tracking.events] == ["PRE_TRANSIT", "TRANSIT", "DELIVERED"]


async def test_a_number_never_seen_is_unknown(world: CarrierWorld) -> None:
    tracking = await world.carrier.track("ups", "1Z404")
    assert (tracking.status, tracking.events) == ("UNKNOWN", ())


async def test_an_address_nobody_can_serve_has_problems(world: CarrierWorld) -> None:
    assert not await world.carrier.address_problems(OFFICE)
    assert await world.carrier.address_problems(NOWHERE)


async def test_a_redirected_parcel_has_a_label_of_its_own_once(world: CarrierWorld) -> None:
    first = await world.carrier.redirect(REDIRECT)
    assert first.tracking_number != NUMBER
    assert await world.carrier.redirect(REDIRECT) == first
    assert (await world.carrier.track("ups", first.tracking_number)).status == "PRE_TRANSIT"


@pytest.mark.parametrize("status", ["TRANSIT", "DELIVERED", "RETURNED", "FAILURE"])
async def test_a_parcel_that_moved_is_not_redirected(world: CarrierWorld, status: TrackingStatus) -> None:
    world.move("ups", NUMBER, status)
    with pytest.raises(CarrierRefused, match="in_transit"):
        await world.carrier.redirect(REDIRECT)


async def test_nothing_is_redirected_to_nowhere(world: CarrierWorld) -> None:
    with pytest.raises(CarrierRefused, match="address_invalid"):
        await world.carrier.redirect(replace(REDIRECT, address=NOWHERE))


async def test_the_old_label_is_given_back_to_shippo(tmp_path: Path) -> None:
    world = ShippoWorld(tmp_path)
    world.put(order(Status.READY_TO_SHIP))
    state = world.app.state.shippo
    old = state.track("ups", NUMBER)["transaction"]
    label = await world.carrier.redirect(REDIRECT)
    assert state.get("transaction", old)["status"] == "REFUNDPENDING"
    assert state.label_of("T-1")["object_id"] == label.reference
