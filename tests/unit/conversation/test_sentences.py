"""Sentences come out whole, as early as they can, and make up the text again."""

import pytest

from agent_service.conversation.sentences import Sentences, sentences

TEXT = "Sizes can be changed. It costs $2.50 more, i.e. 30 %, until Nov. 30! Is that fine? (Tell us.)\nThank you"
PARTS = [
    "Sizes can be changed.",
    "It costs $2.50 more, i.e. 30 %, until Nov. 30!",
    "Is that fine?",
    "(Tell us.)",
    "Thank you",
]


def test_a_text_is_split_at_its_sentences() -> None:
    assert sentences(TEXT) == PARTS


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_pieces_of_any_size_give_the_same_sentences(size: int) -> None:
    parts = Sentences()
    heard = [one for at in range(0, len(TEXT), size) for one in parts.take(TEXT[at : at + size])]
    assert [*heard, *parts.rest()] == PARTS
    assert parts.length == len(TEXT)


def test_a_sentence_is_out_once_the_next_one_has_begun() -> None:
    parts = Sentences()
    assert list(parts.take("Sizes can be changed.")) == []
    assert list(parts.take(" I")) == ["Sizes can be changed."]


@pytest.mark.parametrize("text", ["", " \n ", "…"])
def test_next_to_nothing_is_next_to_nothing(text: str) -> None:
    assert " ".join(sentences(text)) == text.strip()
