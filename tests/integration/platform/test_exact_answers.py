"""Every document of the platform has exactly the fields of the contract, in exactly their forms."""

from typing import Any

import pytest
from pydantic import BaseModel

from brightthread.contract.addresses import AddressView
from brightthread.contract.artworks import ArtworkListView
from brightthread.contract.catalogue import ProductListView, StockListView
from brightthread.contract.escalations import EscalationView
from brightthread.contract.history import TimelineView
from brightthread.contract.lists import ListView
from brightthread.contract.order_changes import OrderChangeView, ReceiptView
from brightthread.contract.orders import OrderListView, OrderView
from brightthread.contract.people import MeView
from brightthread.contract.problems import ProblemView
from brightthread.contract.quotes import QuoteView
from brightthread.contract.receipt_keys import KeySetView
from brightthread.contract.reviews import ReviewListView
from tests.integration.platform.conftest import Caller, Served, confirmation

Json = dict[str, Any]


def _assert_exactly(view: type[BaseModel], document: Json) -> None:
    """Unknown fields are dropped by the view, so what it writes differs where there are any."""
    assert view.model_validate(document).model_dump(mode="json") == document


@pytest.mark.parametrize(
    ("path", "view"),
    [
        ("/me", MeView),
        ("/orders", OrderListView),
        ("/orders/N-1", OrderView),
        ("/orders/N-5", OrderView),
        ("/products", ProductListView),
        ("/inventory?sku=TEE-NAV-M&sku=TEE-RED-S", StockListView),
        ("/addresses", ListView[AddressView]),
        ("/artworks", ArtworkListView),
        ("/receipt-keys", KeySetView),
    ],
)
async def test_what_is_read_has_the_fields_of_the_contract(ana: Caller, path: str, view: type[BaseModel]) -> None:
    _assert_exactly(view, await ana.get(path))


ELSEWHERE = {"street": "s", "city": "c", "region": "r", "postal_code": "p", "country": "US"}
REQUESTS: list[tuple[str, list[Json]]] = [
    ("N-1", [{"type": "change_quantity", "line_id": "N-1-1", "new_quantity": 70}]),
    ("N-1", [{"type": "change_address", "address": ELSEWHERE}]),
    ("N-2", [{"type": "change_artwork", "artwork_id": "art-north-emblem"}]),
    ("N-3", [{"type": "change_size", "line_id": "N-3-1", "new_size": "L", "quantity": 20}]),
    ("N-3", [{"type": "cancel_order"}]),
    ("N-5", [{"type": "remove_line", "line_id": "N-5-1"}]),
    ("N-1", [{"type": "split_shipment", "shipments": [{"lines": [{"line_id": "N-1-1", "quantity": 3}]}]}]),
]  # fmt: skip


@pytest.mark.parametrize(("order_id", "changes"), REQUESTS, ids=lambda value: str(value)[:60])
async def test_quotes_have_the_fields_of_the_contract(ana: Caller, order_id: str, changes: list[Json]) -> None:
    quote = await ana.quote(order_id, *changes)
    _assert_exactly(QuoteView, quote)
    assert quote["requested"] == changes
    _assert_exactly(QuoteView, await ana.get(f"/quotes/{quote['quote_id']}"))


async def test_changes_receipts_and_their_history_have_the_fields_of_the_contract(ana: Caller) -> None:
    quote = await ana.quote("N-1", {"type": "change_quantity", "line_id": "N-1-1", "new_quantity": 70})
    change = (await ana.apply(quote)).json()
    _assert_exactly(OrderChangeView, change)
    _assert_exactly(OrderChangeView, await ana.get(f"/changes/{change['change_id']}"))
    _assert_exactly(ReceiptView, await ana.get(f"/changes/{change['change_id']}/receipt"))
    _assert_exactly(OrderView, await ana.get("/orders/N-1"))
    _assert_exactly(TimelineView, await ana.get("/orders/N-1/timeline"))


async def test_reviews_have_the_fields_of_the_contract(ana: Caller, served: Served) -> None:
    quote = await ana.quote("N-6", {"type": "cancel_order"})
    change = (await ana.apply(quote)).json()
    assert change["status"] == "pending_review"
    _assert_exactly(OrderChangeView, change)
    _assert_exactly(ReviewListView, await served.user("u-cx").get("/reviews?status=waiting"))


async def test_escalations_have_the_fields_of_the_contract(ana: Caller) -> None:
    body = {"conversation_id": "conv_1", "reason": "frustrated", "summary": "s", "transcript": []}
    answer = await ana("POST", "/escalations", body, key="k")
    assert answer.status_code == 201
    _assert_exactly(EscalationView, answer.json())


async def test_drift_has_the_fields_of_the_contract(ana: Caller) -> None:
    quotes = [
        await ana.quote("N-1", {"type": "change_quantity", "line_id": "N-1-1", "new_quantity": n}) for n in (70, 71)
    ]
    assert (await ana.apply(quotes[0])).status_code == 200
    drift = await ana.apply(quotes[1])
    assert (drift.status_code, drift.json()["code"]) == (409, "order_changed")
    _assert_exactly(ProblemView, drift.json())
    _assert_exactly(QuoteView, drift.json()["fresh_quote"])
    wrong = await ana("POST", f"/quotes/{quotes[0]['quote_id']}/apply", confirmation(quotes[0]), key="other")
    assert wrong.json()["change_id"]
    _assert_exactly(ProblemView, wrong.json())
