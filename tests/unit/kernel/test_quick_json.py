"""JSON we write and read ourselves."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brightthread.service.quick_json import QuickResponse, dumps, loads

SMALL = st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    SMALL | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
)


@given(VALUES)
def test_what_is_written_is_read_again(value: object) -> None:
    assert loads(dumps(value)) == value
    assert json.loads(dumps(value)) == value


@pytest.mark.parametrize("value", [{"quantity": 2**64}, {"sizes": {1: "S"}}])
def test_what_the_quick_writer_refuses_is_written_all_the_same(value: object) -> None:
    assert dumps(value) == json.dumps(value, separators=(",", ":")).encode()


def test_what_is_no_json_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="line 1"):
        loads(b"<html>")


def test_an_answer_is_written_the_same_way() -> None:
    assert QuickResponse({"text": "für", "n": 1}).body == '{"text":"für","n":1}'.encode()
