"""One of two options, told by what is in it."""

import pytest

from agent_service.conversation.interpretation import Intent, Json
from tests.unit.interpret.conftest import Hear

OPTIONS = ("3 × L → 3XL: free, no delay", "6 × L → 2XL: free, no delay")
REQUEST: Json = {"type": "change_size", "line_id": "BT-1002-2", "quantity": 6, "new_size": "3XL"}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("id rather have three in 3xl", 1),
        ("id like all six in 2xl", 2),
        ("ill take the 3xl", 1),
        ("3 in 3XL rather than 6 in 2XL", 1),
        ("the 2XL instead of the 3XL", 2),
    ],
)
def test_what_is_rather_wanted_is_the_option_that_holds_it(hear: Hear, text: str, number: int) -> None:
    found = hear(text, options=OPTIONS, request=[REQUEST])
    assert (found.intent, found.option) == (Intent.CHOOSE_OPTION, number)


@pytest.mark.parametrize("text", ["id rather have two in 3xl", "id rather have XL", "XL instead of the 3XL"])
def test_what_no_option_holds_is_a_correction(hear: Hear, text: str) -> None:
    assert hear(text, options=OPTIONS, request=[REQUEST]).intent is Intent.CORRECT
