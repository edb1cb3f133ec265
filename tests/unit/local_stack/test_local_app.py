"""The local endpoints: tokens our services accept, people to sign in as, and the hand of the real world."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from brightthread.service.auth import AuthSettings, TokenVerifier
from brightthread.service.problems import invalid, not_found
from local_stack.local_app import local_app
from local_stack.people import People
from local_stack.seed_file import DEMO, read_seed
from local_stack.tokens import AGENT_CLIENT, BROWSER_CLIENT, CLIENT_IDS, TokenIssuer

ISSUER = "http://localhost/local"
KEY_SET = "http://localhost/local/.well-known/jwks.json"


class World:
    """Knows one order, which cannot be cancelled."""

    async def advance(self, order_id: str, status: str | None, pieces: Mapping[str, int]) -> dict[str, Any]:
        if order_id != "BT-1":
            raise not_found(order_id)
        if status == "CANCELLED":
            raise invalid("status", "cannot_advance", "an order does not go there")
        return {"order_id": order_id, "status": status, "pieces": dict(pieces)}


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    issuer = TokenIssuer(ISSUER, tmp_path / "tokens.pem")
    app = local_app(issuer, People(read_seed(DEMO)), {AGENT_CLIENT: "secret"}, World())
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client


async def test_our_services_accept_a_persons_token(client: httpx.AsyncClient) -> None:
    answer = (await client.post("/local/token", json={"user_id": "u-ana"})).json()
    assert set(answer) == {"access_token", "token_type", "expires_in"}
    settings = AuthSettings(issuer=ISSUER, jwks_url=KEY_SET, client_ids=frozenset(CLIENT_IDS))
    principal = await TokenVerifier(settings, client=client).verify(answer["access_token"])
    assert (principal.user_id, principal.groups, principal.client_id) == ("u-ana", {"customers"}, BROWSER_CLIENT)


async def test_a_machine_has_its_scope_and_is_nobody(client: httpx.AsyncClient) -> None:
    form = {"grant_type": "client_credentials", "client_id": AGENT_CLIENT, "client_secret": "secret"}
    answer = (await client.post("/local/oauth2/token", data=form)).json()
    settings = AuthSettings(issuer=ISSUER, jwks_url=KEY_SET, client_ids=frozenset(CLIENT_IDS))
    principal = await TokenVerifier(settings, client=client).verify(answer["access_token"])
    assert (principal.user_id, principal.scopes) == ("", {"brightthread/escalations"})


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"grant_type": "client_credentials", "client_id": AGENT_CLIENT, "client_secret": "wrong"}, 401),
        ({"grant_type": "client_credentials", "client_id": "nobody", "client_secret": ""}, 401),
        ({"grant_type": "password", "client_id": AGENT_CLIENT, "client_secret": "secret"}, 400),
    ],
)
async def test_other_credentials_get_no_token(client: httpx.AsyncClient, form: dict[str, str], status: int) -> None:
    assert (await client.post("/local/oauth2/token", data=form)).status_code == status


async def test_credentials_may_come_by_basic(client: httpx.AsyncClient) -> None:
    answer = await client.post(
        "/local/oauth2/token", data={"grant_type": "client_credentials"}, auth=(AGENT_CLIENT, "secret")
    )
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b'{"user_id": "nobody"}', 404, "not_found"),
        (b'{"user_id": 7}', 422, "validation_failed"),
        (b'{"user_id": "u-ana", "admin": true}', 422, "validation_failed"),
        (b"{", 400, "malformed_json"),
        (b"", 400, "malformed_json"),
    ],
)
async def test_other_requests_get_no_token(client: httpx.AsyncClient, body: bytes, status: int, code: str) -> None:
    answer = await client.post("/local/token", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-correlation-id"] == answer.json()["correlation_id"]


async def test_the_key_outlives_a_restart(tmp_path: Path) -> None:
    first = TokenIssuer(ISSUER, tmp_path / "tokens.pem").key_set()
    assert TokenIssuer(ISSUER, tmp_path / "tokens.pem").key_set() == first
    assert (tmp_path / "tokens.pem").stat().st_mode & 0o077 == 0


async def test_people_are_found_by_name_company_or_mail(client: httpx.AsyncClient) -> None:
    async def found(text: str) -> list[str]:
        answer = await client.get("/local/users", params={"q": text})
        return [person["user_id"] for person in answer.json()["items"]]

    assert await found("lakeside") == ["u-lena"]
    assert await found("ANA northwind") == ["u-ana"]
    assert await found("staff kim") == ["u-ops-kim"]
    assert await found("nobody at all") == []


async def test_the_sign_in_page_runs_no_script_but_its_own(client: httpx.AsyncClient) -> None:
    page = await client.get("/", follow_redirects=True)
    assert page.url.path == "/local/"
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert "<script>" not in page.text
    for asset in ("sign-in.js", "sign-in.css", "thread.svg"):
        assert f"/local/assets/{asset}" in page.text
        assert (await client.get(f"/local/assets/{asset}")).status_code == 200


async def test_an_order_is_moved_on(client: httpx.AsyncClient) -> None:
    wanted = {"status": "SHIPPED", "pieces_produced": {"BT-1-1": 5}}
    answer = await client.post("/local/orders/BT-1/advance", json=wanted)
    assert (answer.status_code, answer.json()["pieces"]) == (200, {"BT-1-1": 5})


@pytest.mark.parametrize(
    ("order", "wanted", "status"),
    [
        ("BT-2", {"status": "SHIPPED"}, 404),
        ("BT-1", {"status": "CANCELLED"}, 422),
        ("BT-1", {"pieces_produced": {"BT-1-1": -1}}, 422),
        ("BT-1", {"speed": 2}, 422),
    ],
)
async def test_what_cannot_be_is_refused(
    client: httpx.AsyncClient, order: str, wanted: dict[str, Any], status: int
) -> None:
    assert (await client.post(f"/local/orders/{order}/advance", json=wanted)).status_code == status
