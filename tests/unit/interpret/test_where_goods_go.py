"""Goods left somewhere, goods for two places, and people who are somewhere."""

import pytest

from agent_service.conversation.interpretation import Json
from tests.unit.interpret.conftest import Hear

CAPS = "BT-1002-3"
WAREHOUSE: Json = {"type": "change_address", "address_id": "a-nw-wh"}


@pytest.mark.parametrize(
    "text",
    [
        "can the hoodies be dropped at the warehouse",
        "drop everything off at the warehouse please",
        "please drop the order at 88 Dock Road",
        "ship to the warehouse, no one is at the front desk these days",
    ],
)
def test_goods_dropped_at_a_place_are_delivered_there(hear: Hear, text: str) -> None:
    found = hear(text)
    assert (found.changes, found.missing) == ((WAREHOUSE,), ())


@pytest.mark.parametrize("text", ["drop the caps", "could the caps be dropped"])
def test_goods_dropped_nowhere_leave_the_order(hear: Hear, text: str) -> None:
    assert hear(text).changes == ({"type": "remove_line", "line_id": CAPS},)


def test_goods_that_are_somewhere_are_not_sent_there(hear: Hear) -> None:
    assert WAREHOUSE not in hear("drop the caps that are at the warehouse").changes


@pytest.mark.parametrize("who", ["no one", "nobody", "everybody", "my colleague"])
def test_people_at_a_place_are_no_destination(hear: Hear, who: str) -> None:
    assert WAREHOUSE not in hear(f"{who} at the warehouse wants the caps").changes


@pytest.mark.parametrize(
    "text",
    ["deliver the caps at the warehouse and the hoodies at HQ", "drop the caps at HQ, the hoodies at the warehouse"],
)
def test_one_verb_sends_goods_to_two_places(hear: Hear, text: str) -> None:
    assert hear(text).changes == ({"type": "split_shipment"},)
