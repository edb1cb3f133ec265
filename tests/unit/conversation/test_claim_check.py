"""How often the claim check misses a false claim, and how often it stops a true text, on the labelled set."""

from agent_service.conversation.claim_check import unsupported
from agent_service.conversation.facts import Facts
from tests.unit.conversation import claim_pairs_again as again
from tests.unit.conversation.claim_pairs import SETS as FIRST
from tests.unit.conversation.claim_pairs import SIZE_CHANGE, Json

SETS = FIRST | {"size change again": (SIZE_CHANGE, again.TRUE, again.FALSE)}
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


def test_the_labelled_set_has_at_least_five_hundred_pairs() -> None:
    assert PAIRS >= 500


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


def test_the_price_is_a_price_in_its_currency() -> None:
    facts = facts_of({"fee": {"amount": 2994, "currency": "USD"}})
    assert not unsupported("It costs $29.94.", facts)
    assert unsupported("It costs €29.94.", facts)
    assert unsupported("It costs 29.94 euros.", facts)


def test_a_name_of_the_trade_with_an_ending_names_nobody_and_a_name_is_no_such_word() -> None:
    assert not unsupported("Changing sizes is possible.", Facts())
    assert unsupported("Tim will call you.", Facts())
