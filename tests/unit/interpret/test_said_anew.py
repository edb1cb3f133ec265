"""What is said anew within one message, what is kept after all, what is not wanted more of, and sums of parts."""

from typing import Any

import pytest

from agent_service.conversation.interpretation import Json


def pieces(number: int, new: int) -> Json:
    return {"type": "change_quantity", "line_id": f"BT-4003-{number}", "new_quantity": new}


def day(date: str) -> Json:
    return {"type": "change_delivery_date", "delivery_date": date}


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("move the delivery to January 2, no wait, December 31", [day("2026-12-31")]),
        ("we need it by December 26 - no, December 24", [day("2026-12-24")]),
        ("deliver on December 26 (sorry, December 24)", [day("2026-12-24")]),
        ("we need it 2 days later, sorry, 3 days later", [{"type": "change_delivery_date", "days_later": 3}]),
        ("a week later, no, two weeks", [{"type": "change_delivery_date", "days_later": 14}]),
        ("remove the mediums - actually keep 20", [pieces(2, 20)]),
        ("drop the mediums. Actually, keep 20 of them", [pieces(2, 20)]),
        ("cancel the mediums... hmm no, leave 15 of them", [pieces(2, 15)]),
        ("I don't need more S, but 5 more medium hoodies", [pieces(2, 30)]),
        ("add 5 mediums, not smalls", [pieces(2, 30)]),
        ("5 more smalls, no, the hoodies in M", [pieces(2, 30)]),
        ("add 12 small, I mean 12 hoodies in M", [pieces(2, 37)]),
        ("we only want 5 of the 25 hoodies in M", [pieces(2, 5)]),
        ("only change the hoodies in S to 85, not the mediums", [pieces(1, 85)]),
        ("swap the quantities of the hoodies in M and the hoodies in 3XL", [pieces(2, 5), pieces(3, 25)]),
        ("change it to 60 pieces: 20 S, 30 M and 10 3XL", [pieces(1, 20), pieces(2, 30), pieces(3, 10)]),
        ("30 S and 20 M, so 50 altogether", [pieces(1, 30), pieces(2, 20)]),
        ("we need 50 in total: 20 S and 30 M", [pieces(1, 20), pieces(2, 30)]),
        ("60 M, 30 hoodies in S", [pieces(1, 30), pieces(2, 60)]),
        ("we need 40 hoodies in M and 20 small", [pieces(1, 20), pieces(2, 40)]),
        ("50 navy hoodies in M and 20 S", [pieces(1, 20), pieces(2, 50)]),
    ],
)
def test_what_counts_is_what_is_said_last(hear: Any, text: str, changes: list[Json]) -> None:
    found = hear(text, "BT-4003", user="u-mei")
    assert (sorted(map(str, found.changes)), list(found.missing)) == (sorted(map(str, changes)), [])


@pytest.mark.parametrize(
    "text",
    [
        "deliver on December 26, not December 24",
        "remove the mediums, no, keep them",
        "we don't need more smalls",
        "we need 60 in total: 20 S and 30 M",
    ],
)
def test_what_is_not_told_plainly_is_asked_about(hear: Any, text: str) -> None:
    assert hear(text, "BT-4003", user="u-mei").missing


@pytest.mark.parametrize(
    ("text", "new"),
    [("can you add to that: the smalls should be 95", 95), ("add to this: 5 more smalls", 30)],
)
def test_what_comes_to_an_offer_is_not_counted_by_its_opening(hear: Any, text: str, new: int) -> None:
    titles = ["Heavy Blend Hoodies, Navy M: 25 → 45, +$100.00, no delay"]
    found = hear(text, "BT-4003", user="u-mei", state="AWAIT_CONFIRMATION", options=titles, request=[pieces(2, 45)])
    assert (list(found.changes), list(found.missing)) == ([pieces(2, 45), pieces(1, new)], [])
