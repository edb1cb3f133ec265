"""Words that turn a rule round are found, whatever figures they leave alone."""

import pytest

from agent_service.conversation.permission import strays, turned_round

RULES = [
    "Orders that have shipped cannot be changed. Orders in production can be cancelled for half of their total.",
    "A size can be changed until the order is ready to ship.",
]


@pytest.mark.parametrize(
    "text",
    [
        "Orders that have shipped can be changed.",
        "You can still change orders that have shipped.",
        "Don't worry: orders that have shipped can be changed.",
        "Orders in production cannot be cancelled.",
        "Good news, orders that shipped may be changed, no problem.",
    ],
)
def test_a_rule_turned_round_is_found(text: str) -> None:
    assert turned_round(text, RULES)


@pytest.mark.parametrize(
    "text",
    [
        "Once an order has shipped, it cannot be changed any more.",
        "You can cancel an order that is in production for half of its total.",
        "Orders in production can be cancelled, but orders that have shipped cannot be changed.",
        "You can change a size until the order is ready to ship.",
        "Half of the total.",
        "",
    ],
)
def test_a_rule_in_other_words_is_no_contradiction(text: str) -> None:
    assert not turned_round(text, RULES)


DENIAL = [
    "An order holds at least 10 pieces; 4 would be left. You can cancel the order instead.",
    "A person can look at it, if you like.",
]


@pytest.mark.parametrize(
    "text",
    [
        "You can go down to 4 pieces.",
        "An order holds at least 10 pieces, but we can make an exception.",
        "Unfortunately 4 pieces are too few; you may reduce it to 4 tomorrow.",
        "Sure, no problem!",
        "We'll make it 4 pieces.",
    ],
)
def test_a_denial_allows_nothing_that_its_sources_do_not(text: str) -> None:
    assert strays(text, DENIAL)


@pytest.mark.parametrize(
    "text",
    [
        "I'm sorry, 4 pieces would be too few: an order needs at least 10.",
        "If you like, you can cancel the order instead, or a person can look at it.",
        "An order can't go below 10 pieces, and 4 would be left.",
    ],
)
def test_a_denial_may_name_the_ways_there_are(text: str) -> None:
    assert not strays(text, DENIAL)
