"""What is to be changed, named by a clause of its own."""

import pytest

from agent_service.interpret.clauses_as_names import with_names
from tests.unit.interpret.conftest import Hear


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("I'd like to change when the order gets delivered", "date"),
        ("I need to adjust when this arrives", "date"),
        ("please change where it goes", "address"),
        ("I want to change how many caps we get", "quantity"),
    ],
)
def test_a_clause_names_what_changes(hear: Hear, text: str, missing: str) -> None:
    assert hear(text).missing == (missing,)


@pytest.mark.parametrize("text", ["change it when you can", "change when you have time", "change where we meet"])
def test_a_clause_that_only_says_when_names_nothing(text: str) -> None:
    assert with_names(text) == text
