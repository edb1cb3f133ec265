"""Nothing secret or personal survives on its way to a log, at any depth."""

import io
import json
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from brightthread.service.logging import describe
from brightthread.service.redaction import HIDDEN, redact, redact_text

SECRETS = [
    "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl",
    "Bearer abcdef123456",
    "Basic dXNlcjpwYXNz",
    "ana@northwind.example",
    "4111 1111 1111 1111",
    "4111-1111-1111-1111",
    "378282246310005",
    "DE89 3704 0044 0532 0130 00",
    "GB82WEST12345698765432",
    "+1 503 555 0134",
    "postgresql://app:hunter2@localhost/db",
]


def _hidden(secret: str) -> str:
    return secret.partition("://")[2].partition("@")[0] or secret


@pytest.mark.parametrize("secret", SECRETS)
def test_secrets_inside_sentences_are_hidden(secret: str) -> None:
    told = redact_text(f"She wrote {secret}, twice: {secret}.")
    assert _hidden(secret) not in told
    assert told.startswith("She wrote ")
    assert HIDDEN in told


@given(st.recursive(st.sampled_from(SECRETS), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_no_depth_hides_a_secret_from_redaction(value: Any) -> None:
    told = json.dumps(redact(value), default=str)
    for secret in SECRETS:
        assert _hidden(secret) not in told


@pytest.mark.parametrize(
    "key", ["Authorization", "access_token", "api_key", "webhook_secret", "text", "street", "owner_dsn", "Set-Cookie"]
)
def test_members_with_telling_names_are_hidden_whatever_they_hold(key: str) -> None:
    assert redact({"a": [{key: {"b": "plain"}}]}) == {"a": [{key: HIDDEN}]}


@pytest.mark.parametrize(
    "text",
    [
        "BT-1003", "q_0193a5b2c4d57e8f9a0b1c2d3e4f5a6b", "2026-11-21T09:30:00.000Z", "HCT-NAV-M", "order 1234567890123",
        "10.0.0.1:5432", "/platform/v1/orders/{order_id}", "total 499500 cents", "S00012",
        "a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90",
    ],
)  # fmt: skip
def test_ids_dates_and_amounts_stay_readable(text: str) -> None:
    assert redact_text(text) == text


def test_unknown_objects_are_named_not_shown() -> None:
    class Customer:
        def __repr__(self) -> str:
            return "Ana Ruiz"

    assert redact({"a": Customer(), "b": b"Ana", "c": datetime(2026, 1, 2, tzinfo=UTC)}) == {
        "a": "[Customer]",
        "b": "[3 bytes]",
        "c": "2026-01-02 00:00:00+00:00",
    }


def test_errors_are_described_without_the_values_in_them() -> None:
    try:
        raise ValueError("Key (name)=('Ana Ruiz') is wrong for 'line_id' [parameters: ('12 Elm Street',)]")
    except ValueError as error:
        told = describe(error)
    assert told["types"] == ["ValueError"]
    assert told["words"] == "Key (name)=('…') is wrong for 'line_id' "
    assert told["frames"][0].startswith("test_redaction.py:")


def test_both_kinds_of_loggers_write_redacted_json_lines(lines: io.StringIO, tmp_path: Path) -> None:
    with structlog.contextvars.bound_contextvars(correlation_id="c-1"):
        structlog.get_logger("x").info("hello", order_id="BT-1", email="a@b.example")
        try:
            raise KeyError("Ana Ruiz")
        except KeyError:
            logging.getLogger("y").exception("failed for %s", "ana@northwind.example")
    first, second = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert (first["event"], first["order_id"], first["email"]) == ("hello", "BT-1", HIDDEN)
    assert (first["service"], first["correlation_id"], first["level"]) == ("demo", "c-1", "info")
    assert second["event"] == f"failed for {HIDDEN}"
    assert (second["correlation_id"], second["level"], second["logger"]) == ("c-1", "error", "y")
    assert "Ana" not in lines.getvalue()
    assert (tmp_path / "logs" / "demo.jsonl").read_text() == lines.getvalue()
