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
