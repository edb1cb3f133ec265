"""Goods named by product and size in one breath, what is wanted instead of another, and what stands beside a split."""

from typing import Any

import pytest

from agent_service.conversation.interpretation import Json


def art(line: str | None, artwork: str) -> Json:
    return {"type": "change_artwork", "line_id": line, "artwork_id": artwork}


def color(line: str, quantity: int, new: str) -> Json:
    return {"type": "change_color", "line_id": line, "quantity": quantity, "new_color": new}


SPLIT = {"type": "split_shipment"}


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("put the summer trip on the black jackets in M", [art("BT-4001-2", "art-sm-trip")]),
        ("replace the logo on the jackets in S with the summer trip", [art("BT-4001-1", "art-sm-trip")]),
        ("the navy jackets in M get the summer trip", [art("BT-4001-3", "art-sm-trip")]),
        ("summer trip on the S and the navy ones", [art("BT-4001-1", "art-sm-trip"), art("BT-4001-3", "art-sm-trip")]),
        ("5 more S and use the summer trip for the whole order",
         [{"type": "change_quantity", "line_id": "BT-4001-1", "new_quantity": 15}, art(None, "art-sm-trip")]),
        ("navy instead of black for the black jackets in S", [color("BT-4001-1", 10, "Navy")]),
        ("navy instead of black for 5 of the black jackets in M", [color("BT-4001-2", 5, "Navy")]),
        ("navy rather than black for the smalls", [color("BT-4001-1", 10, "Navy")]),
        ("make the smalls navy, send it in two parts", [color("BT-4001-1", 10, "Navy"), SPLIT]),
        ("One change: set delivery for December 23. Also make it two separate shipments",
         [{"type": "change_delivery_date", "delivery_date": "2026-12-23"}, SPLIT]),
        ("ship it to 310 W 5th Street, Denver, CO 80202",
         [{"type": "change_address", "address": {"street": "310 W 5th Street", "city": "Denver", "region": "CO",
                                                 "postal_code": "80202"}}]),
    ],
)  # fmt: skip
def test_goods_and_values_are_told_apart(hear: Any, text: str, changes: list[Json]) -> None:
    found = hear(text, "BT-4001", user="u-mei")
    assert (sorted(map(str, found.changes)), list(found.missing)) == (sorted(map(str, changes)), [])
