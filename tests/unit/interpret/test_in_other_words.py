"""The same number said twice, a target named again, a tag at the end, goods by how many there are, and places."""

import pytest

from agent_service.conversation.interpretation import Intent, Json


def quantity(line: str, new: int) -> Json:
    return {"type": "change_quantity", "line_id": line, "new_quantity": new}


def size(line: str, count: int, new: str) -> Json:
    return {"type": "change_size", "line_id": line, "quantity": count, "new_size": new}


LATER = {"type": "change_delivery_date", "days_later": 7}
BREWERY = {"type": "change_address", "address_id": "a-lk-brew"}
MOVE = [size("BT-2003-2", 30, "XL")]


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("We are going to be three mediums short, so add three please", [quantity("BT-2003-1", 93)]),
        ("add 20 to the L... no hang on, to the M", [quantity("BT-2003-1", 110)]),
        (
            "five of the M and five of the L, both to XL please",
            [size("BT-2003-1", 5, "XL"), size("BT-2003-2", 5, "XL")],
        ),
        ("Lieferung bitte eine Woche nach hinten schieben", [LATER]),
        ("cut 10 caps, ok?", [quantity("BT-2003-3", 38)]),
    ],
)
def test_a_request_is_read_whole(hear, text: str, changes: list[Json]) -> None:
    found = hear(text, "BT-2003", user="u-lena")
    assert (list(found.changes), found.missing) == (changes, ())


@pytest.mark.parametrize("text", ["we are three mediums short, add five larges", "add three mediums and three larges"])
def test_other_goods_or_numbers_are_further_ones(hear, text: str) -> None:
    assert len(hear(text, "BT-2003", user="u-lena").changes) == 2


@pytest.mark.parametrize(
    ("text", "changes", "missing"),
    [
        ("the ninety", [quantity("BT-2003-1", 80)], ()),
        ("the 60 ones", [quantity("BT-2003-2", 80)], ()),
        ("the 75", [], ("line",)),
    ],
)
def test_goods_are_named_by_how_many_there_are(hear, text: str, changes: list[Json], missing: tuple[str, ...]) -> None:
    asked = "Which grey tees should go to 80, the M (90 now) or the L (60 now)?"
    found = hear(text, "BT-2003", user="u-lena", state="CLARIFY_REQUEST", assistant=asked)
    assert (list(found.changes), found.missing) == (changes, missing)


def test_one_saved_address_and_not_the_other(hear) -> None:
    assert hear("brewery, not taproom!", "BT-2002", user="u-lena").changes == (BREWERY,)


def test_a_saved_address_by_its_street(hear) -> None:
    found = hear("the one on dock road", state="CLARIFY_REQUEST", assistant="Where should it go: HQ or Warehouse?")
    assert found.changes == ({"type": "change_address", "address_id": "a-nw-wh"},)


def test_the_second_order_of_those_that_were_named(hear) -> None:
    asked = "Which order should go to the Brewery: BT-2002 or BT-2004?"
    found = hear("the second one", None, user="u-lena", state="CLARIFY_REQUEST", assistant=asked, request=[BREWERY])
    assert (found.order_id, found.changes, found.missing) == ("BT-2004", (BREWERY,), ())


@pytest.mark.parametrize(
    ("text", "request_", "changes", "missing"),
    [
        ("15 to XL, rest stays as L", MOVE, [size("BT-2003-2", 15, "XL")], ()),
        ("5 of them only, ok?", MOVE, [size("BT-2003-2", 5, "XL")], ()),
        ("wait not the caps!! i meant the larges", [{"type": "remove_line", "line_id": "BT-2003-3"}],
         [{"type": "remove_line", "line_id": "BT-2003-2"}], ()),
        ("no, less", [quantity("BT-2003-3", 60)], [], ("quantity",)),
        ("50, and 2 more L", [quantity("BT-2003-3", 60)], [quantity("BT-2003-3", 50), quantity("BT-2003-2", 62)], ()),
    ],
)  # fmt: skip
def test_an_offer_is_corrected(hear, text, request_, changes, missing) -> None:
    found = hear(text, "BT-2003", user="u-lena", options=["as asked: free"], request=request_)
    assert (found.intent, list(found.changes), found.missing) == (Intent.CORRECT, changes, missing)


def test_an_order_named_by_its_goods_is_the_one_to_be_cancelled(hear) -> None:
    found = hear("I want to cancel the order with the caps", None, user="u-lena")
    assert (found.order_id, found.changes, found.missing) == ("BT-2003", ({"type": "cancel_order"},), ())


def test_only_some_goods_of_an_order_that_was_to_be_cancelled(hear) -> None:
    cancel = {"options": ["Cancel BT-1002: refund $2,773.00"], "request": [{"type": "cancel_order"}]}
    assert hear("not the whole order! only the caps", **cancel).changes == (
        {"type": "remove_line", "line_id": "BT-1002-3"},
    )
    assert hear("only if the caps stay", **cancel).changes == ()


def test_the_same_artwork_for_further_goods(hear) -> None:
    art = {"type": "change_artwork", "line_id": "BT-1002-2", "artwork_id": "art-nw-logo"}
    found = hear(
        "the mediums as well please, same logo", options=["Primary logo on hoodies L: +$142.43"], request=[art]
    )
    assert (found.changes, found.missing) == ((art, {**art, "line_id": "BT-1002-1"}), ())


@pytest.mark.parametrize(
    ("text", "order", "change"),
    [
        ("10 extra of those tees on the same order, possible?", "BT-1005", quantity("BT-1005-1", 85)),
        ("Solo necesitamos 40 gorras, no 48", "BT-1002", quantity("BT-1002-3", 40)),
        ("boss hates black. heather grey for the whole batch", "BT-1004",
         {"type": "change_color", "line_id": "BT-1004-1", "quantity": 120, "new_color": "Heather Grey"}),
    ],
)  # fmt: skip
def test_more_of_the_same_a_number_ruled_out_and_a_whole_batch(hear, text: str, order: str, change: Json) -> None:
    found = hear(text, order)
    assert (list(found.changes), found.missing) == ([change], ())
