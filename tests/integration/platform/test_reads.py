"""What a customer reads: lists by cursor, catalogue, book, shelf, timeline, tracking."""

from tests.integration.platform.conftest import Caller, Served


async def test_orders_are_listed_newest_first_and_pages_join_without_gap(ana: Caller) -> None:
    whole = await ana.get("/orders?limit=100")
    seen: list[str] = []
    cursor = ""
    while True:
        page = await ana.get(f"/orders?limit=2{cursor}")
        seen += [item["order_id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert seen == [item["order_id"] for item in whole["items"]] == ["N-1", "N-2", "N-3", "N-4", "N-5", "N-6"]
    assert whole["items"][0]["summary"] == "60 × Tee Navy M, 40 × Tee Navy L"


async def test_orders_are_found_by_status_and_words(ana: Caller) -> None:
    approved = await ana.get("/orders?status=APPROVED")
    assert [item["order_id"] for item in approved["items"]] == ["N-2", "N-6"]
    navy = await ana.get("/orders?q=navy")
    assert [item["order_id"] for item in navy["items"]] == ["N-1", "N-2", "N-3"]
    for few in ("%25", "_", "N-7", "navy%20purple"):
        assert (await ana.get(f"/orders?q={few}"))["items"] == []


async def test_words_are_found_in_an_id_and_in_lines_newest_first_page_by_page(served: Served, ana: Caller) -> None:
    async def found(caller: Caller, query: str) -> list[str]:
        seen: list[str] = []
        cursor = ""
        while True:
            page = await caller.get(f"/orders?{query}&limit=1{cursor}")
            seen += [item["order_id"] for item in page["items"]]
            if page["next_cursor"] is None:
                return seen
            cursor = f"&cursor={page['next_cursor']}"

    assert await found(ana, "q=n-") == ["N-1", "N-2", "N-3", "N-4", "N-5", "N-6"]
    assert await found(ana, "q=-2") == ["N-2"]
    assert await found(ana, "q=TEE") == ["N-1", "N-2", "N-3", "N-4", "N-5", "N-6"]
    assert await found(ana, "q=navy%20l") == ["N-1"]
    assert await found(ana, "q=navy&status=APPROVED") == ["N-2"]
    assert await found(ana, "q=-6&status=CREATED") == []
    everybody = await found(served.user("u-cx"), "q=-1")
    assert sorted(everybody) == ["L-1", "N-1"]
    assert await found(served.user("u-lake"), "q=n-1") == []
    change = {"type": "change_size", "line_id": "N-1-2", "new_size": "S"}
    assert (await ana.apply(await ana.quote("N-1", change))).status_code == 200
    assert await found(ana, "q=navy%20l") == []
    assert await found(ana, "q=nav-s") == ["N-1"]


async def test_an_invalid_cursor_is_refused(ana: Caller) -> None:
    for path in ("/orders", "/products", "/addresses", "/artworks", "/orders/N-1/timeline"):
        problem = await ana.get(f"{path}?cursor=nonsense", 422)
        assert problem["code"] == "validation_failed"
    other = (await ana.get("/addresses?limit=1"))["next_cursor"]
    await ana.get(f"/orders?cursor={other}", 422)


async def test_another_companys_order_is_as_unknown_as_one_that_does_not_exist(served: Served, ana: Caller) -> None:
    lake = served.user("u-lake")
    for path in ("/orders/{}", "/orders/{}/timeline", "/orders/{}/tracking"):
        theirs = await lake.get(path.format("N-1"), 404)
        nowhere = await lake.get(path.format("N-9"), 404)
        for answer in (theirs, nowhere):
            answer.pop("correlation_id")
            answer["detail"] = answer["detail"].replace("N-1", "N-9")
        assert theirs == nowhere
    assert [item["order_id"] for item in (await lake.get("/orders"))["items"]] == ["L-1"]
    assert len((await served.user("u-cx").get("/orders?limit=100"))["items"]) == 7


async def test_available_counts_holds_as_taken(ana: Caller) -> None:
    before = (await ana.get("/inventory?sku=TEE-NAV-L&sku=TEE-RED-S"))["items"]
    assert [item["sku"] for item in before] == ["TEE-NAV-L", "TEE-RED-S"]
    quote = await ana.quote("N-1", {"type": "change_quantity", "line_id": "N-1-2", "new_quantity": 50})
    held = (await ana.get("/inventory?sku=TEE-NAV-L"))["items"][0]
    assert held["available"] == before[0]["available"] - 10
    products = (await ana.get("/products?q=navy"))["items"]
    shown = {variant["sku"]: variant["available"] for variant in products[0]["variants"]}
    assert shown["TEE-NAV-L"] == held["available"]
    assert (await ana("DELETE", f"/quotes/{quote['quote_id']}")).status_code == 204
    assert (await ana.get("/inventory?sku=TEE-NAV-L"))["items"][0] == before[0]
    await ana.get("/inventory", 422)
    await ana.get("/inventory?sku=nothing", 404)


async def test_an_address_added_is_listed_and_a_new_default_takes_over(ana: Caller) -> None:
    address = {"label": "Lab", "street": "1 A", "city": "B", "region": "C", "postal_code": "1", "country": "US"}
    response = await ana("POST", "/addresses", {**address, "is_default": True})
    assert response.status_code == 201
    assert (await ana("POST", "/addresses", {**address, "street": " \t "})).status_code == 422
    listed = (await ana.get("/addresses"))["items"]
    assert listed[-1] == {**address, "address_id": response.json()["address_id"], "is_default": True}
    assert [item["is_default"] for item in listed].count(True) == 1


async def test_the_timeline_tells_what_was_changed(ana: Caller) -> None:
    quote = await ana.quote("N-1", {"type": "change_quantity", "line_id": "N-1-1", "new_quantity": 70})
    change = (await ana.apply(quote)).json()
    items = (await ana.get("/orders/N-1/timeline"))["items"]
    assert [item["kind"] for item in items] == ["status", "change"]
    assert items[1]["change_id"] == change["change_id"]
    assert items[1]["by"] == {"type": "customer", "name": "U-NORTH"}


async def test_tracking_of_an_order_without_parcel_is_empty(ana: Caller) -> None:
    assert await ana.get("/orders/N-1/tracking") == {"order_id": "N-1", "shipments": []}


async def test_the_policy_is_served_with_its_version(ana: Caller) -> None:
    policy = await ana.get("/policy")
    assert policy["policy_version"] == "1.2"


async def test_an_uploaded_file_is_looked_into(ana: Caller) -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="5" height="5"/></svg>'
    headers = {"Authorization": "Bearer u-north|customers|"}
    response = await ana.client.post(
        "/platform/v1/artworks",
        files={"file": ("logo.svg", drawing, "image/svg+xml")},
        data={"name": "New logo"},
        headers=headers,
    )
    assert response.status_code == 201, response.text
    artwork = response.json()
    assert (artwork["file_type"], artwork["usable"], artwork["name"]) == ("svg", True, "New logo")
    assert (await ana.get("/artworks"))["items"][-1] == artwork
    picture = await ana("GET", f"/artworks/{artwork['artwork_id']}/thumbnail")
    assert picture.headers["content-type"] == "image/png"
