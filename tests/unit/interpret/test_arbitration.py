"""What the classifier may decide beside the grammar, and what never."""

import json
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_service.conversation.interpretation import Intent, Interpretation
from agent_service.interpret.arbitration import arbitrated
from agent_service.interpret.intent_classifier import WEIGHTS, IntentClassifier, classifier, features
from tests.evals.messages import digest, labelled

QUANTITY = {"type": "change_quantity", "line_id": "L-1", "new_quantity": 40}
CARRIED_OUT = {Intent.CONFIRM, Intent.CHOOSE_OPTION}

intents = st.sampled_from(list(Intent))
readings = st.builds(
    Interpretation,
    intent=intents,
    changes=st.sampled_from([(), (QUANTITY,)]),
    option=st.sampled_from([None, 1]),
    missing=st.sampled_from([(), ("change",), ("line",)]),
)


def leaning(top: Intent, share: float = 0.97) -> dict[Intent, float]:
    rest = (1 - share) / (len(Intent) - 1)
    return {intent: share if intent is top else rest for intent in Intent}


@given(readings, intents, st.floats(0.2, 1), st.booleans())
def test_nothing_is_carried_out_on_the_classifier_s_word(
    found: Interpretation, top: Intent, share: float, waiting: bool
) -> None:
    made = arbitrated(found, leaning(top, share), waiting=waiting)
    if made.intent in CARRIED_OUT or made.changes or made.option:
        assert replace(made, details=found.details) == found
    if made.intent is not found.intent and made.intent in (Intent.CHANGE_ORDER, Intent.CORRECT):
        assert made.missing == ("change",)


def test_what_the_grammar_did_not_understand_is_what_it_looks_like() -> None:
    found = Interpretation(Intent.UNCLEAR, order_id="A-1")
    assert arbitrated(found, leaning(Intent.ORDER_STATUS), waiting=False).intent is Intent.ORDER_STATUS
    assert arbitrated(found, leaning(Intent.ORDER_STATUS), waiting=False).order_id == "A-1"
    assert arbitrated(found, leaning(Intent.CONFIRM), waiting=True).intent is Intent.UNCLEAR
    vague = arbitrated(found, leaning(Intent.CORRECT), waiting=True)
    assert (vague.intent, vague.missing) == (Intent.CORRECT, ("change",))


def test_a_request_read_into_a_complaint_is_taken_away() -> None:
    read = Interpretation(Intent.CHANGE_ORDER, changes=(QUANTITY,))
    assert arbitrated(read, leaning(Intent.COMPLAINT), waiting=False).changes == ()
    assert arbitrated(read, leaning(Intent.COMPLAINT, 0.5), waiting=False) == read


def test_an_agreement_is_only_ever_taken_back() -> None:
    agreed = Interpretation(Intent.CONFIRM)
    assert arbitrated(agreed, leaning(Intent.CORRECT), waiting=True).intent is Intent.UNCLEAR
    assert arbitrated(agreed, leaning(Intent.CONFIRM), waiting=True) == agreed


def test_what_only_sounds_like_an_agreement_is_unclear() -> None:
    half_read = Interpretation(Intent.CORRECT, missing=("address",))
    assert arbitrated(half_read, leaning(Intent.CONFIRM), waiting=True).intent is Intent.UNCLEAR
    nothing = Interpretation(Intent.UNCLEAR)
    assert arbitrated(nothing, leaning(Intent.CHOOSE_OPTION, 0.5), waiting=True).intent is Intent.UNCLEAR


def test_the_grammar_s_word_weighs_by_what_it_read() -> None:
    question = leaning(Intent.ORDER_STATUS, 0.6)
    half_read, read = (Interpretation(Intent.CHANGE_ORDER, missing=("address",)),
                       Interpretation(Intent.CHANGE_ORDER, changes=(QUANTITY,)))  # fmt: skip
    assert arbitrated(half_read, question, waiting=False).intent is Intent.ORDER_STATUS
    assert arbitrated(read, leaning(Intent.ORDER_STATUS, 0.5), waiting=False) == read
    complaint = leaning(Intent.COMPLAINT, 0.8) | {Intent.CHANGE_ORDER: 0.08}
    assert arbitrated(read, complaint, waiting=False) == read
    assert arbitrated(read, complaint, waiting=False, closed=True).changes == ()
    no_words_for_it, heard = Interpretation(Intent.OFF_TOPIC), Interpretation(Intent.RETURN_REQUEST)
    assert arbitrated(no_words_for_it, leaning(Intent.ORDER_STATUS, 0.3), waiting=False).intent is Intent.ORDER_STATUS
    assert arbitrated(heard, leaning(Intent.ORDER_STATUS, 0.3), waiting=False) == heard


def test_what_is_understood_in_part_is_not_called_unclear() -> None:
    date = Interpretation(Intent.CHANGE_ORDER, missing=("date",))
    likely = leaning(Intent.UNCLEAR, 0.7) | {Intent.CHANGE_ORDER: 0.2}
    assert arbitrated(date, likely, waiting=False) == date


def test_another_number_supposed_and_an_offer_said_again_stay_what_they_are() -> None:
    for found in (
        Interpretation(Intent.CORRECT, changes=(QUANTITY,), details={"supposed": True}),
        Interpretation(Intent.UNCLEAR, details={"said_again": True}),
    ):
        assert arbitrated(found, leaning(Intent.PRODUCT_QUESTION), waiting=True) == found


def test_text_that_poses_as_another_voice_stays_what_it_is() -> None:
    posing = Interpretation(Intent.OFF_TOPIC, details={"foreign_voice": True})
    assert arbitrated(posing, leaning(Intent.TALK_TO_HUMAN), waiting=False) == posing


@given(st.text(max_size=300), st.sampled_from(["GREETING", "AWAIT_CONFIRMATION", "CLARIFY_REQUEST"]), st.integers(0, 4))
def test_any_text_has_probabilities(text: str, state: str, options: int) -> None:
    likely = classifier().probabilities(text, state, options)
    assert set(likely) <= set(Intent)
    assert math.isclose(sum(likely.values()), 1)


def test_numbers_orders_and_sizes_are_each_as_good_as_another() -> None:
    one = features("make it 80 XL on BT-1001, not $12.50", "GREETING", 0)
    assert one == features("make it 7 2XL on QX 99887, not $3", "GREETING", 0)


def test_the_weights_are_made_from_the_labelled_messages() -> None:
    """Run ``uv run --with scikit-learn python -m tests.evals.train_intents`` when this fails."""
    about = json.loads(WEIGHTS.read_bytes().partition(b"\n")[0])
    assert about["made_from"] == digest(labelled())


@pytest.mark.parametrize("share", [0.98])
def test_the_weights_know_what_they_were_made_from(share: float) -> None:
    messages = labelled()[::7]
    chosen = IntentClassifier()
    found = [chosen.probabilities(each.text, each.state, each.options) for each in messages]
    right = sum(
        max(likely, key=likely.__getitem__) == each.intent for likely, each in zip(found, messages, strict=True)
    )
    assert right / len(messages) >= share
