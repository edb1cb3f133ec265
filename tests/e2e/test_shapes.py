"""Every answer of the running product has exactly the fields of ``api.md``; what is not yours is not there."""

import io
import json
from typing import Any

import httpx
import pytest
from PIL import Image

from tests import api_shapes as shapes
from tests.e2e.running_stack import RunningStack, eventually
from tests.e2e.seed import USER, spare_order

Json = dict[str, Any]
P, A = "/platform/v1", "/agent/v1"
SAID = {"conversation_id": "conv_x", "message_id": "msg_x", "text": "yes"}
OTHER = "u-mei"


@pytest.fixture(scope="module")
def sam(stack: RunningStack) -> httpx.Client:
    return stack.client(USER)


@pytest.fixture(scope="module")
def dana(stack: RunningStack) -> httpx.Client:
    return stack.client("u-cx-dana")


def get(client: httpx.Client, path: str, shape: Any) -> Any:
    """A GET whose answer is of the shape."""
    return fits(client.get(path), 200, shape)


def fits(answer: httpx.Response, status: int, shape: Any) -> Any:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    document = answer.json()
    assert shapes.check(shape, document) == []
    return document


def quote(client: httpx.Client, order_id: str, *changes: Json) -> Json:
    answer = client.post(f"{P}/orders/{order_id}/quotes", json={"changes": changes})
    document: Json = fits(answer, 201, shapes.QUOTE)
    return document


def apply(client: httpx.Client, offered: Json, **more: Any) -> Json:
    body = {"option_id": offered["options"][0]["option_id"], "digest": offered["digest"], "confirmation": SAID} | more
    headers = {"Idempotency-Key": offered["quote_id"]}
    answer = client.post(f"{P}/quotes/{offered['quote_id']}/apply", json=body, headers=headers)
    document: Json = fits(answer, 200, shapes.ORDER_CHANGE)
    return document


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (600, 600), "navy").save(file, "PNG", dpi=(300, 300))
    return file.getvalue()


@pytest.fixture(scope="module")
def mine(stack: RunningStack, sam: httpx.Client) -> Json:
    """One thing of each kind that belongs to Sam, each answer looked at."""
    applied_order, review_order, open_order = (spare_order("APPROVED", n) for n in (0, 1, 2))
    change = apply(sam, quote(sam, applied_order, _quantity(applied_order, 100)))
    waiting = apply(sam, quote(sam, review_order, {"type": "cancel_order", "reason": "gone"}), transcript=_transcript())
    assert (waiting["status"], waiting["receipt"], waiting["applied_at"]) == ("pending_review", None, None)
    body = {"order_id": open_order, "conversation_id": "conv_shapes", "reason": "policy_exception"}
    body |= {"summary": "wants a favour", "transcript": _transcript()}
    answer = sam.post(f"{P}/escalations", json=body, headers={"Idempotency-Key": "shapes"})
    escalation = fits(answer, 201, shapes.ESCALATION)
    conversation = fits(sam.post(f"{A}/conversations", json={}), 201, shapes.TURN)
    return {
        "order": applied_order,
        "quote": quote(sam, open_order, _quantity(open_order, 70))["quote_id"],
        "change": change["change_id"],
        "review": waiting["review_id"],
        "escalation": escalation["escalation_id"],
        "conversation": conversation["conversation_id"],
    }


def _quantity(order_id: str, number: int) -> Json:
    return {"type": "change_quantity", "line_id": f"{order_id}-1", "new_quantity": number}


def _transcript() -> list[Json]:
    return [{"role": "customer", "text": "please", "at": "2026-11-20T10:00:00.000Z"}]


def test_what_can_be_read_has_the_fields_of_the_document(sam: httpx.Client, dana: httpx.Client, mine: Json) -> None:
    order = get(sam, f"{P}/orders/{mine['order']}", shapes.ORDER)
    assert order["version"] == 2
    for query in ("", "?status=CREATED", "?q=BT-1003", "?q=nothing-there", "?limit=100"):
        get(dana, f"{P}/orders{query}", shapes.page(shapes.ORDER_ITEM))
    timeline = get(sam, f"{P}/orders/{mine['order']}/timeline", shapes.page(shapes.TIMELINE_ITEM))
    assert {"status", "change"} <= {item["kind"] for item in timeline["items"]}
    for status in ("SHIPPED", "DELIVERED", "CREATED"):
        get(sam, f"{P}/orders/{spare_order(status, 38)}/tracking", shapes.TRACKING)
    get(sam, f"{P}/quotes/{mine['quote']}", shapes.QUOTE)
    get(sam, f"{P}/changes/{mine['change']}", shapes.ORDER_CHANGE)
    get(sam, f"{P}/changes/{mine['change']}/receipt", shapes.RECEIPT)
    get(sam, f"{P}/products?q=tee", shapes.page(shapes.PRODUCT))
    stock = get(sam, f"{P}/inventory?sku=SPT-RED-M&sku=SPT-NAV-M", {"items": [shapes.INVENTORY_ITEM], "*": None})
    assert [item["sku"] for item in stock["items"]] == ["SPT-RED-M", "SPT-NAV-M"]
    get(sam, f"{P}/addresses", shapes.page(shapes.ADDRESS))
    get(sam, f"{P}/artworks", shapes.page(shapes.ARTWORK))
    get(sam, f"{P}/escalations/{mine['escalation']}", shapes.ESCALATION)
    get(dana, f"{P}/escalations", shapes.page(shapes.ESCALATION | {"*": None}))
    get(dana, f"{P}/reviews?status=waiting", shapes.page(shapes.REVIEW))
    policy = get(sam, f"{P}/policy", dict)
    assert (policy["policy_version"], "effective_from" in policy) == ("1.2", True)
    get(sam, f"{P}/receipt-keys", {"keys": [dict]})
    assert get(sam, f"{P}/me", shapes.ME)["company"]["company_id"] == "spare"
    assert get(dana, f"{P}/me", shapes.ME)["company"] is None


def test_what_can_be_made_has_the_fields_of_the_document(sam: httpx.Client) -> None:
    place = {"label": "Club", "street": "1 A St", "city": "Salem", "region": "OR", "postal_code": "1", "country": "US"}
    fits(sam.post(f"{P}/addresses", json=place), 201, shapes.ADDRESS)
    answer = sam.post(f"{P}/artworks", data={"name": "Badge"}, files={"file": ("badge.png", picture(), "image/png")})
    artwork = fits(answer, 201, shapes.ARTWORK)
    assert (artwork["file_type"], artwork["width_px"], artwork["dpi"], artwork["usable"]) == ("png", 600, 300, True)


def test_conversations_have_the_fields_of_the_document(sam: httpx.Client, dana: httpx.Client, mine: Json) -> None:
    conversation = f"{A}/conversations/{mine['conversation']}"
    for number, text in enumerate(
        ["where is SP-S038?", "what is your policy on cancelling?", "hm", "talk to a person"]
    ):
        body = {"client_message_id": f"m{number}", "text": text}
        fits(sam.post(f"{conversation}/messages", json=body), 200, shapes.TURN)
    for client in (sam, dana):
        get(client, conversation, shapes.CONVERSATION)
        get(client, f"{A}/conversations", shapes.page(shapes.CONVERSATION_ITEM))
    queries = (f"user_id={USER}", "order_id=SP-S038", "state=ESCALATE", "escalated=true")
    for query in queries:
        get(dana, f"{A}/conversations?{query}", shapes.page(shapes.CONVERSATION_ITEM))
    trace = get(dana, f"{conversation}/trace", shapes.TRACE)
    assert [turn["store_requests"] for turn in trace["turns"][:3]] == [4, 4, 4]
    taken = fits(dana.post(f"{conversation}/takeover", json={}), 200, shapes.CONVERSATION)
    assert taken["taken_over_by"] == "Dana Brooks"
    fits(dana.post(f"{conversation}/reply", json={"text": "Hello, Dana here."}), 200, shapes.CONVERSATION)
    silent = fits(
        sam.post(f"{conversation}/messages", json={"client_message_id": "m9", "text": "hi"}), 200, shapes.TURN
    )
    assert silent["reply"] is None
    assert fits(dana.post(f"{conversation}/release", json={}), 200, shapes.CONVERSATION)["taken_over_by"] is None
    for client, body in (
        (sam, {"csat": 4, "comment": "ok"}),
        (sam, {"csat": 1}),
        (dana, {"label": "rightly_escalated"}),
    ):
        assert client.post(f"{conversation}/feedback", json=body).status_code == 204
    for client, body in ((sam, {"label": "rightly_escalated"}), (dana, {"csat": 4})):
        assert client.post(f"{conversation}/feedback", json=body).status_code in (403, 422)


def test_a_decided_review_has_the_fields_of_the_document(sam: httpx.Client, dana: httpx.Client, mine: Json) -> None:
    eventually(lambda: sam.get(f"{P}/changes/{mine['change']}").json()["sync_state"] == "synced", 60)
    withdrawn = fits(sam.post(f"{P}/reviews/{mine['review']}/withdraw"), 200, shapes.REVIEW | {"change?": dict})
    assert withdrawn["status"] == "withdrawn"
    answer = dana.post(f"{P}/reviews/{mine['review']}/decision", json={"decision": "approve", "comment": "late"})
    assert (answer.status_code, answer.json()["code"]) == (409, "already_decided")
    order_id = spare_order("APPROVED", 3)
    waiting = apply(sam, quote(sam, order_id, {"type": "cancel_order"}))
    decision = f"{P}/reviews/{waiting['review_id']}/decision"
    decided = fits(dana.post(decision, json={"decision": "reject", "comment": "no"}), 200, shapes.DECIDED)
    assert (decided["status"], decided["change"]["status"]) == ("rejected", "rejected")
    assert decided["decision"]["comment"] == "no"


def test_an_order_that_moved_on_is_not_cancelled_by_an_approval(sam: httpx.Client, dana: httpx.Client) -> None:
    order_id = spare_order("APPROVED", 4)
    waiting = apply(sam, quote(sam, order_id, {"type": "cancel_order"}))
    apply(sam, quote(sam, order_id, _quantity(order_id, 100)))
    decision = f"{P}/reviews/{waiting['review_id']}/decision"
    decided = fits(dana.post(decision, json={"decision": "approve", "comment": ""}), 200, shapes.DECIDED)
    assert (decided["status"], decided["change"]["status"]) == ("approved", "superseded")
    assert decided["fresh_quote"]["options"][0]["refund"]["amount"] == 140_000 - 2_500
    order = get(sam, f"{P}/orders/{order_id}", shapes.ORDER)
    assert (order["status"], order["version"]) == ("APPROVED", 2)


def test_what_belongs_to_another_company_is_not_there_byte_for_byte(
    stack: RunningStack, sam: httpx.Client, mine: Json
) -> None:
    headers = {"X-Correlation-Id": "same"}
    paths = [
        *(("GET", f"{P}/orders/{{id}}{tail}", "order", None) for tail in ("", "/timeline", "/tracking")),
        ("POST", f"{P}/orders/{{id}}/quotes", "order", {"changes": [{"type": "cancel_order"}]}),
        ("GET", f"{P}/quotes/{{id}}", "quote", None),
        ("DELETE", f"{P}/quotes/{{id}}", "quote", None),
        ("POST", f"{P}/quotes/{{id}}/apply", "quote", {"option_id": "opt_x", "digest": "0" * 64, "confirmation": SAID}),
        ("GET", f"{P}/changes/{{id}}", "change", None),
        ("GET", f"{P}/changes/{{id}}/receipt", "change", None),
        ("GET", f"{P}/escalations/{{id}}", "escalation", None),
        ("POST", f"{P}/reviews/{{id}}/withdraw", "review", None),
        ("GET", f"{A}/conversations/{{id}}", "conversation", None),
        ("POST", f"{A}/conversations/{{id}}/messages", "conversation", {"client_message_id": "x", "text": "hi"}),
        ("POST", f"{A}/conversations/{{id}}/feedback", "conversation", {"csat": 5}),
        ("GET", f"{A}/conversations/{{id}}/events", "conversation", None),
    ]
    with stack.client(OTHER) as mei:
        for method, path, kind, body in paths:
            bodies = []
            for id_ in (mine[kind], mine[kind][:-1] + ("0" if mine[kind][-1] != "0" else "1") + "9"):
                more = {"Idempotency-Key": "foreign"} if path.endswith("apply") else {}
                answer = mei.request(method, path.format(id=id_), json=body, headers=headers | more)
                assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), (method, path)
                bodies.append(answer.content.replace(id_.encode(), b"ID"))
            assert bodies[0] == bodies[1], (method, path)


@pytest.mark.parametrize(
    ("mine", "missing", "change"),
    [
        ("BT-1003-1", "BT-1003-9", {"type": "change_quantity", "line_id": "ID", "new_quantity": 70}),
        ("art-nw-logo", "art-nw-none", {"type": "change_artwork", "artwork_id": "ID"}),
        ("a-nw-hq", "a-nw-none", {"type": "change_address", "address_id": "ID"}),
        ("art-nw-logo", "art-none", {"type": "add_line", "sku": "SPT-RED-M", "quantity": 10, "artwork_id": "ID"}),
    ],
)
def test_an_id_in_a_body_that_is_not_yours_is_not_there(
    sam: httpx.Client, mine: str, missing: str, change: Json
) -> None:
    order_id = spare_order("CREATED", 38)
    bodies = []
    for id_ in (mine, missing):
        body = {"changes": [json.loads(json.dumps(change).replace("ID", id_))]}
        answer = sam.post(f"{P}/orders/{order_id}/quotes", json=body, headers={"X-Correlation-Id": "same"})
        assert answer.status_code == 404
        bodies.append(answer.content.replace(id_.encode(), b"ID"))
    assert bodies[0] == bodies[1]


def test_null_means_absent(sam: httpx.Client) -> None:
    order_id = spare_order("CREATED", 37)
    change = {"type": "change_size", "line_id": f"{order_id}-1", "new_size": "L", "quantity": None}
    body = {"changes": [change], "replaces": None}
    document = fits(sam.post(f"{P}/orders/{order_id}/quotes", json=body), 201, shapes.QUOTE)
    assert document["requested"] == [{"type": "change_size", "line_id": f"{order_id}-1", "new_size": "L"}]
    sam.delete(f"{P}/quotes/{document['quote_id']}")
    fits(sam.post(f"{A}/conversations", json={"order_id": None, "locale": None}), 201, shapes.TURN)
