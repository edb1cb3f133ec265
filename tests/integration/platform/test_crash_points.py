"""Killed at any named point, nothing is lost, nothing is done twice, and all systems agree within a minute.

Three kills a point; a hundred with ``-m ondemand``.
"""

import asyncio
import contextlib
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from brightthread.service.crash_points import PLATFORM_POINTS
from tests.integration.platform.outcome import faults, underway
from tests.integration.platform.running import ForkServer, Json, Running, eventually, running_platform
from tests.postgres import PostgresServer

Act = Callable[[Running], Awaitable[object]]
Answer = Callable[[Running], Awaitable[httpx.Response]]
CONVERGED_WITHIN_S = 60
pytestmark = pytest.mark.timeout(600)


# ------------------------------------------------------------------- what makes a worker pass a point


def more(order_id: str, pieces: int = 70) -> Json:
    return {"type": "change_quantity", "line_id": f"{order_id}-1", "new_quantity": pieces}


async def change(running: Running) -> None:
    order_id = running.order("CREATED")
    await running.changed(order_id, more(order_id))


async def redirect(running: Running) -> None:
    await running.changed(running.order("READY_TO_SHIP"), {"type": "change_address", "address_id": "a-dock"})


async def waiting_review(running: Running) -> str:
    waiting = await running.changed(running.order("APPROVED"), {"type": "cancel_order"})
    assert waiting["status"] == "pending_review"
    return str(waiting["review_id"])


async def approved_review(running: Running) -> None:
    assert (await running.approve(await waiting_review(running))).status_code == 200


async def refused_change(running: Running) -> None:
    order_id = running.order("IN_PRODUCTION")
    erp = running.erp.state.odoo
    erp.call("sale.order", "action_lock", {"ids": erp.call("sale.order", "search", _named(order_id))})
    await running.changed(order_id, more(order_id))


def _named(order_id: str) -> Json:
    return {"domain": [["client_order_ref", "=", order_id]]}


BY_WORKER: dict[str, Act] = {
    "erp": change, "tell": change, "carry_out": change, "shipping": redirect, "label": redirect,
    "ticket": waiting_review, "crm": approved_review, "reversal": refused_change, "erp_reversal": refused_change,
}  # fmt: skip


# ------------------------------------------------------------ a request that is made until it is answered


async def quote_request(running: Running) -> Answer:
    order_id, key = running.order("CREATED"), uuid4().hex
    body = {"changes": [more(order_id)]}
    return lambda r: r.call("POST", f"/orders/{order_id}/quotes", body, key=key)


async def apply_request(running: Running) -> Answer:
    order_id, key = running.order("CREATED"), uuid4().hex
    quote = await running.quote(order_id, more(order_id))
    return lambda r: r.apply(quote, key)


async def decision_request(running: Running) -> Answer:
    review_id = await waiting_review(running)
    return lambda r: r.approve(review_id)


BY_SERVER: dict[str, Callable[[Running], Awaitable[Answer]]] = {
    "quote": quote_request, "apply": apply_request, "review": decision_request,
}  # fmt: skip
POINTS_OF = {
    name: sorted(point for point in PLATFORM_POINTS if point.split(".")[0] == name) for name in (*BY_SERVER, *BY_WORKER)
}
SHIFTS = (("erp", "carry_out", "ticket"), ("tell", "shipping", "label"), ("crm", "reversal", "erp_reversal"))
"""Points that workers are killed at one after the other, over one database."""


async def kill_servers(running: Running, points: list[str], kills: int) -> None:
    """Kill servers at the points; the client repeats each request until it is answered."""
    server = await running.serve()
    requests = [(point, await BY_SERVER[point.split(".")[0]](running)) for point in points for _ in range(kills)]
    await server.stop()
    for point, request in requests:
        server = await running.serve(point)
        # a kill at some moment of the commit may come just after the answer
        in_commit = point.endswith(".in_commit")
        with contextlib.suppress(httpx.TransportError) if in_commit else pytest.raises(httpx.TransportError):
            await request(running)
        assert await asyncio.wait_for(server.ended, 10) == -signal.SIGKILL, point
    server = await running.serve()
    for point, request in requests:
        answer = await request(running)
        decided_before = answer.status_code == 409 and answer.json()["code"] == "already_decided"
        assert answer.is_success or decided_before, f"{point}: {answer.text}"
        assert (await request(running)).content == answer.content or "review" in point
    await server.stop()


async def kill_workers(running: Running, points: list[str], kills: int) -> None:
    """Kill workers at the points, each over work of its own; what the dead leave is for those that come after."""
    server = await running.serve()
    for point in points:
        for _ in range(kills):
            await BY_WORKER[point.split(".")[0]](running)
            worker = await running.work(point)
            assert await asyncio.wait_for(worker.ended, 30) == -signal.SIGKILL, point
    await server.stop()


async def converges(running: Running) -> None:
    """A healthy server and worker bring everything to its end, once."""
    server, worker = await running.serve(), await running.work()

    async def finished() -> bool:
        return await asyncio.to_thread(underway, running) == 0

    await eventually(finished, CONVERGED_WITHIN_S)
    await worker.stop()
    await server.stop()
    assert faults(running) == []


@pytest.mark.parametrize("name", BY_SERVER)
async def test_servers_may_die_anywhere(
    name: str, postgres_server: PostgresServer, tmp_path: Path, forks: ForkServer
) -> None:
    async with running_platform(postgres_server, tmp_path, forks, orders=20) as running:
        await kill_servers(running, POINTS_OF[name], 3)
        await converges(running)


@pytest.mark.parametrize("names", SHIFTS, ids="-".join)
async def test_workers_may_die_anywhere(
    names: tuple[str, ...], postgres_server: PostgresServer, tmp_path: Path, forks: ForkServer
) -> None:
    async with running_platform(postgres_server, tmp_path, forks, orders=40) as running:
        await kill_workers(running, [point for name in names for point in POINTS_OF[name]], 3)
        await converges(running)


@pytest.mark.ondemand
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("point", sorted(PLATFORM_POINTS))
async def test_a_hundred_deaths(point: str, postgres_server: PostgresServer, tmp_path: Path, forks: ForkServer) -> None:
    async with running_platform(postgres_server, tmp_path, forks, orders=110) as running:
        kill = kill_servers if point.split(".")[0] in BY_SERVER else kill_workers
        await kill(running, [point], 100)
        await converges(running)


def test_there_is_a_scenario_for_every_point() -> None:
    assert {name for names in SHIFTS for name in names} == set(BY_WORKER)
    assert {point for points in POINTS_OF.values() for point in points} == PLATFORM_POINTS
    assert len(PLATFORM_POINTS) >= 12
