"""Many at once, over HTTP: one quote is applied once, one key has one effect, stock is never promised twice."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests import api_shapes
from tests.e2e.running_stack import RunningStack, eventually
from tests.e2e.seed import USER, spare_order
from tests.invariants import violations

Json = dict[str, Any]
AT_ONCE = 24
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def sam(stack: RunningStack) -> httpx.Client:
    client = stack.client(USER)
    client.timeout = httpx.Timeout(120)
    return client


def _quote(client: httpx.Client, order_id: str, *changes: Json, **more: Any) -> Json:
    answer = client.post(f"/platform/v1/orders/{order_id}/quotes", json={"changes": list(changes), **more})
    assert answer.status_code == 201, answer.text
    quote: Json = answer.json()
    return quote


def _quantity(order_id: str, number: int, line: int = 1) -> Json:
    return {"type": "change_quantity", "line_id": f"{order_id}-{line}", "new_quantity": number}


def _apply(client: httpx.Client, quote: Json, key: str, text: str = "yes") -> httpx.Response:
    said = {"conversation_id": "conv_test", "message_id": "msg_test", "text": text}
    body = {"option_id": quote["options"][0]["option_id"], "digest": quote["digest"], "confirmation": said}
    url = f"/platform/v1/quotes/{quote['quote_id']}/apply"
    return client.post(url, json=body, headers={"Idempotency-Key": key})


def _at_once(work: Any, times: int = AT_ONCE) -> list[httpx.Response]:
    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(work, range(times)))


def test_a_quote_applied_by_many_keys_at_once_is_applied_once(sam: httpx.Client, stack: RunningStack) -> None:
    order_id = spare_order("CREATED", 0)
    quote = _quote(sam, order_id, _quantity(order_id, 70))
    answers = _at_once(lambda n: _apply(sam, quote, f"many-{n}"))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: AT_ONCE - 1}
    change_id = next(answer.json()["change_id"] for answer in answers if answer.status_code == 200)
    refused = [answer.json() for answer in answers if answer.status_code == 409]
    assert {(each["code"], each["change_id"]) for each in refused} == {("quote_used", change_id)}
    order = sam.get(f"/platform/v1/orders/{order_id}").json()
    assert (order["version"], order["lines"][0]["quantity"]) == (2, 70)


def test_a_key_used_by_many_at_once_has_one_effect_and_one_answer(sam: httpx.Client) -> None:
    order_id = spare_order("CREATED", 1)
    quote = _quote(sam, order_id, _quantity(order_id, 71))
    answers = _at_once(lambda n: _apply(sam, quote, "one-key"))
    assert {answer.status_code for answer in answers} <= {200, 409}
    done = [answer for answer in answers if answer.status_code == 200]
    assert len({answer.content for answer in done}) == 1
    codes = {answer.json()["code"] for answer in answers if answer.status_code == 409}
    assert codes <= {"idempotency_in_progress"}
    fresh = [answer for answer in done if "Idempotent-Replayed" not in answer.headers]
    assert len(fresh) == 1
    again = _apply(sam, quote, "one-key")
    assert (again.status_code, again.content) == (200, done[0].content)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert sam.get(f"/platform/v1/orders/{order_id}").json()["version"] == 2


@pytest.mark.parametrize("key", ['"quoted-key"', "bare-key", "k", "x" * 255, '"a key with a space"'])
def test_a_key_may_be_bare_or_quoted(sam: httpx.Client, key: str) -> None:
    order_id = spare_order("CREATED", 2)
    quote = _quote(sam, order_id, _quantity(order_id, 60 + len(key)))
    answer = _apply(sam, quote, key)
    if " " in key:
        assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_invalid")
        return
    assert answer.status_code == 200, answer.text
    assert _apply(sam, quote, key).content == answer.content


def test_a_quoted_key_and_the_bare_one_are_the_same_key(sam: httpx.Client) -> None:
    order_id = spare_order("CREATED", 3)
    quote = _quote(sam, order_id, _quantity(order_id, 72))
    assert _apply(sam, quote, '"same"').status_code == 200
    assert _apply(sam, quote, "same").headers.get("Idempotent-Replayed") == "true"


def test_a_key_with_another_body_is_refused_and_a_failure_frees_the_key(sam: httpx.Client) -> None:
    order_id = spare_order("CREATED", 4)
    quote = _quote(sam, order_id, _quantity(order_id, 73))
    wrong = _apply(sam, quote | {"digest": "0" * 64}, "again")
    assert (wrong.status_code, wrong.json()["code"]) == (409, "digest_mismatch")
    assert sam.get(f"/platform/v1/quotes/{quote['quote_id']}").json()["status"] == "open"
    assert _apply(sam, quote, "again").status_code == 200
    reused = _apply(sam, quote, "again", "another text")
    assert (reused.status_code, reused.json()["code"]) == (422, "idempotency_key_reused")


def test_keys_are_per_company(stack: RunningStack, sam: httpx.Client) -> None:
    order_id = spare_order("CREATED", 5)
    assert _apply(sam, _quote(sam, order_id, _quantity(order_id, 74)), "shared-key").status_code == 200
    with stack.client("u-mei") as mei:
        change = {"type": "change_quantity", "line_id": "BT-4004-1", "new_quantity": 11}
        assert _apply(mei, _quote(mei, "BT-4004", change), "shared-key").status_code == 200


@pytest.mark.parametrize(("method", "path"), [("orders/{order}/quotes", "quote"), ("escalations", "escalation")])
def test_creating_with_one_key_at_once_creates_one(sam: httpx.Client, method: str, path: str) -> None:
    order_id = spare_order("CREATED", 6)
    body: Json = {"changes": [_quantity(order_id, 75)]}
    if path == "escalation":
        body = {"order_id": order_id, "conversation_id": "conv_once", "reason": "customer_requested"}
        body |= {"summary": "wants a person", "transcript": []}
    url = f"/platform/v1/{method.format(order=order_id)}"
    answers = _at_once(lambda n: sam.post(url, json=body, headers={"Idempotency-Key": f"create-{path}"}), 12)
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.content for answer in answers if answer.status_code == 201}) == 1
    assert sam.post(url, json=body, headers={"Idempotency-Key": f"create-{path}"}).headers["Idempotent-Replayed"]


def test_many_quotes_never_promise_the_last_pieces_twice(sam: httpx.Client, stack: RunningStack) -> None:
    """Five Navy/XL are left: quotes hold them, whoever comes later hears of fewer."""
    order_ids = [spare_order("CREATED", number) for number in range(10, 20)]
    added = {"type": "add_line", "sku": "SPT-NAV-XL", "quantity": 2}
    answers = _at_once(lambda n: _quote(sam, order_ids[n], added), len(order_ids))  # type: ignore[arg-type, return-value]
    quotes: list[Json] = list(answers)  # type: ignore[arg-type]
    kinds = Counter(quote["verdict"] for quote in quotes)
    assert kinds == {"allowed": 2, "denied": 8}
    stock = sam.get("/platform/v1/inventory?sku=SPT-NAV-XL").json()["items"][0]
    assert 0 <= stock["available"] == stock["on_hand"] - stock["reserved"]
    assert violations(stack.ready["postgres"]) == []
    applied = [_apply(sam, quote, f"last-{n}") for n, quote in enumerate(quotes) if quote["options"]]
    assert {answer.status_code for answer in applied} <= {200, 409}
    assert {a.json()["code"] for a in applied if a.status_code == 409} <= {"stock_changed"}
    for quote in quotes:
        sam.delete(f"/platform/v1/quotes/{quote['quote_id']}")
    assert sam.get("/platform/v1/inventory?sku=SPT-NAV-XL").json()["items"][0]["available"] >= 0
    assert violations(stack.ready["postgres"]) == []


def test_drift_gives_a_fresh_quote_that_can_be_applied(sam: httpx.Client) -> None:
    order_id = spare_order("CREATED", 7)
    old = _quote(sam, order_id, _quantity(order_id, 80))
    other = _quote(sam, order_id, _quantity(order_id, 50, line=2))
    assert _apply(sam, other, "drift-1").status_code == 200
    answers = [_apply(sam, old, "drift-2"), _apply(sam, old, "drift-2"), _apply(sam, old, "drift-3")]
    problems = [answer.json() for answer in answers]
    assert [(a.status_code, p["code"]) for a, p in zip(answers, problems, strict=True)] == [(409, "order_changed")] * 3
    assert len({problem["fresh_quote"]["quote_id"] for problem in problems}) == 1
    fresh = problems[0]["fresh_quote"]
    assert api_shapes.check(api_shapes.QUOTE, fresh) == []
    assert all(set(each) == {"field", "was", "is"} for each in problems[0]["differences"])
    assert "order_version" in {each["field"] for each in problems[0]["differences"]}
    assert _apply(sam, fresh, "drift-4").status_code == 200
    order = sam.get(f"/platform/v1/orders/{order_id}").json()
    assert [line["quantity"] for line in order["lines"]] == [80, 50]


def test_a_released_quote_and_a_replaced_one_cannot_be_applied(sam: httpx.Client) -> None:
    order_id = spare_order("CREATED", 8)
    released = _quote(sam, order_id, _quantity(order_id, 81))
    for _ in range(2):
        assert sam.delete(f"/platform/v1/quotes/{released['quote_id']}").status_code == 204
    replaced = _quote(sam, order_id, _quantity(order_id, 82))
    kept = _quote(sam, order_id, _quantity(order_id, 83), replaces=replaced["quote_id"])
    for number, quote in enumerate((released, replaced)):
        answer = _apply(sam, quote, f"gone-{number}")
        assert (answer.status_code, answer.json()["code"]) == (409, "quote_released")
    change = _apply(sam, kept, "kept").json()
    answer = sam.delete(f"/platform/v1/quotes/{kept['quote_id']}")
    assert (answer.status_code, answer.json()["code"]) == (409, "quote_used")
    eventually(lambda: sam.get(f"/platform/v1/changes/{change['change_id']}").json()["sync_state"] == "synced", 60)


@pytest.mark.parametrize("victim", ["platform", "postgres", "worker", "emulators"])
def test_a_process_killed_among_requests_leaves_every_invariant_whole(
    stack: RunningStack, sam: httpx.Client, victim: str
) -> None:
    number = 20 + 4 * ["platform", "postgres", "worker", "emulators"].index(victim)
    order_ids = [spare_order("APPROVED", number + n) for n in range(4)]
    quotes = [_quote(sam, order_id, _quantity(order_id, 90)) for order_id in order_ids]

    def apply(n: int) -> httpx.Response | None:
        if n == len(quotes):
            stack.kill_service(victim)
            return None
        try:
            return _apply(sam, quotes[n], f"killed-{victim}-{n}")
        except httpx.TransportError:
            return None

    answers = _at_once(apply, len(quotes) + 1)
    assert {a.status_code for a in answers if a} <= {200, 409, 500, 502, 503, 504}
    eventually(lambda: stack.answers("platform", "agent"), 60)
    changes = []
    for n, quote in enumerate(quotes):
        answer = eventually(lambda n=n, quote=quote: _settled(sam, quote, f"killed-{victim}-{n}"), 60)
        assert answer.status_code == 200, answer.text
        changes.append(answer.json()["change_id"])
    for order_id in order_ids:
        order = sam.get(f"/platform/v1/orders/{order_id}").json()
        assert (order["version"], order["lines"][0]["quantity"]) == (2, 90)
    for change_id in changes:
        eventually(lambda c=change_id: sam.get(f"/platform/v1/changes/{c}").json()["sync_state"] == "synced", 90)
    assert violations(stack.ready["postgres"]) == []


def _settled(client: httpx.Client, quote: Json, key: str) -> httpx.Response | None:
    """The answer to a retry with the same key, once it is a settled one."""
    try:
        answer = _apply(client, quote, key)
    except httpx.TransportError:
        return None
    settled = answer.status_code not in (502, 503, 504) and answer.json().get("code") != "idempotency_in_progress"
    return answer if settled else None
