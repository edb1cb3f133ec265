"""Answers to questions that name their goods by a size or colour, and answers with words around them."""

from typing import Any

import pytest

from agent_service.conversation.interpretation import Json


def pieces(line: str, new: int) -> Json:
    return {"type": "change_quantity", "line_id": line, "new_quantity": new}


def color(line: str, quantity: int, new: str) -> Json:
    return {"type": "change_color", "line_id": line, "quantity": quantity, "new_color": new}


def size(line: str, quantity: int, new: str) -> Json:
    return {"type": "change_size", "line_id": line, "quantity": quantity, "new_size": new}


def art(line: str, artwork: str) -> Json:
    return {"type": "change_artwork", "line_id": line, "artwork_id": artwork}


def later(days: int) -> Json:
    return {"type": "change_delivery_date", "days_later": days}


TO_BLACK = "Which tees should become black: White S (200), White M (400) or White L (400)?"
TEN_MORE = "10 more hoodies on BT-1002. Which size: M or L?"
FEWER = "How many of the caps should I take off? There are 100 now."
MORE = "How many more caps do you need? There are 100 now."
LATER = "How many days later do you need BT-1002?"


@pytest.mark.parametrize(
    ("user", "order", "asked", "text", "changes"),
    [
        ("u-raj", "BT-3002", "Which size should the 50 red tees in S get?", "in L", [size("BT-3002-2", 50, "L")]),
        ("u-raj", "BT-3002", "Which colour should the tees in S get?", "navy", [color("BT-3002-2", 50, "Navy")]),
        ("u-raj", "BT-3002", "8 of the tees in M in another size. Which size do you need?", "XL",
         [size("BT-3002-1", 8, "XL")]),
        ("u-ana", "BT-1001", "Which artwork should go on the navy tees in L?", "the web banner",
         [art("BT-1001-2", "art-nw-web")]),
        ("u-ana", "BT-1001", "Another artwork on the L: which one?", "web banner", [art("BT-1001-2", "art-nw-web")]),
        ("u-ana", "BT-1001", "You'd like to change the tees in L; there are 40 now. How many should it be?", "55",
         [pieces("BT-1001-2", 55)]),
        ("u-ana", "BT-1001", "You'd like to change the larges; there are 40 now. How many should it be?", "make it 15",
         [pieces("BT-1001-2", 15)]),
        ("u-raj", "BT-3001", "133 of the mediums in another size. Which size do you need?", "well, L",
         [size("BT-3001-2", 133, "L")]),
        ("u-raj", "BT-3001", TO_BLACK, "M, not S", [color("BT-3001-2", 400, "Black")]),
        ("u-raj", "BT-3001", TO_BLACK, "that'd be the white tees in L", [color("BT-3001-3", 400, "Black")]),
        ("u-raj", "BT-3001", TO_BLACK, "the smalls, not the others", [color("BT-3001-1", 200, "Black")]),
        ("u-ana", "BT-1002", TEN_MORE, "4 M + 6 L", [pieces("BT-1002-1", 54), pieces("BT-1002-2", 56)]),
        ("u-ana", "BT-1002", TEN_MORE, "hmm, 3 in M, 7 in L", [pieces("BT-1002-1", 53), pieces("BT-1002-2", 57)]),
        ("u-ana", "BT-1002", TEN_MORE, "I meant 4 M + 6 L - sorry", [pieces("BT-1002-1", 54), pieces("BT-1002-2", 56)]),
        ("u-ana", "BT-1002", TEN_MORE, "half M, half L", [pieces("BT-1002-1", 55), pieces("BT-1002-2", 55)]),
        ("u-ana", "BT-1002", TEN_MORE, "half of each", [pieces("BT-1002-1", 55), pieces("BT-1002-2", 55)]),
        ("u-ana", "BT-1002", MORE, "so that we have 130", [pieces("BT-1002-3", 130)]),
        ("u-ana", "BT-1002", MORE, "up to 120", [pieces("BT-1002-3", 120)]),
        ("u-ana", "BT-1002", MORE, "5, so 105 in total", [pieces("BT-1002-3", 105)]),
        ("u-ana", "BT-1002", MORE, "5 (105 in all)", [pieces("BT-1002-3", 105)]),
        ("u-ana", "BT-1002", FEWER, "5 (95 in all)", [pieces("BT-1002-3", 95)]),
        ("u-ana", "BT-1002", "By how many should the caps go down?", "15 please", [pieces("BT-1002-3", 85)]),
        ("u-ana", "BT-1002", LATER, "make it 3 days", [later(3)]),
        ("u-ana", "BT-1002", LATER, "7 days, we moved the party", [later(7)]),
        ("u-ana", "BT-1002", LATER, "2 days because 5 people are on holiday", [later(2)]),
        ("u-tom", "BT-1003", "Where should BT-1003 go?", "hmm, the HQ then",
         [{"type": "change_address", "address_id": "a-nw-hq"}]),
        ("u-tom", "BT-1003", "Where should BT-1003 go?", "the one in Portland",
         [{"type": "change_address", "address_id": "a-nw-hq"}]),
    ],
)  # fmt: skip
def test_an_answer_is_of_the_goods_that_the_question_names(
    hear: Any, user: str, order: str, asked: str, text: str, changes: list[Json]
) -> None:
    found = hear(text, order, user=user, state="CLARIFY_REQUEST", assistant=asked)
    assert (list(found.changes), list(found.missing)) == (changes, [])


@pytest.mark.parametrize("text", ["the first of the two", "the first of them, sorry", "ah right, BT-1001"])
def test_an_order_is_told_by_its_place_among_those_named(hear: Any, text: str) -> None:
    asked = "Which order do you mean: BT-1001 or BT-1002?"
    found = hear(text, None, state="CLARIFY_REQUEST", assistant=asked, request=[later(7)])
    assert (found.order_id, list(found.changes), list(found.missing)) == ("BT-1001", [later(7)], [])


@pytest.mark.parametrize(
    ("user", "order", "asked", "text"),
    [
        ("u-raj", "BT-3001", TO_BLACK, "not the smalls, the others"),
        ("u-ana", "BT-1002", TEN_MORE, "6 M and 6 L"),
        ("u-ana", "BT-1002", MORE, "5, so 120 in total"),
        ("u-ana", "BT-1002", LATER, "3 days before the party"),
        ("u-ana", "BT-1002", LATER, "not 3 days"),
    ],
)
def test_answers_that_do_not_fit_their_question_are_asked_about(
    hear: Any, user: str, order: str, asked: str, text: str
) -> None:
    assert hear(text, order, user=user, state="CLARIFY_REQUEST", assistant=asked).missing
