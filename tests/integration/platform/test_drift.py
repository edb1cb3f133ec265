"""When the world moved on between quote and confirmation, nothing is applied and a fresh quote is offered."""

import asyncio
from datetime import timedelta

import httpx
import psycopg

from tests.integration.platform.conftest import Caller, Json, Served, confirmation

MORE = {"type": "change_quantity", "line_id": "N-1-1", "new_quantity": 70}


async def drifted(ana: Caller, quote: Json, code: str) -> Json:
    answer = await ana.apply(quote)
    problem: Json = answer.json()
    assert (answer.status_code, problem.get("code")) == (409, code), problem
    return problem


async def test_an_expired_quote_comes_back_fresh_once_and_holds_its_stock(ana: Caller, served: Served) -> None:
    quote = await ana.quote("N-1", MORE)
    served.clock.ahead = timedelta(minutes=16)
    assert (await ana.get(f"/quotes/{quote['quote_id']}"))["status"] == "expired"
    problem = await drifted(ana, quote, "quote_expired")
    again = await drifted(ana, quote, "quote_expired")
    assert problem["fresh_quote"] == again["fresh_quote"]
    assert problem["differences"] == []
    assert (await ana.apply(problem["fresh_quote"])).status_code == 200


async def test_an_order_changed_meanwhile_shows_what_differs(ana: Caller) -> None:
    quote = await ana.quote("N-1", MORE)
    other = await ana.quote("N-1", {"type": "change_address", "address_id": "a-north-dock"})
    assert (await ana.apply(other)).status_code == 200
    problem = await drifted(ana, quote, "order_changed")
    fields = {difference["field"] for difference in problem["differences"]}
    assert "order_version" in fields
    assert problem["fresh_quote"]["order_version"] == 2
    assert (await ana.get("/orders/N-1"))["version"] == 2
    assert (await ana.apply(problem["fresh_quote"])).status_code == 200


async def test_a_status_that_moved_is_a_change_of_the_order(ana: Caller, served: Served) -> None:
    quote = await ana.quote("N-3", {"type": "change_quantity", "line_id": "N-3-1", "new_quantity": 90})
    with psycopg.connect(served.dsns.administrator) as connection:
        for status in ("READY_TO_SHIP", "SHIPPED"):
            connection.execute("UPDATE orders SET status = %s WHERE order_id = 'N-3'", (status,))
            connection.execute(
                """INSERT INTO order_statuses (order_id, company_id, status, at, actor_type, actor_name)
                   VALUES ('N-3', 'north', %s, now(), 'system', 'x')""",
                (status,),
            )
        connection.execute(
            "UPDATE stock SET on_hand = on_hand - 80, committed = committed - 80 WHERE sku = 'TEE-NAV-M'"
        )
        connection.execute(
            "UPDATE stock SET on_hand = on_hand - 30, committed = committed - 30 WHERE sku = 'TEE-RED-S'"
        )
    problem = await drifted(ana, quote, "order_changed")
    assert {"field": "status", "was": "IN_PRODUCTION", "is": "SHIPPED"} in problem["differences"]
    assert (problem["fresh_quote"]["verdict"], problem["fresh_quote"]["options"]) == ("needs_review", [])


async def test_a_line_that_is_gone_leaves_no_fresh_quote(ana: Caller) -> None:
    quote = await ana.quote("N-1", {**MORE, "line_id": "N-1-2"})
    other = await ana.quote("N-1", {"type": "remove_line", "line_id": "N-1-2"})
    assert (await ana.apply(other)).status_code == 200
    problem = await drifted(ana, quote, "order_changed")
    assert problem["fresh_quote"] is None
    assert problem["differences"][0] == {"field": "order_version", "was": 1, "is": 2}


async def test_stock_that_is_gone_is_told(ana: Caller, served: Served) -> None:
    quote = await ana.quote("N-1", {"type": "change_quantity", "line_id": "N-1-2", "new_quantity": 400})
    with psycopg.connect(served.dsns.administrator) as connection:
        connection.execute("UPDATE stock SET on_hand = committed + 100 WHERE sku = 'TEE-NAV-L'")
        connection.execute("DELETE FROM holds")
    problem = await drifted(ana, quote, "stock_changed")
    assert problem["fresh_quote"]["verdict"] == "denied"
    assert problem["fresh_quote"]["options"][0]["kind"] == "in_stock"
    assert (await drifted(ana, quote, "stock_changed"))["fresh_quote"] == problem["fresh_quote"]


async def test_another_policy_since_the_offer_is_told_with_both_versions(ana: Caller, served: Served) -> None:
    quote = await ana.quote("N-1", MORE)
    with psycopg.connect(served.dsns.administrator) as connection:
        connection.execute(
            """UPDATE quotes SET policy_version = '1.1',
                      document = jsonb_set(CAST(document AS jsonb), '{policy_version}', '"1.1"')"""
        )
    problem = await drifted(ana, quote, "policy_changed")
    assert problem["differences"] == [{"field": "policy_version", "was": "1.1", "is": "1.2"}]
    assert (await ana.apply(problem["fresh_quote"])).status_code == 200


async def test_checks_come_in_the_order_of_the_contract(ana: Caller, served: Served) -> None:
    quote = await ana.quote("N-1", MORE)
    path = f"/quotes/{quote['quote_id']}/apply"
    good = confirmation(quote)

    async def code(body: object, key: str | None = "k", where: str = path) -> str:
        answer = await ana("POST", where, body, key=key)
        problem: str = answer.json()["code"]
        return problem

    assert await code({}, key=None) == "idempotency_key_missing"
    assert await code({}, key="a b") == "idempotency_key_invalid"
    assert await code({}) == "validation_failed"
    assert await code(good, where="/quotes/q_none/apply") == "not_found"
    assert await code({**good, "option_id": "opt_none", "digest": "x"}) == "not_found"
    assert await code({**good, "digest": "x"}) == "digest_mismatch"
    served.clock.ahead = timedelta(minutes=16)
    assert await code({**good, "digest": "x"}) == "quote_expired"
    await ana("DELETE", f"/quotes/{quote['quote_id']}")
    assert await code({**good, "digest": "x"}) == "quote_released"


async def test_stock_that_goes_while_the_confirmation_waits_for_it_is_seen(ana: Caller, served: Served) -> None:
    quote = await ana.quote("N-1", {"type": "change_quantity", "line_id": "N-1-2", "new_quantity": 400})
    async with await psycopg.AsyncConnection.connect(served.dsns.administrator) as stocktaking:
        await stocktaking.execute("UPDATE stock SET on_hand = committed + 100 WHERE sku = 'TEE-NAV-L'")
        confirming = asyncio.create_task(ana.apply(quote))
        async with await psycopg.AsyncConnection.connect(served.dsns.administrator, autocommit=True) as watching:
            await waits_for_a_lock(watching, confirming)
        await stocktaking.commit()
    answer = await confirming
    assert (answer.status_code, answer.json()["code"]) == (409, "stock_changed")


async def waits_for_a_lock(
    watching: psycopg.AsyncConnection[tuple[int]], confirming: asyncio.Task[httpx.Response]
) -> None:
    """Until a statement on the stock waits for somebody else's lock, or the confirmation did not wait at all."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%stock%'"
    while not confirming.done():
        row = await (await watching.execute(waiting)).fetchone()
        if row and row[0]:
            return
        await asyncio.sleep(0.01)
