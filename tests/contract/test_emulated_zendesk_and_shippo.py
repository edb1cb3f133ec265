"""What the emulated Zendesk and Shippo keep of their originals beyond the shapes (``vendors.md``)."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from local_stack.emulators import shippo, zendesk
from local_stack.emulators.zendesk import seed as zendesk_seed
from platform_service.adapters.zendesk import ZendeskCrm
from platform_service.application.vendor_ports import CrmUnavailable
from tests.contract.test_crm import DRAFT

EMAIL, TOKEN = "bot@brightthread.example", "token"
TICKET = {"ticket": {"subject": "s", "comment": {"body": "b", "public": False}, "external_id": "esc_1"}}
PEOPLE = {"users": [
    {"id": "u-1", "company_id": None, "name": "Dana", "email": "dana@brightthread.example"},
    {"id": "u-2", "company_id": "acme", "name": "Ada", "email": "ada@acme.example"},
]}  # fmt: skip


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = zendesk.create_app(tmp_path, zendesk.ZendeskSettings(EMAIL, TOKEN))
    zendesk_seed.load(app.state.zendesk, PEOPLE)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://z", auth=(f"{EMAIL}/token", TOKEN)) as client:
        yield client


async def test_a_key_gives_one_ticket_and_says_so(desk: httpx.AsyncClient) -> None:
    headers = {"Idempotency-Key": "k1"}
    first = await desk.post("/api/v2/tickets", json=TICKET, headers=headers)
    again = await desk.post("/api/v2/tickets.json", json=TICKET, headers=headers)
    assert (first.status_code, first.headers["x-idempotency-lookup"]) == (201, "miss")
    assert (again.status_code, again.headers["x-idempotency-lookup"]) == (201, "hit")
    assert first.json() == again.json()
    assert first.headers["location"] == first.json()["ticket"]["url"]
    other = await desk.post("/api/v2/tickets", json={"ticket": {"comment": {"body": "x"}}}, headers=headers)
    assert (other.status_code, other.json()["error"]) == (400, "IdempotentRequestError")
    long = await desk.post("/api/v2/tickets", json=TICKET, headers={"Idempotency-Key": "k" * 256})
    assert long.status_code == 400
    assert (await desk.get("/api/v2/tickets", params={"external_id": "esc_1"})).json()["count"] == 1
    await desk.post("/api/v2/tickets", json=TICKET)
    assert (await desk.get("/api/v2/tickets", params={"external_id": "esc_1"})).json()["count"] == 2


async def test_what_is_marked_in_a_comment_is_blackened_for_good(desk: httpx.AsyncClient) -> None:
    ticket = (await desk.post("/api/v2/tickets", json=TICKET)).json()["ticket"]["id"]
    comment = (await desk.get(f"/api/v2/tickets/{ticket}/comments")).json()["comments"][0]
    path, text = f"/api/v2/comment_redactions/{comment['id']}", comment["html_body"]
    marked = text.replace("b<", "<redact>b</redact><")
    for body, status in (
        ({"ticket_id": ticket, "html_body": f"{marked} and more"}, 422),
        ({"ticket_id": ticket + 1, "html_body": marked}, 404),
        ({"html_body": marked}, 422),
        ({"ticket_id": ticket, "html_body": marked}, 200),
        ({"ticket_id": ticket, "html_body": marked}, 422),
    ):
        assert (await desk.put(path, json=body)).status_code == status, body
    left = (await desk.get(f"/api/v2/tickets/{ticket}/comments")).json()["comments"][0]
    assert (left["plain_body"], left["html_body"]) == ("▇", text.replace(">b<", ">▇<"))


async def test_only_agents_with_the_token_get_in(desk: httpx.AsyncClient) -> None:
    for user, token, status in (
        ("dana@brightthread.example/token", TOKEN, 200),
        ("dana@brightthread.example/token", "wrong", 401),
        ("dana@brightthread.example", TOKEN, 401),
        ("ada@acme.example/token", TOKEN, 401),
        ("nobody@x.example/token", TOKEN, 401),
    ):
        assert (await desk.get("/api/v2/tickets", auth=(user, token))).status_code == status, user


async def test_a_safe_update_of_old_data_is_refused(desk: httpx.AsyncClient) -> None:
    made = (await desk.post("/api/v2/tickets", json=TICKET)).json()["ticket"]
    stale: dict[str, Any] = {"status": "open", "safe_update": True, "updated_stamp": "2020-01-01T00:00:00Z"}
    path = f"/api/v2/tickets/{made['id']}"
    assert (await desk.put(path, json={"ticket": stale})).status_code == 409
    assert (await desk.put(path, json={"ticket": {**stale, "updated_stamp": made["updated_at"]}})).status_code == 200


async def test_what_makes_no_sense_is_refused(desk: httpx.AsyncClient) -> None:
    for body, status in (({}, 400), ({"ticket": {}}, 422), ({"ticket": {**TICKET["ticket"], "status": "odd"}}, 422)):
        assert (await desk.post("/api/v2/tickets", json=body)).status_code == status
    assert (await desk.get("/api/v2/tickets/404")).status_code == 404
    assert (await desk.put("/api/v2/tickets/404", json=TICKET)).status_code == 404


async def test_tickets_are_found_by_their_words_and_tags(desk: httpx.AsyncClient) -> None:
    await desk.post("/api/v2/tickets", json=TICKET)
    assert (await desk.put("/api/v2/tickets/1/tags", json={"tags": ["approve"]})).json() == {"tags": ["approve"]}
    for query, count in (("external_id:esc_1", 1), ("tags:approve status:new", 1), ("tags:reject", 0), ("nowhere", 0)):
        assert (await desk.get("/api/v2/search", params={"query": query})).json()["count"] == count, query


async def test_limits_hold_where_they_are_set(tmp_path: Path) -> None:
    settings = zendesk.ZendeskSettings(EMAIL, TOKEN, updates_per_ticket_in_10_minutes=2)
    transport = httpx.ASGITransport(zendesk.create_app(tmp_path, settings))
    crm = ZendeskCrm("http://z", EMAIL, TOKEN, transport=transport)
    ticket_id = await crm.open_ticket(DRAFT)
    for number in range(2):
        await crm.add_note(ticket_id, "noted", f"k{number}")
    with pytest.raises(CrmUnavailable, match="rate_limited") as limited:
        await crm.add_note(ticket_id, "noted", "k2")
    assert 500 < (limited.value.retry_after or 0) <= 601


@pytest.fixture
async def broker(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(shippo.create_app(tmp_path, shippo.ShippoSettings("token")))
    headers = {"Authorization": "ShippoToken token"}
    async with httpx.AsyncClient(transport=transport, base_url="http://s", headers=headers) as client:
        yield client


HERE = {"name": "A", "street1": "1 Main", "city": "Salem", "state": "OR", "zip": "97301", "country": "US"}
PARCEL = {"length": "1", "width": "1", "height": "1", "distance_unit": "in", "weight": "1", "mass_unit": "lb"}


async def test_shippo_wants_its_own_kind_of_token(broker: httpx.AsyncClient) -> None:
    for given in ("Bearer token", "ShippoToken wrong", ""):
        assert (await broker.get("/tracks/ups/1", headers={"Authorization": given})).status_code == 401


async def test_validating_makes_another_address(broker: httpx.AsyncClient) -> None:
    made = (await broker.post("/addresses", json={**HERE, "zip": "00000"})).json()
    judged = (await broker.get(f"/addresses/{made['object_id']}/validate")).json()
    assert judged["object_id"] != made["object_id"]
    assert judged["validation_results"]["is_valid"] is False
    assert (await broker.post("/addresses", json={"city": "Salem"})).json() == {"country": ["This field is required."]}


async def test_a_label_is_sold_and_given_back_once(broker: httpx.AsyncClient) -> None:
    shipment = {"address_from": HERE, "address_to": HERE, "parcels": [PARCEL]}
    rates = (await broker.post("/shipments/", json=shipment)).json()["rates"]
    label = (await broker.post("/transactions/", json={"rate": rates[0]["object_id"], "async": False})).json()
    assert label["status"] == "SUCCESS"
    track = (await broker.get(f"/tracks/ups/{label['tracking_number']}")).json()
    assert track["tracking_status"]["status"] == "PRE_TRANSIT"
    wanted = {"transaction": label["object_id"]}
    assert (await broker.post("/refunds", json=wanted)).status_code == 405
    assert [(await broker.post("/refunds/", json=wanted)).status_code for _ in range(2)] == [201, 400]


async def test_the_unknown_is_answered_in_shippos_ways(broker: httpx.AsyncClient) -> None:
    assert (await broker.get("/tracks/ups/1Z404")).json()["tracking_status"] is None
    assert (await broker.get("/tracks/pigeon/1")).status_code == 400
    assert (await broker.get("/transactions/404")).json() == {"detail": "Not found."}
    assert (await broker.post("/transactions", json={"rate": "404"})).status_code == 400
    assert (await broker.post("/addresses", content=b"{")).status_code == 400
