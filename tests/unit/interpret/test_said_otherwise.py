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
        "scrap the caps and cancel everything",
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
        "keep the caps and cancel everything else, skip the larges",
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


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("item 3 is not needed, item 2 to 35", ({"type": "remove_line", "line_id": CAPS}, pieces("BT-1002-2", 35))),
        ("line one → 40", (pieces("BT-1002-1", 40),)),
        ("item #3 pls 130", (pieces(CAPS, 130),)),
        ("larges +2, uh no, +6", (pieces("BT-1002-2", 56),)),
        ("tripel the caps", (pieces(CAPS, 300),)),
        ("one other thing, caps to 90", (pieces(CAPS, 90),)),
    ],
)
def test_lines_corrections_and_slips(hear: Hear, text: str, changes: tuple[Json, ...]) -> None:
    found = hear(text)
    assert (set(map(str, found.changes)), found.missing) == (set(map(str, changes)), ())


@pytest.mark.parametrize("text", ["each item 5 more", "2 items less", "item 5 more of the caps"])
def test_a_number_of_items_is_no_line(hear: Hear, text: str) -> None:
    assert all("line_id" not in change or change["line_id"] != "BT-1002-5" for change in hear(text).changes)


def test_a_slip_in_a_number_is_still_asked_about(hear: Hear) -> None:
    assert hear("caps to twnety").missing


def test_what_is_a_bit_much_is_not_wished_for(hear: Hear) -> None:
    found = hear("130 is a little much, 115", options=["caps"], request=[pieces(CAPS, 130)])
    assert (found.intent, found.changes, found.missing) == (Intent.CORRECT, (pieces(CAPS, 115),), ())


@pytest.mark.parametrize("text", ["3x would be right", "let it be 3x then"])
def test_a_size_may_be_said_without_its_l(hear: Hear, text: str) -> None:
    question = "You want all 50 L hoodies on BT-1002 in another size. Which one: S, XL or 3XL?"
    found = hear(text, state="CLARIFY_REQUEST", assistant=question)
    moved = {"type": "change_size", "line_id": "BT-1002-2", "quantity": 50, "new_size": "3XL"}
    assert found.changes == (moved,)


@pytest.mark.parametrize(
    "text",
    [
        "ship the hoodies as soon as they are ready and the caps can come after",
        "dispatch the caps the moment they're done, the hoodies follow later",
        "the caps can travel on their own",
    ],
)
def test_goods_that_need_not_wait_for_one_another_are_a_split(hear: Hear, text: str) -> None:
    assert hear(text).changes == ({"type": "split_shipment"},)


ART = "art-sm-crest"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("the trip picture is not right on the mediums and the smalls, put the crest on those two", ("-1", "-2")),
        ("put the crest on the M and the S only", ("-1", "-2")),
    ],
)
def test_an_artwork_goes_on_the_lines_that_were_named(hear: Hear, text: str, lines: tuple[str, ...]) -> None:
    changes = hear(text, "BT-4003", user="u-mei").changes
    assert sorted(str(change["line_id"])[-2:] for change in changes) == list(lines)
    assert {change["artwork_id"] for change in changes} == {ART}


def test_an_artwork_that_is_wrong_is_not_put_on(hear: Hear) -> None:
    found = hear("the crest is wrong for the mediums", "BT-4003", user="u-mei")
    assert (found.changes, found.missing) == ((), ("artwork",))


@pytest.mark.parametrize(
    ("text", "lines"), [("change the artwork to the crest on the M line", ("-2",)),
                        ("only the S and the 3XL", ("-1", "-3")), ("crest on S and 3XL only", ("-1", "-3"))]
)  # fmt: skip
def test_an_artwork_for_every_line_is_narrowed_to_those_named(hear: Hear, text: str, lines: tuple[str, ...]) -> None:
    request = [{"type": "change_artwork", "line_id": None, "artwork_id": ART}]
    found = hear(text, "BT-4003", user="u-mei", options=["School Crest on all lines: +$9"], request=request)
    assert found.intent is Intent.CORRECT
    assert sorted(str(change["line_id"])[-2:] for change in found.changes) == list(lines)


def test_one_line_too_does_not_narrow_an_artwork(hear: Hear) -> None:
    request = [{"type": "change_artwork", "line_id": None, "artwork_id": ART}]
    found = hear("crest on the M too", "BT-4003", user="u-mei", options=["School Crest on all lines"], request=request)
    assert found.changes in ((), tuple(request))


@pytest.mark.parametrize(("text", "number"), [("15 less", 85), ("take off 15", 85), ("add 15", 115), ("15", 15)])
def test_an_answer_of_so_many_less_counts_from_the_line(hear: Hear, text: str, number: int) -> None:
    said = {"state": "CLARIFY_REQUEST", "assistant": "How many pieces?"}
    assert hear(text, previous="change the quantity of the caps", **said).changes == (pieces(CAPS, number),)


def test_so_many_less_of_pieces_that_move_is_asked_about(hear: Hear) -> None:
    said = {"state": "CLARIFY_REQUEST", "assistant": "How many pieces?"}
    found = hear("15 less", previous="move some of the medium hoodies to XL", **said)
    assert (found.changes, found.missing) == ((), ("quantity",))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("have they started the embroidering", Intent.ORDER_STATUS),
        ("what address do you have for it", Intent.ORDER_STATUS),
        ("until which step are new logos allowed", Intent.POLICY_QUESTION),
        ("would you take the tees back? the seams are opening", Intent.RETURN_REQUEST),
        ("a detail of this order must be amended", Intent.CHANGE_ORDER),
    ],
)
def test_questions_and_vague_wishes_in_other_words(hear: Hear, text: str, intent: Intent) -> None:
    assert hear(text, "BT-1006" if intent is Intent.RETURN_REQUEST else "BT-1002").intent is intent


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("caps to 70 because a third of the crew left", 70),
        ("caps to 65, three of us quit", 65),
        ("half the staff is away so 90 caps", 90),
        ("item number 3 to 55", 55),
    ],
)
def test_a_part_of_people_is_no_part_of_the_goods(hear: Hear, text: str, number: int) -> None:
    found = hear(text)
    assert (found.changes, found.missing) == ((pieces(CAPS, number),), ())


def test_a_part_of_the_goods_still_is_one(hear: Hear) -> None:
    assert hear("half of the caps in red").changes == (dyed(CAPS, 50, "Red"),)


@pytest.mark.parametrize(
    "text", ["deliver a week later, nobody's in the office before that", "no one is there on Friday"]
)
def test_an_empty_house_is_no_anger(hear: Hear, text: str) -> None:
    assert not hear(text).frustrated


def test_goods_shipped_without_waiting_for_others_are_a_split(hear: Hear) -> None:
    assert hear("send the caps without waiting for the hoodies").changes == ({"type": "split_shipment"},)


@pytest.mark.parametrize("text", ["no caps, mediums", "no mediums, caps", "no caps but the larges"])
def test_goods_ruled_out_beside_others_are_never_taken_off_the_order(hear: Hear, text: str) -> None:
    found = hear(text, options=["caps"], request=[pieces(CAPS, 105)])
    assert all(change["type"] != "remove_line" for change in found.changes)


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("the last one you listed", 3), ("the one in the middle", 2), ("the top one please", 1), ("opt 2", 2),
        ("two is fine", 2), ("we discussed it and it's number 3", 3), ("the 44 dollar one", 3),
        ("die zweite Variante", 2),
        ("option 2 looks better", 2),
        ("one and two", None), ("the 20 dollar one", None), ("not the last", None), ("the middle of july", None),
    ],
)  # fmt: skip
def test_options_are_named_by_place_number_and_about_their_price(hear, text: str, option: int | None) -> None:
    offered = ["12 × L → XL: free", "20 × L → 2XL: +$38.10", "20 × L → XL in Black: +$44.91, +5 days"]
    request = [{"type": "change_size", "line_id": "BT-1001-2", "quantity": 20, "new_size": "XL"}]
    assert hear(text, "BT-1001", options=offered, request=request).option == option


@pytest.mark.parametrize(
    "text", ["tack 12 onto the caps", "put 12 onto the caps", "stick another 12 on the caps",
             "throw 12 caps onto this order", "pop 12 caps on", "12 x caps please add"],
)  # fmt: skip
def test_what_is_put_on_comes_on_top(hear, text: str) -> None:
    found = hear(text)
    assert found.changes == ({"type": "change_quantity", "line_id": "BT-1002-3", "new_quantity": 112},)


@pytest.mark.parametrize("text", ["throw the caps out", "stick with 12 caps", "pop the primary logo on the caps"])
def test_nothing_is_put_on_here(hear, text: str) -> None:
    assert not any(change.get("new_quantity") == 112 for change in hear(text).changes)


@pytest.mark.parametrize(
    ("text", "count"),
    [("the order with the grey tees and the red caps: 15 more larges", {"BT-2003-2": 75}),
     ("on the order with the tees and the caps, caps to 60", {"BT-2003-3": 60}),
     ("the order with the caps and the mediums to 100", {"BT-2003-1": 100})],
)  # fmt: skip
def test_goods_that_describe_the_order_are_not_to_change(hear, text: str, count: dict[str, int]) -> None:
    found = hear(text, None, user="u-lena")
    assert {change["line_id"]: change["new_quantity"] for change in found.changes} == count
