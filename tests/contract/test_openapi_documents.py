"""The published OpenAPI documents are valid, complete, and say who may call and what may go wrong."""

import json
from typing import Any

import pytest
from openapi_spec_validator import validate

from tests.architecture.source import ROOT

PLATFORM = """
GET /me
GET /policy
GET /receipt-keys
GET /orders
GET /orders/{order_id}
POST /orders/{order_id}/quotes
GET /orders/{order_id}/timeline
GET /orders/{order_id}/tracking
GET /quotes/{quote_id}
DELETE /quotes/{quote_id}
POST /quotes/{quote_id}/apply
GET /changes/{change_id}
GET /changes/{change_id}/receipt
POST /escalations
GET /escalations
GET /escalations/{escalation_id}
GET /reviews
POST /reviews/{review_id}/decision
POST /reviews/{review_id}/withdraw
GET /products
GET /inventory
GET /addresses
POST /addresses
GET /artworks
POST /artworks
POST /webhooks/zendesk
POST /webhooks/shippo
"""
AGENT = """
POST /conversations
GET /conversations
GET /conversations/{conversation_id}
POST /conversations/{conversation_id}/messages
GET /conversations/{conversation_id}/events
GET /conversations/{conversation_id}/trace
POST /conversations/{conversation_id}/takeover
POST /conversations/{conversation_id}/release
POST /conversations/{conversation_id}/reply
POST /conversations/{conversation_id}/feedback
POST /events
GET /customers/{user_id}/export
DELETE /customers/{user_id}/data
"""
WITHOUT_TOKEN = {"GET /receipt-keys", "POST /webhooks/zendesk", "POST /webhooks/shippo"}
KEYED = {"POST /quotes/{quote_id}/apply": True, "POST /orders/{order_id}/quotes": False, "POST /escalations": True}


def _document(service: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((ROOT / "docs" / "api" / f"{service}.openapi.json").read_text("utf-8"))
    return document


def _operations(service: str) -> dict[str, dict[str, Any]]:
    found = {}
    for path, methods in _document(service)["paths"].items():
        for method, operation in methods.items():
            found[f"{method.upper()} {path.removeprefix(f'/{service}/v1')}"] = operation
    return found


@pytest.mark.parametrize("service", ["platform", "agent"])
def test_documents_are_valid(service: str) -> None:
    validate(_document(service))


@pytest.mark.parametrize(("service", "expected"), [("platform", PLATFORM), ("agent", AGENT)])
def test_every_call_of_the_contract_is_published(service: str, expected: str) -> None:
    assert set(expected.split("\n")) - {""} - _operations(service).keys() == set()


@pytest.mark.parametrize("service", ["platform", "agent"])
def test_every_call_says_whether_it_needs_a_token_and_how_it_fails(service: str) -> None:
    for name, operation in _operations(service).items():
        assert ("security" in operation) == (name not in WITHOUT_TOKEN), name
        assert "application/problem+json" in operation["responses"]["default"]["content"], name
        assert any(status.startswith("2") for status in operation["responses"]), name


@pytest.mark.parametrize("service", ["platform", "agent"])
def test_every_answer_has_a_shape(service: str) -> None:
    for name, operation in _operations(service).items():
        for status, response in operation["responses"].items():
            for media_type, content in response.get("content", {}).items():
                assert content.get("schema"), f"{name} {status} {media_type}"


def test_keys_are_asked_for_where_the_contract_says_so() -> None:
    for name, required in KEYED.items():
        parameters = _operations("platform")[name].get("parameters", [])
        assert [p["required"] for p in parameters if p["name"] == "Idempotency-Key"] == [required], name
