"""Nothing is tied to one catalogue: other products, colours, order numbers and addresses are read the same way."""

import pytest

from agent_service.conversation.interpretation import CustomerData, Interpretation, Json, Situation
from agent_service.interpret.reader import RuleInterpreter


def product(identity: str, name: str, category: str, colors: str, sizes: str) -> Json:
    variants = [
        {"sku": f"{identity}-{color}-{size}", "color": color, "size": size, "available": 100}
        for color in colors.split(",")
        for size in sizes.split()
    ]
    return {"product_id": identity, "name": name, "category": category, 
            "base_price": {"amount": 900, "currency": "USD"},
            "colors": colors.split(","), "sizes": sizes.split(), "variants": variants}  # fmt: skip


def line(identity: str, goods: Json, color: str, size: str, quantity: int) -> Json:
    return {"line_id": identity, "sku": f"{goods['product_id']}-{color}-{size}", 
            "product_id": goods["product_id"],
            "product_name": goods["name"], "color": color, "size": size,
            "quantity": quantity, "artwork": None}  # fmt: skip


VEST = product("v", "Alpine Fleece Vest", "vest", "Burgundy,Slate Grey", "S M L XL")
BEANIE = product("b", "Merino Beanie", "beanie", "Mustard,Black", "ONE")
SHIRT = product("o", "Oxford Work Shirt", "work shirt", "Sky Blue,White", "S M L XL 2XL")
ORDER = {
    "order_id": "AC-50012", "status": "CREATED", "created_at": "2026-11-18T10:00:00.000Z",
    "delivery_date": "2026-12-18",
    "placed_by": {"user_id": "u1", "name": "Jo Doe"}, "address": {"address_id": "a1"},
    "lines": [line("l1", VEST, "Burgundy", "M", 40), line("l2", BEANIE, "Mustard", "ONE", 60),
              line("l3", SHIRT, "Sky Blue", "L", 25)],
}  # fmt: skip
DATA = CustomerData(
    orders=(ORDER,),
    addresses=({"address_id": "a1", "label": "Lab", "street": "5 Elm Road", "city": "Austin", "region": "TX",
                "postal_code": "78701", "country": "US"},
               {"address_id": "a2", "label": "Distribution Center", "street": "90 Rail Way", "city": "Waco",
                "region": "TX",
                "postal_code": "76701", "country": "US"}),
    artworks=({"artwork_id": "x1", "name": "Phoenix badge", "active": True},),
    products=(VEST, BEANIE, SHIRT),
)  # fmt: skip


def hear(text: str, order: str | None = "AC-50012") -> Interpretation:
    return RuleInterpreter().interpret(text, Situation("u1", order, "GREETING", None, (), (), DATA, "2026-11-20"))


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("10 more vests", {"type": "change_quantity", "line_id": "l1", "new_quantity": 50}),
        ("beanies down to 45", {"type": "change_quantity", "line_id": "l2", "new_quantity": 45}),
        ("work shirts to 30", {"type": "change_quantity", "line_id": "l3", "new_quantity": 30}),
        ("vests in slate gray", {"type": "change_color", "line_id": "l1", "quantity": 40, "new_color": "Slate Grey"}),
        ("5 of the sky blue shirts to XL", {"type": "change_size", "line_id": "l3", "quantity": 5, "new_size": "XL"}),
        ("phoenix badge on the vests", {"type": "change_artwork", "line_id": "l1", "artwork_id": "x1"}),
        ("ship to the distribution center", {"type": "change_address", "address_id": "a2"}),
        ("add 12 black beanies", {"type": "add_line", "sku": "b-Black-ONE", "quantity": 12}),
        ("lose the beanis", {"type": "remove_line", "line_id": "l2"}),
    ],
)  # fmt: skip
def test_changes_are_read_from_the_catalogue_at_hand(text, change):
    assert list(hear(text).changes) == [change]


@pytest.mark.parametrize(
    "text", ["AC-50012: 10 more vests", "on ac50012 10 more vests", "order 50012, 10 more vests", "vests +10"]
)
def test_order_numbers_of_any_shape_are_recognised(text):
    found = hear(text, None)
    assert found.order_id == "AC-50012"
    assert found.changes == ({"type": "change_quantity", "line_id": "l1", "new_quantity": 50},)


def test_an_unknown_number_of_the_same_shape_is_not_taken_for_another():
    found = hear("AC-50099: 10 more vests")
    assert (found.order_id, found.missing) == (None, ("order",))


def artwork(identity: str, name: str) -> Json:
    return {"artwork_id": identity, "name": name, "active": True}


NAMES = (artwork("x1", "Phoenix badge"), artwork("x2", "Logo"), artwork("x3", "Ünï ✓"), artwork("x4", "★"),
         artwork("x5", "Burgundy"), artwork("x6", "Design"))  # fmt: skip


def with_names(text: str, assistant: str | None = None, previous: str | None = None) -> Interpretation:
    state = "CLARIFY_REQUEST" if assistant else "GREETING"
    data = CustomerData(orders=(ORDER,), addresses=DATA.addresses, artworks=NAMES, products=DATA.products)
    situation = Situation("u1", "AC-50012", state, assistant, (), (), data, "2026-11-20")
    reader = RuleInterpreter()
    return reader.merge_answer(previous, text, situation) if previous else reader.interpret(text, situation)


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("change the artwork to Logo", "x2"),
        ("please change the artwork to “Design”", "x6"),
        ("put the artwork called logo on everything", "x2"),
        ("use the logo artwork", "x2"),
        ("change the artwork to Ünï ✓", "x3"),
        ("artwork: ünï", "x3"),
        ("switch the artwork to Burgundy", "x5"),
        ("change the logo to the phoenix badge", "x1"),
    ],
)
def test_an_artwork_may_be_called_by_any_word(text, identity):
    assert list(with_names(text).changes) == [{"type": "change_artwork", "line_id": None, "artwork_id": identity}]


@pytest.mark.parametrize(("text", "identity"), [("Logo", "x2"), ("Ünï ✓", "x3"), ("the Design, please", "x6")])
def test_a_choice_that_was_offered_is_understood(text, identity):
    found = with_names(text, assistant="Which artwork?", previous="change the artwork")
    assert list(found.changes) == [{"type": "change_artwork", "line_id": None, "artwork_id": identity}]


@pytest.mark.parametrize("text", ["change the logo", "the logo needs to change", "we have a new design"])
def test_the_word_alone_does_not_say_which_artwork(text):
    found = with_names(text)
    assert not found.changes
    assert list(found.missing) == ["artwork"]


def test_a_color_stays_a_color_where_no_artwork_is_named():
    change = {"type": "change_color", "line_id": "l1", "quantity": 40, "new_color": "Burgundy"}
    grey = {**ORDER, "lines": [line("l1", VEST, "Slate Grey", "M", 40)]}
    data = CustomerData(orders=(grey,), addresses=DATA.addresses, artworks=NAMES, products=DATA.products)
    situation = Situation("u1", "AC-50012", "GREETING", None, (), (), data, "2026-11-20")
    assert list(RuleInterpreter().interpret("make the vests burgundy", situation).changes) == [change]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("change the size to M", {"type": "change_size", "new_size": "M"}),
        ("make everything M", {"type": "change_size", "new_size": "M"}),
        ("switch the vests to M", {"type": "change_size", "new_size": "M"}),
        ("make the vests burgundy", {"type": "change_color", "new_color": "Burgundy"}),
    ],
)
def test_what_the_order_is_already_is_asked_for_all_the_same(text, change):
    """The platform says that nothing would change; the customer is not asked what to change."""
    data = CustomerData(orders=({**ORDER, "lines": ORDER["lines"][:1]},), addresses=(), artworks=(), products=(VEST,))
    situation = Situation("u1", "AC-50012", "GREETING", None, (), (), data, "2026-11-20")
    found = RuleInterpreter().interpret(text, situation)
    assert (list(found.changes), found.missing) == ([{**change, "line_id": "l1", "quantity": 40}], ())
