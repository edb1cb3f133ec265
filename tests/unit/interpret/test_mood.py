"""Anger and reproach in the wording, told from facts, haste, apologies and loud joy."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_service.interpret.mood_classifier import WEIGHTS, frustrated, mood_classifier
from tests.evals.messages import digest, moods


@pytest.mark.parametrize(
    "text",
    [
        "I have told you four times now that the sleeves are wrong",
        "thanks for nothing, the fair is over",
        "what a joke, forty dollars for your own mistake",
        "are you people even reading this? SEVENTY polos, not seventeen!!",
        "das ist eine Frechheit, seit drei Wochen meldet sich niemand",
        "estoy harto de repetirlo, son veinte",
        "j'en ai marre, personne ne répond",
        "stop asking me the same thing over and over",
        "stop with the canned replies. A supervisor, now.",
        "told you that three times already",
    ],
)
def test_anger_and_reproach_are_heard(text: str) -> None:
    assert frustrated(text)


@pytest.mark.parametrize(
    "text",
    [
        "the parcel came two days late and one box was open",
        "sorry, my mistake, I typed seventeen and meant seventy",
        "URGENT PLEASE SEND IT BY FRIDAY, THANKS",
        "we love them!!! ten more please!!!",
        "put the 'Worst Band Ever' print on the back",
        "12 more hoodies in L please",
        "we counted them three times: two caps are missing",
        "is there a number to ring one of your people?",
        "are there still forty of the green ones",
        "is there a fee for changing the address",
    ],
)
def test_facts_haste_apologies_and_joy_are_not_anger(text: str) -> None:
    assert not frustrated(text)


def test_the_weights_are_made_from_the_labelled_messages() -> None:
    """Run ``uv run --with scikit-learn python -m tests.evals.train_mood`` when this fails."""
    about = json.loads(WEIGHTS.read_bytes().partition(b"\n")[0])
    assert about["made_from"] == digest(moods())


def test_the_weights_know_what_they_were_made_from() -> None:
    known = moods()[::5]
    assert sum(frustrated(each.text) == each.frustrated for each in known) / len(known) >= 0.97


@given(st.text(max_size=300))
def test_any_text_has_a_mood(text: str) -> None:
    assert 0 <= mood_classifier().frustration(text) <= 1
