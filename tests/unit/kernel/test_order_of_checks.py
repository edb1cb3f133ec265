"""Routing, token, role, key, body: each answers before the next is looked at."""

import json
from typing import Any

import httpx
import pytest

from tests.unit.kernel.conftest import Issuer

QUOTES = "/demo/v1/orders/BT-1/quotes"
GOOD: dict[str, Any] = {"changes": [{"type": "cancel_order"}]}


def _code(response: httpx.Response) -> str:
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == response.status_code
    assert body["type"] == f"/problems/{body['code']}"
    assert body["correlation_id"] == response.headers["x-correlation-id"]
    return str(body["code"])


async def test_unknown_path_is_not_found_and_wrong_method_is_said(client: httpx.AsyncClient) -> None:
    assert _code(await client.get("/demo/v1/nowhere")) == "not_found"
    assert _code(await client.get("/demo/v1/me/")) == "not_found"
    wrong = await client.delete("/demo/v1/me")
    assert (wrong.status_code, _code(wrong)) == (405, "method_not_allowed")
    assert wrong.headers["allow"] == "GET"


async def test_all_methods_of_a_path_are_named(client: httpx.AsyncClient) -> None:
    wrong = await client.put("/demo/v1/things")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "GET, POST")


async def test_unknown_parameters_are_refused(client: httpx.AsyncClient, signed: dict[str, str]) -> None:
    assert (await client.get("/demo/v1/things?limit=1&limt=2")).status_code == 401
    response = await client.get("/demo/v1/things?limit=1&limt=2", headers=signed)
    assert (response.status_code, _code(response)) == (422, "validation_failed")
    assert [(error["field"], error["code"]) for error in response.json()["errors"]] == [("limt", "extra_forbidden")]


async def test_a_parameter_told_twice_is_refused(client: httpx.AsyncClient, signed: dict[str, str]) -> None:
    response = await client.get("/demo/v1/things?limit=1&limit=2", headers=signed)
    assert (response.status_code, _code(response)) == (422, "validation_failed")
    assert [(error["field"], error["code"]) for error in response.json()["errors"]] == [("limit", "duplicate_field")]


async def test_no_token_beats_everything_wrong_with_the_body(client: httpx.AsyncClient) -> None:
    response = await client.post(QUOTES, content=b"{" * 300_000, headers={"content-type": "text/plain"})
    assert (response.status_code, _code(response)) == (401, "unauthenticated")
    assert response.headers["www-authenticate"] == "Bearer"


async def test_wrong_role_beats_key_and_body(client: httpx.AsyncClient, issuer: Issuer) -> None:
    headers = {"Authorization": f"Bearer {issuer.token(**{'cognito:groups': ['ops']})}"}
    response = await client.post("/demo/v1/keyed", content=b"", headers=headers)
    assert (response.status_code, _code(response)) == (403, "forbidden")


async def test_missing_key_beats_the_body(client: httpx.AsyncClient, signed: dict[str, str]) -> None:
    assert _code(await client.post("/demo/v1/keyed", content=b"", headers=signed)) == "idempotency_key_missing"


@pytest.mark.parametrize("key", ["", " ", '""', "a b", "é".encode("latin-1"), "x" * 256, '"a', '"a"b"', "\x01"])
async def test_keys_that_are_not_visible_ascii_are_refused(
    client: httpx.AsyncClient, signed: dict[str, str], key: Any
) -> None:
    response = await client.post("/demo/v1/keyed", json=GOOD, headers={**signed, "Idempotency-Key": key})
    assert (response.status_code, _code(response)) == (400, "idempotency_key_invalid")


@pytest.mark.parametrize(("key", "plain"), [("abc", "abc"), ('"abc"', "abc"), ("x" * 255, "x" * 255), ("'a'", "'a'")])
async def test_keys_may_be_bare_or_quoted(
    client: httpx.AsyncClient, signed: dict[str, str], key: str, plain: str
) -> None:
    response = await client.post("/demo/v1/keyed", json=GOOD, headers={**signed, "Idempotency-Key": key})
    assert response.json() == {"key": plain}


MALFORMED = {
    "empty": b"",
    "blank": b"  ",
    "cut": b'{"changes":',
    "trailing": b"{} {}",
    "nan": b'{"changes":[NaN]}',
    "infinity": b'{"changes":[-Infinity]}',
    "beyond_floats": b'{"changes":[1e999]}',
    "doubled": b'{"changes":[],"changes":[]}',
    "doubled_inside": b'{"changes":[{"type":"a","type":"b"}]}',
    "deep": b'{"changes":' + b"[" * 32 + b"]" * 32 + b"}",
    "very_deep": b"[" * 100_000,
    "not_utf8": b'{"changes":"\xff"}',
    "utf16": '{"changes":[]}'.encode("utf-16"),
    "bom": b"\xef\xbb\xbf{}",
    "lone_surrogate": b'{"changes":"\\ud800"}',
    "lone_surrogate_in_name": b'{"\\udc00":1}',
    "single_quotes": b"{'changes':[]}",
    "huge_integer": b'{"changes":' + b"9" * 5000 + b"}",
    "control_character": b'{"changes":"\x01"}',
}


@pytest.mark.parametrize("name", MALFORMED)
async def test_json_in_doubt_is_malformed(client: httpx.AsyncClient, signed: dict[str, str], name: str) -> None:
    headers = {**signed, "content-type": "application/json"}
    response = await client.post(QUOTES, content=MALFORMED[name], headers=headers)
    assert (response.status_code, _code(response)) == (400, "malformed_json")


async def test_depth_32_brackets_in_strings_and_paired_surrogates_are_fine(
    client: httpx.AsyncClient, signed: dict[str, str]
) -> None:
    headers = {**signed, "content-type": "application/json; charset=utf-8"}
    deep = b'{"changes":' + b"[" * 31 + b"]" * 31 + b"}"
    assert _code(await client.post(QUOTES, content=deep, headers=headers)) == "validation_failed"
    reason = {"type": "cancel_order", "reason": "[" * 100 + '"' + "{" * 100 + "\U0001f600"}
    response = await client.post(QUOTES, content=json.dumps({"changes": [reason]}), headers=headers)
    assert response.json()["changes"] == [reason]


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "application/x-www-form-urlencoded", None])
async def test_bodies_of_another_kind_are_refused(
    client: httpx.AsyncClient, signed: dict[str, str], kind: str | None
) -> None:
    headers = signed if kind is None else {**signed, "content-type": kind}
    response = await client.post(QUOTES, content=b"{}", headers=headers)
    assert (response.status_code, _code(response)) == (415, "unsupported_media_type")


@pytest.mark.parametrize(("limit", "path"), [(256, QUOTES), (64, "/demo/v1/conversations/c/messages")])
@pytest.mark.parametrize("streamed", [True, False])
async def test_bodies_have_a_limit_told_or_not(
    client: httpx.AsyncClient, signed: dict[str, str], limit: int, path: str, streamed: bool
) -> None:
    async def post(size: int) -> httpx.Response:
        body = b'{"text":"' + b"x" * (size - 11) + b'"}'
        assert len(body) == size
        content: Any = _pieces(body) if streamed else body
        return await client.post(path, content=content, headers={**signed, "content-type": "application/json"})

    assert (await post(limit * 1024)).status_code in (200, 422)
    too_large = await post(limit * 1024 + 1)
    assert (too_large.status_code, _code(too_large)) == (413, "body_too_large")


async def _pieces(body: bytes) -> Any:
    for start in range(0, len(body), 50_000):
        yield body[start : start + 50_000]


async def test_uploads_may_be_larger_but_not_without_end(client: httpx.AsyncClient, signed: dict[str, str]) -> None:
    files = {"file": ("a.png", b"x" * 2_000_000)}
    response = await client.post("/demo/v1/artworks", data={"name": "n"}, files=files, headers=signed)
    assert response.json() == {"name": "n", "size": 2_000_000}
    headers = {**signed, "content-type": "multipart/form-data; boundary=b"}
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    response = await client.post("/demo/v1/artworks", content=_endless(head), headers=headers)
    assert (response.status_code, _code(response)) == (413, "body_too_large")


async def _endless(head: bytes) -> Any:
    yield head
    for _ in range(60):
        yield b"x" * 1024 * 1024


async def test_fields_of_a_form_are_known_and_sent_once(client: httpx.AsyncClient, signed: dict[str, str]) -> None:
    file = ("file", ("a.png", b"x"))
    for data, files, field, code in (
        ({"name": "n", "surprise": "x"}, [file], "surprise", "extra_forbidden"),
        ({"name": "n"}, [file, ("other", ("b.png", b"y"))], "other", "extra_forbidden"),
        ({"name": "n"}, [file, file], "file", "duplicate_field"),
        ({"name": ["n", "m"]}, [file], "name", "duplicate_field"),
    ):
        response = await client.post("/demo/v1/artworks", data=data, files=files, headers=signed)
        assert (response.status_code, _code(response)) == (422, "validation_failed")
        assert [(error["field"], error["code"]) for error in response.json()["errors"]] == [(field, code)]


async def test_broken_forms_are_said(client: httpx.AsyncClient, signed: dict[str, str]) -> None:
    headers = {**signed, "content-type": "multipart/form-data; boundary=b"}
    response = await client.post("/demo/v1/artworks", content=b"--c nonsense", headers=headers)
    assert (response.status_code, _code(response)) == (422, "validation_failed")
    response = await client.post("/demo/v1/artworks", json={}, headers=signed)
    assert (response.status_code, _code(response)) == (415, "unsupported_media_type")


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"type": "change_quantity", "line_id": "x", "new_quantity": 60.0}, "changes[0].new_quantity", "int_type"),
        ({"type": "change_quantity", "line_id": "x", "new_quantity": "60"}, "changes[0].new_quantity", "int_type"),
        ({"type": "change_quantity", "line_id": "x", "new_quantity": True}, "changes[0].new_quantity", "int_type"),
        ({"type": "change_quantity", "line_id": "x", "new_quantity": None}, "changes[0].new_quantity", "int_type"),
        ({"type": "change_quantity", "line_id": "x"}, "changes[0].new_quantity", "missing"),
        (
            {"type": "change_quantity", "line_id": "x", "new_quantity": 0},
            "changes[0].new_quantity",
            "greater_than_equal",
        ),
        (
            {"type": "change_quantity", "line_id": "x", "new_quantity": 1_000_001},
            "changes[0].new_quantity",
            "less_than_equal",
        ),
        ({"type": "cancel_order", "why": 1}, "changes[0].why", "extra_forbidden"),
        ({"type": "dance"}, "changes[0].type", "union_tag_invalid"),
        ({}, "changes[0].type", "union_tag_not_found"),
        ({"type": "change_address"}, "changes[0]", "one_of_address"),
        (
            {"type": "change_address", "address": {"street": 1, "city": "c", "region": "r", "postal_code": "p"}},
            "changes[0].address.street",
            "string_type",
        ),
        (
            {"type": "change_delivery_date", "delivery_date": 1},
            "changes[0].delivery_date",
            "date_from_datetime_parsing",
        ),
        ({"type": "add_line", "sku": "a\x00b", "quantity": 1}, "changes[0].sku", "string_pattern_mismatch"),
    ],
)
async def test_fields_are_named_as_the_client_wrote_them(
    client: httpx.AsyncClient, signed: dict[str, str], change: dict[str, Any], field: str, code: str
) -> None:
    response = await client.post(QUOTES, json={"changes": [change]}, headers=signed)
    assert (response.status_code, _code(response)) == (422, "validation_failed")
    first = response.json()["errors"][0]
    assert (first["field"], first["code"]) == (field, code)


@pytest.mark.parametrize("body", [[], "x", 1, None, {"changes": []}, {"changes": [{"type": "cancel_order"}] * 21}])
async def test_bodies_of_another_shape_are_invalid(
    client: httpx.AsyncClient, signed: dict[str, str], body: Any
) -> None:
    response = await client.post(
        QUOTES, content=json.dumps(body), headers={**signed, "content-type": "application/json"}
    )
    assert (response.status_code, _code(response)) == (422, "validation_failed")
    assert response.json()["errors"][0]["field"] in ("body", "changes")


async def test_null_means_absent(client: httpx.AsyncClient, signed: dict[str, str]) -> None:
    change = {"type": "change_size", "line_id": "x", "new_size": "L", "quantity": None}
    response = await client.post(QUOTES, json={"changes": [change], "replaces": None}, headers=signed)
    assert response.json() == {"changes": [{"type": "change_size", "line_id": "x", "new_size": "L"}]}


async def test_machine_scope_opens_what_it_names(client: httpx.AsyncClient, issuer: Issuer) -> None:
    async def post(scope: str) -> int:
        token = issuer.token(**{"scope": scope, "client_id": "machine", "username": ..., "cognito:groups": ...})
        return (await client.post("/demo/v1/events", headers={"Authorization": f"Bearer {token}"})).status_code

    assert await post("brightthread/events") == 204
    assert await post("brightthread/escalations") == 403
