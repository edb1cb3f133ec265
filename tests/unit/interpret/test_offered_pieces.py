"""The pieces that an offer adds or moves, said again of other goods."""

import pytest

from agent_service.conversation.interpretation import Json


def quantity(line: str, new: int) -> Json:
    return {"type": "change_quantity", "line_id": line, "new_quantity": new}


def size(line: str, count: int, new: str) -> Json:
    return {"type": "change_size", "line_id": line, "quantity": count, "new_size": new}


MORE = {"order": "BT-1001", "options": ["Navy M 60 → 75: +$74.85, no delay"], "request": [quantity("BT-1001-1", 75)]}
CAPS = {"order": "BT-1002", "options": ["Black caps 100 → 140: +$359.60"], "request": [quantity("BT-1002-3", 140)]}
MOVED = {"order": "BT-1002", "options": ["5 × M → XL: free, no delay"], "request": [size("BT-1002-1", 5, "XL")]}
RED = {"type": "add_line", "sku": "TRC-RED-ONE", "quantity": 40}


@pytest.mark.parametrize(
    ("text", "offer", "changes"),
    [
        ("those 15 extra go on the large", MORE, [quantity("BT-1001-2", 55)]),
        ("the 15 extra should be L", MORE, [quantity("BT-1001-2", 55)]),
        ("I SAID LARGES. 15 more LARGES", MORE, [quantity("BT-1001-2", 55)]),
        ("no, 15 more larges", MORE, [quantity("BT-1001-2", 55)]),
        ("yes but the 40 extra ones in red please", CAPS, [RED]),
        ("those 40 in red please", CAPS, [RED]),
        ("take those 5 out of the L instead", MOVED, [size("BT-1002-2", 5, "XL")]),
        ("take the 5 from the L", MOVED, [size("BT-1002-2", 5, "XL")]),
    ],
)
def test_the_offered_pieces_are_of_other_goods(hear, text: str, offer: Json, changes: list[Json]) -> None:
    found = hear(text, **offer)
    assert (list(found.changes), found.missing) == (changes, ())


@pytest.mark.parametrize(
    ("text", "offer", "changes"),
    [
        ("and 15 more larges", MORE, [*MORE["request"], quantity("BT-1001-2", 55)]),
        ("10 more larges", MORE, [*MORE["request"], quantity("BT-1001-2", 50)]),
        ("ok and 50 on the L line too", MORE, [*MORE["request"], quantity("BT-1001-2", 50)]),
        ("yes and 40 red ones too", CAPS, [*CAPS["request"], RED]),
    ],
)
def test_further_pieces_come_beside_them(hear, text: str, offer: Json, changes: list[Json]) -> None:
    found = hear(text, **offer)
    assert (list(found.changes), found.missing) == (changes, ())


@pytest.mark.parametrize("text", ["15 more larges", "50 L as well"])
def test_what_may_be_either_is_asked_about(hear, text: str) -> None:
    assert hear(text, **MORE).missing
