"""Requests that wait for a human: one decision wins, and it applies just what was shown."""

import asyncio
from datetime import timedelta

from tests.integration.platform.conftest import Caller, Json, Served


async def waiting(ana: Caller, order_id: str = "N-6") -> tuple[Json, Json]:
    """A cancellation above the threshold, confirmed: the quote and the change that waits."""
    quote = await ana.quote(order_id, {"type": "cancel_order"})
    assert (quote["verdict"], quote["options"][0]["needs_review"]) == ("needs_review", True)
    response = await ana.apply(quote)
    assert response.status_code == 200, response.text
    change = response.json()
    assert (change["status"], change["receipt"], change["applied_at"]) == ("pending_review", None, None)
    return quote, change


async def test_a_priced_request_waits_and_approval_applies_it(ana: Caller, served: Served) -> None:
    quote, change = await waiting(ana)
    assert (await ana.get("/orders/N-6"))["status"] == "APPROVED"
    cx = served.user("u-cx")
    listed = (await cx.get("/reviews?status=waiting"))["items"]
    assert [item["review_id"] for item in listed] == [change["review_id"]]
    assert listed[0]["quote"] == {**quote, "status": "used"}
    decided = await cx("POST", f"/reviews/{change['review_id']}/decision", {"decision": "approve", "comment": "fine"})
    assert decided.status_code == 200, decided.text
    review = decided.json()
    assert (review["status"], review["decision"]["by"], review["change"]["status"]) == ("approved", "U-CX", "applied")
    assert review["change"]["receipt"]["confirmed_by"] == {"user_id": "u-north", "name": "U-NORTH"}
    order = await ana.get("/orders/N-6")
    assert (order["status"], order["totals"]["total"]["amount"]) == ("CANCELLED", 2500)


async def test_a_rejected_request_changes_nothing_and_frees_its_hold(ana: Caller, served: Served) -> None:
    _, change = await waiting(ana)
    answer = await served.user("u-cx")(
        "POST", f"/reviews/{change['review_id']}/decision", {"decision": "reject", "comment": "no"}
    )
    assert answer.json()["change"]["status"] == "rejected"
    assert (await ana.get("/orders/N-6"))["version"] == 1
    assert (await ana.get(f"/changes/{change['change_id']}"))["status"] == "rejected"


async def test_of_many_decisions_one_wins(ana: Caller, served: Served) -> None:
    _, change = await waiting(ana)
    path = f"/reviews/{change['review_id']}/decision"
    answers = await asyncio.gather(
        *(
            served.user(f"u-cx{'-2' * (n % 2)}")(
                "POST", path, {"decision": ["approve", "reject"][n % 2], "comment": "x"}
            )
            for n in range(10)
        ),
        ana("POST", f"/reviews/{change['review_id']}/withdraw"),
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 10
    late = next(answer.json() for answer in answers if answer.status_code == 409)
    assert late["code"] == "already_decided"
    assert late["review"]["status"] in ("approved", "rejected", "withdrawn")


async def test_the_order_moved_on_so_approval_offers_a_fresh_quote(ana: Caller, served: Served) -> None:
    quote, change = await waiting(ana)
    other = await ana.quote("N-6", {"type": "change_address", "address_id": "a-north-dock"})
    assert (await ana.apply(other)).status_code == 200
    answer = await served.user("u-cx")("POST", f"/reviews/{change['review_id']}/decision", {"decision": "approve"})
    review = answer.json()
    assert (review["status"], review["change"]["status"]) == ("approved", "superseded")
    assert review["fresh_quote"]["order_version"] == quote["order_version"] + 1
    assert (await ana.get("/orders/N-6"))["status"] == "APPROVED"
    assert (await ana.apply(review["fresh_quote"])).json()["status"] == "pending_review"


async def test_the_customer_can_withdraw(ana: Caller, served: Served) -> None:
    _, change = await waiting(ana)
    assert (await served.user("u-lake")("POST", f"/reviews/{change['review_id']}/withdraw")).status_code == 404
    withdrawn = await served.user("u-north-2")("POST", f"/reviews/{change['review_id']}/withdraw")
    assert (withdrawn.status_code, withdrawn.json()["status"]) == (200, "withdrawn")
    assert (await ana("POST", f"/reviews/{change['review_id']}/withdraw")).status_code == 409


async def test_a_waiting_review_outlives_its_quote_and_then_is_escalated(ana: Caller, served: Served) -> None:
    quote, change = await waiting(ana)
    served.clock.ahead = timedelta(hours=1)
    assert (await ana.get(f"/quotes/{quote['quote_id']}"))["status"] == "used"
    decide = served.platform.use_cases.decide_review
    assert await decide.due() == []
    served.clock.ahead = timedelta(hours=48, minutes=1)
    assert await decide.due() == [change["review_id"]]
    assert await decide.expire(change["review_id"]) is True
    assert await decide.expire(change["review_id"]) is False
    assert (await ana.get(f"/changes/{change['change_id']}"))["status"] == "expired"
    assert [e["reason"] for e in (await served.user("u-cx").get("/escalations"))["items"]] == ["refund_above_threshold"]
