"""Questions about rules and goods, and wishes for one of us, in words of others."""

import pytest

from agent_service.conversation.interpretation import Intent
from tests.unit.interpret.conftest import Hear


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("L to 50, and I want one of your people to do it", Intent.TALK_TO_HUMAN),
        ("could one of your reps handle it", Intent.TALK_TO_HUMAN),
        ("how far ahead of an event do we have to order", Intent.POLICY_QUESTION),
        ("how far in advance do we have to order", Intent.POLICY_QUESTION),
        ("how long before it arrives", Intent.ORDER_STATUS),
        ("what's a good pick for people who work outside", Intent.RECOMMENDATION),
    ],
)
def test_what_is_asked(hear: Hear, text: str, intent: Intent) -> None:
    assert hear(text).intent is intent


def test_what_one_of_us_did_is_no_wish(hear: Hear) -> None:
    assert hear("one of your people changed M to 40, make it 60").missing


@pytest.mark.parametrize("text", ["Il nous en faut davantage", "nous en voulons davantage"])
def test_more_of_it_in_french(hear: Hear, text: str) -> None:
    found = hear(text, "BT-2001", user="u-lena")
    assert (found.changes, found.missing) == ((), ("quantity",))
