"""Whatever goes wrong on the way, an adapter says what is known, and trying again has one effect."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from brightthread.service.resilience import Timeouts
from platform_service.adapters.odoo import OdooErp
from platform_service.adapters.shippo import ShippoCarrier
from platform_service.adapters.zendesk import ZendeskCrm
from platform_service.application.vendor_ports import Misused, Refused, Unavailable
from platform_service.domain.order import Status
from tests.contract.test_carrier import REDIRECT
from tests.contract.test_crm import DRAFT
from tests.contract.vendor_worlds import (
    API_KEY,
    API_TOKEN,
    DATABASE,
    EMAIL,
    OFFICE,
    SHIPPO_TOKEN,
    OdooWorld,
    ShippoWorld,
    ZendeskWorld,
    line,
    order,
)
from tests.fakes.fault_proxy import Fault, FaultProxy
from tests.integration.local_stack.serving import serving

IMPATIENT = Timeouts(connect_s=0.5, read_s=0.3)
FAULTS: tuple[Fault, ...] = (
    "timeout", "late", "reset", "cut", "partial", "throttled", "broken", "wrong_shape", "no_json",
)  # fmt: skip
MOST_ATTEMPTS = 6


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextlib.asynccontextmanager
async def behind_a_proxy(app: Any) -> AsyncIterator[tuple[FaultProxy, str]]:
    port = free_port()
    proxy = FaultProxy(port)
    async with serving(app, port), proxy.serve() as url:
        yield proxy, url


async def persisted(work: Callable[[], Awaitable[Any]]) -> Any:
    """Do as a job does: try again while nobody knows what happened."""
    for _ in range(MOST_ATTEMPTS):
        try:
            return await work()
        except Unavailable:
            await asyncio.sleep(0)
    return await work()


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_fault_anywhere_in_an_erp_change_has_one_effect(tmp_path: Path, fault: Fault) -> None:
    one = order(Status.IN_PRODUCTION)
    lines = (line(1, "NAV", "M", 40), line(2, "NAV", "L", 40), line(3, "NAV", "S", 20))
    place = replace(OFFICE, address_id=None, street="7 New Road")
    wanted = replace(one, lines=lines, address=place)
    world = OdooWorld(tmp_path)
    world.put(one)
    clean = await world.erp.apply_change(replace(wanted, order_id="T-1"), "chg_0")
    requests = len(world.requests())
    assert requests >= 20
    async with behind_a_proxy(world.app) as (proxy, url):
        # Every fault meets other requests, all of them together nearly all.
        for position in range(FAULTS.index(fault) % 5, requests, 5):
            await world.erp.apply_change(one, f"back_{position}")
            erp = OdooErp(url, DATABASE, API_KEY, timeouts=IMPATIENT)
            proxy.after(position, fault)
            done = await persisted(lambda erp=erp, key=f"chg_{position}": erp.apply_change(wanted, key))
            await erp.close()
            assert sorted(done.lines, key=str) == sorted(clean.lines, key=str)
    live = [one for one in world.records("sale.order.line", ["product_uom_qty", ">", 0], ["product_uom_qty"])]
    assert sorted(one["product_uom_qty"] for one in live) == [20, 40, 40]
    assert len(world.records("res.partner", ["street", "=", "7 New Road"], ["id"])) == 1


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_fault_while_opening_a_ticket_leaves_one_ticket(tmp_path: Path, fault: Fault) -> None:
    world = ZendeskWorld(tmp_path)
    async with behind_a_proxy(world.app) as (proxy, url):
        for position in (0, 1):
            crm = ZendeskCrm(url, EMAIL, API_TOKEN, timeouts=IMPATIENT)
            proxy.after(position, fault)
            draft = replace(DRAFT, external_id=f"esc_{position}")
            ticket_id = await persisted(lambda crm=crm, draft=draft: crm.open_ticket(draft))
            proxy.after(2, fault)
            await persisted(lambda crm=crm, ticket_id=ticket_id: crm.add_note(ticket_id, "noted", "k"))
            await crm.close()
            found = world.app.state.zendesk.tickets(draft.external_id)
            assert [str(one["id"]) for one in found] == [ticket_id]
            assert len(world.app.state.zendesk.comments(int(ticket_id))) == 2


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_fault_anywhere_while_a_ticket_is_forgotten_leaves_nothing_of_it(tmp_path: Path, fault: Fault) -> None:
    world = ZendeskWorld(tmp_path)
    state = world.app.state.zendesk
    async with behind_a_proxy(world.app) as (proxy, url):
        for position in range(6):
            crm = ZendeskCrm(url, EMAIL, API_TOKEN, timeouts=IMPATIENT)
            draft = replace(DRAFT, external_id=f"esc_{position}", requester_email=f"raj{position}@harbor.example")
            ticket_id = await crm.open_ticket(draft)
            proxy.after(position, fault)
            await persisted(lambda crm=crm, draft=draft: crm.forget(draft.external_id))
            await crm.close()
            ticket = state.ticket(int(ticket_id))
            assert [one for one in state.comments(ticket["id"]) if "customer" in one["body"] + one["html_body"]] == []
            assert state.user(ticket["requester_id"])["name"] == "[erased]"


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_fault_anywhere_in_a_redirect_buys_one_label(tmp_path: Path, fault: Fault) -> None:
    world = ShippoWorld(tmp_path)
    world.put(order(Status.READY_TO_SHIP))
    state = world.app.state.shippo
    async with behind_a_proxy(world.app) as (proxy, url):
        for position in range(6):
            carrier = ShippoCarrier(url, SHIPPO_TOKEN, timeouts=IMPATIENT)
            before = len(state.newest("transaction", 1, 100)[0])
            proxy.after(position, fault)
            request = replace(REDIRECT, key=f"chg_{position}")
            await persisted(lambda carrier=carrier, request=request: carrier.redirect(request))
            await carrier.close()
            assert len(state.newest("transaction", 1, 100)[0]) == before + 1


async def test_a_fault_is_reported_as_what_nobody_knows(tmp_path: Path) -> None:
    world = ShippoWorld(tmp_path)
    async with behind_a_proxy(world.app) as (proxy, url):
        for fault in FAULTS:
            carrier = ShippoCarrier(url, SHIPPO_TOKEN, timeouts=IMPATIENT)
            if fault in ("wrong_shape",):
                continue  # any object may be an address
            proxy.faults.append(fault)
            with pytest.raises(Unavailable) as raised:
                await carrier.address_problems(OFFICE)
            assert (raised.value.retry_after == 1) == (fault == "throttled")
            await carrier.close()


async def test_reads_are_tried_twice_and_writes_once(tmp_path: Path) -> None:
    world = ShippoWorld(tmp_path)
    async with behind_a_proxy(world.app) as (proxy, url):
        carrier = ShippoCarrier(url, SHIPPO_TOKEN, timeouts=IMPATIENT)
        proxy.faults.append("reset")
        assert (await carrier.track("ups", "1Z9")).status == "UNKNOWN"
        assert proxy.seen == 2
        proxy.faults.append("reset")
        with pytest.raises(Unavailable):
            await carrier.address_problems(OFFICE)
        assert proxy.seen == 3
        await carrier.close()


async def test_a_vendor_that_keeps_failing_is_left_alone(tmp_path: Path) -> None:
    world = ShippoWorld(tmp_path)
    async with behind_a_proxy(world.app) as (proxy, url):
        carrier = ShippoCarrier(url, SHIPPO_TOKEN, timeouts=IMPATIENT)
        proxy.faults.extend(["broken"] * 20)
        for _ in range(8):
            with pytest.raises(Unavailable):
                await carrier.address_problems(OFFICE)
        assert proxy.seen == 5
        await carrier.close()


async def test_wrong_keys_wait_for_an_operator_and_wrong_places_are_our_fault(tmp_path: Path) -> None:
    odoo, zendesk, shippo = OdooWorld(tmp_path / "o"), ZendeskWorld(tmp_path / "z"), ShippoWorld(tmp_path / "s")

    def through(app: Any) -> httpx.ASGITransport:
        return httpx.ASGITransport(app)

    with pytest.raises(Unavailable, match="unauthenticated"):
        await OdooErp("http://odoo", DATABASE, "wrong", transport=through(odoo.app)).find("T-1")
    with pytest.raises(Unavailable, match="unauthenticated"):
        await ZendeskCrm("http://z", EMAIL, "wrong", transport=through(zendesk.app)).open_ticket(DRAFT)
    with pytest.raises(Unavailable, match="unauthenticated"):
        await ShippoCarrier("http://s", "wrong", transport=through(shippo.app)).track("ups", "1Z1")
    with pytest.raises(Misused, match="http_404"):
        await OdooErp("http://odoo", "elsewhere", API_KEY, transport=through(odoo.app)).find("T-1")


async def test_a_traceback_of_odoo_goes_no_further(tmp_path: Path) -> None:
    world = OdooWorld(tmp_path)
    rpc = world.erp._rpc
    for model, method, arguments in (
        ("sale.order", "read", {"ids": [1], "fields": ["nope"]}),
        ("sale.order", "create", {"vals_list": [{}]}),
        ("sale.order", "write", {"ids": [404], "vals": {"note": "x"}}),
    ):
        with pytest.raises((Refused, Misused)) as raised:
            await rpc.call(model, method, **arguments)
        assert "Traceback" not in str(raised.value)
        assert "\n" not in str(raised.value)


@pytest.mark.parametrize(("drop", "done"), [("before", 0), ("after", 1)])
async def test_an_emulator_drops_connections_on_demand(tmp_path: Path, drop: str, done: int) -> None:
    world = ZendeskWorld(tmp_path)
    port = free_port()
    async with serving(world.app, port), httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        rule = {"match": "POST /api/v2/tickets", "times": 1, "fault": {"drop": drop}}
        assert (await client.post("/_emulator/fault", json=rule)).status_code == 201
        crm = ZendeskCrm(f"http://127.0.0.1:{port}", EMAIL, API_TOKEN)
        with pytest.raises(Unavailable, match="unreachable"):
            await crm.open_ticket(DRAFT)
        assert len(world.app.state.zendesk.tickets(None)) == done
        assert await crm.open_ticket(DRAFT) == "1"
        await crm.close()
        log = (await client.get("/_emulator/requests")).json()
    posts = [one for one in log if one["method"] == "POST"]
    assert posts[0]["status"] is None
    assert posts[0]["body"]["ticket"]["external_id"] == DRAFT.external_id
    assert len(world.app.state.zendesk.tickets(None)) == 1


async def test_emulators_fail_and_dawdle_on_demand(tmp_path: Path) -> None:
    world = ShippoWorld(tmp_path)
    transport = httpx.ASGITransport(world.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://s") as client:
        await client.post("/_emulator/fault", json={"match": "GET /tracks/", "times": 2, "fault": {"status": 429}})
        await client.post("/_emulator/fault", json={"match": "POST /addresses", "fault": {"delay_s": 0.05}})
        for match in ("GET", "GET ("):
            assert (
                await client.post("/_emulator/fault", json={"match": match, "fault": {"status": 1}})
            ).status_code == 422
        for _ in range(2):
            with pytest.raises(Unavailable, match="rate_limited"):
                await world.carrier.track("ups", "1Z1")
        assert (await world.carrier.track("ups", "1Z1")).status == "UNKNOWN"
        assert not await world.carrier.address_problems(OFFICE)
        assert (await client.get("/_emulator/fault")).json() == []
