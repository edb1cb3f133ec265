"""How often the claim check misses a false claim, and how often it stops a true text, on the labelled set."""

from agent_service.conversation.claim_check import unsupported
from agent_service.conversation.facts import Facts
from tests.unit.conversation.claim_pairs import SETS, Json

PAIRS = sum(len(true) + len(false) for _, true, false in SETS.values())


def facts_of(document: Json) -> Facts:
    facts = Facts()
    facts.learn(document)
    return facts


def missed() -> list[str]:
    """False texts that would be sent."""
    return [text for document, _, false in SETS.values() for text in false if not unsupported(text, facts_of(document))]


def stopped() -> list[str]:
    """True texts that would be replaced by the template."""
    return [
        f"{text} {[claim.text for claim in found]}"
        for document, true, _ in SETS.values()
        for text in true
        if (found := unsupported(text, facts_of(document)))
    ]


def test_the_labelled_set_has_at_least_three_hundred_pairs() -> None:
    assert PAIRS >= 300


def test_hardly_a_false_claim_is_sent() -> None:
    """What is missed is a figure that is true of something else: 15 are on the order, not in stock."""
    false = sum(len(texts) for _, _, texts in SETS.values())
    assert len(missed()) / false <= 0.02, missed()


def test_few_true_texts_are_stopped() -> None:
    true = sum(len(texts) for _, texts, _ in SETS.values())
    assert len(stopped()) / true <= 0.05, stopped()


def test_a_name_that_sounds_like_a_promise_lends_its_words_to_nobody() -> None:
    facts = facts_of({"artworks": [{"name": "Guaranteed free"}]})
    assert unsupported("It is guaranteed free.", facts)
    assert not unsupported("The artwork is “Guaranteed free”.", facts)
