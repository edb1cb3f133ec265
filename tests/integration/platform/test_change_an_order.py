"""The main way: a quote, a confirmation, a change."""

from tests.integration.platform.conftest import Caller, Served


async def test_a_confirmed_size_change_is_the_order_that_was_shown(ana: Caller) -> None:
    quote = await ana.quote("N-3", {"type": "change_size", "line_id": "N-3-1", "new_size": "L", "quantity": 20})
    assert (quote["verdict"], quote["options"][0]["price_delta"]["amount"]) == ("conditional", 6000)
    response = await ana.apply(quote)
    assert response.status_code == 200, response.text
    change = response.json()
    assert change["status"] == "applied"
    order = await ana.get("/orders/N-3")
    shown = quote["options"][0]["order_after"]
    assert order["lines"] == shown["lines"]
    assert order["totals"] == shown["totals"]
    assert order["version"] == 2
    assert order["fees"] == [{**fee, "change_id": change["change_id"]} for fee in shown["fees"]]
    assert await ana.get(f"/changes/{change['change_id']}") == change
    assert await ana.get(f"/changes/{change['change_id']}/receipt") == change["receipt"]


async def test_a_cancelled_order_gives_its_stock_back(ana: Caller, served: Served) -> None:
    quote = await ana.quote("N-2", {"type": "cancel_order"})
    response = await ana.apply(quote)
    assert response.status_code == 200, response.text
    order = await ana.get("/orders/N-2")
    assert order["status"] == "CANCELLED"
    assert order["totals"]["total"]["amount"] == 2500


async def test_a_new_address_is_kept_with_the_order(ana: Caller) -> None:
    address = {"street": "5 Elm", "city": "Boise", "region": "ID", "postal_code": "83702", "country": "US"}
    quote = await ana.quote("N-1", {"type": "change_address", "address": address})
    assert quote["options"][0]["order_after"]["address"]["address_id"] is None
    assert (await ana.apply(quote)).status_code == 200
    assert (await ana.get("/orders/N-1"))["address"]["address_id"] is not None
