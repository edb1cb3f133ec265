"""Order numbers are opaque: what the customer's own look like is what an order number looks like."""

import pytest

from agent_service.interpret.order_numbers import is_marked, marked, plain


@pytest.mark.parametrize(
    ("order_id", "typed"),
    [
        ("SP-C036", "cancel SP-C036 please"),
        ("SP-C036", "cancel sp c036 please"),
        ("SP-C036", "cancel SPC036"),
        ("24-0003-N", "what about 24-0003-N?"),
        ("SO_17.A", "so_17.a: 20 more"),
        ("X-1", "cancel x-1"),
    ],
)
def test_a_number_of_the_customer_is_one_sign(order_id: str, typed: str) -> None:
    signs = [word for word in marked(typed, [order_id]).replace("?", " ").replace(":", " ").split() if is_marked(word)]
    assert len(signs) == 1
    alike = plain(signs[0]).upper()
    assert [letter for letter in alike if letter.isalnum()] == [letter for letter in order_id if letter.isalnum()]


def test_a_number_of_that_form_that_is_not_there_is_one_too() -> None:
    assert plain(marked("SP-C999", ["SP-C036"])) == "SP-C999"


@pytest.mark.parametrize("text", ["60 of the 36 in M", "HCT-NAV-M", "x 10", "20-30 more", "c036"])
def test_other_words_are_left_alone(text: str) -> None:
    assert marked(text, ["SP-C036", "X-1", "BT-1003"]) == text


def test_plain_numbers_are_left_to_the_tokenizer() -> None:
    assert marked("BT-1003 and 10023", ["BT-1003", "10023"]) == "BT-1003 and 10023"
