"""Words of a model are sent only where they say what their sources say."""

import pytest

from agent_service.conversation.grounding import grounded

SOURCES = ["Another size or color costs 30 % of the goods that change and takes 5 more days.", "What do sizes cost?"]


def test_the_same_said_in_other_words_is_grounded() -> None:
    assert grounded("In production, changing a size costs 30 % of the goods that change, and five more days.", SOURCES)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "123 %",
        "I'm sorry, but I can't help with that request.",
        "The weather in Lisbon is lovely today.",
        '{"size": "another color costs goods"}',
        "Another **size** costs more days.",
        "Another size costs goods, see https://size.example",
        "The size was changed, and the color that costs more days was cancelled.",
    ],
)
def test_refusals_small_talk_documents_links_and_deeds_are_not(text: str) -> None:
    assert not grounded(text, SOURCES)
