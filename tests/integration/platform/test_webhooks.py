"""What humans do in tickets and carriers do with parcels arrives signed, once, in any order."""

import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from platform_service.application.records import TrackedShipment
from platform_service.bootstrap import build, build_app
from platform_service.domain.order import Status
from tests.integration.platform.background import Following
from tests.integration.platform.conftest import Caller, Json, MovableClock, Served, TokenReader, settings_for
from tests.integration.platform.test_reviews import waiting
from tests.postgres import Dsns

SECRET = "a secret we share"


@pytest.fixture
async def served(filled: Dsns, tmp_path: Path) -> AsyncIterator[Served]:
    clock = MovableClock()
    settings = settings_for(filled, tmp_path, zendesk={"webhook_secret": SECRET})
    settings.shippo.webhook_secret = settings.zendesk.webhook_secret
    platform = build(settings, clock)
    app = build_app(platform, TokenReader())  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://platform", timeout=30) as client:
        yield Served(platform, clock, filled, client)
    await platform.close()


@pytest.fixture
async def following(served: Served) -> Following:
    made = Following(served)
    await made.knows("N-4", "N-6")
    return made


async def zendesk(served: Served, told: Json, *, secret: str = SECRET) -> int:
    """Send a ticket event signed with ``secret`` and return the status."""
    stamp, body = datetime.now(UTC).isoformat(), json.dumps(told).encode()
    signature = base64.b64encode(hmac.new(secret.encode(), stamp.encode() + body, hashlib.sha256).digest())
    headers = {
        "X-Zendesk-Webhook-Signature": signature.decode(),
        "X-Zendesk-Webhook-Signature-Timestamp": stamp,
        "Content-Type": "application/json",
    }
    answer = await served.client.post("/platform/v1/webhooks/zendesk", content=body, headers=headers)
    return answer.status_code


def tagged(ticket_id: str, email: str, *tags: str) -> Json:
    return {
        "type": "zen:event-type:ticket.tags_changed",
        "id": uuid4().hex,
        "subject": f"zen:ticket:{ticket_id}",
        "time": datetime.now(UTC).isoformat(),
        "detail": {"id": ticket_id, "status": "OPEN", "tags": list(tags)},
        "event": {"tags_added": list(tags), "tags_removed": []},
        "actor_email": email,
    }


async def ticket_of(following: Following) -> str:
    await following.run_jobs()
    return next(iter(following.crm.tickets))


async def test_a_tag_of_a_cx_agent_decides_a_review(ana: Caller, served: Served, following: Following) -> None:
    _, change = await waiting(ana)
    ticket = await ticket_of(following)
    agent = (await served.user("u-cx").get("/me"))["email"]
    assert await zendesk(served, tagged(ticket, agent, "bt_approve")) == 204
    await following.run_jobs()
    assert (await ana.get(f"/changes/{change['change_id']}"))["status"] == "applied"


async def test_a_tag_of_anybody_else_decides_nothing(ana: Caller, served: Served, following: Following) -> None:
    _, change = await waiting(ana)
    ticket = await ticket_of(following)
    for email in ("stranger@x.example", (await ana.get("/me"))["email"]):
        assert await zendesk(served, tagged(ticket, email, "bt_approve")) == 204
    await following.run_jobs()
    assert (await ana.get(f"/changes/{change['change_id']}"))["status"] == "pending_review"


async def test_a_forged_message_is_refused_and_a_replay_has_no_effect(
    ana: Caller, served: Served, following: Following
) -> None:
    await waiting(ana)
    ticket = await ticket_of(following)
    told = tagged(ticket, "stranger@x.example", "bt_reject")
    assert await zendesk(served, told, secret="another") == 401
    assert await zendesk(served, told) == 204
    assert await following.run_jobs() == ["ticket_news"]
    assert await zendesk(served, told) == 204
    assert await following.run_jobs() == []


async def test_a_public_comment_reaches_the_conversation(ana: Caller, served: Served, following: Following) -> None:
    await waiting(ana)
    ticket = await ticket_of(following)
    await following.crm.add_note(ticket, "We look into it", "k", public=True)
    told = tagged(ticket, "dana@bt.example") | {"type": "zen:event-type:ticket.comment_added"}
    told["event"] = {"comment": {"id": "0", "body": "We look into it", "is_public": True}}
    assert await zendesk(served, told) == 204
    await following.run_jobs()
    replies = [e["data"]["text"] for e in following.conversation.events if e["kind"] == "ticket_replied"]
    assert replies == ["We look into it"]


async def test_a_delivered_parcel_delivers_the_order(ana: Caller, served: Served, following: Following) -> None:
    async with served.platform.transactions.system() as work:
        order = await work.orders.get("N-5")
        assert order is not None
        work.fulfilment.note_parcel(order, TrackedShipment("ups", "1Z5", "TRANSIT", None, None, ()), order.created_at)
    following.carrier.move("ups", "1Z5", "DELIVERED")
    for _ in range(2):
        await following.follow_parcel("ups", "1Z5")
    assert (await ana.get("/orders/N-5"))["status"] == Status.DELIVERED
    timeline = await ana.get("/orders/N-5/timeline")
    assert [i["status"] for i in timeline["items"] if i["kind"] == "status"].count("DELIVERED") == 1


async def test_news_that_come_late_lead_no_order_back(ana: Caller, served: Served, following: Following) -> None:
    async with served.platform.transactions.system() as work:
        order = await work.orders.get("N-5")
        assert order is not None
        work.fulfilment.note_parcel(order, TrackedShipment("ups", "1Z5", "TRANSIT", None, None, ()), order.created_at)
    for status in ("DELIVERED", "TRANSIT", "PRE_TRANSIT", "UNKNOWN"):
        following.carrier.move("ups", "1Z5", status)
        await following.follow_parcel("ups", "1Z5")
        assert (await ana.get("/orders/N-5"))["status"] == Status.DELIVERED
