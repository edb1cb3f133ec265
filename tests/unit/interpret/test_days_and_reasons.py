"""Days that are pointed at, days of something else, and postal codes set right."""

import pytest

from agent_service.conversation.interpretation import Json
from tests.unit.interpret.conftest import Hear

MAY_3: Json = {"type": "change_delivery_date", "delivery_date": "2027-05-03"}
SCHOOL: Json = {"type": "change_address", "address_id": "a-sm-school"}


@pytest.mark.parametrize(
    "text",
    [
        "the fair is on May 3, please deliver on that day",
        "it shouldn't show up before May 3, so set delivery for that day",
    ],
)
def test_that_day_is_the_one_named_before(hear: Hear, text: str) -> None:
    found = hear(text)
    assert (found.changes, found.missing) == ((MAY_3,), ())


@pytest.mark.parametrize(
    "text",
    [
        "it shouldn't arrive before May 3",
        "we are closed on May 3, so it can't come on that day",
        "the fair is on May 3 and the set-up on May 2, deliver on that day",
        "the fair is on May 3, deliver the day before that day",
    ],
)
def test_a_day_that_is_ruled_out_or_open_is_asked_about(hear: Hear, text: str) -> None:
    assert hear(text).missing


@pytest.mark.parametrize(
    "text",
    [
        "send it to the school, camp opens later than we thought",
        "it should go to the school as camp begins earlier this year",
    ],
)
def test_when_something_else_begins_is_no_date_of_delivery(hear: Hear, text: str) -> None:
    found = hear(text, "BT-4002", user="u-mei")
    assert (found.changes, found.missing) == ((SCHOOL,), ())


@pytest.mark.parametrize("text", ["97204 and not 97201, the zip is wrong", "zip is not 97201 but 97204"])
def test_a_postal_code_takes_the_place_of_another(hear: Hear, text: str) -> None:
    found = hear(text)
    assert found.changes == ({"type": "change_address", "address": {"postal_code": "97204"}},)
