"""What a customer takes back in the same message does not change; what cannot be told is asked about."""

import pytest

from agent_service.conversation.interpretation import Intent


def quantity(line: str, new: int) -> dict[str, object]:
    return {"type": "change_quantity", "line_id": line, "new_quantity": new}


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("caps to 120, M to 70. Scrap that last part.", [quantity("BT-1002-3", 120)]),
        ("Ship it to the warehouse. Actually HQ was fine. 45 L please.", [quantity("BT-1002-2", 45)]),
        ("M 55, L 65, caps 90. On second thought line one is fine at fifty.",
         [quantity("BT-1002-2", 65), quantity("BT-1002-3", 90)]),
        ("80 caps. No, 85 caps.", [quantity("BT-1002-3", 85)]),
        ("Sales would have Logo 2022 everywhere. Out of the question. 60 L, please.", [quantity("BT-1002-2", 60)]),
        ("medium hoodies in charcoal, caps 80, never mind the colour", [quantity("BT-1002-3", 80)]),
    ],
)  # fmt: skip
def test_a_request_that_is_taken_back_is_none(hear, text: str, changes: list[dict[str, object]]) -> None:
    found = hear(text)
    assert (found.intent, list(found.changes), found.missing) == (Intent.CHANGE_ORDER, changes, ())


@pytest.mark.parametrize(
    "text",
    [
        "L up to 60, and M by 60",  # by so many, and not to so many
        "add to the caps until we have 130 altogether",
        "finance asked me to cut the caps to 70",
        "the mediums should not be 40",
        "take a third off the caps",
        "caps to 110, and push it back a week or so",
    ],
)
def test_a_small_word_that_the_reading_does_not_agree_with_is_asked_about(hear, text: str) -> None:
    found = hear(text)
    assert found.missing or not found.changes or _agrees(found.changes, text)


def _agrees(changes: tuple[dict[str, object], ...], text: str) -> bool:
    """The complete readings that would be right."""
    right = {
        "L up to 60, and M by 60": [quantity("BT-1002-2", 60), quantity("BT-1002-1", 110)],
        "add to the caps until we have 130 altogether": [quantity("BT-1002-3", 130)],
        "caps to 110, and push it back a week or so": [
            quantity("BT-1002-3", 110), {"type": "change_delivery_date", "days_later": 7}],
    }  # fmt: skip
    return list(changes) == right.get(text)
