"""Who may call what, and in which order a request is judged, over every route there is (``api.md``, Roles)."""

from typing import Any

import httpx
import pytest

from tests.integration.platform.conftest import Served

CUSTOMERS, CX, OPS = "customers", "cx_agents", "ops"
EVERYONE = {CUSTOMERS, CX, OPS}
USERS = {CUSTOMERS: "u-north", CX: "u-cx", OPS: "u-ops"}
UNSIGNED = {"/receipt-keys", "/webhooks/zendesk", "/webhooks/shippo"}

ROLES: dict[tuple[str, str], set[str]] = {
    ("GET", "/me"): EVERYONE,
    ("GET", "/orders"): EVERYONE,
    ("GET", "/orders/{order_id}"): EVERYONE,
    ("GET", "/orders/{order_id}/timeline"): EVERYONE,
    ("GET", "/orders/{order_id}/tracking"): EVERYONE,
    ("POST", "/orders/{order_id}/quotes"): {CUSTOMERS},
    ("GET", "/quotes/{quote_id}"): EVERYONE,
    ("DELETE", "/quotes/{quote_id}"): {CUSTOMERS},
    ("POST", "/quotes/{quote_id}/apply"): {CUSTOMERS},
    ("GET", "/changes/{change_id}"): EVERYONE,
    ("GET", "/changes/{change_id}/receipt"): EVERYONE,
    ("GET", "/products"): EVERYONE,
    ("GET", "/inventory"): EVERYONE,
    ("GET", "/policy"): EVERYONE,
    ("GET", "/addresses"): EVERYONE,
    ("POST", "/addresses"): {CUSTOMERS},
    ("GET", "/artworks"): EVERYONE,
    ("POST", "/artworks"): {CUSTOMERS},
    ("GET", "/artworks/{artwork_id}/thumbnail"): EVERYONE,
    ("POST", "/escalations"): {CUSTOMERS},
    ("GET", "/escalations/{escalation_id}"): EVERYONE,
    ("GET", "/escalations"): {CX, OPS},
    ("GET", "/reviews"): {CX, OPS},
    ("POST", "/reviews/{review_id}/decision"): {CX},
    ("POST", "/reviews/{review_id}/withdraw"): {CUSTOMERS},
    ("GET", "/customers/{user_id}/export"): {OPS},
    ("DELETE", "/customers/{user_id}/data"): {OPS},
}
KEYED = {("POST", "/quotes/{quote_id}/apply"), ("POST", "/escalations")}
WITH_BODY = {
    ("POST", "/orders/{order_id}/quotes"),
    ("POST", "/quotes/{quote_id}/apply"),
    ("POST", "/addresses"),
    ("POST", "/escalations"),
    ("POST", "/reviews/{review_id}/decision"),
}
ROUTES = sorted(ROLES)


def filled_in(path: str) -> str:
    for name in ("order_id", "quote_id", "change_id", "artwork_id", "escalation_id", "review_id", "user_id"):
        path = path.replace(f"{{{name}}}", "nothing-there")
    return f"/platform/v1{path}"


async def call(
    shared: Served, route: tuple[str, str], token: str | None, content: bytes | None = None, **headers: str
) -> httpx.Response:
    given: dict[str, str] = {"Content-Type": "application/json"} if content is not None else {}
    if token is not None:
        given["Authorization"] = f"Bearer {token}"
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    return await shared.client.request(route[0], filled_in(route[1]), content=content, headers={**given, **headers})


def code(answer: httpx.Response) -> tuple[int, Any]:
    return answer.status_code, answer.json().get("code")


async def test_every_route_has_its_line_in_the_table(shared: Served) -> None:
    document = (await shared.client.get("/platform/openapi.json")).json()
    routes = {
        (method.upper(), path.removeprefix("/platform/v1"))
        for path, methods in document["paths"].items()
        for method in methods
    }
    assert {route for route in routes if route[1] not in UNSIGNED} == set(ROLES)


@pytest.mark.parametrize("route", ROUTES)
async def test_without_a_good_token_nothing_else_is_looked_at(shared: Served, route: tuple[str, str]) -> None:
    for token in (None, "nonsense"):
        answer = await call(shared, route, token, b"{")
        assert code(answer) == (401, "unauthenticated")
        assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("route", ROUTES)
async def test_a_role_that_lacks_the_call_is_refused_whatever_the_id_and_body(
    shared: Served, route: tuple[str, str]
) -> None:
    for group, user in USERS.items():
        refused = group not in ROLES[route]
        answer = await call(shared, route, f"{user}|{group}|", b"{" if refused else None)
        assert (code(answer) == (403, "forbidden")) is refused


@pytest.mark.parametrize("route", ROUTES)
async def test_a_username_nobody_knows_is_forbidden(shared: Served, route: tuple[str, str]) -> None:
    for group in ROLES[route]:
        assert code(await call(shared, route, f"u-nobody|{group}|", b"{")) == (403, "forbidden")


@pytest.mark.parametrize("route", sorted(KEYED))
async def test_the_key_is_judged_before_the_body(shared: Served, route: tuple[str, str]) -> None:
    token = "u-north|customers|"
    assert code(await call(shared, route, token, b"{")) == (400, "idempotency_key_missing")
    assert code(await call(shared, route, token, b"{", Idempotency_Key="a b")) == (400, "idempotency_key_invalid")
    assert code(await call(shared, route, token, b"{", Idempotency_Key="x" * 256)) == (400, "idempotency_key_invalid")


@pytest.mark.parametrize("route", sorted(WITH_BODY))
async def test_a_body_is_judged_before_the_ids(shared: Served, route: tuple[str, str]) -> None:
    group = next(iter(ROLES[route]))
    token = f"{USERS[group]}|{group}|"
    for malformed in (b"", b"{", b'{"a": NaN}', b'{"a": 1, "a": 1}', b"[" * 40 + b"]" * 40):
        answer = await call(shared, route, token, malformed, Idempotency_Key="k")
        assert code(answer) == (400, "malformed_json")
    assert code(await call(shared, route, token, b"{}", Idempotency_Key="k")) == (422, "validation_failed")
    unknown = await call(shared, route, token, b'{"surprise": 1}', Idempotency_Key="k")
    assert "surprise" in {error["field"] for error in unknown.json()["errors"]}
    other = await call(shared, route, token, b"{}", Idempotency_Key="k", Content_Type="text/plain")
    assert code(other) == (415, "unsupported_media_type")
    huge = b'{"a": "' + b"x" * (1100 * 1024) + b'"}'
    assert code(await call(shared, route, token, huge, Idempotency_Key="k")) == (413, "body_too_large")


@pytest.mark.parametrize("route", [route for route in ROUTES if "{" in route[1] and route not in WITH_BODY])
async def test_an_unknown_id_is_one_answer_everywhere(shared: Served, route: tuple[str, str]) -> None:
    group = next(iter(ROLES[route]))
    answer = await call(shared, route, f"{USERS[group]}|{group}|")
    problem = answer.json()
    problem.pop("correlation_id")
    assert problem == {
        "type": "/problems/not_found",
        "title": "Not found",
        "status": 404,
        "detail": "Nothing is known under the id nothing-there.",
        "code": "not_found",
    }
