"""What an operator can hand out and erase of a customer: names and words go, orders, money and the chain stay."""

import json
from typing import Any

import psycopg
import pytest

from platform_service.adapters.receipt_verification import judge
from tests.integration.platform.background import Following
from tests.integration.platform.conftest import Caller, Json, Served, confirmation

NAME, EMAIL, WORDS = "Nora Quillfeather", "nora.quillfeather@north.example", "yes, for my sister Ottoline"
ERASED = "[erased]"


def everything_stored(served: Served) -> dict[str, str]:
    """All rows of all tables as text, by table."""
    with psycopg.connect(served.dsns.administrator) as connection:
        tables = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        return {
            name: "\n".join(str(row) for row in connection.execute(f'SELECT t::text FROM "{name}" t').fetchall())
            for (name,) in tables.fetchall()
        }


def tables_with(served: Served, *texts: str) -> set[str]:
    return {name for name, rows in everything_stored(served).items() if any(text in rows for text in texts)}


async def confirmed(nora: Caller, order_id: str, change: Json) -> Json:
    quote = await nora.quote(order_id, change)
    body: dict[str, Any] = confirmation(quote)
    body["confirmation"]["text"] = WORDS
    body["transcript"] = [{"role": "customer", "text": WORDS, "at": "2026-11-21T09:00:00.000Z"}]
    answer = await nora("POST", f"/quotes/{quote['quote_id']}/apply", body, key=f"key-{order_id}")
    assert answer.status_code == 200, answer.text
    applied: Json = answer.json()
    return applied


@pytest.fixture
async def nora(served: Served) -> Caller:
    """A customer with a name, who changed, cancelled, waits for a human, and asked for one."""
    with psycopg.connect(served.dsns.administrator) as connection:
        connection.execute("UPDATE users SET name = %s, email = %s WHERE user_id = 'u-north'", (NAME, EMAIL))
    nora = served.user("u-north")
    await confirmed(nora, "N-1", {"type": "change_quantity", "line_id": "N-1-1", "new_quantity": 70})
    await confirmed(nora, "N-2", {"type": "cancel_order"})
    await confirmed(nora, "N-6", {"type": "cancel_order"})
    plea = {
        "conversation_id": "conv_1",
        "reason": "customer_requested",
        "summary": f"{NAME} asks for a human",
        "transcript": [{"role": "customer", "text": WORDS, "at": "2026-11-21T09:00:00.000Z"}],
    }
    assert (await nora("POST", "/escalations", plea, key="plea")).status_code == 201
    return nora


async def test_all_that_is_held_is_handed_out(nora: Caller, served: Served) -> None:
    held = await served.user("u-ops").get("/customers/u-north/export")
    assert held["data"]["users"] == [{"user_id": "u-north", "name": NAME, "email": EMAIL}]
    counts = held["stores"]["postgresql"]
    assert counts == {name: len(rows) for name, rows in held["data"].items()}
    assert (counts["changes"], counts["escalations"], counts["reviews"], counts["order_statuses"]) == (3, 1, 1, 1)
    assert held["data"]["changes"][0]["confirmation"]["text"] == WORDS


async def test_nothing_of_the_person_is_left_in_any_table(nora: Caller, served: Served) -> None:
    held = tables_with(served, NAME, EMAIL, WORDS)
    assert held >= {"users", "changes", "receipts", "reviews", "escalations", "audit_personal", "idempotency_keys"}
    answer = await served.user("u-ops")("DELETE", "/customers/u-north/data")
    assert answer.status_code == 200, answer.text
    counts = answer.json()["stores"]["postgresql"]
    assert tables_with(served, NAME, EMAIL, WORDS) == set()
    assert held <= {name for name, count in counts.items() if count}
    again = await served.user("u-ops")("DELETE", "/customers/u-north/data")
    assert set(again.json()["stores"]["postgresql"].values()) == {0}


async def test_orders_receipts_and_replays_stay(nora: Caller, served: Served) -> None:
    before = await nora.get("/orders/N-1")
    quote = await nora.quote("N-3", {"type": "change_quantity", "line_id": "N-3-1", "new_quantity": 90})
    await served.user("u-ops")("DELETE", "/customers/u-north/data")
    after = await nora.get("/orders/N-1")
    assert after == {**before, "placed_by": {"user_id": "u-north", "name": ERASED}}
    assert (await nora.get(f"/quotes/{quote['quote_id']}"))["status"] == "released"
    change = next(item for item in (await nora.get("/orders/N-1/timeline"))["items"] if item["kind"] == "change")
    receipt = await nora.get(f"/changes/{change['change_id']}/receipt")
    assert receipt["confirmed_by"] == {"user_id": "u-north", "name": ERASED}
    assert receipt["confirmation"]["text"] == ERASED
    assert judge(receipt, (await served.client.get("/platform/v1/receipt-keys")).json()).genuine
    assert ERASED in json.dumps((await nora.get("/orders/N-2/timeline"))["items"])


async def test_other_customers_are_left_alone(nora: Caller, served: Served) -> None:
    other = served.user("u-lake")
    before = await other.get("/me")
    await served.user("u-ops")("DELETE", "/customers/u-north/data")
    assert await other.get("/me") == before
    assert (await nora.get("/me"))["name"] == ERASED


async def test_staff_have_nothing_here(served: Served) -> None:
    ops = served.user("u-ops")
    assert (await ops.get("/customers/u-cx/export"))["stores"] == {"postgresql": {}}
    answer = await ops("DELETE", "/customers/u-cx/data")
    assert (answer.status_code, answer.json()["stores"]) == (200, {"postgresql": {}})


def written(following: Following) -> str:
    return "\n".join(one.body for ticket in following.crm.tickets.values() for one in ticket.comments)


@pytest.mark.parametrize("opened", [True, False])
async def test_the_customer_s_tickets_say_nothing_any_more(nora: Caller, served: Served, opened: bool) -> None:
    following = Following(served)
    await following.knows("N-1", "N-2", "N-6")
    other = {"conversation_id": "conv_2", "reason": "customer_requested", "summary": "somebody else", "transcript": []}
    assert (await served.user("u-lake")("POST", "/escalations", other, key="other")).status_code == 201
    if opened:
        await following.run_jobs()
        assert WORDS in written(following)
        assert NAME in written(following)
    await served.user("u-ops")("DELETE", "/customers/u-north/data")
    done = await following.run_jobs()
    assert done.count("forget_ticket") == 2
    assert len(following.crm.tickets) == 3
    assert not any(text in written(following) for text in (NAME, EMAIL, WORDS))
    assert "somebody else" in written(following)
