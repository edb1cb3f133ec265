"""One use per quote, one effect per key, never more than there is."""

import asyncio
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import psycopg

from tests.integration.platform.conftest import Caller, Served, confirmation, serving
from tests.postgres import Dsns


async def test_two_hundred_confirmations_of_one_quote_apply_it_once(ana: Caller) -> None:
    quote = await ana.quote("N-1", {"type": "change_quantity", "line_id": "N-1-1", "new_quantity": 70})
    answers = await asyncio.gather(*(ana.apply(quote) for _ in range(200)))
    codes = sorted(answer.status_code for answer in answers)
    assert codes == [200] + [409] * 199
    change = next(answer.json() for answer in answers if answer.status_code == 200)
    for answer in answers:
        if answer.status_code == 409:
            assert (answer.json()["code"], answer.json()["change_id"]) == ("quote_used", change["change_id"])
    assert (await ana.get("/orders/N-1"))["version"] == 2


async def test_one_key_has_one_effect_and_one_answer_byte_for_byte(ana: Caller) -> None:
    quote = await ana.quote("N-1", {"type": "change_quantity", "line_id": "N-1-1", "new_quantity": 70})
    answers = await asyncio.gather(*(ana.apply(quote, key="the-key") for _ in range(20)))
    assert {answer.status_code for answer in answers} <= {200, 409}
    for answer in answers:
        if answer.status_code == 409:
            assert answer.json()["code"] == "idempotency_in_progress"
    first = next(answer for answer in answers if answer.status_code == 200)
    replay = await ana.apply(quote, key='"the-key"')
    assert replay.content == first.content
    assert replay.headers["idempotent-replayed"] == "true"
    await ana("POST", "/orders/N-1/quotes", {"changes": [{"type": "cancel_order"}]})
    assert (await ana.apply(quote, key="the-key")).content == first.content


async def test_a_key_used_for_another_request_is_refused(ana: Caller, served: Served) -> None:
    quote = await ana.quote("N-1", {"type": "change_quantity", "line_id": "N-1-1", "new_quantity": 70})
    assert (await ana.apply(quote, key="k")).status_code == 200
    body = confirmation(quote)
    path = f"/quotes/{quote['quote_id']}/apply"
    body["confirmation"]["text"] = "yes please"
    reused = await ana("POST", path, body, key="k")
    assert (reused.status_code, reused.json()["code"]) == (422, "idempotency_key_reused")
    assert (await ana("POST", path, {**confirmation(quote), "transcript": []}, key="k")).status_code == 200


async def test_a_refused_request_frees_its_key(ana: Caller) -> None:
    quote = await ana.quote("N-1", {"type": "change_quantity", "line_id": "N-1-1", "new_quantity": 70})
    path = f"/quotes/{quote['quote_id']}/apply"
    wrong = {**confirmation(quote), "digest": "0" * 64}
    refused = await ana("POST", path, wrong, key="k")
    assert (refused.status_code, refused.json()["code"]) == (409, "digest_mismatch")
    assert (await ana("POST", path, confirmation(quote), key="k")).status_code == 200


async def test_quotes_for_more_than_there_is_never_oversell(served: Served, ana: Caller) -> None:
    free = (await ana.get("/inventory?sku=TEE-NAV-S"))["items"][0]["available"]

    async def grab(n: int) -> int:
        caller = served.user(["u-north", "u-lake"][n % 2])
        order = ["N-1", "L-1"][n % 2]
        change = {"type": "add_line", "sku": "TEE-NAV-S", "quantity": 100}
        answer = await caller("POST", f"/orders/{order}/quotes", {"changes": [change]})
        assert answer.status_code == 201, answer.text
        return int(answer.json()["verdict"] == "allowed")

    granted = sum(await asyncio.gather(*(grab(n) for n in range(40))))
    assert granted == free // 100
    assert (await ana.get("/inventory?sku=TEE-NAV-S"))["items"][0]["available"] == free - 100 * granted


async def test_a_replaced_quote_passes_its_hold_on(ana: Caller) -> None:
    free = (await ana.get("/inventory?sku=TEE-NAV-S"))["items"][0]["available"]
    change = {"type": "add_line", "sku": "TEE-NAV-S", "quantity": 400}
    first = await ana.quote("N-1", change)
    second = await ana.quote("N-1", {**change, "quantity": 450}, replaces=first["quote_id"])
    assert (first["verdict"], second["verdict"]) == ("allowed", "allowed")
    assert (await ana.get("/inventory?sku=TEE-NAV-S"))["items"][0]["available"] == free - 450
    released = await ana.apply(first)
    assert (released.status_code, released.json()["code"]) == (409, "quote_released")
    assert (await ana.apply(second)).status_code == 200


async def test_a_user_has_only_so_many_quotes_open(ana: Caller) -> None:
    change = {"type": "change_quantity", "line_id": "N-1-1", "new_quantity": 61}
    answers = await asyncio.gather(*(ana("POST", "/orders/N-1/quotes", {"changes": [change]}) for _ in range(30)))
    assert sorted(answer.status_code for answer in answers) == [201] * 20 + [429] * 10
    limited = next(answer for answer in answers if answer.status_code == 429)
    assert int(limited.headers["retry-after"]) > 0


async def test_a_user_makes_only_so_many_quotes_a_minute(filled: Dsns, tmp_path: Path) -> None:
    body = {"changes": [{"type": "change_quantity", "line_id": "N-1-1", "new_quantity": 61}]}
    async with serving(filled, tmp_path, quote={"rate_per_minute": 3}) as served:
        ana, colleague = served.user("u-north"), served.user("u-north-2")
        for _ in range(3):
            quote = (await ana("POST", "/orders/N-1/quotes", body)).json()
            await ana("DELETE", f"/quotes/{quote['quote_id']}")
        limited = await ana("POST", "/orders/N-1/quotes", body)
        assert (limited.status_code, limited.json()["code"]) == (429, "rate_limited")
        assert (await colleague("POST", "/orders/N-1/quotes", body)).status_code == 201
        served.clock.ahead = timedelta(seconds=61)
        assert (await ana("POST", "/orders/N-1/quotes", body)).status_code == 201


async def test_a_keyed_quote_is_made_once(ana: Caller) -> None:
    body = {"changes": [{"type": "change_quantity", "line_id": "N-1-1", "new_quantity": 61}]}
    first = await ana("POST", "/orders/N-1/quotes", body, key="q")
    again = await ana("POST", "/orders/N-1/quotes", body, key="q")
    assert (first.status_code, again.content) == (201, first.content)
    other = await ana("POST", "/orders/N-2/quotes", body, key="q")
    assert other.json()["code"] == "idempotency_key_reused"


async def test_jobs_are_enqueued_with_the_change_and_not_without(ana: Caller, served: Served) -> None:
    quote = await ana.quote("N-1", {"type": "change_quantity", "line_id": "N-1-1", "new_quantity": 70})
    change = (await ana.apply(quote, key=uuid4().hex)).json()
    with psycopg.connect(served.dsns.administrator) as connection:
        rows = connection.execute("SELECT task_name, args, lock FROM procrastinate_jobs").fetchall()
    assert rows == [("carry_out", {"change_id": change["change_id"]}, "order:N-1")]
