"""Operators set going again what is stuck, by the commands of the runbooks."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import psycopg
import pytest

from tests.integration.platform.outcome import faults, underway
from tests.integration.platform.running import ForkServer, Json, Running, eventually, running_platform
from tests.postgres import PostgresServer

RUNBOOKS = Path(__file__).resolve().parents[3] / "docs" / "runbooks"
pytestmark = pytest.mark.timeout(300)


@pytest.fixture
async def running(postgres_server: PostgresServer, tmp_path: Path, forks: ForkServer) -> AsyncIterator[Running]:
    async with running_platform(postgres_server, tmp_path, forks) as made:
        yield made


def commands(runbook: str) -> list[list[str]]:
    """The commands of a runbook, in order, as words after ``python -m platform_service``."""
    text = (RUNBOOKS / f"{runbook}.md").read_text()
    return [line.split() for line in re.findall(r"^python -m platform_service (.+)$", text, re.MULTILINE)]


async def follow(running: Running, runbook: str, **names: str) -> list[tuple[int, str]]:
    """Run the runbook's commands with the names filled in."""
    return [await running.run(*(names.get(word, word) for word in words)) for words in commands(runbook)]


def more(order_id: str, pieces: int) -> Json:
    return {"type": "change_quantity", "line_id": f"{order_id}-1", "new_quantity": pieces}


def lock(running: Running, order_id: str, *, unlock: bool = False) -> None:
    call = running.erp.state.odoo.call
    found = call("sale.order", "search", {"domain": [["client_order_ref", "=", order_id]]})
    call("sale.order", "action_unlock" if unlock else "action_lock", {"ids": found})


def put_off(running: Running, change: Json, wait: str) -> None:
    """Have the change's job run no sooner than after this time."""
    with psycopg.connect(running.dsns.administrator) as connection:
        moved = connection.execute(
            "UPDATE procrastinate_jobs SET scheduled_at = now() + %s::interval WHERE args ->> 'change_id' = %s",
            (wait, change["change_id"]),
        )
    assert moved.rowcount == 1


async def set_aside(running: Running) -> str:
    """A change that the ERP refuses and that cannot be taken back, because another one stands on it.

    The later one has its turn after the ERP unlocked its order: a quick worker would have it refused as well.
    """
    order_id = running.order("APPROVED")
    change = await running.changed(order_id, more(order_id, 70))
    later = await running.changed(order_id, {"type": "change_address", "address_id": "a-dock"})
    put_off(running, later, "1 hour")
    lock(running, order_id)
    worker = await running.work()

    async def failed() -> bool:
        return bool((await running.get(f"/changes/{change['change_id']}"))["sync_state"] == "failed")

    await eventually(failed, 30)
    await worker.stop()
    lock(running, order_id, unlock=True)
    put_off(running, later, "0 hours")
    return str(change["change_id"])


async def finished(running: Running) -> None:
    worker = await running.work()

    async def nothing_left() -> bool:
        return underway(running) == 0

    await eventually(nothing_left, 60)
    await worker.stop()


async def test_a_change_set_aside_is_retried_by_the_runbook(running: Running) -> None:
    await running.serve()
    change_id = await set_aside(running)
    listed, retried, skipped, after = await follow(running, "stuck-sync", CHANGE_ID=change_id, SYSTEM="erp")
    assert listed[0] == 0
    assert f"retry {change_id}" in listed[1]
    assert f"skip {change_id} erp" in listed[1]
    assert "order_locked" in listed[1]
    assert retried == (0, f"{change_id} is tried again.\n")
    assert skipped == (1, f"erp of {change_id} is not stuck: nothing was done. `stuck` lists what is.\n")
    assert after == (0, "Nothing is stuck.\n")
    await finished(running)
    assert (await running.get(f"/changes/{change_id}"))["sync_state"] == "synced"
    assert [fault for fault in faults(running) if "ERP" in fault] == []


async def test_a_retry_takes_nothing_back_that_came_later(running: Running) -> None:
    await running.serve()
    change_id = await set_aside(running)
    await finished(running)  # the later change, which only waited for this one
    assert (await running.run("retry", change_id))[0] == 0
    await finished(running)
    assert (await running.get(f"/changes/{change_id}"))["sync_state"] == "synced"
    assert [fault for fault in faults(running) if "ERP" in fault] == []


async def test_a_step_done_by_hand_is_left_out(running: Running) -> None:
    await running.serve()
    change_id = await set_aside(running)
    assert (await running.run("skip", change_id, "crm"))[0] == 1
    assert await running.run("skip", change_id, "erp") == (0, f"erp of {change_id} is left out.\n")
    await finished(running)
    now = await running.get(f"/changes/{change_id}")
    assert (now["sync_state"], now["steps"][0]["status"]) == ("synced", "done")


@pytest.mark.parametrize("runbook", ["poison-job", "stuck-review"])
async def test_a_failed_job_blocks_nobody_and_is_run_again_by_the_runbook(running: Running, runbook: str) -> None:
    await running.serve()
    waiting = await running.changed(running.order("APPROVED"), {"type": "cancel_order"})
    with psycopg.connect(running.dsns.administrator) as connection:
        row = connection.execute(
            "UPDATE procrastinate_jobs SET status = 'failed', attempts = 6 WHERE task_name = 'open_ticket' RETURNING id"
        ).fetchone()
    assert row is not None
    other = running.order("CREATED")
    change = await running.changed(other, more(other, 70))
    await finished(running)
    assert (await running.get(f"/changes/{change['change_id']}"))["sync_state"] == "synced"
    outcomes = await follow(running, runbook, JOB=str(row[0]))
    assert f"job open_ticket review_id={waiting['review_id']}" in outcomes[0][1]
    assert (0, f"{row[0]} is tried again.\n") in outcomes
    await finished(running)
    assert len(running.desk.state.zendesk.tickets(waiting["review_id"])) == 1


async def test_a_wrong_command_line_explains_itself(running: Running) -> None:
    for words in (["retry"], ["skip"], ["no-such"], ["stuck", "now"]):
        code, text = await running.run(*words)
        assert (code, "usage:" in text) == (2, True)


def test_each_runbook_uses_known_commands_only() -> None:
    for runbook in ("stuck-sync", "poison-job", "stuck-review"):
        assert {words[0] for words in commands(runbook)} <= {"stuck", "retry", "skip"}
        assert commands(runbook)
