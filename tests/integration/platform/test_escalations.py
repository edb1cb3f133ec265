"""A request handed to a human."""

from tests.integration.platform.conftest import Caller, Served

PLEA = {"conversation_id": "conv_9", "reason": "customer_requested", "summary": "Help", "transcript": []}


async def test_asking_again_while_one_is_open_returns_the_same(ana: Caller, served: Served) -> None:
    first = await ana("POST", "/escalations", {**PLEA, "order_id": "N-1"}, key="one")
    assert first.status_code == 201, first.text
    again = await ana("POST", "/escalations", {**PLEA, "reason": "frustrated"}, key="two")
    replayed = await ana("POST", "/escalations", {**PLEA, "order_id": "N-1"}, key="one")
    assert again.json() == first.json() == replayed.json()
    assert replayed.headers["idempotent-replayed"] == "true"
    assert (first.json()["priority"], first.json()["status"], first.json()["ticket_id"]) == ("normal", "open", None)
    ident = first.json()["escalation_id"]
    assert await ana.get(f"/escalations/{ident}") == first.json()
    assert (await served.user("u-lake").get(f"/escalations/{ident}", 404))["code"] == "not_found"
    assert [e["escalation_id"] for e in (await served.user("u-ops").get("/escalations"))["items"]] == [ident]


async def test_an_escalation_owed_while_the_platform_was_down_is_delivered_by_a_machine(served: Served) -> None:
    body = {**PLEA, "escalation_id": "esc_owed", "user_id": "u-north"}
    headers = {"Authorization": "Bearer ||brightthread/escalations", "Idempotency-Key": "k"}
    delivered = await served.client.post("/platform/v1/escalations", json=body, headers=headers)
    assert (delivered.status_code, delivered.json()["escalation_id"]) == (201, "esc_owed")
    headers["Idempotency-Key"] = "other"
    again = await served.client.post("/platform/v1/escalations", json=body, headers=headers)
    assert again.json() == delivered.json()
    unknown = await served.client.post("/platform/v1/escalations", json={**body, "user_id": "u-no"}, headers=headers)
    assert unknown.status_code == 404


async def test_only_a_machine_speaks_for_others(ana: Caller) -> None:
    for field in ("escalation_id", "user_id"):
        answer = await ana("POST", "/escalations", {**PLEA, field: "x"}, key="k")
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)


async def test_ids_of_others_are_unknown(ana: Caller) -> None:
    for field in ("order_id", "quote_id", "change_id"):
        answer = await ana("POST", "/escalations", {**PLEA, field: "L-1"}, key="k")
        assert answer.status_code == 404
