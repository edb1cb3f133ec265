"""The written policies are found by question and by reference, and nothing is found where nothing is."""

from pathlib import Path

import pytest

from agent_service.adapters.local_policy import LocalPolicyPassages

FOLDER = Path(__file__).parents[3] / "docs" / "policies"
POLICIES = LocalPolicyPassages(FOLDER)


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("how long do we have to return stuff?", "Delivered, returned or cancelled"),
        ("min dpi for artwork?", "Artwork files"),
        ("how do you wash the softshells", "Washing softshells and jackets"),
        ("what if the print peels off", "Print cracks, peels or fades"),
        ("how many pieces must an order have at least", "Order limits"),
        ("can I get an earlier delivery date", "Delivery dates"),
        ("which carriers can redirect a parcel", "Redirecting a parcel"),
        ("what artwork formats do you take?", "Artwork files"),
        ("what resolution does my logo need", "Artwork files"),
        ("what is the minimum order", "Order limits"),
        ("is there a maximum per line", "Order limits"),
        ("why no refund?", "Refunds"),
        ("the shirts are too small", "Fit and size charts"),
        ("my shirt has a hole", "Wrong, missing or damaged goods"),
        ("what are the shirts made of", "Fabric and material"),
    ],
)
async def test_a_question_finds_its_section(question: str, section: str) -> None:
    found = await POLICIES.search(question)
    assert found[0]["section"] == section


@pytest.mark.parametrize("question", ["do you accept bitcoin?", "write me a haiku", "who won the match", ""])
async def test_a_question_about_something_else_finds_nothing(question: str) -> None:
    assert await POLICIES.search(question) == []


async def test_a_passage_names_document_version_and_heading() -> None:
    passage = await POLICIES.by_reference("order-changes#in-production")
    assert passage is not None
    assert (passage["document"], passage["section"]) == ("order-changes", "In production")
    assert passage["version"] == "1.2"
    assert "**" not in passage["passage"]
    assert await POLICIES.by_reference("order-changes#nowhere") is None
