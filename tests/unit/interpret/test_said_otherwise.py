"""The same wishes in words of others: whole orders, spelled numbers, lists of colours, signed agreements."""

import pytest

from agent_service.conversation.interpretation import Intent, Json
from agent_service.interpret.languages import language_of, to_english
from agent_service.interpret.numerals import read_number
from agent_service.interpret.signature import without_signature
from agent_service.interpret.tokens import tokenise
from tests.unit.interpret.conftest import Hear

CANCELLED: Json = {"type": "cancel_order"}
CAPS = "BT-1002-3"


def pieces(line: str, number: int) -> Json:
    return {"type": "change_quantity", "line_id": line, "new_quantity": number}


def dyed(line: str, number: int, color: str) -> Json:
    return {"type": "change_color", "line_id": line, "quantity": number, "new_color": color}


@pytest.mark.parametrize(
    "text",
    [
        "skip the caps, cancel the whole order",
        "leave out the caps... in fact please cancel my complete order",
        "drop the mediums and cancel the order altogether",
    ],
)
def test_a_cancelled_order_takes_its_dropped_parts_along(hear: Hear, text: str) -> None:
    for offer in ({}, {"options": ["Caps 100 → 120"], "request": [pieces(CAPS, 120)]}):
        found = hear(text, **offer)
        assert (found.intent, found.changes, found.missing) == (Intent.CHANGE_ORDER, (CANCELLED,), ())


@pytest.mark.parametrize(
    "text",
    [
        "skip the caps or cancel the whole order",
        "drop the caps, or else cancel the entire order",
        "cancel the order except the caps, drop the mediums",
        "drop the caps, don't cancel the order",
    ],
)
def test_a_cancelled_order_with_a_choice_or_an_exception_is_none(hear: Hear, text: str) -> None:
    assert CANCELLED not in hear(text).changes
    assert CANCELLED not in hear(text, options=["Caps"], request=[pieces(CAPS, 120)]).changes


@pytest.mark.parametrize(
    ("said", "number"), [("two five zero", 250), ("one oh eight", 108), ("nine zero", 90), ("one two zero zero", 1200)]
)
def test_a_number_spelled_digit_by_digit_is_that_number(said: str, number: int) -> None:
    assert read_number(tokenise(said), 0) == (number, len(said.split()))


@pytest.mark.parametrize("said", ["two three", "zero five zero", "two three xl"])
def test_digits_that_may_be_several_numbers_are_not_put_together(said: str) -> None:
    found = read_number(tokenise(said), 0)
    assert found is None or found[1] == 1


def test_the_number_said_again_in_digits_is_the_same_number(hear: Hear) -> None:
    found = hear("not 130, 125! one two five. read it again", options=["caps"], request=[pieces(CAPS, 130)])
    assert (found.intent, found.changes) == (Intent.CORRECT, (pieces(CAPS, 125),))


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("caps no, i wanted 5 more of the mediums", (pieces("BT-1002-1", 55),)),
        ("the caps, no. larges to 45", (pieces("BT-1002-2", 45),)),
    ],
)
def test_goods_with_a_no_behind_them_were_not_meant(hear: Hear, text: str, changes: tuple[Json, ...]) -> None:
    found = hear(text, options=["caps"], request=[pieces(CAPS, 105)])
    assert (found.intent, found.changes, found.missing) == (Intent.CORRECT, changes, ())


def test_the_only_goods_of_an_offer_with_a_no_behind_them_decline_it(hear: Hear) -> None:
    assert hear("the caps, no", options=["caps"], request=[pieces(CAPS, 105)]).intent is Intent.DECLINE


def test_two_colours_after_two_names_are_what_they_should_get(hear: Hear) -> None:
    found = hear("L hoodies sand, M hoodies navy, and no caps")
    assert found.changes == (
        dyed("BT-1002-2", 50, "Sand"),
        dyed("BT-1002-1", 50, "Navy"),
        {"type": "remove_line", "line_id": CAPS},
    )
    assert found.missing == ()


@pytest.mark.parametrize(
    "text", ["drop the caps and the aprons in red", "M hoodies navy, 20 fewer", "no caps, no polos"]
)
def test_goods_that_are_not_on_the_order_leave_no_smaller_change(hear: Hear, text: str) -> None:
    found = hear(text)
    assert found.intent is not Intent.CHANGE_ORDER or found.missing


def test_more_in_another_colour_is_asked_about_and_then_added(hear: Hear) -> None:
    asked = hear("25 more caps in another color")
    assert (asked.changes, asked.missing) == ((), ("color",))
    question = "25 more trucker caps in another colour on BT-1002: red or navy?"
    answered = hear("red", state="CLARIFY_REQUEST", assistant=question)
    assert answered.changes == ({"type": "add_line", "sku": "TRC-RED-ONE", "quantity": 25},)


ONE = {"options": ["Navy L 40 → 55: +$74.85, no delay"], "request": [pieces("BT-1001-2", 55)]}
TWO = {"options": ["M and L"], "request": [pieces("BT-1001-1", 45), pieces("BT-1001-2", 55)]}


@pytest.mark.parametrize(
    "text", ["we hereby confirm the change", "Approved. A. Ruiz", "go ahead - Ana", "hereby approved, Ana Ruiz"]
)
def test_a_formal_or_signed_yes_is_one(hear: Hear, text: str) -> None:
    assert hear(text, "BT-1001", **ONE).intent is Intent.CONFIRM


@pytest.mark.parametrize(
    "text", ["Approved. T. Okafor", "A. Ruiz", "no. Ana", "hereby approved if free. Ana", "I hereby decline. A. Ruiz"]
)
def test_another_name_a_name_alone_or_a_no_with_a_name_is_none(hear: Hear, text: str) -> None:
    assert hear(text, "BT-1001", **ONE).intent is not Intent.CONFIRM


def test_a_word_that_is_everybodys_is_no_signature() -> None:
    assert without_signature("Yes. Wait", frozenset({"wait"})) == "Yes. Wait"


@pytest.mark.parametrize(("text", "agrees"), [("correct, 45 and 55", True), ("right: 55 and 45", False),
                                              ("yes, 45 and 50", False), ("45 and 55", False)])  # fmt: skip
def test_the_numbers_of_an_offer_may_be_said_again_in_their_order(hear: Hear, text: str, agrees: bool) -> None:
    assert (hear(text, "BT-1001", **TWO).intent is Intent.CONFIRM) is agrees


@pytest.mark.parametrize("text", ["oui, on fait comme ça", "parfait, faisons comme ça"])
def test_a_french_yes_by_the_way_it_is_done(hear: Hear, text: str) -> None:
    assert hear(text, "BT-1001", **ONE).intent is Intent.CONFIRM


def test_what_is_preferred_is_chosen_in_other_languages(hear: Hear) -> None:
    request = [{"type": "add_line", "sku": "HCT-RED-L", "quantity": 4}]
    for text in ("preferimos la segunda", "ich bevorzuge die zweite"):
        assert hear(text, "BT-1001", options=["Add 4 red XL", "Add 4 black L"], request=request).option == 2


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("bitte ziehen sie 10 kappen ab", "subtract"),
        ("stocken sie die kappen auf 60 auf", "increase"),
        ("lassen sie die kappen weg", "remove"),
        ("setzen sie die kappen auf 40 herab.", "reduce"),
    ],
)
def test_a_german_verb_gets_its_particle_back(text: str, english: str) -> None:
    tokens = tokenise(text)
    assert english in [token.text for token in to_english(tokens, language_of(tokens))]
