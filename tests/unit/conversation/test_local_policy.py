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


COLUMNS = ("More pieces", "Fewer pieces", "Size or color", "Artwork", "Address", "Cancel")
"""Of the table by status: each is a passage of its own."""
QUESTIONS = {
    "Cancel": (
        "what's your cancellation policy?",
        "what happens if I cancel now?",
        "would I get a full refund if I cancel?",
        "how does your cancellation policy work",
        "up to when can an order be cancelled?",
        "is there a cancellation fee",
    ),
    "Artwork": (
        "is there a fee to change the artwork?",
        "until when can i still change the artwork for free?",
    ),
    "Address": (
        "until when can I change the address",
        "is there a fee if I change the address?",
        "do you charge for address changes?",
        "can an address still be changed after it left the warehouse?",
        "what's the cutoff for address changes",
    ),
    "In production": (
        "how much do you charge for size changes in production?",
        "how long does production take",
        "what's the fee for a new address in production",
        "what percentage do i get back if i cancel something in production",
        "how many days extra does a new print add at this stage",
        "what happens to the price if we cancel after you start printing?",
        "is there a surcharge for changing the delivery address during production",
        "whats the turnaround if we change sizes during production",
        "why do added pieces cost extra once production has begun",
        "do we pay anything if we make the order bigger during production",
        "what's the refund when we reduce quantity in production",
    ),
    "Order limits": (
        "whats the minimum order",
        "how many pieces do I have to order at least?",
        "whats the smallest order you take",
        "max pieces per line?",
        "what is the smallest order you accept",
        "is there a max number of pieces per line",
        "how big must an order be",
    ),
    "Size or color": (
        "can i still change colors?",
        "does changing the colour cost extra?",
        "is there a charge for changing sizes?",
        "where does it say that colour changes cost 30%?",
        "what's the latest moment I can still change sizes for free",
        "are there any penalties for changing sizes",
    ),
    "Artwork files": (
        "what file formats do you accept for logos?",
        "what resolution does my logo need",
        "is there a max file size for logos",
        "which file types can we upload as artwork",
        "what file formats can i send for artwork",
        "is 72 dpi good enough",
        "can I send a PDF?",
        "do you take svg",
    ),
    "Delivered, returned or cancelled": (
        "what's your return policy",
        "can I return custom stuff?",
        "how long do I have to return things",
    ),
    "Lead times": ("how long before delivery can I still make changes?",),
    "Delivery dates": (
        "what's your policy on rush orders?",
        "do you charge extra for rush delivery",
        "do you charge for rush?",
        "is changing the date always free?",
        "what's the earliest I could get it?",
        "I want it sooner, does that cost more?",
        "what counts as a rush",
    ),
    "Approved": (
        "can artwork be changed after approval?",
        "are there fees for changing an order thats already approved?",
        "do i get charged if i change the size before you approve the order?",
        "what does it cost to change artwork after approval",
        "what happens if I cancel after approval? any fee?",
        "what happens if I change the artwork after approval",
    ),
    "Fewer pieces": ("can I get a refund for the 3XLs if I drop them?",),
    "More pieces": ("how late can we change quantities",),
    "Refunds": (
        "and how long does the refund take to land?",
        "who has to approve refunds over 500 dollars",
        "are refunds possible",
        "when do I get my money back",
        "can you send me the rules for refunds?",
    ),
    "When a person decides": (
        "why does a colleague have to approve that",
        "how fast do you answer",
        "what are your opening hours",
        "can you split a shipment",
        "how soon will somebody answer my ticket",
        "do you work on saturdays",
    ),
    "Ready to ship": (
        "is it too late to change sizes on something that's ready to ship?",
        "why do you charge 25 for a redirect?",
        "can I send a parcel somewhere else when it's already packed",
        "how much is it to ship to a different place once it's packed",
    ),
    "Wrong, missing or damaged goods": (
        "do i get a refund if something arrives damaged? what are the rules",
        "what if the thing you sent is wrong",
        "my package is wrong, two shirts missing",
    ),
    "Stock": (
        "do you hold the stock for me while I think about it?",
        "what if there's not enough stock?",
        "how long will my stock be reserved",
    ),
    "Redirecting a parcel": (
        "can I reroute my UPS package",
        "can DHL redirect my package",
    ),
    "Washing caps and hats": (
        "how do I wash the caps",
        "are embroidered caps machine washable",
    ),
    "Shrinking": ("will it shrink?",),
    "Fit and size charts": (
        "how does the sizing run",
        "what size should I take if I am in between",
    ),
    "Samples": ("can I get samples?",),
    "Print cracks, peels or fades": ("print is peeling off",),
    "Washing hoodies and sweatshirts": ("do hoodies shrink in the dryer",),
    "Print looks different from the file": ("the colors look dull compared to my screen",),
    "Fabric and material": ("is the polo 100% cotton",),
    "Sizes and colors": ("can I swap colours of a product you don't have in that colour",),
    "Storing garments": ("how do I keep the shirts over winter",),
}


@pytest.mark.parametrize("meant", QUESTIONS)
async def test_questions_as_customers_put_them_find_what_answers_them(meant: str) -> None:
    for question in QUESTIONS[meant]:
        best = (await POLICIES.search(question))[0]
        named = best["passage"].partition(":")[0]
        assert (named if named in COLUMNS else best["section"]) == meant, question


async def test_a_column_says_what_holds_in_every_row() -> None:
    (best, *_) = await POLICIES.search("is there a cancellation fee?")
    assert best["section"] == "Order changes"
    assert best["passage"].startswith(
        "Cancel: Created: 100 % refund; Approved: 100 % refund less $25.00; In production: 50 % refund;"
    )


@pytest.mark.parametrize("question", ["what's your policy?", "what are the rules for changes", "terms and conditions"])
async def test_a_question_about_everything_gets_the_overview(question: str) -> None:
    (only,) = await POLICIES.search(question)
    assert (only["section"], only["title"]) == ("Order changes", "Order changes")
