"""A conversation of any length can be handed to a human."""

import json

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from brightthread.contract.escalations import Transcript
from brightthread.contract.transcripts import MOST_BYTES, last_part

AT = "2026-11-21T09:00:00.000Z"
texts = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=300)


def _said(texts: list[str]) -> list[dict[str, str]]:
    return [{"role": "customer", "text": text, "at": AT} for text in texts]


@given(st.lists(texts, max_size=40), st.integers(100, 5000))
def test_last_messages_are_kept_as_far_as_they_fit(said: list[str], most: int) -> None:
    kept = last_part(_said(said), most)
    told = [entry["text"] for entry in kept if entry["role"] == "customer"]
    assert told == said[len(said) - len(told) :]
    assert sum(len(json.dumps(entry)) for entry in kept if entry["role"] == "customer") <= most
    if kept and len(told) < len(said):
        assert kept[0]["text"] == f"({len(said) - len(told)} earlier messages are left out.)"


def test_long_conversations_fit_into_the_calls_that_carry_them() -> None:
    for said in (["x" * 4000] * 500, ["\U0001f600" * 4000] * 500, ["a"] * 5000, ["x" * 50_000]):
        kept = last_part(_said(said))
        TypeAdapter(Transcript).validate_python(kept)
        assert len(json.dumps(kept)) < MOST_BYTES + 5000
        assert kept[-1]["text"] == said[-1][:20_000]
