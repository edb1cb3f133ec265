"""Who may call what, and in which order that is checked (``docs/api``, section Roles)."""

import pytest

from tests.unit.agent_api.conftest import Agent

ID = "conv_" + "0" * 32
ANA, DANA, KIM = "u-ana|customers", "u-cx-dana|cx_agents", "u-ops-kim|ops"
MACHINE = "|| brightthread/events"
MESSAGE = {"client_message_id": "m", "text": "hi"}
EVENT = {
    "event_id": "e",
    "kind": "ticket_solved",
    "conversation_id": ID,
    "data": {"ticket_id": "1"},
}
ROUTES: list[tuple[str, str, dict[str, object] | None, set[str]]] = [
    ("POST", "/conversations", {}, {ANA}),
    ("POST", f"/conversations/{ID}/messages", MESSAGE, {ANA}),
    ("GET", "/conversations", None, {ANA, DANA}),
    ("GET", f"/conversations/{ID}", None, {ANA, DANA}),
    ("GET", f"/conversations/{ID}/events", None, {ANA, DANA}),
    ("POST", f"/conversations/{ID}/feedback", {"csat": 1}, {ANA, DANA}),
    ("GET", f"/conversations/{ID}/trace", None, {DANA, KIM}),
    ("POST", f"/conversations/{ID}/takeover", {}, {DANA}),
    ("POST", f"/conversations/{ID}/release", {}, {DANA}),
    ("POST", f"/conversations/{ID}/reply", {"text": "hi"}, {DANA}),
    ("POST", "/events", EVENT, {MACHINE}),
    ("GET", "/customers/u-x/export", None, {KIM}),
    ("DELETE", "/customers/u-x/data", None, {KIM}),
]


@pytest.mark.parametrize("caller", [ANA, DANA, KIM, MACHINE])
async def test_a_role_that_lacks_the_call_is_told_before_anything_is_looked_at(agent: Agent, caller: str) -> None:
    for method, path, body, allowed in ROUTES:
        answer = await agent.call(method, path, caller, json=body)
        if caller in allowed:
            # feedback is open to both sides, each with its own kind
            assert answer.status_code in (200, 201, 404) or path.endswith("/feedback")
            continue
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden"), path
        broken = await agent.call(method, path, caller, content=b"{", headers={"Content-Type": "application/json"})
        assert broken.status_code == 403, path


async def test_without_a_token_nothing_is_said_but_that(agent: Agent) -> None:
    for method, path, body, _ in ROUTES:
        answer = await agent.call(method, path, None, json=body)
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated"), path
        assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_field_nobody_knows_is_refused_before_the_id_is_looked_up(agent: Agent) -> None:
    for method, path, body, allowed in ROUTES:
        if body is None:
            continue
        caller = sorted(allowed)[0]
        answer = await agent.call(method, path, caller, json={**body, "surprise": 1})
        assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed"), path
        assert [error["field"] for error in answer.json()["errors"]] == ["surprise"]
        empty = await agent.call(method, path, caller, headers={"Content-Type": "application/json"})
        assert (empty.status_code, empty.json()["code"]) == (400, "malformed_json"), path


async def test_a_user_the_platform_does_not_know_is_forbidden(agent: Agent) -> None:
    answer = await agent.call("GET", "/conversations", "u-nobody|customers")
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


async def test_a_user_once_known_is_not_asked_for_again(agent: Agent) -> None:
    for _ in range(3):
        await agent.call("GET", "/conversations")
    assert agent.users.asked == ["u-ana"]


async def test_reading_goes_on_while_the_platform_is_down(agent: Agent) -> None:
    conversation = await agent.open()
    agent.users.down = True
    other = "u-tom|customers"
    assert (await agent.call("GET", f"/conversations/{conversation}")).status_code == 200
    assert (await agent.call("GET", "/conversations", other)).status_code == 200


async def test_what_the_contract_says_is_what_is_published(agent: Agent) -> None:
    document = (await agent.http.get("/agent/openapi.json")).json()
    paths = {(method.upper(), path) for path, methods in document["paths"].items() for method in methods}
    templates = {
        (method, "/agent/v1" + path.replace(ID, "{conversation_id}").replace("u-x", "{user_id}"))
        for method, path, *_ in ROUTES
    }
    assert paths == templates
