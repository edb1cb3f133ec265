"""A yes by the names of what is offered, under a signature, and what looks like one."""

import pytest

from agent_service.conversation.interpretation import Intent, Json
from tests.unit.interpret.conftest import Hear

REDIRECT: Json = {"type": "change_address", "address_id": "a-nw-wh"}
PAID = "Redirect to Warehouse: +$25.00, +7 days"
FREE = "Redirect to Warehouse: free, no delay"
TWO: list[Json] = [{"type": "change_quantity", "line_id": "BT-1002-1", "new_quantity": 60}, REDIRECT]


@pytest.mark.parametrize(
    "text",
    [
        "I'm good with the $25 and the extra week",
        "we are fine with the $25, and the 7 days",
        "no worries about the extra week, do it",
        "I don't mind the $25, so please redirect it",
        "okay dear, please do it",
        "Yes. Sent from my phone",
        "go ahead - sent from my Galaxy",
    ],
)
def test_what_it_costs_is_accepted_by_name(hear: Hear, text: str) -> None:
    assert hear(text, options=[PAID], request=[REDIRECT]).intent is Intent.CONFIRM


@pytest.mark.parametrize(
    "text",
    [
        "I'm good with the $25",
        "I'm good with the $25 and the 2 days",
        "I'm good with the $25 and the extra week if it comes by May",
        "I don't mind the $25",
        "no worries about the extra week",
        "sent from my phone",
        "address confirmed",
        "the extra week is too long",
        "both are right",
    ],
)
def test_a_part_of_it_or_a_condition_is_no_yes(hear: Hear, text: str) -> None:
    assert hear(text, options=[PAID], request=[REDIRECT]).intent is not Intent.CONFIRM


def test_a_free_offer_is_confirmed_by_its_name(hear: Hear) -> None:
    assert hear("address confirmed", options=[FREE], request=[REDIRECT]).intent is Intent.CONFIRM
    assert hear("address not confirmed", options=[FREE], request=[REDIRECT]).intent is not Intent.CONFIRM
    assert hear("quantity confirmed", options=[FREE], request=[REDIRECT]).intent is not Intent.CONFIRM


@pytest.mark.parametrize(("text", "yes"), [("both are right, please book", True), ("both look good", True),
                                           ("both are right but make it 55", False), ("both fine if free", False),
                                           ("address confirmed", False)])  # fmt: skip
def test_both_of_two_changes(hear: Hear, text: str, yes: bool) -> None:
    found = hear(text, options=["M 50 → 60, to the Warehouse: free, no delay"], request=TWO)
    assert (found.intent is Intent.CONFIRM) is yes


COUNTS: list[Json] = [{"type": "change_quantity", "line_id": "BT-2003-1", "new_quantity": 100},
                      {"type": "change_quantity", "line_id": "BT-2003-2", "new_quantity": 50}]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("L stays 60 please, M to 100 is right", [100]),
        ("M is right, leave L at 60", [100]),
        ("L stays 50, M 110", [110, 50]),
    ],
)
def test_what_stays_and_what_is_right(hear: Hear, text: str, counts: list[int]) -> None:
    found = hear(text, "BT-2003", user="u-lena", options=["M 100 and L 50"], request=COUNTS)
    assert (found.intent, [change["new_quantity"] for change in found.changes]) == (Intent.CORRECT, counts)


MOVED: Json = {"type": "change_size", "line_id": "BT-1002-2", "quantity": 20, "new_size": "2XL"}


def test_further_pieces_become_another_too(hear: Hear) -> None:
    for text in ("good, and another 10 from the M hoodies to 2XL too", "10 more of the M to 2XL"):
        found = hear(text, options=["20 × L → 2XL: free"], request=[MOVED])
        assert found.changes == (MOVED, {**MOVED, "line_id": "BT-1002-1", "quantity": 10})
    found = hear("10 more of the L to 2XL", options=["20 × L → 2XL: free"], request=[MOVED])
    assert found.changes == ({**MOVED, "quantity": 30},)
