"""An order number that is not the customer's own is never taken for the order in focus."""

from dataclasses import replace

import pytest

from agent_service.conversation.interpretation import CustomerData, Intent, Interpretation
from agent_service.conversation.unknown_orders import about_unknown_order, unknown_order

LINE = {"line_id": "NW-1001-1", "sku": "TEE-NAV-100", "product_name": "Tee 5000"}
DATA = CustomerData(
    orders=({"order_id": "NW-1001", "lines": [LINE]},),
    addresses=({"label": "Hall B-200", "street": "1 Road", "postal_code": "AB-12345"},),
    artworks=({"artwork_id": "art-1", "name": "Expo X-2026"},),
    products=({"product_id": "p", "name": "Tee 5000", "variants": [{"sku": "CAP-BLA-200"}]},),
)
CANCEL = Interpretation(Intent.CHANGE_ORDER, order_id="NW-1001", changes=({"type": "cancel_order"},))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("cancel order LK-2001", "LK-2001"),
        ("where is LK-2001?", "LK-2001"),
        ("what about order 24-0003-N", "24-0003-N"),
        ("Order number: x7q-555-a please", "X7Q-555-A"),
        ("status of SO99-101", "SO99-101"),
        ("cancel order NW-1001", None),
        ("same as nw-1001, not LK-2001", None),
        ("order 150pcs more", None),
        ("order 1000 tees", None),
        ("make TEE-NAV-100 40", None),
        ("add 20 CAP-BLA-200", None),
        ("ship it to Hall B-200", None),
        ("use the X-2026 artwork", None),
        ("deliver it mid-2027", None),
        ("by 2027-01-05", None),
        ("move line NW-1001-1 to L", None),
    ],
)
def test_a_number_that_is_not_theirs_is_seen(text: str, number: str | None) -> None:
    assert unknown_order(text, DATA) == number


def test_a_change_to_an_unknown_order_is_a_change_to_none() -> None:
    reading = about_unknown_order(CANCEL, "cancel order LK-2001", DATA)
    assert (reading.order_id, reading.changes, reading.missing) == (None, (), ("order",))
    assert reading.details["mentioned_order"] == "LK-2001"


def test_a_question_about_an_unknown_order_is_about_none() -> None:
    asked = replace(CANCEL, intent=Intent.ORDER_STATUS, changes=())
    reading = about_unknown_order(asked, "where is LK-2001", DATA)
    assert (reading.order_id, reading.missing) == (None, ())


@pytest.mark.parametrize("intent", [Intent.CONFIRM, Intent.DECLINE, Intent.TALK_TO_HUMAN])
def test_what_is_about_no_order_stays_as_it_is(intent: Intent) -> None:
    said = Interpretation(intent)
    assert about_unknown_order(said, "order LK-2001", DATA) is said
