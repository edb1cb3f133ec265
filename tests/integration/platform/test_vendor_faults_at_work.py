"""A real worker before vendors that answer late, half, nonsense or nothing, or throttle: one effect each."""

import random
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.fakes.fault_proxy import Fault, FaultProxy
from tests.integration.platform.outcome import faults, underway
from tests.integration.platform.running import ForkServer, Running, eventually, running_platform
from tests.postgres import PostgresServer

VENDORS = ("odoo", "zendesk", "shippo")
FAULTS: Sequence[Fault] = ("late", "reset", "cut", "partial", "throttled", "broken", "wrong_shape", "no_json")
pytestmark = pytest.mark.timeout(400)


def storm(number: int) -> list[Fault]:
    """Every fault twice, among as many requests again that pass."""
    faults: list[Fault] = [*FAULTS, *FAULTS[1:], *["pass"] * 16]  # type: ignore[list-item]
    random.Random(number).shuffle(faults)
    return faults


async def work_through(running: Running) -> None:
    """Changes that need each vendor: more pieces, another address for a parcel, an approved review."""
    for number in range(3):
        order_id = running.order("CREATED")
        more = {"type": "change_quantity", "line_id": f"{order_id}-1", "new_quantity": 70 + number}
        await running.changed(order_id, more)
    for _ in range(2):
        await running.changed(running.order("READY_TO_SHIP"), {"type": "change_address", "address_id": "a-dock"})
        waiting = await running.changed(running.order("APPROVED"), {"type": "cancel_order"})
        assert (await running.approve(waiting["review_id"])).status_code == 200


async def test_all_changes_reach_all_systems_once_whatever_the_vendors_do(
    postgres_server: PostgresServer, tmp_path: Path, forks: ForkServer
) -> None:
    async with running_platform(postgres_server, tmp_path, forks) as running, AsyncExitStack() as stack:
        behind = {"PLATFORM_ODOO__POLL_INTERVAL_S": "3600"}
        for number, vendor in enumerate(VENDORS):
            proxy = FaultProxy(running.ports[vendor])
            proxy.faults.extend(storm(number))
            behind[f"PLATFORM_{vendor.upper()}__URL"] = await stack.enter_async_context(proxy.serve())
        await running.serve()
        worker = await running.work(**behind)
        await work_through(running)

        async def finished() -> bool:
            return underway(running) == 0

        await eventually(finished, 240)
        await worker.stop()
        assert faults(running) == []
