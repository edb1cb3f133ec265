"""Numbers that count no goods, numbers that only say how many there are, and sizes named by their place."""

import pytest

from agent_service.conversation.interpretation import Intent


def quantity(line: str, new: int) -> dict[str, object]:
    return {"type": "change_quantity", "line_id": line, "new_quantity": new}


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("My mobile is 503 555 0170. Caps to 80, please.", [quantity("BT-1002-3", 80)]),
        ("we spoke at 9:45 am, caps should be 80", [quantity("BT-1002-3", 80)]),
        ("I'm in room 214. 80 caps please", [quantity("BT-1002-3", 80)]),
        ("lockers 20 to 45 are ours, and the caps need to be 80", [quantity("BT-1002-3", 80)]),
        ("two caps per person, so 140 caps", [quantity("BT-1002-3", 140)]),
    ],
)
def test_a_number_that_counts_no_goods_is_none_of_the_request(hear, text: str, changes: list[object]) -> None:
    found = hear(text)
    assert (found.intent, list(found.changes), found.missing) == (Intent.CHANGE_ORDER, changes, ())


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("primary logo for the large hoodies, all 50",
         [{"type": "change_artwork", "line_id": "BT-1002-2", "artwork_id": "art-nw-logo"}]),
        ("all 50 large hoodies in navy",
         [{"type": "change_color", "line_id": "BT-1002-2", "quantity": 50, "new_color": "Navy"}]),
    ],
)  # fmt: skip
def test_how_many_there_are_is_no_wish(hear, text: str, changes: list[object]) -> None:
    found = hear(text)
    assert (list(found.changes), found.missing) == (changes, ())


def test_how_many_there_are_not_is_asked_about(hear) -> None:
    found = hear("primary logo for the large hoodies, all 70")
    assert found.missing != ()


@pytest.mark.parametrize(
    ("text", "order", "changes"),
    [
        ("the bigger of the two sizes to 45", "BT-1001", [quantity("BT-1001-2", 45)]),
        ("smallest size: 250", "BT-3001", [quantity("BT-3001-1", 250)]),
        ("the two smaller sizes to 40 each, please", "BT-4003", [quantity("BT-4003-1", 40), quantity("BT-4003-2", 40)]),
    ],
)
def test_a_size_is_named_by_its_place_among_those_there_are(hear, text: str, order: str, changes: list[object]) -> None:
    user = {"BT-1001": "u-ana", "BT-3001": "u-raj", "BT-4003": "u-mei"}[order]
    found = hear(text, order, user=user)
    assert (list(found.changes), found.missing) == (changes, ())


def test_a_bigger_size_is_still_to_become_one(hear) -> None:
    assert hear("the mediums one size bigger, please").changes == (
        {"type": "change_size", "line_id": "BT-1002-1", "quantity": 50, "new_size": "L"},
    )


@pytest.mark.parametrize(
    "text",
    [
        "one of the black mediums should be a large",
        "one medium in black needs to be a large",
        "a black medium should be a large",
        "one medium black jacket to large please",
        "swap a black medium for a large",
    ],
)
def test_one_of_many_is_one(hear, text: str) -> None:
    found = hear(text, "BT-4001", user="u-mei")
    assert found.changes == ({"type": "change_size", "line_id": "BT-4001-2", "quantity": 1, "new_size": "L"},)


@pytest.mark.parametrize("text", ["one small thing: 20 black mediums please", "one of our devs wants 20 black mediums"])
def test_one_that_counts_no_goods_is_no_amount(hear, text: str) -> None:
    found = hear(text, "BT-4001", user="u-mei")
    assert found.changes == ({"type": "change_quantity", "line_id": "BT-4001-2", "new_quantity": 20},)


@pytest.mark.parametrize(
    ("text", "line", "quantity"),
    [
        ("10 M hoodies too many", "BT-1002-1", 40),
        ("we have 20 caps too many", "BT-1002-3", 80),
        ("100 caps is 20 too many", "BT-1002-3", 80),
        ("that's 5 L hoodies too few", "BT-1002-2", 55),
        ("the caps are too many, 45 will do", "BT-1002-3", 45),
    ],
)
def test_too_many_and_too_few_say_by_how_many(hear, text: str, line: str, quantity: int) -> None:
    assert hear(text).changes == ({"type": "change_quantity", "line_id": line, "new_quantity": quantity},)


def test_whether_something_is_too_much_is_a_question(hear) -> None:
    assert hear("are 100 caps too many for 60 people?").changes == ()


def test_what_goods_have_is_no_wish_for_them(hear) -> None:
    found = hear("5 of the L polos have crooked collars", "BT-1006")
    assert (found.intent, found.changes) == (Intent.COMPLAINT, ())


def test_a_second_color_is_no_second_line(hear) -> None:
    assert all(change["line_id"] != "BT-1002-2" for change in hear("add 12 trucker caps in a second color").changes)


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("caps to seven dozen and two", [quantity("BT-1002-3", 86)]),
        ("60 M, unless that takes three days extra", [quantity("BT-1002-1", 60)]),
    ],
)
def test_dozens_and_days_extra(hear, text: str, changes: list[object]) -> None:
    found = hear(text)
    assert (list(found.changes), found.missing) == (changes, ())


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("M 1 hundred and 20", {"BT-1001-1": 120}),
        ("M 1 hundred and 20 L", {"BT-1001-1": 100, "BT-1001-2": 20}),
        ("5 M 5 L more", {"BT-1001-1": 65, "BT-1001-2": 45}),
        ("M 70, not L", {"BT-1001-1": 70}),
        ("make M 70, not L", {"BT-1001-1": 70}),
    ],
)
def test_numbers_in_parts_one_word_for_a_list_and_goods_ruled_out(hear, text: str, numbers: dict[str, int]) -> None:
    found = hear(text, "BT-1001")
    assert {change["line_id"]: change.get("new_quantity") for change in found.changes} == numbers
    assert found.missing == ()


def test_an_order_number_may_have_a_full_stop_before_it(hear) -> None:
    found = hear("can you cancel order no. 1004 please", None)
    assert (found.order_id, found.changes) == ("BT-1004", ({"type": "cancel_order"},))
