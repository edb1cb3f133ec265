"""What customers ask for, and the changes it comes to on their order."""

import pytest

from agent_service.conversation.interpretation import Intent


def quantity(line: str, pieces: int) -> dict[str, object]:
    return {"type": "change_quantity", "line_id": line, "new_quantity": pieces}


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("caps to 150", 150),
        ("make the caps a hundred and twenty", 120),
        ("two dozen more caps", 124),
        ("half a dozen fewer hats", 94),
        ("cut the caps in half", 50),
        ("double the caps", 200),
        ("10% more caps", 110),
        ("casp down by a quarter", 75),
        ("caps, 150... no wait, 130", 130),
        ("necesito 20 gorras más", 120),
        ("bitte die Caps auf 72 Stück", 72),
        ("mettez les casquettes à 80", 80),
        ("line 3: 110", 110),
    ],
)
def test_amounts_are_read_against_what_is_on_the_order(hear, text, pieces):
    assert list(hear(text).changes) == [quantity("BT-1002-3", pieces)]


def test_a_request_that_fits_two_lines_asks_which(hear):
    found = hear("20 more hoodies")
    assert (found.changes, found.missing) == ((), ("line",))
    assert found.details["candidates"] == ["BT-1002-1", "BT-1002-2"]


def test_each_means_every_line_that_fits(hear):
    assert list(hear("make it sixty of each hoodie size").changes) == [
        quantity("BT-1002-1", 60),
        quantity("BT-1002-2", 60),
    ]


def test_pieces_move_to_another_size_and_the_rest_stays(hear):
    assert hear("10 of the L hoodies to 2x, the rest stays").changes == (
        {"type": "change_size", "line_id": "BT-1002-2", "quantity": 10, "new_size": "2XL"},
    )


def test_swapping_counts_moves_no_sizes(hear):
    found = hear("we mixed up the M and L counts, please swap the numbers", "BT-2003", user="u-lena")
    assert list(found.changes) == [quantity("BT-2003-1", 60), quantity("BT-2003-2", 90)]


def test_a_negated_deed_is_not_done(hear):
    assert hear("don't cancel, just drop the caps").changes == ({"type": "remove_line", "line_id": "BT-1002-3"},)


def test_goods_that_are_not_on_the_order_are_added(hear):
    found = hear("throw in 12 red trucker caps")
    assert found.changes == ({"type": "add_line", "sku": "TRC-RED-ONE", "quantity": 12},)


def test_more_of_what_is_there_is_never_a_new_line(hear):
    assert list(hear("add 12 black caps").changes) == [quantity("BT-1002-3", 112)]


def test_what_is_not_said_is_asked(hear):
    assert set(hear("add 40 polos", "BT-1001").missing) == {"color", "size"}


def test_a_written_address_that_is_saved_becomes_the_saved_one(hear):
    found = hear("ship it to 88 Dock Rd. instead of hq")
    assert found.changes == ({"type": "change_address", "address_id": "a-nw-wh"},)


def test_a_new_street_alone_is_not_an_address(hear):
    found = hear("send it to 55 Pine Street")
    assert found.missing == ("address",)
    assert found.changes == ({"type": "change_address", "address": {"street": "55 Pine Street"}},)


def test_dates_come_absolute_or_as_days(hear):
    assert hear("deliver two weeks later please").changes == ({"type": "change_delivery_date", "days_later": 14},)
    assert hear("can it arrive on Dec 28").changes == ({"type": "change_delivery_date", "delivery_date": "2026-12-28"},)


def test_readings_that_contradict_each_other_are_asked_about(hear):
    assert hear("caps to 50. caps to 70").missing == ("quantity",)


@pytest.mark.parametrize("text", ["order BT-9999, 20 more caps", "on #2003 set the caps to 60", "bt2001 to 200 pieces"])
def test_an_order_the_customer_cannot_see_is_asked_for_whatever_is_in_focus(hear, text):
    found = hear(text)
    assert (found.order_id, found.missing) == (None, ("order",))
    assert found.details["mentioned_order"]


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("caps to 90 on bt1002", "BT-1002"),
        ("the order from yesterday: M to 70", "BT-1001"),
        ("the black hoodies, M to 60", "BT-1002"),
        ("on #1003 the polos should be 25", "BT-1003"),
    ],
)
def test_the_order_is_named_or_described(hear, text, order):
    assert hear(text, None).order_id == order


def test_a_question_beside_a_request_does_not_hide_it(hear):
    found = hear("caps to 80. btw are the hoodies preshrunk?")
    assert found.intent is Intent.CHANGE_ORDER
    assert found.details["question"]["topic"] == "product_question"


@pytest.mark.parametrize("text", ["2 XL more", "5 XL more"])
def test_a_count_before_a_size_is_a_count(hear, text):
    found = hear(text, "BT-2002", user="u-lena")
    assert list(found.changes) == [quantity("BT-2002-2", 20 + int(text[0]))]


def test_next_friday_is_a_date_where_it_can_mean_only_one(hear):
    assert hear("need it by next friday").changes == ({"type": "change_delivery_date", "delivery_date": "2026-11-27"},)
    assert hear("need it by next saturday").missing == ("date",)


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        (
            "knock 15 off the mediums and put them on the larges",
            [quantity("BT-1002-1", 35), quantity("BT-1002-2", 65)],
        ),
        ("take 10 from L and give them to M", [quantity("BT-1002-2", 40), quantity("BT-1002-1", 60)]),
        ("ten more hoodies, half and half", [quantity("BT-1002-1", 55), quantity("BT-1002-2", 55)]),
        ("take 10 off the hoodies, 5 each", [quantity("BT-1002-1", 45), quantity("BT-1002-2", 45)]),
        ("caps to 70 no 75", [quantity("BT-1002-3", 75)]),
        ("remove the hoodies in M", [{"type": "remove_line", "line_id": "BT-1002-1"}]),
        ("3 times as many caps", [quantity("BT-1002-3", 300)]),
        ("we had more people sign up, so the caps have to go to a hundred and fifty", [quantity("BT-1002-3", 150)]),
    ],
)
def test_pieces_that_are_shared_passed_on_or_taken_back_are_counted_right(hear, text, changes):
    assert list(hear(text).changes) == changes


@pytest.mark.parametrize(
    "text", ["cancel something", "1001 and 1003: add 10 M tees to both", "skipping the caps", "loose caps 20 or 30"]
)
def test_what_is_only_half_understood_is_never_complete(hear, text):
    found = hear(text)
    assert not found.changes or found.missing


@pytest.mark.parametrize("word", ["carrier", "skipping", "scarves", "returned", "actress", "clarify"])
def test_an_ordinary_word_is_no_slip(reader, worlds, word):
    catalogue = reader._shelf.catalogue(worlds["u-ana"])
    assert catalogue.speller is not None
    assert catalogue.speller.correct(word) == word


@pytest.mark.parametrize(
    "text", ["can we also have 12 of the same hoodie in L", "we'd need 12 of the same hoodies in L"]
)
def test_more_of_the_same_in_another_size_moves_nothing(hear, text: str) -> None:
    assert all(change["type"] != "change_size" for change in hear(text, "BT-2004", user="u-lena").changes)
