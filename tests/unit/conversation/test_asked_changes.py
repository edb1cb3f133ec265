"""What was said becomes what the platform is asked, in an order in which its replay means the same."""

from agent_service.conversation.asked_changes import asked_of_platform

ORDER = {"delivery_date": "2026-12-01", "address": {}, "lines": [{"line_id": "l-1", "artwork": None}]}
MOVE = {"type": "change_size", "line_id": "l-1", "quantity": 20, "new_size": "L"}
FEWER = {"type": "change_quantity", "line_id": "l-1", "new_quantity": 50}


def test_a_line_gets_its_number_before_pieces_leave_it() -> None:
    assert asked_of_platform([MOVE, FEWER], ORDER) == [FEWER, MOVE]


def test_other_lines_stay_where_they_were_said() -> None:
    other = FEWER | {"line_id": "l-2"}
    assert asked_of_platform([MOVE, other], ORDER) == [MOVE, other]


def test_the_later_of_two_addresses_or_dates_counts() -> None:
    order = {"lines": [], "delivery_date": "2026-12-01", "address": {}}
    said = [
        {"type": "change_address", "address_id": "a-1"},
        {"type": "change_delivery_date", "delivery_date": "2026-12-20"},
        {"type": "change_address", "address_id": "a-2"},
        {"type": "change_delivery_date", "days_later": 7},
    ]
    assert asked_of_platform(said, order) == [
        {"type": "change_address", "address_id": "a-2"},
        {"type": "change_delivery_date", "delivery_date": "2026-12-08"},
    ]
