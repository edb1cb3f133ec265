"""Requests nobody sends by accident get a clear answer, never a 500."""

import pytest

from tests.integration.platform.conftest import Served, confirmation

TOKEN = {"Authorization": "Bearer u-north|customers|"}


@pytest.mark.parametrize(
    "path",
    [
        "/orders/%00",
        "/orders/%00/timeline",
        "/orders/%ff",
        "/orders/..%2f..",
        "/quotes/%00",
        "/changes/%00",
        "/escalations/%00",
        "/artworks/%00/thumbnail",
        "/orders/" + "x" * 5000,
    ],
)
async def test_an_id_that_cannot_be_one_is_not_found(shared: Served, path: str) -> None:
    answer = await shared.client.get(f"/platform/v1{path}", headers=TOKEN)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("path", ["/orders?q=%00", "/inventory?sku=%00", "/products?q=%00", "/orders?limit=0"])
async def test_a_query_that_cannot_be_one_is_refused(shared: Served, path: str) -> None:
    answer = await shared.client.get(f"/platform/v1{path}", headers=TOKEN)
    assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed")


@pytest.mark.parametrize("text", ['"\\ud800"', '"\\u0000"'])
async def test_text_that_is_no_text_is_refused(shared: Served, text: str) -> None:
    body = f'{{"changes": [{{"type": "cancel_order", "reason": {text}}}]}}'
    headers = {**TOKEN, "Content-Type": "application/json", "Idempotency-Key": "k"}
    answer = await shared.client.post("/platform/v1/orders/N-1/quotes", content=body, headers=headers)
    assert answer.status_code in (400, 422), answer.text


async def test_money_and_ids_of_any_size_are_judged_not_crashed_on(shared: Served) -> None:
    for quantity in (0, -1, 1_000_001, 2**53, 2**200, 60.0, "60", True, None):
        body = {"changes": [{"type": "change_quantity", "line_id": "N-1-1", "new_quantity": quantity}]}
        answer = await shared.user("u-north")("POST", "/orders/N-1/quotes", body, "k")
        assert answer.status_code == 422, (quantity, answer.text)


async def test_what_another_company_owns_cannot_be_named(shared: Served) -> None:
    ana, lena = shared.user("u-north"), shared.user("u-lake")
    quote = await ana.quote("N-1", {"type": "change_quantity", "line_id": "N-1-1", "new_quantity": 61})
    assert (await lena("GET", f"/quotes/{quote['quote_id']}")).status_code == 404
    assert (await lena("DELETE", f"/quotes/{quote['quote_id']}")).status_code == 404
    path = f"/quotes/{quote['quote_id']}/apply"
    assert (await lena("POST", path, confirmation(quote), "k")).status_code == 404
    for change in (
        {"type": "change_artwork", "artwork_id": "art-lake-logo"},
        {"type": "change_address", "address_id": "a-lake-hq"},
        {"type": "change_quantity", "line_id": "L-1-1", "new_quantity": 30},
        {"type": "add_line", "sku": "TEE-NAV-M", "quantity": 5, "artwork_id": "art-lake-logo"},
        {"type": "add_line", "sku": "NOTHING", "quantity": 5},
    ):
        answer = await ana("POST", "/orders/N-1/quotes", {"changes": [change]})
        assert answer.status_code == 404, answer.text
    other = await ana("POST", "/orders/N-1/quotes", {"changes": [{"type": "cancel_order"}], "replaces": "q_none"})
    assert other.status_code == 404
