"""Quotes and reviews that live for seconds: what happens when nobody answers in time, and over a restart."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests import api_shapes as shapes
from tests.e2e.running_stack import RunningStack, eventually
from tests.invariants import violations

Json = dict[str, Any]
QUOTE_S, REVIEW_S = 3, 6
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStack]:
    options = ("--quote-ttl", str(QUOTE_S), "--review-ttl", str(REVIEW_S))
    stack = RunningStack(tmp_path_factory.mktemp("brief"), *options)
    stack.start()
    yield stack
    stack.end()


def _apply(stack: RunningStack, user_id: str, quote: Json, key: str) -> Any:
    said = {"conversation_id": "conv_x", "message_id": "msg_x", "text": "yes"}
    body = {"option_id": quote["options"][0]["option_id"], "digest": quote["digest"], "confirmation": said}
    with stack.client(user_id) as client:
        return client.post(
            f"/platform/v1/quotes/{quote['quote_id']}/apply", json=body, headers={"Idempotency-Key": key}
        )


def _quote(stack: RunningStack, user_id: str, order_id: str, *changes: Json) -> Json:
    with stack.client(user_id) as client:
        answer = client.post(f"/platform/v1/orders/{order_id}/quotes", json={"changes": changes})
        document: Json = answer.raise_for_status().json()
        return document


def _expired(stack: RunningStack, user_id: str, quote: Json) -> bool:
    return bool(stack.get(user_id, f"/platform/v1/quotes/{quote['quote_id']}")["status"] == "expired")


def _available(stack: RunningStack, sku: str) -> int:
    return int(stack.get("u-mei", f"/platform/v1/inventory?sku={sku}")["items"][0]["available"])


def test_an_expired_quote_holds_nothing_and_gives_a_fresh_one(brief: RunningStack) -> None:
    five = {"type": "change_quantity", "line_id": "BT-4001-3", "new_quantity": 20}
    quote = _quote(brief, "u-mei", "BT-4001", five)
    assert _available(brief, "SSJ-NAV-M") == 0
    eventually(lambda: _expired(brief, "u-mei", quote), 20)
    assert _available(brief, "SSJ-NAV-M") == 5
    answer = _apply(brief, "u-mei", quote, "late")
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (409, "quote_expired")
    assert shapes.check(shapes.QUOTE, problem["fresh_quote"]) == []
    assert problem["fresh_quote"]["requested"] == quote["options"][0]["changes"]
    assert _available(brief, "SSJ-NAV-M") == 0
    assert _apply(brief, "u-mei", problem["fresh_quote"], "late").status_code == 200
    assert violations(brief.ready["postgres"]) == []


def test_an_offer_that_expired_is_shown_afresh_and_asked_again(brief: RunningStack) -> None:
    ana = brief.conversation("u-ana", "BT-1003")
    ana.say("change 20 of the medium navy tees to large")
    old = ana.quote
    eventually(lambda: _expired(brief, "u-ana", old), 20)
    shown = ana.say("yes")
    assert (shown["state"], shown["outcome"]) == ("AWAIT_CONFIRMATION", None)
    assert ana.quote["quote_id"] != old["quote_id"]
    assert brief.get("u-ana", "/platform/v1/orders/BT-1003")["version"] == 1
    assert ana.confirm()["outcome"]["kind"] == "applied"
    assert brief.get("u-ana", "/platform/v1/orders/BT-1003")["version"] == 2


def test_a_review_nobody_decides_expires_and_is_escalated(brief: RunningStack) -> None:
    raj = brief.conversation("u-raj", "BT-3001")
    raj.say("cancel the order")
    waiting = raj.confirm()["outcome"]
    eventually(lambda: "expired" in _change_status(brief, waiting["change_id"]), 60)
    with brief.client("u-cx-dana") as dana:
        said = {"decision": "approve", "comment": "late"}
        answer = dana.post(f"/platform/v1/reviews/{waiting['review_id']}/decision", json=said)
        assert (answer.status_code, answer.json()["code"]) == (409, "already_decided")
        assert shapes.check(shapes.page(shapes.REVIEW), dana.get("/platform/v1/reviews?status=expired").json()) == []
    assert brief.get("u-raj", "/platform/v1/orders/BT-3001")["status"] == "APPROVED"
    eventually(lambda: len(raj.read()["messages"]) > 5, 60)
    message = raj.read()["messages"][-1]
    assert message["role"] in ("system", "assistant")
    assert "BT-3001" in message["text"]
    escalations = brief.get("u-cx-dana", "/platform/v1/escalations")["items"]
    assert {each["reason"] for each in escalations} <= {"refund_above_threshold", "needs_review"}
    assert len(escalations) == 1
    assert violations(brief.ready["postgres"]) == []


def _change_status(stack: RunningStack, change_id: str) -> str:
    return str(stack.get("u-raj", f"/platform/v1/changes/{change_id}")["status"])


def test_a_restart_of_everything_keeps_what_waits(brief: RunningStack) -> None:
    lena = brief.conversation("u-lena", "BT-2002")
    lena.say("can we use the Oktoberfest art → hop emblem")
    done = lena.confirm()["outcome"]
    before = lena.read()
    assert brief.stop() == 0
    brief.start()
    kept = brief.get("u-lena", f"/agent/v1/conversations/{lena.conversation_id}")
    assert kept["messages"][: len(before["messages"])] == before["messages"]
    path = f"/platform/v1/changes/{done['change_id']}"
    eventually(lambda: brief.get("u-lena", path)["sync_state"] == "synced", 60)
    found = brief.odoo("sale.order", "search_read", domain=[["client_order_ref", "=", "BT-2002"]], fields=["name"])
    assert len(found) == 1
    assert violations(brief.ready["postgres"]) == []
