"""Answers that pick by number, by a part of a name or by size, orders named by their goods, and what is preferred."""

import pytest

from agent_service.conversation.interpretation import Intent, Json
from tests.unit.interpret.conftest import Hear

ART = "Which artwork should the polos of BT-1003 carry: 1) Primary logo, 2) RoboExpo 2026 or 3) Web banner?"
CREST = "School crest or Summer trip: which artwork should go on all the polos of BT-4002?"
WHEN = "To which date should the delivery of BT-1002 move?"
FEWER = "10 hoodies fewer on BT-1002: from the mediums or from the larges?"
EXTRA = "How many extra smalls do you need on BT-3001? There are 200 now."


def count(line: str, new: int) -> Json:
    return {"type": "change_quantity", "line_id": line, "new_quantity": new}


def art(line: str | None, artwork: str) -> Json:
    return {"type": "change_artwork", "line_id": line, "artwork_id": artwork}


@pytest.mark.parametrize(
    ("text", "order", "user", "assistant", "change"),
    [
        ("number three", "BT-1003", "u-tom", ART, art("BT-1003-2", "art-nw-web")),
        ("the first one please", "BT-1003", "u-tom", ART, art("BT-1003-2", "art-nw-logo")),
        ("the trip", "BT-4002", "u-mei", CREST, art(None, "art-sm-trip")),
        ("the planned date plus 4 days", "BT-1002", "u-ana", WHEN, {"type": "change_delivery_date", "days_later": 4}),
        ("from the smaller ones", "BT-1002", "u-ana", FEWER, count("BT-1002-1", 40)),
        ("forty", "BT-3001", "u-raj", EXTRA, count("BT-3001-1", 240)),
    ],
)
def test_the_answer_fills_what_was_open(
    hear: Hear, text: str, order: str, user: str, assistant: str, change: Json
) -> None:
    found = hear(text, order, user=user, state="CLARIFY_REQUEST", assistant=assistant)
    assert (list(found.changes), found.missing) == ([change], ())


@pytest.mark.parametrize("text", ["number four", "two", "number two polos more", "to the smaller ones"])
def test_other_numbers_pick_nothing(hear: Hear, text: str) -> None:
    found = hear(text, "BT-1003", user="u-tom", state="CLARIFY_REQUEST", assistant=ART)
    assert art("BT-1003-2", "art-nw-event") not in found.changes


def test_people_of_a_place_move_no_delivery(hear: Hear) -> None:
    found = hear("20 more caps, our warehouse crew wants some")
    assert not [change for change in found.changes if change["type"] == "change_address"]


@pytest.mark.parametrize("text", ["the red ones. M to 120", "so for the reds: M to 120", "it's the red ones, M to 120"])
def test_goods_at_the_head_tell_the_order(hear: Hear, text: str) -> None:
    assert list(hear(text, None, user="u-raj").changes) == [count("BT-3002-1", 120)]


OFFER: Json = {"options": ["Navy tees 80 → 120: +$249.50, +5 days"], "request": [count("BT-1003-1", 120)]}


@pytest.mark.parametrize("text", ["could you do 90 rather than 120?", "90 tees instead of 120?"])
def test_a_number_that_is_preferred_corrects(hear: Hear, text: str) -> None:
    found = hear(text, "BT-1003", user="u-tom", **OFFER)
    assert (found.intent, list(found.changes)) == (Intent.CORRECT, [count("BT-1003-1", 90)])


@pytest.mark.parametrize("text", ["why 90 rather than 120?", "is it 90 instead of 120?"])
def test_a_question_of_facts_does_not(hear: Hear, text: str) -> None:
    found = hear(text, "BT-1003", user="u-tom", **OFFER)
    assert not found.changes
