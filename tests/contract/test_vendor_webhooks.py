"""Webhooks of the emulators are read by our readers; forged, stale and garbled ones are told apart."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from local_stack.emulators import shippo, zendesk
from local_stack.emulators.shippo.app import signature as shippo_signature
from local_stack.emulators.zendesk.app import signature as zendesk_signature
from platform_service.adapters.shippo_webhook import ShippoWebhook
from platform_service.adapters.zendesk_webhook import ZendeskWebhook
from platform_service.application.vendor_ports import WebhookForged, WebhookStale, WebhookUnreadable

SECRET = "s3cret"
NOW = datetime.now(UTC)
Sign = Callable[[str, bytes, datetime], dict[str, str]]


def sign_for_zendesk(secret: str, body: bytes, at: datetime) -> dict[str, str]:
    return {name.lower(): value for name, value in zendesk_signature(secret, body, at).items()}


def sign_for_shippo(secret: str, body: bytes, at: datetime) -> dict[str, str]:
    return {name.lower(): value for name, value in shippo_signature(secret, body, at.timestamp()).items()}


ZENDESK_BODY = json.dumps({"type": "zen:event-type:ticket.tags_changed", "id": "e-1", "subject": "zen:ticket:7",
                           "detail": {"id": "7", "actor_id": "9", "tags": ["approve"], "status": "OPEN"},
                           "event": {"tags_added": ["approve"], "tags_removed": []}}).encode()  # fmt: skip
STEP = {"status": "TRANSIT", "status_date": "2026-11-20T10:00:00Z", "object_id": "o"}
TRACK = {"carrier": "ups", "tracking_number": "1Z1", "metadata": "BT-1 chg_1", "tracking_status": STEP}
SHIPPO_BODY = json.dumps({"event": "track_updated", "test": True, "data": TRACK}).encode()
BOTH = pytest.mark.parametrize(
    ("reader", "sign", "body"),
    [(ZendeskWebhook, sign_for_zendesk, ZENDESK_BODY), (ShippoWebhook, sign_for_shippo, SHIPPO_BODY)],
    ids=["zendesk", "shippo"],
)


@BOTH
def test_a_rightly_signed_webhook_is_read_the_same_twice(reader: Any, sign: Sign, body: bytes) -> None:
    headers = sign(SECRET, body, NOW)
    first = reader(SECRET).read(headers, {}, body, NOW)
    assert reader(SECRET).read(headers, {}, body, NOW + timedelta(seconds=30)).event_id == first.event_id


@BOTH
def test_a_webhook_signed_by_others_is_forged(reader: Any, sign: Sign, body: bytes) -> None:
    for headers, secret in ((sign("other", body, NOW), SECRET), ({}, SECRET), (sign("", body, NOW), "")):
        with pytest.raises(WebhookForged):
            reader(secret).read(headers, {}, body, NOW)
    with pytest.raises(WebhookForged):
        reader(SECRET).read(sign(SECRET, body, NOW), {}, body + b" ", NOW)


@BOTH
def test_a_webhook_signed_long_ago_is_stale(reader: Any, sign: Sign, body: bytes) -> None:
    with pytest.raises(WebhookStale):
        reader(SECRET).read(sign(SECRET, body, NOW), {}, body, NOW + timedelta(minutes=6))


@BOTH
@pytest.mark.parametrize("body_of", [b"", b"[]", b"{}", b"null", b'{"event": "batch_created"}', b"\xff"])
def test_a_signed_webhook_of_no_known_shape_is_unreadable(reader: Any, sign: Sign, body: bytes, body_of: bytes) -> None:
    with pytest.raises(WebhookUnreadable):
        reader(SECRET).read(sign(SECRET, body_of, NOW), {}, body_of, NOW)


@pytest.mark.parametrize("header", ["", "t=,v1=", "t=x,v1=y", "v1=abc", "t=99999999999999999999,v1=0", "t=1,v1=\u00e9"])
def test_a_broken_signature_of_shippo_is_forged(header: str) -> None:
    with pytest.raises(WebhookForged):
        ShippoWebhook(SECRET).read({"shippo-auth-signature": header}, {}, SHIPPO_BODY, NOW)


def test_shippo_may_name_our_token_in_the_query() -> None:
    update = ShippoWebhook(SECRET).read({}, {"token": SECRET}, SHIPPO_BODY, NOW)
    assert (update.carrier, update.tracking_number, update.status, update.order_ref) == (
        "ups",
        "1Z1",
        "TRANSIT",
        "BT-1",
    )
    with pytest.raises(WebhookForged):
        ShippoWebhook(SECRET).read({}, {"token": "no"}, SHIPPO_BODY, NOW)


def test_a_trigger_of_zendesk_may_send_flat_facts() -> None:
    facts = {
        "ticket_id": 12,
        "tags": "approve urgent",
        "actor_email": "Dana@x.example",
        "status": "open",
        "comment": "ok",
    }
    body = json.dumps(facts).encode()
    event = ZendeskWebhook(SECRET).read(sign_for_zendesk(SECRET, body, NOW), {}, body, NOW)
    assert (event.ticket_id, event.tags, event.actor_email) == ("12", ("approve", "urgent"), "dana@x.example")
    assert event.comment is not None
    assert event.comment.body == "ok"


def test_zendesks_signature_is_what_its_documents_say() -> None:
    stamp = "2026-11-21T02:00:00Z"
    digest = hmac.new(SECRET.encode(), stamp.encode() + b"{}", hashlib.sha256).hexdigest()
    given = zendesk_signature(SECRET, b"{}", datetime(2026, 11, 21, 2, tzinfo=UTC))
    assert bytes.fromhex(digest) == base64.b64decode(given["X-Zendesk-Webhook-Signature"])


async def test_what_an_agent_does_arrives_signed_and_in_order(tmp_path: Any) -> None:
    received: list[tuple[dict[str, str], bytes]] = []
    settings = zendesk.ZendeskSettings("bot@x.example", "token", SECRET, "http://platform/hook")
    app = zendesk.create_app(tmp_path, settings)
    app.state.webhooks.deliver_through(_recorder(received))
    async with _client(app, ("bot@x.example/token", "token")) as client:
        ticket = {"subject": "s", "comment": {"body": "b", "public": False}, "external_id": "rev_1"}
        number = (await client.post("/api/v2/tickets", json={"ticket": ticket})).json()["ticket"]["id"]
        await client.put(f"/api/v2/tickets/{number}", json={"ticket": {"tags": ["ours"]}})
        done = {"actor_email": "dana@x.example", "tags": ["approve"], "comment": "Fine with me", "status": "pending"}
        await client.post(f"/_emulator/tickets/{number}/agent_update", json=done)
        await app.state.webhooks.sent()
    events = [ZendeskWebhook(SECRET).read(headers, {}, body, datetime.now(UTC)) for headers, body in received]
    assert [one.kind for one in events] == ["comment_added", "tags_changed", "status_changed"]
    assert events[0].comment is not None
    assert (events[0].comment.body, events[0].comment.public) == ("Fine with me", True)
    assert events[1].tags_added == ("approve",)
    assert {(one.ticket_id, one.external_id) for one in events} == {(str(number), "rev_1")}
    actor = app.state.zendesk.user(int(events[0].actor_id or 0))
    assert actor["email"] == "dana@x.example"


async def test_a_moved_parcel_arrives_signed(tmp_path: Any) -> None:
    received: list[tuple[dict[str, str], bytes]] = []
    app = shippo.create_app(tmp_path, shippo.ShippoSettings("token", SECRET, "http://platform/hook"))
    app.state.webhooks.deliver_through(_recorder(received))
    async with _client(app) as client:
        answer = await client.post("/_emulator/tracks/ups/1Z1", json={"status": "TRANSIT"})
        assert answer.status_code == 201
        assert (await client.post("/_emulator/tracks/ups/1Z1", json={"status": "LOST"})).status_code == 400
        await app.state.webhooks.sent()
    headers, body = received[0]
    update = ShippoWebhook(SECRET).read(headers, {}, body, datetime.now(UTC))
    assert (update.carrier, update.tracking_number, update.status) == ("ups", "1Z1", "TRANSIT")


def _recorder(received: list[tuple[dict[str, str], bytes]]) -> Any:
    def take(request: httpx.Request) -> httpx.Response:
        received.append(({k.lower(): v for k, v in request.headers.items()}, request.content))
        return httpx.Response(204)

    return httpx.MockTransport(take)


def _client(app: Any, auth: tuple[str, str] | None = None) -> Any:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://emulator", auth=auth)
