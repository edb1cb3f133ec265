"""Numbers said by another line's, requests that go on, and what is told without being asked for."""

import pytest

from agent_service.conversation.interpretation import Intent


def quantity(line: str, new: int) -> dict[str, object]:
    return {"type": "change_quantity", "line_id": line, "new_quantity": new}


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("make the L hoodies 5 fewer than the M ones", [quantity("BT-1002-2", 45)]),
        ("the caps should be 30 above the number of mediums", [quantity("BT-1002-3", 80)]),
        ("we need ten more M than L", [quantity("BT-1002-1", 60)]),
    ],
)
def test_a_number_said_by_another_line(hear, text: str, changes: list[object]) -> None:
    found = hear(text)
    assert (list(found.changes), found.missing) == (changes, ())


def test_than_a_line_that_changes_too_is_asked_about(hear) -> None:
    assert hear("M to 60, and 5 fewer L than M").missing != ()


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("ten M become S, another ten XL",
         [{"type": "change_size", "line_id": "BT-1002-1", "quantity": 10, "new_size": size} for size in ("S", "XL")]),
        ("the RoboExpo print also on the caps",
         [{"type": "change_artwork", "line_id": "BT-1002-3", "artwork_id": "art-nw-event"}]),
        ("remove the caps. No, keep them, remove the larges", [{"type": "remove_line", "line_id": "BT-1002-2"}]),
        ("we no longer need 20 of the caps", [quantity("BT-1002-3", 80)]),
    ],
)  # fmt: skip
def test_a_request_that_goes_on(hear, text: str, changes: list[object]) -> None:
    found = hear(text)
    assert (list(found.changes), found.missing) == (changes, ())


@pytest.mark.parametrize("text", ["I see 45 larges on the invoice", "you sent 45 larges instead of 50"])
def test_what_is_told_is_not_carried_out(hear, text: str) -> None:
    found = hear(text)
    assert found.missing or not found.changes


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("are they still going to HQ?", Intent.ORDER_STATUS),
        ("do you still have red caps, twenty maybe?", Intent.PRODUCT_QUESTION),
    ],
)
def test_what_is_asked_of_what_is_changes_nothing(hear, text: str, intent: Intent) -> None:
    found = hear(text)
    assert (found.intent, found.changes) == (intent, ())


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("12 XL out of the L", [{"type": "change_size", "line_id": "BT-1002-2", "quantity": 12, "new_size": "XL"}]),
        ("cancel everything except the caps",
         [{"type": "remove_line", "line_id": "BT-1002-1"}, {"type": "remove_line", "line_id": "BT-1002-2"}]),
        ("instead of cancelling cut L to 30", [quantity("BT-1002-2", 30)]),
        ("caps to 90, pardon, M to 90", [quantity("BT-1002-1", 90)]),
    ],
)  # fmt: skip
def test_one_thing_out_of_another(hear, text: str, changes: list[object]) -> None:
    found = hear(text)
    assert (found.intent, list(found.changes), found.missing) == (Intent.CHANGE_ORDER, changes, ())


@pytest.mark.parametrize(
    "text",
    [
        "no print on the caps please",
        "the caps were 80 in my list",
        "M half of what the caps are",
        "M twice the L",
        "all red except 20 caps",
        "split the caps: 50 now, 50 later",
        "the fair is on 2027-04-10, two days before that please",
        "my colleague already changed the caps to 80",
    ],
)
def test_what_is_read_in_part_is_asked_about(hear, text: str) -> None:
    found = hear(text)
    assert found.missing or not found.changes or found.changes == ({"type": "split_shipment"},)


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("rather than drop the caps make the caps 40", [quantity("BT-1002-3", 40)]),
        ("drop L, not M", [{"type": "remove_line", "line_id": "BT-1002-2"}]),
        ("caps plus fifty percent", [quantity("BT-1002-3", 150)]),
        ("primary logo for the L, Logo 2022 for the rest",
         [{"type": "change_artwork", "line_id": line, "artwork_id": art}
          for line, art in (("BT-1002-2", "art-nw-logo"), ("BT-1002-1", "art-nw-old"), ("BT-1002-3", "art-nw-old"))]),
    ],
)  # fmt: skip
def test_what_is_ruled_out_or_left(hear, text: str, changes: list[object]) -> None:
    found = hear(text)
    assert (list(found.changes), found.missing) == (changes, ())


@pytest.mark.parametrize(
    "text",
    [
        "Priya said to drop the L, I say drop the M",
        "five people need L instead of M",
        "caps by a third",
        "one and a half times the caps",
        "all hoodies in navy but 10 L",
        "please check that the caps are 100",
        "was M changed to 80?",
    ],
)
def test_what_speaks_against_itself_is_asked_about(hear, text: str) -> None:
    found = hear(text)
    assert found.missing or not found.changes


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("a dozen M out, half a dozen L in", [quantity("BT-1002-1", 38), quantity("BT-1002-2", 56)]),
        ("the M loses five, the L gains six", [quantity("BT-1002-1", 45), quantity("BT-1002-2", 56)]),
    ],
)
def test_out_and_in_loss_and_gain(hear, text: str, changes: list[object]) -> None:
    found = hear(text)
    assert (list(found.changes), found.missing) == (changes, ())


@pytest.mark.parametrize(
    "text",
    [
        "M fifty, L fifty, and the same again",
        "cancel nothing but the caps",
        "cancel my earlier mail about the caps",
        "we do not need black, navy is ok",
        "M in navy, L not",
        "L to 55 was our plan, but it's the M that need 45",
        "4 interns join, all M, 2 people quit, all L",
        "the mediums forfeit five",
    ],
)
def test_more_that_is_asked_about(hear, text: str) -> None:
    found = hear(text)
    assert found.missing or not found.changes


@pytest.mark.parametrize(
    "text",
    [
        "15 stay L, 35 go M",
        "all 40 hoodies in XL",
        "refund 5 M",
        "5 M are unpaid",
        "deliver before RoboExpo",
        "do we need 5 M more?",
        "nobody needs 5 M more",
        "5 M more - kidding",
    ],
)
def test_what_is_no_wish_is_not_carried_out(hear, text: str) -> None:
    found = hear(text)
    moved = all(change["type"] == "change_size" for change in found.changes)
    assert found.missing or not found.changes or moved


@pytest.mark.parametrize("text", ["make it 100 caps", "caps to 100"])
def test_a_number_that_there_is_already_is_for_the_platform_to_say(hear, text: str) -> None:
    found = hear(text)
    assert (list(found.changes), found.missing) == ([quantity("BT-1002-3", 100)], ())
