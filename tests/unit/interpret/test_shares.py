"""Parts of goods: of a whole that is named first, one in so many, all but some."""

import pytest


def move(line: str, count: int, size: str) -> dict[str, object]:
    return {"type": "change_size", "line_id": line, "quantity": count, "new_size": size}


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("Of the 50 large hoodies I would like 12 in XL", [move("BT-1002-2", 12, "XL")]),
        ("out of the large hoodies, 10 should be 2XL and 5 XL",
         [move("BT-1002-2", 10, "2XL"), move("BT-1002-2", 5, "XL")]),
        ("one in five of the mediums should be XL", [move("BT-1002-1", 10, "XL")]),
        ("forty per cent of the mediums to XL", [move("BT-1002-1", 20, "XL")]),
        ("all but ten of the mediums to XL", [move("BT-1002-1", 40, "XL")]),
        ("drop all but 30 of the caps", [{"type": "change_quantity", "line_id": "BT-1002-3", "new_quantity": 30}]),
    ],
)  # fmt: skip
def test_a_part_is_counted_from_its_whole(hear, text: str, changes: list[object]) -> None:
    found = hear(text)
    assert (list(found.changes), found.missing) == (changes, ())


@pytest.mark.parametrize("text", ["one in three of the mediums to XL", "of the 70 large hoodies 12 in XL"])
def test_a_part_that_does_not_come_out_is_asked_about(hear, text: str) -> None:
    assert hear(text).missing != ()
