"""Secrets and personal data never reach logs or metrics (I13): planted wherever words come in, looked for after."""

import json
import uuid
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.e2e.running_stack import RunningStack, eventually
from tests.e2e.seed import COLLEAGUE, COMPANY, USER, spare_order

ORDER, SHIPPED = spare_order("APPROVED", 39), spare_order("SHIPPED", 39)
CARD = "4111 1111 1111 1111"
PLANTED = {
    name: f"{name}-{uuid.uuid4().hex[:12]}"
    for name in ("typed", "street", "label", "artwork", "reason", "comment", "summary", "human", "search", "locale")
}


def _everything_written(stack: RunningStack) -> Iterator[tuple[str, str]]:
    for path in sorted(Path(stack.ready["log_dir"]).rglob("*")):
        if path.is_file():
            yield path.name, path.read_text(errors="replace")
    ports = {"platform": stack.ready["platform"], "agent": stack.ready["agent"]}
    for name, origin in ports.items():
        yield f"metrics of {name}", httpx.get(f"{origin}/metrics", timeout=20).text


def _talk(stack: RunningStack) -> None:
    sam = stack.conversation(USER, ORDER)
    sam.say(f"my card is {CARD}, mail me at sam.secret@mail.example or +1 555 010 7788, {PLANTED['typed']}")
    sam.say(f"ship it to {PLANTED['street']} 12, Salem, OR 97301, US")
    sam.say(f"talk to a person, {PLANTED['typed']}")
    with stack.client("u-cx-dana") as dana:
        talk = f"/agent/v1/conversations/{sam.conversation_id}"
        dana.post(f"{talk}/takeover", json={}).raise_for_status()
        dana.post(f"{talk}/reply", json={"text": PLANTED["human"]}).raise_for_status()
        dana.post(f"{talk}/release", json={}).raise_for_status()


def _write(stack: RunningStack) -> None:
    place = {"label": PLANTED["label"], "street": PLANTED["street"], "city": "Salem", "region": "OR"}
    place |= {"postal_code": "97301", "country": "US"}
    moved = {"type": "change_address", "address": place}
    with stack.client(USER) as client:
        client.post("/platform/v1/addresses", json=place).raise_for_status()
        quote = client.post(f"/platform/v1/orders/{ORDER}/quotes", json={"changes": [moved]}).raise_for_status().json()
        body = {
            "option_id": quote["options"][0]["option_id"],
            "digest": quote["digest"],
            "confirmation": {"conversation_id": "conv_x", "message_id": "msg_x", "text": PLANTED["comment"]},
        }
        path = f"/platform/v1/quotes/{quote['quote_id']}/apply"
        change = client.post(path, json=body, headers={"Idempotency-Key": uuid.uuid4().hex}).raise_for_status().json()
        svg = ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>", "image/svg+xml")
        client.post("/platform/v1/artworks", data={"name": PLANTED["artwork"]}, files={"file": svg})
        client.get("/platform/v1/orders", params={"q": PLANTED["search"]}).raise_for_status()
        client.post("/agent/v1/conversations", json={"locale": PLANTED["locale"]})
        cancel = {"changes": [{"type": "cancel_order", "reason": PLANTED["reason"]}]}
        client.post(f"/platform/v1/orders/{SHIPPED}/quotes", json=cancel).raise_for_status()
        plea = {"conversation_id": "conv_x", "reason": "customer_requested", "summary": PLANTED["summary"]}
        plea |= {"transcript": [{"role": "customer", "text": PLANTED["typed"], "at": "2026-01-01T00:00:00.000Z"}]}
        key = {"Idempotency-Key": uuid.uuid4().hex}
        client.post("/platform/v1/escalations", json=plea, headers=key).raise_for_status()
        client.post(f"/platform/v1/orders/{ORDER}/quotes", content=f'{{"{PLANTED["typed"]}": NaN}}')
    eventually(lambda: stack.get(USER, f"/platform/v1/changes/{change['change_id']}")["sync_state"] == "synced", 60)


@pytest.mark.timeout(300)
def test_what_people_wrote_and_who_they_are_is_in_no_log(stack: RunningStack) -> None:
    token = stack.token(USER)
    with stack.client() as client:
        client.get("/platform/v1/me", headers={"Authorization": f"Bearer {token[:-4]}zzzz"})
        client.get(f"/platform/v1/me?access_token={token}")
    # A vendor that fails is when logs get talkative.
    stack.fault("odoo", "POST /json/2/.*", times=2, status=500)
    stack.fault("zendesk", "POST /api/v2/tickets.*", times=1, status=422)
    _talk(stack)
    _write(stack)
    people = [
        person
        for person in json.loads((stack.folder / "seed.json").read_text())["users"]
        if person["company_id"] == COMPANY
    ]
    assert {person["id"] for person in people} >= {USER, COLLEAGUE}
    secrets = [
        token,
        stack.ready["odoo"]["api_key"],
        stack.ready["zendesk"]["api_token"],
        stack.ready["shippo"]["token"],
    ]
    secrets += [stack.ready["zendesk"]["webhook_secret"], stack.ready["shippo"]["webhook_secret"]]
    secrets += [stack.ready["postgres"].partition("://")[2].partition("@")[0].partition(":")[2]]
    personal = [CARD, CARD.replace(" ", ""), "sam.secret@mail.example", "555 010 7788", *PLANTED.values()]
    personal += [person[field] for person in people for field in ("name", "email")]
    assert all(len(secret) > 8 for secret in secrets)
    written = list(_everything_written(stack))
    assert {name for name, text in written if "correlation_id" in text} >= {"platform.jsonl", "agent.jsonl"}
    found = {(where, word) for where, text in written for word in (*secrets, *personal) if word in text}
    assert found == set()
