"""Whatever happens, the answer carries the correlation id and says nothing it should not."""

import io
import json

import httpx
import pytest
from fastapi import APIRouter

from brightthread.service.application import new_app
from brightthread.service.auth import TokenVerifier
from brightthread.service.draining import Draining
from brightthread.service.metrics import Metrics

PATHS = ["/demo/v1/me", "/demo/v1/nowhere", "/demo/v1/broken", "/demo/v1/busy", "/health", "/demo/openapi.json"]


@pytest.mark.parametrize("path", PATHS)
async def test_given_correlation_id_comes_back_everywhere(client: httpx.AsyncClient, path: str) -> None:
    response = await client.get(path, headers={"X-Correlation-Id": "Abc.1_2-3"})
    assert response.headers.get_list("x-correlation-id") == ["Abc.1_2-3"]


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, "é".encode("latin-1"), "a\tb", "<script>", "a,b"])
async def test_id_of_another_form_is_made_anew(client: httpx.AsyncClient, given: str) -> None:
    response = await client.get("/demo/v1/me", headers={"X-Correlation-Id": given})
    made = response.headers["x-correlation-id"]
    assert made != given
    assert len(made) == 32
    assert response.json()["correlation_id"] == made


async def test_two_ids_are_none(client: httpx.AsyncClient) -> None:
    response = await client.get("/health", headers=[("X-Correlation-Id", "a"), ("X-Correlation-Id", "b")])
    assert response.headers["x-correlation-id"] not in ("a", "b")


async def test_unknown_errors_say_nothing(client: httpx.AsyncClient) -> None:
    response = await client.get("/demo/v1/broken", headers={"X-Correlation-Id": "c"})
    assert response.json() == {
        "type": "/problems/internal_error", "title": "Internal error", "status": 500, "code": "internal_error",
        "detail": "Something went wrong on our side.", "correlation_id": "c",
    }  # fmt: skip


async def test_retry_after_is_sent_along(client: httpx.AsyncClient) -> None:
    response = await client.get("/demo/v1/busy")
    assert (response.status_code, response.headers["retry-after"]) == (429, "7")


async def test_unknown_ids_get_the_same_body_apart_from_the_id(
    client: httpx.AsyncClient, signed: dict[str, str]
) -> None:
    one, other = [
        (await client.get(f"/demo/v1/things/{ident}", headers={**signed, "X-Correlation-Id": "c"})).text
        for ident in ("AAA", "BBB")
    ]
    assert one.replace("AAA", "BBB") == other


async def test_health_readiness_and_metrics(client: httpx.AsyncClient, signed: dict[str, str]) -> None:
    assert (await client.get("/health")).json() == {"status": "ok"}
    assert (await client.get("/ready")).json() == {"status": "ok", "checks": {"database": "ok"}}
    await client.get("/demo/v1/things/secret-id", headers=signed)
    text = (await client.get("/metrics")).text
    assert 'route="/demo/v1/things/{thing_id}",status="404"' in text
    assert "secret-id" not in text


async def test_each_request_is_one_line_with_its_ids(
    client: httpx.AsyncClient, signed: dict[str, str], lines: io.StringIO
) -> None:
    for ident in ("BT-1003", "ana@northwind.example"):
        await client.get(f"/demo/v1/things/{ident}", headers={**signed, "X-Correlation-Id": "c"})
    first, second = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert (first["event"], first["route"], first["status"]) == ("request", "/demo/v1/things/{thing_id}", 404)
    assert (first["thing_id"], first["correlation_id"]) == ("BT-1003", "c")
    assert "thing_id" not in second
    assert "northwind" not in lines.getvalue()


async def test_failures_are_logged_without_what_they_carry(client: httpx.AsyncClient, lines: io.StringIO) -> None:
    await client.get("/demo/v1/broken")
    failed = json.loads(lines.getvalue().splitlines()[0])
    assert (failed["event"], failed["error"]["types"]) == ("request_failed", ["RuntimeError"])
    assert failed["error"]["words"] == "secret of [redacted]"


async def test_readiness_fails_with_a_dependency(verifier: TokenVerifier) -> None:
    async def broken() -> None:
        raise OSError("no route to host")

    app = new_app("d", "/d", routers=[], verifier=verifier, metrics=Metrics("d"), checks={"database": broken})
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://d") as client:
        response = await client.get("/ready")
        assert response.status_code == 503
        assert response.json() == {"status": "unavailable", "checks": {"database": "failed"}}


async def test_draining_refuses_new_work_but_not_the_health_checks(
    client: httpx.AsyncClient, draining: Draining
) -> None:
    draining.start()
    response = await client.get("/demo/v1/me")
    assert (response.status_code, response.json()["code"]) == (503, "draining")
    assert response.headers["retry-after"]
    assert (await client.get("/health")).status_code == 200
    assert (await client.get("/ready")).status_code == 503


async def test_openapi_speaks_of_problems_tokens_and_keys(client: httpx.AsyncClient) -> None:
    document = (await client.get("/demo/openapi.json")).json()
    keyed = document["paths"]["/demo/v1/keyed"]["post"]
    assert keyed["security"] == [{"bearer": []}]
    assert [(p["name"], p["required"]) for p in keyed["parameters"]] == [("Idempotency-Key", True)]
    assert "application/problem+json" in keyed["responses"]["default"]["content"]
    assert "422" not in keyed["responses"]
    assert "HTTPValidationError" not in json.dumps(document)
    assert "/health" not in document["paths"]


def test_router_with_ordinary_routes_is_refused(verifier: TokenVerifier) -> None:
    router = APIRouter()

    @router.get("/x")
    async def x() -> None:
        return None

    with pytest.raises(TypeError, match="new_router"):
        new_app("d", "/d", routers=[router], verifier=verifier, metrics=Metrics("d"))
