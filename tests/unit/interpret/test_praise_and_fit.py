"""How goods turn out, and what would be better."""

import pytest

from agent_service.conversation.interpretation import Json
from tests.unit.interpret.conftest import Hear

JERSEYS = "BT-2001-1"


def dyed(color: str) -> Json:
    return {"type": "change_color", "line_id": JERSEYS, "quantity": 150, "new_color": color}


@pytest.mark.parametrize(
    "text", ["the green is dull, black would be so much nicer", "black would be great, all of them"]
)
def test_what_would_be_better_is_wished_for(hear: Hear, text: str) -> None:
    found = hear(text, "BT-2001", user="u-lena")
    assert (found.changes, found.missing) == ((dyed("Black"),), ())


@pytest.mark.parametrize(
    "text",
    ["would black be better?", "black would be too dark", "black would not be better", "black is better",
     "black would be nicer but too expensive", "black would have been better"],
)  # fmt: skip
def test_an_opinion_is_no_wish(hear: Hear, text: str) -> None:
    found = hear(text, "BT-2001", user="u-lena")
    assert found.missing or not found.changes


@pytest.mark.parametrize(
    "how", ["comes out small", "run really small", "come up small", "fit a bit small", "are very small"]
)
def test_how_goods_fit_is_not_their_size(hear: Hear, how: str) -> None:
    found = hear(f"everyone says they {how}. please make all 120 L", "BT-1004")
    assert (found.changes, found.missing) == (
        ({"type": "change_size", "line_id": "BT-1004-1", "quantity": 120, "new_size": "L"},), (),
    )  # fmt: skip


def test_all_of_so_many_become_another(hear: Hear) -> None:
    assert [c["type"] for c in hear("make all 100 hoodies navy").changes] == ["change_color", "change_color"]
    assert hear("make all 90 L", "BT-1004").missing == ("quantity",)


def test_another_count_rises_beside_a_part_that_falls(hear: Hear) -> None:
    found = hear("only 18 of M is needed, but of XL we take 22", "BT-2002", user="u-lena")
    assert ([change["new_quantity"] for change in found.changes], found.missing) == ([18, 22], ())


def test_a_question_about_goods_is_of_no_order(hear: Hear) -> None:
    assert hear("do tanks come in women's cut", None, user="u-raj").order_id is None


@pytest.mark.parametrize(("word", "order"), [("shipped", "BT-1005"), ("canceled", "BT-1007")])
def test_an_order_is_told_by_its_status(hear: Hear, word: str, order: str) -> None:
    asked = "Which order is this for?"
    found = hear(f"the {word} one", None, user="u-tom", state="IDENTIFY_ORDER", assistant=asked)
    assert found.order_id == order
