"""The vendors' published specifications, read from ``../shared/specs`` beside the repository where that is present."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters

SPECS = Path(__file__).parents[2].parent / "shared" / "specs"
NEEDED = pytest.mark.skipif(not SPECS.exists(), reason=f"the vendors' specifications are not at {SPECS}")


@lru_cache
def zendesk() -> OpenAPI:
    """Zendesk's Support API, with its servers replaced by the emulator's address."""
    return _loaded(json.loads((SPECS / "zendesk_support_patched.json").read_text()), "http://zendesk")


@lru_cache
def shippo() -> OpenAPI:
    """Shippo's API. What the copy lacks is added: POST /refunds/ (``MANIFEST.md``)."""
    document = yaml.safe_load((SPECS / "shippo_konfig_2018-02-08.yaml").read_text())
    refund = {"$ref": "#/components/schemas/Refund"}
    body = {"$ref": "#/components/schemas/RefundRequestBody"}
    document["paths"]["/refunds/"] = {"post": {
        "requestBody": {"content": {"application/json": {"schema": body}}},
        "responses": {"201": {"description": "made", "content": {"application/json": {"schema": refund}}}},
    }}  # fmt: skip
    return _loaded(_with_nulls(document), "http://shippo")


@lru_cache
def odoo(model: str) -> dict[str, Any]:
    """Fields and methods of one model, as a live Odoo 19 lists them."""
    document: dict[str, Any] = json.loads((SPECS / "odoo19_doc" / f"{model}.json").read_text())
    return document


def _loaded(document: dict[str, Any], server: str) -> OpenAPI:
    document["servers"] = [{"url": server}]
    return OpenAPI.from_dict(document, config=Config(spec_validator_cls=None))


def _with_nulls(part: Any) -> Any:
    """Allow null wherever a plain value stands: Shippo answers so where its specification has none (``vendors.md``)."""
    if isinstance(part, list):
        return [_with_nulls(one) for one in part]
    if not isinstance(part, dict):
        return part
    whole = {name: _with_nulls(one) for name, one in part.items()}
    for name, schema in (whole.get("properties") or {}).items():
        if isinstance(schema, dict) and "$ref" in schema:
            whole["properties"][name] = {"nullable": True, "anyOf": [schema, {"nullable": True, "enum": [None]}]}
        elif isinstance(schema, dict) and "type" in schema and schema["type"] not in ("array",):
            schema["nullable"] = True
            if "enum" in schema:
                schema["enum"] = [*schema["enum"], None]
    return whole


class SentRequest:
    """An httpx request as openapi-core wants to see one."""

    def __init__(self, request: httpx.Request) -> None:
        self._request = request
        self.parameters = RequestParameters(query=request.url.params, header=request.headers, cookie={})

    @property
    def host_url(self) -> str:
        return f"{self._request.url.scheme}://{self._request.url.host}"

    @property
    def path(self) -> str:
        return self._request.url.path

    @property
    def method(self) -> str:
        return self._request.method.lower()

    @property
    def body(self) -> bytes | None:
        return self._request.content or None

    @property
    def content_type(self) -> str:
        return self._request.headers.get("content-type", "application/json")


class GivenResponse:
    """An httpx response as openapi-core wants to see one."""

    def __init__(self, response: httpx.Response) -> None:
        self.data = response.content
        self.status_code = response.status_code
        self.content_type = response.headers.get("content-type", "")
        self.headers = response.headers


class Validating(httpx.AsyncBaseTransport):
    """Passes every exchange on to the emulator, and checks both sides of it against the specification.

    ``exchanges`` counts them, so that a test can tell that something was checked.
    """

    def __init__(self, app: Any, specification: OpenAPI) -> None:
        self._inner = httpx.ASGITransport(app)
        self._specification = specification
        self.exchanges: list[str] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        response = await self._inner.handle_async_request(request)
        await response.aread()
        sent = SentRequest(request)
        self._specification.validate_request(sent)
        if response.status_code < 400:
            self._specification.validate_response(sent, GivenResponse(response))
        self.exchanges.append(f"{request.method} {request.url.path} {response.status_code}")
        return response
