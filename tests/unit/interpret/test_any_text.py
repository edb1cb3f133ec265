"""No text, in no state, with nothing or anything asked before it, makes the reader raise."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from agent_service.conversation.interpretation import Interpretation, Json, OfferedOption, Situation
from agent_service.interpret.catalogue import Shelf
from agent_service.interpret.lexicon import concept_phrases
from local_stack.interpreting import read_cases
from tests.unit.interpret.conftest import TODAY

CASES = Path(__file__).parents[2] / "evals"

KNOWN = [" ".join(phrase) for phrase in concept_phrases()]
AWKWARD = ["100000000000000000000", "31.02.2026", "2/30", "0/0", "next friday", "tomorrow", "½", "٣", "²", "1.5", "x3",
           "-5", "50/50", "BT-1001", "BT-9999", "12 Main Street", "city should be Towson", "the zip is 21204",
           "state is MD", "number 4 on Main Street", "\ue0000\ue001", "\ue0007\ue001", "\ue002x\ue003", "\uf8ff",
           "\U000f0000", "\u200b", "İ", "ß", "\x00", "🙂", "\n", ",", ".", "?", ":", "→", "(", ")", "#"]  # fmt: skip
ADDRESS = {"type": "change_address", "address": {"street": "15 Dock Street", "city": "Salem", "postal_code": "97301"}}
REQUESTS: list[list[Json]] = [
    [],
    [ADDRESS],
    [{"type": "change_quantity", "line_id": "BT-1002-3", "new_quantity": 80}],
    [{"type": "change_size", "line_id": "BT-1002-1", "quantity": 20, "new_size": "L"}, {"type": "split_shipment"}],
    [{"type": "change_color", "line_id": "BT-1003-2", "quantity": 5, "new_color": "Black"}],
    [{"type": "remove_line", "line_id": "gone"}, {"type": "change_delivery_date", "days_later": 7}],
]
OFFERS = [[], ["80 caps: free, no delay"], ["20 × M → L: free", "10 × M → L: +5 days", "20 × M → XL: $12"]]
STATES = ["GREETING", "IDENTIFY_ORDER", "CLARIFY_REQUEST", "AWAIT_CONFIRMATION", "ESCALATE", "COMPLETE"]
SOUP = st.lists(st.one_of(st.sampled_from(KNOWN), st.sampled_from(AWKWARD)), max_size=14)
FRAGMENTS = sorted(
    {part.strip() for name in ("own", "blind", "stranger") for case in read_cases(CASES / f"{name}_cases.jsonl")
     for part in re.split(r"[,.;?!\n]| and | but ", case["text"]) if part.strip()}
)  # fmt: skip
JOINTS = [", ", " and ", ". ", ", no wait ", " instead of ", ", then ", ": ", " → ", " not ", " / "]
SPLICED = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=3).flatmap(
    lambda parts: st.tuples(*(st.sampled_from(JOINTS) for _ in parts)).map(
        lambda joints: "".join(joint + part for joint, part in zip(("", *joints), parts, strict=False))
    )
)
"""Things that customers say, one after the other."""
PRIVATE = st.text(st.characters(min_codepoint=0xE000, max_codepoint=0xF8FF) | st.sampled_from("0123 ,a"), max_size=12)
TEXTS = st.one_of(st.text(max_size=80), PRIVATE, SOUP.map(" ".join), SOUP.map("".join), SPLICED)


@pytest.fixture(scope="module")
def goods(worlds) -> list[str]:
    return [" ".join(phrase) for phrase in Shelf().catalogue(worlds["u-ana"]).phrases]


def situation(data, state: str, order: str | None, assistant: str | None, offer: int, asked: int) -> Situation:
    options = tuple(OfferedOption(number, title) for number, title in enumerate(OFFERS[offer], 1))
    return Situation("u-ana", order, state, assistant, options, tuple(REQUESTS[asked]), data, TODAY.isoformat())


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, named=st.lists(st.integers(0, 10**6), max_size=4), state=st.sampled_from(STATES),
       order=st.sampled_from(["BT-1002", "BT-1003", "BT-4001", None]), before=st.none() | TEXTS,
       assistant=st.none() | TEXTS, offer=st.integers(0, 2), asked=st.integers(0, len(REQUESTS) - 1))  # fmt: skip
@example("the city should be Towson and the zip 21204", [], "AWAIT_CONFIRMATION", "BT-1002", None, None, 1, 1)
@example("take it next friday", [], "AWAIT_CONFIRMATION", "BT-1002", None, None, 2, 3)
@example("royal", [], "AWAIT_CONFIRMATION", None, None, None, 1, 4)
@example("M to 50, wait no 55, and L to 35", [], "GREETING", "BT-1001", None, None, 0, 0)
@example("yes", [], "CLARIFY_REQUEST", "BT-1002", None, "where to? \ue0000\ue001", 0, 0)
def test_no_text_breaks_the_reader(reader, worlds, goods, text, named, state, order, before, assistant, offer, asked):
    said = " ".join([text, *(goods[number % len(goods)] for number in named)])
    here = situation(worlds["u-ana"], state, order, assistant, offer, asked)
    assert isinstance(reader.interpret(said, here), Interpretation)
    if before is not None:
        assert isinstance(reader.merge_answer(before, said, here), Interpretation)


def test_each_part_of_an_address_that_is_told_singly_counts(hear):
    told = hear("the city should be Towson and the zip 21204", options=["15 Dock Street: free"], request=[ADDRESS])
    assert told.changes[0]["address"] == {**ADDRESS["address"], "city": "Towson", "postal_code": "21204"}
