"""Which way a number goes: signs of per cent, days before or after, pieces that become another size, the word each."""

import pytest


def quantities(found):
    return {change["line_id"]: change.get("new_quantity") for change in found.changes}


def move(line, pieces, size):
    return {"type": "change_size", "line_id": line, "quantity": pieces, "new_size": size}


def dates(found):
    return [
        {key: value for key, value in change.items() if key != "type"}
        for change in found.changes
        if change["type"] == "change_delivery_date"
    ]


@pytest.mark.parametrize(("text", "pieces"), [
    ("caps +10%", 110),
    ("caps+5 %", 105),
    ("+20 percent on the caps", 120),
    ("caps -10%", 90),
    ("−50% on the caps please", 50),
    ("take -10% on the caps", 90),
])  # fmt: skip
def test_a_sign_before_per_cent_is_of_the_per_cent(hear, text, pieces):
    assert quantities(hear(text)) == {"BT-1002-3": pieces}


@pytest.mark.parametrize(("text", "asked"), [
    ("9 later", {"days_later": 9}),
    ("five earlier", {"days_earlier": 5}),
    ("make it 5 sooner", {"days_earlier": 5}),
    ("a week later", {"days_later": 7}),
])  # fmt: skip
@pytest.mark.parametrize("question", [
    "You want it on another day. How many days earlier or later?",
    "How many days later?",
    "Which day should it arrive?",
])  # fmt: skip
def test_the_answer_says_which_way(hear, question, text, asked):
    found = hear(text, state="CLARIFY_REQUEST", assistant=question)
    assert (dates(found), found.missing) == ([asked], ())


@pytest.mark.parametrize("text", ["9", "3 days", "two weeks", "later"])
def test_days_without_a_way_are_asked_about_where_both_were_possible(hear, text):
    found = hear(text, state="CLARIFY_REQUEST", assistant="How many days earlier or later should it come?")
    assert (found.changes, found.missing) == ((), ("date",))


@pytest.mark.parametrize(("text", "asked"), [("2", {"days_later": 14}), ("2 earlier", {"days_earlier": 14})])
def test_weeks_that_were_asked_for_are_weeks(hear, text, asked):
    found = hear(text, state="CLARIFY_REQUEST", assistant="How many weeks later?")
    assert dates(found) == [asked]


@pytest.mark.parametrize("text", [
    "2 of the M hoodies in L and 3 L hoodies in XL",
    "2 M hoodies in L, and 3 L hoodies in XL",
    "3 L hoodies in XL, 2 M hoodies in L",
])  # fmt: skip
def test_goods_of_a_size_in_another_are_moved(hear, text):
    moved = [move("BT-1002-1", 2, "L"), move("BT-1002-2", 3, "XL")]
    assert sorted(hear(text).changes, key=lambda change: change["line_id"]) == moved


@pytest.mark.parametrize("text", ["hoodies on 1002: 62 each", "the hoodies of BT-1002: 62 ea"])
def test_each_is_of_the_goods_before_the_colon(hear, text):
    assert quantities(hear(text, order=None)) == {"BT-1002-1": 62, "BT-1002-2": 62}


@pytest.mark.parametrize(
    "text", ["part of line 1 must become XL", "most of the first line to XL", "a bit of line 2 in M"]
)
def test_a_part_that_is_no_number_is_asked_about(hear, text):
    found = hear(text)
    assert (found.changes, found.missing) == ((), ("quantity",))


@pytest.mark.parametrize("text", [
    "is the order with the 100 caps out yet",
    "are the black caps out yet?",
    "has my order with the 50 hoodies gone out yet",
])  # fmt: skip
def test_whether_something_is_out_yet_is_a_question(hear, text):
    assert hear(text, order=None).intent == "order_status"


@pytest.mark.parametrize("text", ["navy", "navy, the size i have to look up"])
def test_of_colour_and_size_both_have_to_be_told(hear, text):
    question = "6 more jackets, noted. Which colour and which size would you like?"
    found = hear(text, "BT-4001", user="u-mei", state="CLARIFY_REQUEST", assistant=question)
    assert (found.changes, found.missing) == ((), ("size",))


@pytest.mark.parametrize(("answer", "line"), [
("larges", "BT-1002-2"), ("the smaller ones", "BT-1002-1"),
])  # fmt: skip
def test_the_goods_before_a_colon_are_not_those_that_are_asked_for_behind_it(hear, answer, line):
    question = "15 hoodies fewer on BT-1002: from the mediums or from the larges? There are 50 of each."
    found = hear(answer, state="CLARIFY_REQUEST", assistant=question)
    assert found.changes == ({"type": "change_quantity", "line_id": line, "new_quantity": 35},)
