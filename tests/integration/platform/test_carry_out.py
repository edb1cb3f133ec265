"""After the commit: other systems follow each change once, and a change they refuse is taken back."""

import pytest

from platform_service.application.vendor_ports import ErpUnavailable
from platform_service.domain.order import Status
from tests.integration.platform.background import Following
from tests.integration.platform.conftest import Caller, Json, Served
from tests.integration.platform.test_reviews import waiting


@pytest.fixture
async def following(served: Served) -> Following:
    made = Following(served)
    await made.knows("N-1", "N-2", "N-3", "N-4", "N-6")
    return made


async def applied(ana: Caller, order_id: str, *changes: Json) -> Json:
    response = await ana.apply(await ana.quote(order_id, *changes))
    assert response.status_code == 200, response.text
    change: Json = response.json()
    return change


def more(line: int, quantity: int, order_id: str = "N-1") -> Json:
    return {"type": "change_quantity", "line_id": f"{order_id}-{line}", "new_quantity": quantity}


def steps(change: Json) -> dict[str, str]:
    return {step["system"]: step["status"] for step in change["steps"]}


async def test_the_erp_follows_and_the_conversation_hears_of_it(ana: Caller, following: Following) -> None:
    change = await applied(ana, "N-1", more(1, 70))
    assert steps(change) == {"erp": "pending", "shipping": "not_needed", "crm": "not_needed"}
    assert await following.run_jobs() == ["carry_out", "tell"]
    now = await ana.get(f"/changes/{change['change_id']}")
    assert (now["sync_state"], steps(now)["erp"], now["steps"][0]["reference"]) == ("synced", "done", "S00001")
    shown = await following.erp.find("N-1")
    assert shown is not None
    assert [line.quantity for line in shown.lines] == [70, 40]
    assert [event["kind"] for event in following.conversation.events] == ["change_synced"]


async def test_a_conversation_that_is_gone_leaves_no_job_behind(ana: Caller, following: Following) -> None:
    following.conversation.gone = True
    change = await applied(ana, "N-1", more(1, 70))
    assert await following.run_jobs() == ["carry_out", "tell"]
    assert (await ana.get(f"/changes/{change['change_id']}"))["sync_state"] == "synced"


async def test_an_outage_is_waited_for_and_has_one_effect(ana: Caller, following: Following) -> None:
    change = await applied(ana, "N-1", more(1, 70))
    following.erp.failing = [ErpUnavailable("no_answer", "down")] * 2
    for attempt in (1, 2):
        with pytest.raises(ErpUnavailable):
            await following.run_jobs()
        step = (await ana.get(f"/changes/{change['change_id']}"))["steps"][0]
        assert (step["status"], step["attempts"], step["error_code"]) == ("doing", attempt, "no_answer")
    await following.run_jobs()
    now = await ana.get(f"/changes/{change['change_id']}")
    assert (now["sync_state"], now["steps"][0]["error_code"]) == ("synced", None)
    assert following.erp.records["N-1"].keys == [change["change_id"]]


async def test_each_change_brings_the_erp_to_its_own_result(ana: Caller, following: Following) -> None:
    first = await applied(ana, "N-1", more(1, 70))
    second = await applied(ana, "N-1", more(1, 75))
    await following.carry_out(first["change_id"])
    assert following.erp.records["N-1"].order.lines[0].quantity == 70
    await following.carry_out(second["change_id"])
    assert following.erp.records["N-1"].order.lines[0].quantity == 75
    await following.run_jobs()


async def test_a_refused_change_is_taken_back_and_told(ana: Caller, following: Following) -> None:
    before = await ana.get("/orders/N-3")
    change = await applied(ana, "N-3", more(1, 100, "N-3"))
    following.erp.lock("N-3")
    await following.run_jobs()
    after = await ana.get("/orders/N-3")
    assert (after["lines"], after["totals"], after["delivery_date"]) == (
        before["lines"],
        before["totals"],
        before["delivery_date"],
    )
    assert after["version"] == 3
    now = await ana.get(f"/changes/{change['change_id']}")
    assert (now["status"], now["sync_state"], now["steps"][0]["error_code"]) == ("reversed", "reversed", "order_locked")
    told = {event["kind"]: event for event in following.conversation.events}
    assert told["change_reversed"]["data"]["escalation"]["reason"] == "change_failed"
    assert len(following.crm.tickets) == 1


async def test_a_refused_cancellation_leads_back_to_where_the_order_was(ana: Caller, following: Following) -> None:
    change = await applied(ana, "N-2", {"type": "cancel_order"})
    assert (await ana.get("/orders/N-2"))["status"] == "CANCELLED"
    following.erp.lock("N-2")
    await following.run_jobs()
    order = await ana.get("/orders/N-2")
    assert (order["status"], order["credits"], order["version"]) == ("APPROVED", [], 3)
    assert (await ana.get(f"/changes/{change['change_id']}"))["sync_state"] == "reversed"


async def test_what_cannot_be_undone_by_itself_is_set_aside_for_a_person(ana: Caller, following: Following) -> None:
    first = await applied(ana, "N-3", more(1, 100, "N-3"))
    await applied(ana, "N-3", {"type": "change_address", "address_id": "a-north-dock"})
    following.erp.lock("N-3")
    await following.carry_out(first["change_id"])
    now = await ana.get(f"/changes/{first['change_id']}")
    assert (now["status"], now["sync_state"], steps(now)["erp"]) == ("applied", "failed", "failed")
    following.erp.records["N-3"].locked = False
    assert await following.carry_out.resume(first["change_id"])
    await following.run_jobs()
    assert (await ana.get(f"/changes/{first['change_id']}"))["sync_state"] == "synced"
    assert not await following.carry_out.resume(first["change_id"])


async def test_a_review_gets_one_ticket_and_its_approval_solves_it(
    ana: Caller, served: Served, following: Following
) -> None:
    _, change = await waiting(ana)
    await following.run_jobs()
    assert await following.run_jobs() == []
    ticket = next(iter(following.crm.tickets.values()))
    assert ticket.external_id == change["review_id"]
    path = f"/reviews/{change['review_id']}/decision"
    assert (await served.user("u-cx")("POST", path, {"decision": "approve", "comment": "ok"})).status_code == 200
    await following.run_jobs()
    now = await ana.get(f"/changes/{change['change_id']}")
    assert (now["sync_state"], steps(now)["crm"]) == ("synced", "done")
    assert following.crm.tickets[ticket.ticket_id].status == "solved"
    assert following.erp.records["N-6"].order.status is Status.CANCELLED
    assert {event["kind"] for event in following.conversation.events} >= {"ticket_created", "review_decided"}


async def test_production_moves_orders_along_their_arrows(ana: Caller, following: Following) -> None:
    following.erp.produce("N-2", "N-2-1", 30)
    record = following.erp.records["N-2"]
    record.order = type(record.order)(**{f: getattr(record.order, f) for f in record.order.__dataclass_fields__})
    object.__setattr__(record.order, "status", Status.READY_TO_SHIP)
    await following.follow_erp()
    order = await ana.get("/orders/N-2")
    assert (order["status"], order["version"], order["lines"][0]["pieces_produced"]) == ("READY_TO_SHIP", 1, 30)
    items = (await ana.get("/orders/N-2/timeline"))["items"]
    assert [item["status"] for item in items if item["kind"] == "status"][-2:] == ["IN_PRODUCTION", "READY_TO_SHIP"]
    await following.follow_erp()
    assert (await ana.get("/orders/N-2/timeline"))["items"] == items


async def test_shipped_pieces_leave_the_stock_for_good(ana: Caller, following: Following) -> None:
    sku = (await ana.get("/orders/N-4"))["lines"][0]["sku"]
    before = (await ana.get(f"/inventory?sku={sku}"))["items"][0]
    record = following.erp.records["N-4"]
    object.__setattr__(record.order, "status", Status.SHIPPED)
    await following.follow_erp()
    after = (await ana.get(f"/inventory?sku={sku}"))["items"][0]
    assert (await ana.get("/orders/N-4"))["status"] == "SHIPPED"
    assert after["available"] == before["available"]
    assert after["on_hand"] == before["on_hand"] - 20
