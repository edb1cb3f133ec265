"""Every route of ``api.md`` on the running product: roles, the order of checks, problems, headers."""

import json
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests import api_shapes
from tests.e2e.running_stack import RunningStack
from tests.e2e.seed import USER, spare_order

Json = dict[str, Any]
PEOPLE = {"customers": USER, "cx_agents": "u-cx-dana", "ops": "u-ops-kim"}
OWN, ALL = {"customers"}, {"customers", "cx_agents", "ops"}
STAFF, CX, OPS = {"cx_agents", "ops"}, {"cx_agents"}, {"ops"}
ESCALATION = {"conversation_id": "conv_x", "reason": "customer_requested", "summary": "x", "transcript": []}
PLACE = {"street": "1 A Street", "city": "Salem", "region": "OR", "postal_code": "97301", "country": "US"}
APPLY = {
    "option_id": "opt_x",
    "digest": "0" * 64,
    "confirmation": {"conversation_id": "conv_x", "message_id": "msg_x", "text": "yes"},
}
SAY = {"client_message_id": "one", "text": "hello"}


@dataclass(frozen=True)
class Route:
    """One call of the API: who may make it, and a body that is well formed."""

    method: str
    path: str
    roles: frozenset[str] | set[str]
    body: Json | None = None
    key: bool = False

    @property
    def has_id(self) -> bool:
        return "{id}" in self.path

    def send(self, client: httpx.Client, id_: str = "nothing", **more: Any) -> httpx.Response:
        headers = {"Idempotency-Key": "every-route"} if self.key else {}
        headers |= more.pop("headers", {})
        if self.body is not None and not {"json", "content", "files"} & set(more):
            more["json"] = self.body
        return client.request(self.method, self.path.replace("{id}", id_), headers=headers, **more)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


P, A = "/platform/v1", "/agent/v1"
ROUTES = [
    Route("GET", f"{P}/me", ALL),
    Route("GET", f"{P}/orders", ALL),
    Route("GET", f"{P}/orders/{{id}}", ALL),
    Route("GET", f"{P}/orders/{{id}}/timeline", ALL),
    Route("GET", f"{P}/orders/{{id}}/tracking", ALL),
    Route("POST", f"{P}/orders/{{id}}/quotes", OWN, {"changes": [{"type": "cancel_order"}]}),
    Route("GET", f"{P}/quotes/{{id}}", ALL),
    Route("DELETE", f"{P}/quotes/{{id}}", OWN),
    Route("POST", f"{P}/quotes/{{id}}/apply", OWN, APPLY, key=True),
    Route("GET", f"{P}/changes/{{id}}", ALL),
    Route("GET", f"{P}/changes/{{id}}/receipt", ALL),
    Route("GET", f"{P}/products", ALL),
    Route("GET", f"{P}/inventory?sku=SPT-NAV-M", ALL),
    Route("GET", f"{P}/policy", ALL),
    Route("GET", f"{P}/addresses", ALL),
    Route("POST", f"{P}/addresses", OWN, PLACE | {"label": "New"}),
    Route("GET", f"{P}/artworks", ALL),
    Route("POST", f"{P}/escalations", OWN, ESCALATION, key=True),
    Route("GET", f"{P}/escalations/{{id}}", ALL),
    Route("GET", f"{P}/escalations", STAFF),
    Route("GET", f"{P}/reviews?status=waiting", STAFF),
    Route("POST", f"{P}/reviews/{{id}}/decision", CX, {"decision": "reject", "comment": "no"}),
    Route("POST", f"{P}/reviews/{{id}}/withdraw", OWN),
    Route("POST", f"{A}/conversations", OWN, {}),
    Route("POST", f"{A}/conversations/{{id}}/messages", OWN, SAY),
    Route("GET", f"{A}/conversations", OWN | CX),
    Route("GET", f"{A}/conversations/{{id}}", OWN | CX),
    Route("GET", f"{A}/conversations/{{id}}/events", OWN | CX),
    Route("GET", f"{A}/conversations/{{id}}/trace", STAFF),
    Route("POST", f"{A}/conversations/{{id}}/takeover", CX, {}),
    Route("POST", f"{A}/conversations/{{id}}/release", CX, {}),
    Route("POST", f"{A}/conversations/{{id}}/reply", CX, {"text": "hello"}),
    Route("POST", f"{A}/conversations/{{id}}/feedback", OWN, {"csat": 5}),
    Route("POST", f"{A}/conversations/{{id}}/feedback", CX, {"label": "rightly_escalated"}),
    Route("GET", f"{A}/customers/{{id}}/export", OPS),
    Route("DELETE", f"{A}/customers/{{id}}/data", OPS),
]
WITH_BODY = [route for route in ROUTES if route.body is not None]
routes = pytest.mark.parametrize("route", ROUTES, ids=str)


@pytest.fixture(scope="module")
def people(stack: RunningStack) -> dict[str, httpx.Client]:
    return {group: stack.client(user_id) for group, user_id in PEOPLE.items()}


def is_problem(answer: httpx.Response, status: int, code: str) -> Json:
    """The problem, after a look at every field of it."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].split(";")[0] == "application/problem+json"
    problem: Json = answer.json()
    assert problem["code"] == code, problem
    known = set(api_shapes.PROBLEM) | {"errors"}
    assert api_shapes.check(api_shapes.PROBLEM, {key: problem[key] for key in problem if key in known}) == []
    assert problem["type"] == f"/problems/{code}"
    assert problem["status"] == status
    assert problem["correlation_id"] == answer.headers["x-correlation-id"]
    assert ("errors" in problem) == (code == "validation_failed")
    return problem


@routes
def test_without_a_token_nobody_learns_anything(stack: RunningStack, route: Route) -> None:
    texts = set()
    for token in (None, "Bearer", "Bearer x", "Basic dTpw", "Bearer a.b.c", f"Bearer {stack.token(USER)}x"):
        with stack.client() as client:
            answer = route.send(client, headers={"Authorization": token} if token else {})
        problem = is_problem(answer, 401, "unauthenticated")
        assert answer.headers["www-authenticate"].startswith("Bearer")
        texts.add((problem["title"], problem["detail"]))
    assert len(texts) == 1


@routes
def test_who_may_not_call_hears_so_whatever_the_id(people: dict[str, httpx.Client], route: Route) -> None:
    for group, client in people.items():
        if group in route.roles or (route.path.endswith("feedback") and group != "ops"):
            continue
        details = set()
        for id_ in ("nothing", spare_order("CREATED", 39)) if route.has_id else ("",):
            details.add(is_problem(route.send(client, id_), 403, "forbidden")["detail"])
        assert len(details) == 1


@routes
def test_an_id_that_is_not_there_is_not_found(people: dict[str, httpx.Client], route: Route) -> None:
    if not route.has_id or "/customers/" in route.path:
        return
    for group in route.roles:
        is_problem(route.send(people[group]), 404, "not_found")


@routes
def test_a_method_that_is_not_there(people: dict[str, httpx.Client], route: Route) -> None:
    path = route.path.replace("{id}", "nothing")
    is_problem(people["customers"].request("PATCH", path), 405, "method_not_allowed")


@routes
def test_a_correlation_id_is_taken_over_or_made(people: dict[str, httpx.Client], route: Route) -> None:
    client = people["customers"]
    if route.path.endswith("/events"):
        return
    for sent in ("my-Id_1.x", "x" * 64):
        assert route.send(client, headers={"X-Correlation-Id": sent}).headers["x-correlation-id"] == sent
    for sent in ("", "a b", "x" * 65, "ü".encode()):
        made = route.send(client, headers={"X-Correlation-Id": sent}).headers["x-correlation-id"]
        assert api_shapes.matching(r"[A-Za-z0-9._-]{1,64}")(made)
        assert made != sent


MALFORMED = {
    "empty": b"",
    "not JSON": b"{",
    "NaN": b'{"a": NaN}',
    "Infinity": b'{"a": -Infinity}',
    "duplicate key": b'{"a": 1, "a": 2}',
    "duplicate key inside": b'{"a": [{"b": 1, "b": 2}]}',
    "too deep": b'{"a":' + b"[" * 40 + b"]" * 40 + b"}",
    "far too deep": b"[" * 60_000,
    "not UTF-8": b'{"a": "\xff"}',
    "two documents": b"{} {}",
    "a byte order mark": b"\xef\xbb\xbf{}",
}


@pytest.mark.parametrize("route", WITH_BODY, ids=str)
def test_what_is_not_json_is_malformed(people: dict[str, httpx.Client], route: Route) -> None:
    client = people[next(iter(route.roles))]
    for name, content in MALFORMED.items():
        answer = route.send(client, content=content, headers={"Content-Type": "application/json"})
        assert answer.status_code == 400, (name, answer.text)
        is_problem(answer, 400, "malformed_json")


@pytest.mark.parametrize("route", WITH_BODY, ids=str)
def test_other_media_types_are_refused(people: dict[str, httpx.Client], route: Route) -> None:
    client = people[next(iter(route.roles))]
    content = json.dumps(route.body).encode()
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/xml"):
        is_problem(route.send(client, content=content, headers={"Content-Type": kind}), 415, "unsupported_media_type")


@pytest.mark.parametrize("route", WITH_BODY, ids=str)
def test_too_large_a_body_is_refused(people: dict[str, httpx.Client], route: Route) -> None:
    limits = {"messages": 64, "escalations": 1024}
    limit = limits.get(route.path.rsplit("/", 1)[-1], 256) * 1024
    client = people[next(iter(route.roles))]
    headers = {"Content-Type": "application/json"}
    is_problem(route.send(client, content=b" " * (limit + 1), headers=headers), 413, "body_too_large")
    chunks = (b" " * 4096 for _ in range(limit // 4096 + 2))
    is_problem(route.send(client, content=chunks, headers=headers), 413, "body_too_large")
    is_problem(route.send(client, content=b" " * limit, headers=headers), 400, "malformed_json")


@pytest.mark.parametrize("route", WITH_BODY, ids=str)
def test_unknown_fields_and_other_types_are_refused(people: dict[str, httpx.Client], route: Route) -> None:
    assert route.body is not None
    client = people[next(iter(route.roles))]
    fields = {
        e["field"]
        for e in is_problem(route.send(client, json=route.body | {"extra": 1}), 422, "validation_failed")["errors"]
    }
    assert "extra" in fields
    for wrong in ([], "text", 1, None, True, [route.body]):
        is_problem(
            route.send(client, content=json.dumps(wrong), headers={"Content-Type": "application/json"}),
            422,
            "validation_failed",
        )
    for name in route.body:
        answer = route.send(client, json=route.body | {name: {"an": "object"}})
        assert name in {
            e["field"].split("[")[0].split(".")[0] for e in is_problem(answer, 422, "validation_failed")["errors"]
        }


@pytest.mark.parametrize("route", [route for route in ROUTES if route.key], ids=str)
def test_a_key_is_asked_for_first(people: dict[str, httpx.Client], route: Route) -> None:
    client = people["customers"]
    bad = {"json": {"nothing": "right"}}
    url = route.path.replace("{id}", "nothing")
    is_problem(client.post(url, **bad), 400, "idempotency_key_missing")
    for key in ("x" * 256, "a b", "", '""', '"half', "tab\there", "k\xe9y".encode("latin-1")):
        answer = client.post(url, **bad, headers={"Idempotency-Key": key})
        assert answer.json()["code"] in ("idempotency_key_invalid", "idempotency_key_missing"), key
        assert answer.status_code == 400
    is_problem(client.post(url, **bad, headers={"Idempotency-Key": "k"}), 422, "validation_failed")


LISTED = ("orders", "timeline", "products", "addresses", "artworks", "escalations", "reviews", "conversations")
LISTS = [r for r in ROUTES if r.method == "GET" and r.path.split("?")[0].rsplit("/", 1)[-1] in LISTED]


@pytest.mark.parametrize("route", LISTS, ids=str)
def test_lists_go_on_by_cursor_and_refuse_odd_limits(people: dict[str, httpx.Client], route: Route) -> None:
    client = people["cx_agents"]
    url = route.path.replace("{id}", spare_order("CREATED", 39))
    path, _, query = url.partition("?")
    first = client.get(f"{path}?limit=1&{query}").raise_for_status().json()
    assert set(first) == {"items", "next_cursor"}
    assert len(first["items"]) <= 1
    for limit in ("0", "101", "-1", "x", "1.5", ""):
        is_problem(client.get(f"{path}?limit={limit}&{query}"), 422, "validation_failed")
    for cursor in ("nonsense", "", "e30", "💥", "x" * 5000):
        is_problem(client.get(path, params={"cursor": cursor}), 422, "validation_failed")
    if first["next_cursor"]:
        second = client.get(f"{path}?limit=1&{query}", params={"cursor": first["next_cursor"], "limit": 1})
        assert second.raise_for_status().json()["items"] != first["items"]


def test_a_list_is_complete_without_doubles_while_orders_change(stack: RunningStack) -> None:
    with stack.client(USER) as client:
        seen: list[str] = []
        cursor = None
        while True:
            page = client.get("/platform/v1/orders", params={"limit": 7, **({"cursor": cursor} if cursor else {})})
            seen += [item["order_id"] for item in page.raise_for_status().json()["items"]]
            cursor = page.json()["next_cursor"]
            if cursor is None:
                break
        assert len(seen) == len(set(seen)) == 8 * 40


def test_what_is_outside_the_prefixes_is_not_routed(stack: RunningStack) -> None:
    with stack.client(USER) as client:
        for path in (
            "/health",
            "/ready",
            "/metrics",
            "/agent/v1/nothing",
            "/platform/v1/nothing",
            "/platform/v1/orders/",
        ):
            assert client.get(path).status_code == 404, path
        for service in ("platform", "agent"):
            assert client.get(f"{stack.ready[service]}/health").json() == {"status": "ok"}
            ready = client.get(f"{stack.ready[service]}/ready").json()
            assert set(ready) == {"status", "checks"}
            assert client.get(f"{stack.ready[service]}/metrics").status_code == 200
            assert client.get(f"/{service}/openapi.json").json()["openapi"].startswith("3.")


def test_a_user_nobody_knows_is_forbidden(stack: RunningStack) -> None:
    answer = httpx.post(f"{stack.ready['base']}/local/token", json={"user_id": "u-nobody"})
    assert answer.status_code == 404
