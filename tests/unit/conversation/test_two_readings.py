"""What a model says is repaired, checked against the order, and held against what the rules read."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_service.conversation.interpretation import CustomerData, Intent, Interpretation, OfferedOption, Situation
from agent_service.conversation.model_document import LONGEST, document_in
from agent_service.conversation.model_reading import checked
from agent_service.conversation.two_readings import certain, together

MOVE = {"type": "change_size", "line_id": "O-1-1", "quantity": 20, "new_size": "L"}
CANCEL = {"type": "cancel_order"}
ORDER: dict[str, Any] = {"order_id": "O-1", "lines": [
    {"line_id": "O-1-1", "sku": "T-M", "quantity": 60}, {"line_id": "O-1-2", "sku": "T-L", "quantity": 10},
]}  # fmt: skip
SITUATION = Situation(
    user_id="u-1",
    order_id="O-1",
    state="AWAIT_CONFIRMATION",
    assistant=None,
    options=(OfferedOption(1, "20 × M → L", (MOVE,)), OfferedOption(2, "10 × M → L")),
    request=(MOVE,),
    data=CustomerData(
        (ORDER,),
        ({"address_id": "a-1", "label": "Office"},),
        ({"artwork_id": "art-1", "name": "Crest"},),
        ({"product_id": "t", "name": "Tee", "variants": [{"sku": "T-M"}, {"sku": "T-S"}]},),
    ),
    today="2026-11-23",
)


def reading(intent: str = "change_order", **known: Any) -> dict[str, Any]:
    empty = {"order_id": None, "changes": [], "option": None, "missing": [], "frustrated": False}
    return {"intent": intent, **empty, **known}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(reading()),
        f"```json\n{json.dumps(reading(), indent=2)}\n```",
        f"Sure! {json.dumps(reading())} Anything else for {{customer}}?",
        f"[{json.dumps(reading())}]",
        json.dumps({"Interpretation": reading()}),
        f"{json.dumps(reading())}\n{json.dumps(reading())}",
    ],
)
def test_a_document_is_found_however_it_is_wrapped(text: str) -> None:
    assert document_in(text) == reading()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "no, I can't",
        json.dumps(reading())[:-5],
        json.dumps(reading()) + json.dumps(reading("confirm")),
        '{"a":' * 20_000,
        json.dumps({"a": "x" * LONGEST}),
        f'{{"n": {"9" * 6000}}}',
        "{" * LONGEST,
    ],
    ids=range(9),
)
def test_where_there_is_no_one_document_there_is_none(text: str) -> None:
    assert document_in(text) is None


def test_slips_of_form_are_mended() -> None:
    said = reading("Change_Order", order_id="o-1", changes=[MOVE | {"quantity": "20", "line_id": "o-1-1"}, MOVE])
    found = checked(said, SITUATION)
    assert found is not None
    assert (found.intent, found.order_id, found.changes) == (Intent.CHANGE_ORDER, "O-1", (MOVE,))


def test_an_order_that_has_to_be_asked_for_is_none_whatever_is_in_focus() -> None:
    found = checked(reading(missing=["order", "change"]), SITUATION)
    assert found is not None
    assert (found.order_id, found.missing) == (None, ("order", "change"))


@pytest.mark.parametrize(
    "said",
    [
        reading(missing=5),
        reading(["change_order"]),
        reading({"value": "change_order"}),
        reading(order_id=["O-1"]),
        reading("choose_option", option=[1]),
        reading("choose_option", option=3),
        reading(changes=[MOVE | {"quantity": 10**30}]),
        reading(changes=[MOVE | {"quantity": 61}]),
        reading(changes=[MOVE | {"quantity": True}]),
        reading(changes=[MOVE | {"type": ["change_size"]}]),
        reading(changes=[MOVE | {"quantity": 40}, MOVE | {"quantity": 40, "new_size": "XL"}]),
        reading(changes=[CANCEL, MOVE]),
        reading(changes=[{"type": "remove_line", "line_id": "O-1-1"}, MOVE]),
        reading(changes=[{"type": "change_delivery_date", "days_later": days} for days in (1, 2)]),
        reading(changes=[{"type": "change_artwork", "artwork_id": {"id": "art-1"}}]),
        reading(changes="all of them"),
    ],
    ids=range(16),
)
def test_what_makes_no_sense_is_no_reading(said: Any) -> None:
    assert checked(said, SITUATION) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["O-1", "O-1-1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*MOVE, "address"]), inner, max_size=4),
    max_leaves=12,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(reading(), json_values)), st.sampled_from(list(Intent)))
def test_no_document_breaks_the_check_and_ids_are_always_those_of_the_order(said: Any, intent: Intent) -> None:
    found = checked({**said, "intent": intent.value}, SITUATION)
    if found is not None:
        lines = {change["line_id"] for change in found.changes if change.get("line_id")}
        assert lines <= {"O-1-1", "O-1-2"}
        assert found.order_id in (None, "O-1")


def of(intent: Intent, *changes: Any, **known: Any) -> Interpretation:
    return Interpretation(intent, changes=changes, **known)


UNCLEAR = of(Intent.UNCLEAR)
POLICY = of(Intent.POLICY_QUESTION, details={"question": "fees"})
ASKED = of(Intent.CHANGE_ORDER, MOVE)
HALF = of(Intent.CHANGE_ORDER, missing=("size",))


@pytest.mark.parametrize(
    ("read", "ruled"),
    [
        (of(Intent.CONFIRM), UNCLEAR),
        (of(Intent.CONFIRM), POLICY),
        (UNCLEAR, ASKED),
        (of(Intent.DECLINE), POLICY),
        (of(Intent.DECLINE), UNCLEAR),
        (of(Intent.DECLINE), ASKED),
        (of(Intent.TALK_TO_HUMAN), POLICY),
        (of(Intent.RETURN_REQUEST), POLICY),
        (of(Intent.COMPLAINT, frustrated=True), POLICY),
        (of(Intent.OFF_TOPIC), ASKED),
        (of(Intent.GREETING), POLICY),
        (of(Intent.CHANGE_ORDER, CANCEL), ASKED),
        (of(Intent.CHANGE_ORDER, CANCEL), POLICY),
        (of(Intent.CHANGE_ORDER, CANCEL), UNCLEAR),
        (HALF, POLICY),
        (ASKED, POLICY),
        (HALF, UNCLEAR),
        (POLICY, ASKED),
        (of(Intent.CHANGE_ORDER, MOVE | {"quantity": 30}), ASKED),
        (HALF, ASKED),
        (of(Intent.CHANGE_ORDER, MOVE, order_id="O-1"), of(Intent.CHANGE_ORDER, order_id="O-2", missing=("line",))),
        (of(Intent.CHANGE_ORDER, MOVE, order_id="O-1"), of(Intent.UNCLEAR, details={"mentioned_order": "O-9"})),
    ],
)
def test_what_the_rules_saw_is_not_lost(read: Interpretation, ruled: Interpretation) -> None:
    assert together(read, ruled, "AWAIT_CONFIRMATION") is None


@pytest.mark.parametrize(
    ("read", "ruled"),
    [
        (ASKED, UNCLEAR),
        (ASKED, HALF),
        (of(Intent.CHANGE_ORDER, MOVE, {"type": "remove_line", "line_id": "O-1-2"}), ASKED),
        (of(Intent.CHANGE_ORDER, MOVE, missing=("artwork",)), ASKED),
        (POLICY, UNCLEAR),
        (POLICY, HALF),
        (of(Intent.TALK_TO_HUMAN), of(Intent.UNCLEAR, details={"possible": ["complaint", "talk_to_human"]})),
        (of(Intent.RETURN_REQUEST), of(Intent.UNCLEAR, details={"possible": ["return_request"]})),
        (of(Intent.CHANGE_ORDER, CANCEL), HALF),
        (of(Intent.CHOOSE_OPTION, option=2), UNCLEAR),
        (of(Intent.CHANGE_ORDER, MOVE, order_id="O-2"), of(Intent.UNCLEAR, order_id="O-1")),
    ],
)
def test_the_model_adds_what_the_rules_could_not_read(read: Interpretation, ruled: Interpretation) -> None:
    found = together(read, ruled, "AWAIT_CONFIRMATION")
    assert found is not None
    assert (found.intent, found.changes, found.details) == (read.intent, read.changes, ruled.details)


@pytest.mark.parametrize(
    "read", [of(Intent.TALK_TO_HUMAN), of(Intent.RETURN_REQUEST), of(Intent.COMPLAINT, frustrated=True)]
)
@pytest.mark.parametrize("possible", [[], ["order_status", "policy_question"]])
def test_a_human_is_not_called_on_a_model_s_word_alone(read: Interpretation, possible: list[str]) -> None:
    found = together(read, of(Intent.UNCLEAR, details={"possible": possible}), "GREETING")
    assert found is not None
    assert (found.intent, found.frustrated, found.details["human_meant"]) == (Intent.UNCLEAR, False, True)


@pytest.mark.parametrize("read", [of(Intent.DECLINE), of(Intent.CHANGE_ORDER, CANCEL)])
def test_where_no_offer_can_be_lost_the_model_may_hear_an_end(read: Interpretation) -> None:
    assert together(read, UNCLEAR, "CLARIFY_REQUEST") == read


def test_anger_that_only_the_model_heard_counts_where_the_rules_understood_nothing() -> None:
    angry = of(Intent.CHANGE_ORDER, MOVE, frustrated=True)
    heard = [together(angry, ruled, "GREETING") for ruled in (UNCLEAR, ASKED)]
    assert [found is not None and found.frustrated for found in heard] == [True, False]


def test_plain_answers_and_foreign_voices_are_not_put_before_a_model() -> None:
    plain = (Intent.CONFIRM, Intent.DECLINE, Intent.CHOOSE_OPTION, Intent.TALK_TO_HUMAN)
    assert all(certain(of(intent)) for intent in plain)
    assert certain(of(Intent.OFF_TOPIC, details={"foreign_voice": True}))
    assert not certain(UNCLEAR)
