"""Goods that come on top or leave in everyday words, and lists in the form people type them."""

import pytest

from agent_service.conversation.interpretation import Json
from tests.unit.interpret.conftest import Hear

CAPS = "BT-1002-3"


def pieces(line: str, number: int) -> Json:
    return {"type": "change_quantity", "line_id": line, "new_quantity": number}


def removed(line: str) -> Json:
    return {"type": "remove_line", "line_id": line}


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("throw 30 caps on this", pieces(CAPS, 130)),
        ("can you chuck ten more caps into the order", pieces(CAPS, 110)),
        ("toss 5 white polos in M in", {"type": "add_line", "sku": "DBP-WHI-M", "quantity": 5}),
        ("throw 30 caps away", pieces(CAPS, 70)),
        ("toss the caps", removed(CAPS)),
        ("the caps can all go", removed(CAPS)),
        ("the caps can go altogether", removed(CAPS)),
        ("caps: none", removed(CAPS)),
        ("we can't pay for the caps so leave them off the order", removed(CAPS)),
        ("20 navy polos size L with it", {"type": "add_line", "sku": "DBP-NAV-L", "quantity": 20}),
        ("15 caps less, thank youuu", pieces(CAPS, 85)),
    ],
)
def test_in_everyday_words(hear: Hear, text: str, change: Json) -> None:
    found = hear(text)
    assert (found.changes, found.missing) == ((change,), ())


@pytest.mark.parametrize("text", ["throw the logo on the caps", "none of the caps fit", "leave the logo off the caps"])
def test_what_only_looks_alike_changes_no_count(hear: Hear, text: str) -> None:
    assert hear(text).changes == ()


def test_a_list_without_commas_gives_each_its_number(hear: Hear) -> None:
    assert hear("M to 30 L to 20 an teh caps to 90").changes == (
        pieces("BT-1002-1", 30), pieces("BT-1002-2", 20), pieces(CAPS, 90),
    )  # fmt: skip


@pytest.mark.parametrize("text", ["two more of every kind", "two more of each type please (black S, black M, navy M)"])
def test_every_kind_is_every_line_of_one_product(hear: Hear, text: str) -> None:
    found = hear(text, "BT-4001", user="u-mei")
    assert [change["new_quantity"] for change in found.changes] == [12, 17, 17]
    assert hear(text.split("(")[0]).missing == ("line",)


def test_more_money_is_no_more_goods(hear: Hear) -> None:
    found = hear("8 more caps, we got some extra money")
    assert (found.changes, found.missing) == ((pieces(CAPS, 108),), ())


def test_what_is_kept_beside_a_list_does_not_change(hear: Hear) -> None:
    found = hear("M is good so keep it, L to 60")
    assert (found.changes, found.missing) == ((pieces("BT-1002-2", 60),), ())


def test_what_was_black_before_speaks_of_no_other_black_goods(hear: Hear) -> None:
    found = hear("hoodies navy instead of black, caps to 120")
    assert (len(found.changes), found.missing) == (3, ())


def test_goods_there_are_already_are_not_added_in_another_size(hear: Hear) -> None:
    found = hear("20 tees navy size M", "BT-2001", user="u-lena")
    assert (found.changes, found.missing) == ((), ("line",))
