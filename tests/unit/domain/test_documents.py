"""Quotes as documents: the shape of api.md, the digest anyone can recompute, drift, and what an option moves."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
import rfc8785

from brightthread.contract.changes import CHANGE
from brightthread.contract.orders import OrderView
from brightthread.contract.quotes import QuoteView
from platform_service.domain.change_documents import change_from_json, change_to_json, changes_from_json
from platform_service.domain.changes import (
    AddLine,
    CancelOrder,
    Change,
    ChangeAddress,
    ChangeArtwork,
    ChangeColor,
    ChangeQuantity,
    ChangeSize,
    RemoveLine,
)
from platform_service.domain.differences import differences
from platform_service.domain.documents import QuoteIdentity, order_to_json, quote_digest, quote_to_json
from platform_service.domain.effects import amount_owed, stamped, stock_moves
from platform_service.domain.order import Address, Order, Posting, Status
from platform_service.domain.status import can_move
from platform_service.domain.wording import summary
from tests.unit.domain.world import EVENT, around, line, order, quote, sku

L1 = "BT-1-1"
NOW = datetime(2026, 11, 20, 9, 30, 0, 123456, tzinfo=UTC)
PLACE = Address(None, "", "5 New Road", "Salem", "OR", "97301", "US")


def served(an_order: Order, *changes: Change, **around_: Any) -> dict[str, Any]:
    draft = quote(an_order, *changes, **around_)
    ids = [f"opt_{number}" for number in range(len(draft.options))]
    identity = QuoteIdentity("q_1", ids, NOW, NOW + timedelta(minutes=15))
    return quote_to_json(draft, identity, order=an_order, policy_version="1.2", requested=changes)


def test_a_quote_is_the_wire_models_quote() -> None:
    document = served(order(Status.IN_PRODUCTION), ChangeSize(L1, "XL", 20), stock={sku("Navy", "XL"): 12})
    view = QuoteView.model_validate(document)
    assert view.options[0].price_delta.amount == 3_600
    assert document["created_at"] == "2026-11-20T09:30:00.123Z"
    assert document["reasons"][0]["facts"]["available"] == 12
    assert json.loads(json.dumps(document)) == document


def test_an_order_is_the_wire_models_order() -> None:
    document = order_to_json(order(Status.CREATED, line(1, artwork=None), fees=[Posting("x", "X", 500, "chg_1")]))
    OrderView.model_validate(document)
    assert document["totals"]["total"] == {"amount": 80_500, "currency": "USD"}
    assert document["lines"][0]["artwork"] is None


def test_anyone_can_recompute_the_digest() -> None:
    document = served(order(Status.IN_PRODUCTION), ChangeSize(L1, "XL", 20))
    shown = {name: value for name, value in document.items() if name not in ("digest", "status")}
    assert document["digest"] == hashlib.sha256(rfc8785.dumps(json.loads(json.dumps(shown)))).hexdigest()
    assert quote_digest({**document, "status": "used"}) == document["digest"]
    assert quote_digest({**document, "verdict": "allowed"}) != document["digest"]


def test_only_the_new_fees_and_a_one_off_address_wait_for_their_ids() -> None:
    an_order = order(Status.IN_PRODUCTION, fees=[Posting("artwork_change", "New artwork", 500, "chg_0")])
    after = served(an_order, ChangeAddress(None, PLACE))["options"][0]["order_after"]
    assert [fee["change_id"] for fee in after["fees"]] == ["chg_0", None]
    assert (after["address"]["address_id"], after["version"]) == (None, 2)
    [option] = quote(an_order, ChangeAddress(None, PLACE)).options
    stored = stamped(an_order, option.order_after, "chg_1", "a-new")
    assert [fee.change_id for fee in stored.fees] == ["chg_0", "chg_1"]
    assert stored.address == replace(PLACE, address_id="a-new")


WIRE: list[dict[str, Any]] = [
    {"type": "change_quantity", "line_id": "L", "new_quantity": 5},
    {"type": "change_size", "line_id": "L", "new_size": "M"},
    {"type": "change_color", "line_id": "L", "new_color": "Navy", "quantity": 4},
    {"type": "change_artwork", "artwork_id": "a"},
    {"type": "change_artwork", "artwork_id": "a", "line_id": "L"},
    {"type": "change_address", "address_id": "a"},
    {
        "type": "change_address",
        "address": {"label": "Tent", "street": "s", "city": "c", "region": "r", "postal_code": "1", "country": "US"},
    },
    {"type": "add_line", "sku": "s", "quantity": 3, "artwork_id": "a"},
    {"type": "remove_line", "line_id": "L"},
    {"type": "cancel_order"},
    {"type": "cancel_order", "reason": "late"},
    {"type": "change_delivery_date", "delivery_date": "2027-01-02"},
    {"type": "split_shipment"},
    {
        "type": "split_shipment",
        "shipments": [
            {"lines": [{"line_id": "L", "quantity": 2}]},
            {"delivery_date": "2027-01-02", "address_id": "a", "lines": [{"line_id": "L", "quantity": 3}]},
        ],
    },
]


@pytest.mark.parametrize("document", WIRE)
def test_a_change_keeps_its_wire_form(document: dict[str, Any]) -> None:
    change = change_from_json(document)
    assert change_to_json(change) == document
    assert change_from_json(CHANGE.dump_python(CHANGE.validate_python(document), mode="json")) == change


def test_null_means_absent() -> None:
    document = {"type": "change_size", "line_id": "L", "new_size": "M", "quantity": None}
    assert changes_from_json([document]) == (ChangeSize("L", "M"),)


def test_differences_name_what_moved_between_an_offer_and_today() -> None:
    an_order = order(Status.APPROVED)
    shown = served(an_order, ChangeArtwork("art-event"))
    today = replace(an_order, status=Status.IN_PRODUCTION, version=2)
    found = {
        each["field"]: (each["was"], each["is"])
        for each in differences(shown, "opt_0", served(today, ChangeArtwork("art-event")))
    }
    assert found["order_version"] == (1, 2)
    assert found["price_delta"] == ({"amount": 12_000, "currency": "USD"}, {"amount": 40_000, "currency": "USD"})
    assert found["days_added"] == (2, 7)
    assert found["order_after.status"] == ("APPROVED", "IN_PRODUCTION")
    assert "verdict" not in found
    assert differences(shown, "opt_0", shown) == []


def test_differences_to_an_offer_that_no_longer_stands_are_all_of_it() -> None:
    shown = served(order(Status.APPROVED), ChangeArtwork("art-event"))
    shipped = served(replace(order(Status.SHIPPED), version=2), ChangeArtwork("art-event"))
    found = {each["field"]: each["is"] for each in differences(shown, "opt_0", shipped)}
    assert (found["verdict"], found["price_delta"]) == ("needs_review", None)
    assert {each["field"] for each in differences(shown, "opt_0", None)} >= {"price_delta", "new_delivery_date"}


def test_stock_moves_are_net_and_a_cancellation_gives_all_back() -> None:
    an_order = order(Status.CREATED, line(1), line(2, size="L", quantity=10))
    moved, cancelled = quote(an_order, ChangeSize(L1, "L", 20)), quote(an_order, CancelOrder())
    navy_m, navy_l = sku("Navy", "M"), sku("Navy", "L")
    assert stock_moves(an_order, moved.options[0].order_after) == {navy_m: -20, navy_l: 20}
    assert stock_moves(an_order, cancelled.options[0].order_after) == {navy_m: -80, navy_l: -10}
    assert amount_owed(an_order, cancelled.options[0].order_after) == -90_000


def test_statuses_move_along_the_arrows_only() -> None:
    arrows = {(now, to) for now in Status for to in Status if can_move(now, to)}
    way = list(Status)[:7]
    assert arrows == {*pairwise(way), *((now, Status.CANCELLED) for now in way[:3])}


def test_summaries_are_short_and_for_people() -> None:
    an_order = order(Status.CREATED, line(1, artwork=EVENT))
    changes = (ChangeArtwork("art-logo", L1), AddLine(sku("Red", "S"), 12), ChangeAddress(None, PLACE), CancelOrder())
    assert summary(an_order, changes, around()) == (
        "Artwork “Primary logo” on Tee, Navy, M; Add 12 × Tee, Red, S; Ship to 5 New Road, Salem; Cancel the order"
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ((ChangeQuantity(L1, 60), ChangeSize(L1, "L")), "Tee, Navy, M: 80 → 60 pieces; 60 × Tee, Navy: M → L"),
        ((ChangeSize(L1, "L"), ChangeQuantity(L1, 60)), "80 × Tee, Navy: M → L; Tee, Navy, L: 80 → 60 pieces"),
        ((ChangeSize(L1, "L", 20), ChangeColor(L1, "Red")), "20 × Tee, Navy: M → L; 60 × Tee, M: Navy → Red"),
        ((ChangeSize(L1, "L"), ChangeColor(L1, "Red", 20)), "80 × Tee, Navy: M → L; 20 × Tee, L: Navy → Red"),
        ((ChangeSize(L1, "L", 20), ChangeColor(L1, "Red", 20), ChangeQuantity(L1, 50)),
         "20 × Tee: Navy, M → Red, L; Tee, Navy, M: 60 → 50 pieces"),
        ((ChangeSize(L1, "L"), ChangeColor(L1, "Red"), ChangeQuantity(L1, 50)),
         "80 × Tee: Navy, M → Red, L; Tee, Red, L: 80 → 50 pieces"),
        ((ChangeSize(L1, "L", 80), RemoveLine(L1)), "80 × Tee, Navy: M → L; Remove 80 × Tee, Navy, L"),
    ],
)  # fmt: skip
def test_each_part_of_a_summary_speaks_of_the_line_as_the_parts_before_left_it(
    changes: tuple[Change, ...], words: str
) -> None:
    assert summary(order(Status.CREATED, line(1)), changes, around()) == words
