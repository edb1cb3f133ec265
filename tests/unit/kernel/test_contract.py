"""The wire forms of the contract: instants, ids, canonical JSON, and views that pass through untouched."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Annotated, Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from brightthread.contract.canonical import canonical, digest
from brightthread.contract.changes import CHANGE
from brightthread.contract.conversations import TurnView
from brightthread.contract.escalations import EscalationRequest, EscalationView
from brightthread.contract.events import Event
from brightthread.contract.ids import new_id
from brightthread.contract.instants import parse, render
from brightthread.contract.messages import FeedbackRequest, MessageRequest
from brightthread.contract.relayed import Checked
from brightthread.contract.trace import TransitionView

plain_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
)  # fmt: skip


@given(plain_json)
def test_canonical_form_is_that_of_rfc_8785(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)
    assert digest(value) == hashlib.sha256(rfc8785.dumps(value)).hexdigest()


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**53, -(2**53), {1: 2}, {"a": {3}}, "\ud800", b"x"])
def test_what_json_cannot_say_has_no_canonical_form(value: Any) -> None:
    with pytest.raises(ValueError):
        canonical(value)


def test_names_are_sorted_by_utf16() -> None:
    assert canonical({"\U0001f600": 1, "\ufb33": 2, "a": 3}) == '{"a":3,"\U0001f600":1,"\ufb33":2}'.encode()


@given(st.datetimes(timezones=st.timezones()))
def test_instants_are_utc_with_milliseconds(instant: datetime) -> None:
    if not datetime(2, 1, 1, tzinfo=UTC) < instant < datetime(9998, 1, 1, tzinfo=UTC):
        return
    text = render(instant)
    assert len(text) == 24
    assert text.endswith("Z")
    assert timedelta(0) <= instant - parse(text) < timedelta(milliseconds=1)


def test_naive_instants_are_refused() -> None:
    for wrong in (lambda: render(datetime(2026, 1, 1)), lambda: parse("2026-01-01T00:00:00")):  # noqa: DTZ001
        with pytest.raises(ValueError, match="time zone"):
            wrong()
    assert render(datetime(2026, 1, 1, 2, tzinfo=timezone(timedelta(hours=2)))) == "2026-01-01T00:00:00.000Z"


def test_ids_grow_and_carry_their_prefix() -> None:
    made = [new_id("q") for _ in range(100)]
    assert made == sorted(made)
    assert all(len(ident) == 34 and ident.startswith("q_") for ident in made)


CHANGES: list[dict[str, Any]] = [
    {"type": "change_quantity", "line_id": "l", "new_quantity": 1},
    {"type": "change_size", "line_id": "l", "new_size": "XL"},
    {"type": "change_color", "line_id": "l", "new_color": "Navy", "quantity": 1_000_000},
    {"type": "change_artwork", "artwork_id": "a"},
    {"type": "change_address", "address_id": "a"},
    {
        "type": "change_address",
        "address": {"street": "s", "city": "c", "region": "r", "postal_code": "p", "country": "US"},
    },
    {"type": "add_line", "sku": "S", "quantity": 10},
    {"type": "remove_line", "line_id": "l"},
    {"type": "cancel_order"},
    {"type": "change_delivery_date", "delivery_date": "2026-12-04"},
    {"type": "split_shipment"},
    {"type": "split_shipment", "shipments": [{"lines": [{"line_id": "l", "quantity": 3}]}]},
]


@pytest.mark.parametrize("change", CHANGES)
def test_changes_are_echoed_as_they_came(change: dict[str, Any]) -> None:
    assert CHANGE.dump_python(CHANGE.validate_python(change), mode="json") == change
    assert json.loads(CHANGE.dump_json(CHANGE.validate_json(json.dumps(change)))) == change


@pytest.mark.parametrize("date", ["2026-12-04T00:00:00", "2026-12-4", 1764806400, "20261204", "2026-13-01", None, ""])
def test_only_plain_dates_are_dates(date: Any) -> None:
    with pytest.raises(ValidationError):
        CHANGE.validate_python({"type": "change_delivery_date", "delivery_date": date})


@pytest.mark.parametrize("at", [0, "1764806400", "2026-12-04T00:00:00", "yesterday", 1.5])
def test_only_instants_with_a_zone_are_instants(at: Any) -> None:
    entry = {"role": "customer", "text": "x", "at": at}
    with pytest.raises(ValidationError):
        EscalationRequest.model_validate(
            {"conversation_id": "c", "reason": "frustrated", "summary": "s", "transcript": [entry]}
        )


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": "a", "action": {"type": "decline"}},
        {"text": ""},
        {"text": "x" * 4001},
        {"action": {"type": "confirm", "quote_id": "q"}},
        {"action": {"type": "decline", "x": 1}},
        {"text": "a", "client_message_id": "x" * 65},
        {"text": "a", "client_message_id": ""},
    ],
)
def test_messages_say_exactly_one_thing(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        MessageRequest.model_validate({"client_message_id": "m", **body})


@pytest.mark.parametrize(
    "body", [{}, {"csat": 0}, {"csat": 6}, {"csat": 4.0}, {"csat": 1, "label": "rightly_escalated"}, {"label": "x"}]
)
def test_feedback_is_one_voice(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        FeedbackRequest.model_validate(body)


def test_relayed_views_pass_untouched_and_are_described_in_full() -> None:
    quote = {"quote_id": "q", "unknown": [1.0, {"b": None, "a": "\u00e9"}]}
    reply = {
        "message_id": "m", "in_reply_to": None, "text": "t", "parts": [], "state": "COMPLETE", "quote": quote,
        "outcome": None, "created_at": "2026-01-01T00:00:00.000Z",
    }  # fmt: skip
    turn = TurnView.model_validate({"conversation_id": "c", "state": "COMPLETE", "reply": reply})
    assert turn.model_dump(mode="json")["reply"] == reply
    schema = TurnView.model_json_schema(mode="serialization")
    assert "order_after" in schema["$defs"]["OptionView"]["properties"]


def test_events_are_told_apart_by_their_kind() -> None:
    events: TypeAdapter[Any] = TypeAdapter(Event)
    solved = {"event_id": "e", "kind": "ticket_solved", "conversation_id": "c", "data": {"ticket_id": "7"}}
    assert events.validate_python(solved).data.ticket_id == "7"
    for data in ({}, {"ticket_id": 7}, {"ticket_id": "7", "more": 1}):
        with pytest.raises(ValidationError):
            events.validate_python({**solved, "data": data})


def test_events_bring_whole_documents_and_keep_them_as_they_came() -> None:
    events: TypeAdapter[Any] = TypeAdapter(Event)
    escalation = {
        "escalation_id": "esc", "reason": "frustrated", "priority": "urgent", "status": "open", "ticket_id": None,
        "expected_response_by": "2026-01-01T00:00:00.000Z", "created_at": "2026-01-01T00:00:00.000Z", "new": 1,
    }  # fmt: skip
    event = {"event_id": "e", "kind": "change_synced", "conversation_id": "c"}
    adapter: TypeAdapter[Any] = TypeAdapter(Annotated[dict[str, Any], Checked(EscalationView)])
    assert adapter.validate_python(escalation) == escalation
    for data in ({"change": {}, "escalation": None}, {"change": None, "escalation": None}, {"change": {"order": {}}}):
        with pytest.raises(ValidationError):
            events.validate_python({**event, "data": data})


def test_from_is_written_as_from() -> None:
    assert TransitionView(from_="A", to="B", on="c").model_dump() == {"from": "A", "to": "B", "on": "c"}
