"""A request told step by step: what was said so far is kept, narrowed in any order, corrected, given up after three."""

import pytest

from tests.unit.graph.test_demo_conversations import talk_to

MEDIUMS_TO_XL = {"type": "change_size", "line_id": "BT-1002-1", "quantity": 50, "new_size": "XL"}
LARGES_TO_XL = MEDIUMS_TO_XL | {"line_id": "BT-1002-2"}
TEN_TO_XL = MEDIUMS_TO_XL | {"quantity": 10}
POLOS_45 = {"type": "change_quantity", "line_id": "BT-1003-2", "new_quantity": 45}
TEES_100 = {"type": "change_quantity", "line_id": "BT-1003-1", "new_quantity": 100}
SALEM = {"street": "500 Pine Street", "city": "Salem", "region": "OR", "postal_code": "97301"}


def moved_to(**address: str) -> dict[str, object]:
    return {"type": "change_address", "address": address}


@pytest.mark.parametrize(
    ("order_id", "said", "asked"),
    [
        ("BT-1002", "change the size | the hoodies, mediums | to XL", [MEDIUMS_TO_XL]),
        ("BT-1002", "change the size | mediums | XL", [MEDIUMS_TO_XL]),
        ("BT-1002", "change the size | to XL | the mediums", [MEDIUMS_TO_XL]),
        ("BT-1002", "make some of the hoodies bigger | mediums | XL | 10", [TEN_TO_XL]),
        ("BT-1002", "change the size | mediums | to XL, but only 10 of them", [TEN_TO_XL]),
        ("BT-1002", "change the size | the hoodies, mediums | sorry, larges | to XL", [LARGES_TO_XL]),
        ("BT-1002", "change the size | mediums | no wait, the larges, to XL", [LARGES_TO_XL]),
        ("BT-1002", "change the size | mediums | hmm | XL", [MEDIUMS_TO_XL]),
        ("BT-1002", "change the size | what sizes are there? | mediums | XL", [MEDIUMS_TO_XL]),
        ("BT-1003", "i want to change the quantity | the polos | 45", [POLOS_45]),
        ("BT-1003", "i need more | 20 | the tees", [TEES_100]),
        ("BT-1003", "i need more | the tees | 20", [TEES_100]),
        ("BT-1003", "change something | quantity | the polos | 45", [POLOS_45]),
        (
            "BT-1001",
            "change the colour of some | the larges | black | 10",
            [{"type": "change_color", "line_id": "BT-1001-2", "quantity": 10, "new_color": "Black"}],
        ),
        (
            "BT-1002",
            "change the size | actually, change the color instead | the caps | red",
            [{"type": "change_color", "line_id": "BT-1002-3", "quantity": 100, "new_color": "Red"}],
        ),
        (
            "BT-1002",
            "caps to 90 and another size for the hoodies | the mediums | sorry, caps to 80 | XL",
            [{"type": "change_quantity", "line_id": "BT-1002-3", "new_quantity": 80}, MEDIUMS_TO_XL],
        ),
        ("BT-1001", "change the delivery date | later | a week", [{"type": "change_delivery_date", "days_later": 7}]),
        (
            "BT-1003",
            "change the artwork | only on the polos | RoboExpo",
            [{"type": "change_artwork", "line_id": "BT-1003-2", "artwork_id": "art-nw-event"}],
        ),
        ("BT-1001", "different address please | 500 Pine Street | Salem | Oregon | 97301", [moved_to(**SALEM)]),
        ("BT-1001", "different address please | Salem, OR 97301 | 500 Pine Street", [moved_to(**SALEM)]),
        (
            "BT-1001",
            "different address please | 40 Oak Street | no, 500 Pine Street | Salem, OR 97301",
            [moved_to(**SALEM)],
        ),
        (
            "BT-1001",
            "different address please | 500 Pine Street | the warehouse",
            [{"type": "change_address", "address_id": "a-nw-wh"}],
        ),
    ],
)
async def test_what_was_said_so_far_is_narrowed_until_it_is_complete(
    order_id: str, said: str, asked: list[dict[str, object]]
) -> None:
    talk = await talk_to("u-ana", order_id)
    *steps, last = said.split(" | ")
    for step in steps:
        assert (await talk.say(step))["state"] == "CLARIFY_REQUEST"
    offer = await talk.say(last)
    assert offer["state"] == "AWAIT_CONFIRMATION"
    assert [{k: v for k, v in change.items() if v is not None} for change in talk.state["request"]] == asked
    assert talk.state["thread"] == []


async def test_the_order_may_come_in_between() -> None:
    talk = await talk_to("u-ana", None)
    for step in ("change the size", "BT-1002", "the mediums"):
        assert (await talk.say(step))["state"] == "CLARIFY_REQUEST"
    await talk.say("to XL")
    assert talk.state["request"] == [MEDIUMS_TO_XL]


async def test_what_is_not_understood_leaves_the_question_as_it_was() -> None:
    talk = await talk_to("u-ana", "BT-1002")
    asked = await talk.say("change the size of the mediums")
    again = await talk.say("hmm")
    assert again["text"].endswith(asked["text"].splitlines()[-1])
    assert talk.state["missing"] == ["size"]


async def test_after_three_questions_without_progress_a_human_takes_over() -> None:
    talk = await talk_to("u-ana", "BT-1002")
    for step in ("change the size", "hmm", "well"):
        assert (await talk.say(step))["state"] == "CLARIFY_REQUEST"
    told = await talk.say("dunno")
    assert told["outcome"]["reason"] == "too_many_clarifications"
    assert talk.state["thread"] == []


async def test_a_dropped_request_leaves_nothing_to_the_next_one() -> None:
    talk = await talk_to("u-ana", "BT-1002")
    await talk.say("change the size")
    await talk.say("never mind")
    await talk.say("another color please")
    assert talk.state["thread"] == ["another color please"]


async def test_an_address_may_be_told_in_as_many_messages_as_it_has_parts() -> None:
    talk = await talk_to("u-ana", "BT-1001")
    for step in ("we moved, can you ship it there instead?", "it's 42 Oak Avenue", "Salem"):
        asked = await talk.say(step)
        assert asked["state"] == "CLARIFY_REQUEST"
    assert "42 Oak Avenue, Salem" in asked["text"]
    assert asked["text"].endswith("state, postal code?")
    await talk.say("97301 Oregon")
    address = {"street": "42 Oak Avenue", "city": "Salem", "region": "OR", "postal_code": "97301"}
    assert talk.state["request"] == [{"type": "change_address", "address": address}]


async def test_the_sizes_offered_are_those_of_the_goods_spoken_of() -> None:
    talk = await talk_to("u-ana", "BT-1002")
    await talk.say("change the size of the hoodies")
    assert [choice["label"] for choice in talk.choices()] == ["S", "M", "L", "XL", "2XL", "3XL", "Talk to a person"]
