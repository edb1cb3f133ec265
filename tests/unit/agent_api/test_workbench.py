"""The CX agent's side, the platform's events, and a customer's data."""

from tests.unit.agent_api.conftest import Agent

DANA, OMAR, KIM = "u-cx-dana|cx_agents", "u-cx-omar|cx_agents", "u-ops-kim|ops"
MACHINE = "|| brightthread/events"


async def _do(agent: Agent, conversation: str, deed: str, by: str = DANA, **body: str) -> object:
    answer = await agent.call("POST", f"/conversations/{conversation}/{deed}", by, json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_the_assistant_is_silent_from_takeover_to_release(agent: Agent) -> None:
    conversation = await agent.open()
    await _do(agent, conversation, "takeover")
    silent = await agent.say(conversation, "anybody?")
    assert (silent.status_code, silent.json()["reply"]) == (200, None)
    assert agent.dialogue.runs["m1"] == 0
    await _do(agent, conversation, "reply", text="Hi, Dana here.")
    during = await agent.read(conversation)
    assert during["taken_over_by"] == "Dana Brooks"
    assert [(message["role"], message["author"]) for message in during["messages"][1:]] == [
        ("system", None),
        ("customer", "Ana Ruiz"),
        ("cx_agent", "Dana Brooks"),
    ]
    await _do(agent, conversation, "release")
    assert (await agent.read(conversation))["taken_over_by"] is None
    assert (await agent.say(conversation, "and now?", "m2")).json()["reply"]["text"] == "You said and now?."


async def test_a_second_agent_is_told_who_was_first(agent: Agent) -> None:
    conversation = await agent.open()
    await _do(agent, conversation, "takeover")
    await _do(agent, conversation, "takeover")
    before = len((await agent.read(conversation))["messages"])
    for deed, body in (("takeover", {}), ("release", {}), ("reply", {"text": "me too"})):
        answer = await agent.call("POST", f"/conversations/{conversation}/{deed}", OMAR, json=body)
        assert (answer.status_code, answer.json()["code"]) == (409, "taken_over")
    after = await agent.read(conversation)
    assert (after["taken_over_by"], len(after["messages"])) == ("Dana Brooks", before)


async def _tell(agent: Agent, conversation: str, event_id: str = "evt-1") -> int:
    event = {
        "event_id": event_id,
        "kind": "ticket_replied",
        "conversation_id": conversation,
        "data": {"ticket_id": "7", "author": "Dana", "text": "Done.", "at": "2026-11-21T09:30:00.000Z"},
    }
    return (await agent.call("POST", "/events", MACHINE, json=event)).status_code


async def test_an_event_appears_once_however_often_it_is_told(agent: Agent) -> None:
    conversation = await agent.open()
    assert [await _tell(agent, conversation) for _ in range(3)] == [204] * 3
    assert await _tell(agent, conversation, "evt-2") == 204
    texts = [message["text"] for message in (await agent.read(conversation))["messages"]]
    assert texts == ["Hello.", *["It happened: ticket_replied."] * 2]
    assert await _tell(agent, "conv_" + "f" * 32) == 404


async def test_an_event_does_not_end_a_takeover(agent: Agent) -> None:
    conversation = await agent.open()
    await _do(agent, conversation, "takeover")
    await _tell(agent, conversation)
    assert (await agent.read(conversation))["taken_over_by"] == "Dana Brooks"


async def test_a_customers_data_is_handed_out_and_removed(agent: Agent) -> None:
    conversation = await agent.open()
    await agent.say(conversation, "my secret plan")
    await agent.call("POST", f"/conversations/{conversation}/feedback", json={"csat": 4})
    await agent.call("POST", "/conversations", "u-tom|customers", json={})
    exported = (await agent.call("GET", "/customers/u-ana/export", KIM)).json()
    assert exported["stores"] == {"dynamodb": {"conversations": 1, "records": 4}, "postgresql": {"changes": 2}}
    assert exported["platform"] == {"changes": [{"change_id": "chg_1"}] * 2}
    assert [message["text"] for message in exported["conversations"][0]["messages"]][1] == "my secret plan"
    assert exported["conversations"][0]["feedback"] == {"csat": {"csat": 4}}
    erased = (await agent.call("DELETE", "/customers/u-ana/data", KIM)).json()
    assert erased["stores"] == {"dynamodb": {"conversations": 1, "records": 3}, "postgresql": {"changes": 2}}
    assert (await agent.call("GET", f"/conversations/{conversation}")).status_code == 404
    assert len((await agent.call("GET", "/conversations", "u-tom|customers")).json()["items"]) == 1
    again = (await agent.call("DELETE", "/customers/u-ana/data", KIM)).json()
    assert again["stores"] == {"dynamodb": {"conversations": 0, "records": 0}, "postgresql": {"changes": 0}}


async def test_of_a_customer_the_platform_does_not_know_only_conversations_are_removed(agent: Agent) -> None:
    agent.users.held.clear()
    await agent.open()
    erased = (await agent.call("DELETE", "/customers/u-ana/data", KIM)).json()
    assert erased["stores"] == {"dynamodb": {"conversations": 1, "records": 2}, "postgresql": {}}


async def test_an_erasure_that_the_platform_cannot_take_is_an_error_and_can_be_done_again(agent: Agent) -> None:
    await agent.open()
    await agent.call("GET", "/customers/u-ana/export", KIM)
    agent.users.down = True
    failed = await agent.call("DELETE", "/customers/u-ana/data", KIM)
    assert (failed.status_code, failed.json()["code"]) == (503, "dependency_unavailable")
    agent.users.down = False
    again = (await agent.call("DELETE", "/customers/u-ana/data", KIM)).json()
    assert again["stores"]["postgresql"] == {"changes": 2}


async def test_pages_may_load_nothing_from_elsewhere(agent: Agent) -> None:
    answer = await agent.http.get("/agent/widget/")
    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-cache"
    again = await agent.http.get("/agent/widget/", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    assert (await agent.http.get("/agent/widget")).headers["location"] == "/agent/widget/"
