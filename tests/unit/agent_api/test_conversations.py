"""Opening, saying, reading: the customer's side of the API."""

import json

from brightthread.contract.conversations import ConversationView, TurnView
from tests.unit.agent_api.conftest import Agent

TOM = "u-tom|customers"
DANA = "u-cx-dana|cx_agents"


async def test_a_new_conversation_begins_with_a_greeting(agent: Agent) -> None:
    answer = await agent.call("POST", "/conversations", json={"order_id": "BT-1003"})
    turn = TurnView.model_validate(answer.json())
    assert answer.status_code == 201
    assert turn.reply is not None
    assert (turn.reply.text, turn.reply.in_reply_to) == ("Hello.", None)


async def test_a_conversation_on_an_order_that_is_not_there_is_not_opened(agent: Agent) -> None:
    answer = await agent.call("POST", "/conversations", json={"order_id": "BT-9999"})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert (await agent.call("GET", "/conversations")).json()["items"] == []


async def test_a_message_is_answered_and_kept(agent: Agent) -> None:
    conversation = await agent.open(order_id="BT-1003")
    answer = await agent.say(conversation, "hi")
    assert answer.status_code == 200
    assert answer.json()["reply"]["text"] == "You said hi."
    kept = ConversationView.model_validate(await agent.read(conversation))
    assert [(message.role, message.text) for message in kept.messages] == [
        ("assistant", "Hello."),
        ("customer", "hi"),
        ("assistant", "You said hi."),
    ]
    assert (kept.state, kept.order_id, kept.taken_over_by, kept.pending) == ("COMPLETE", "BT-1003", None, None)
    assert kept.messages[1].author == "Ana Ruiz"


async def test_a_button_reaches_the_dialogue_as_it_was_pressed(agent: Agent) -> None:
    conversation = await agent.open()
    action = {"type": "choose_option", "option_id": "opt_1"}
    body = {"client_message_id": "m1", "action": action}
    answer = await agent.call("POST", f"/conversations/{conversation}/messages", json=body)
    assert answer.status_code == 200
    assert agent.dialogue.inbound[-1].action == action
    assert agent.dialogue.inbound[-1].text is None


async def test_a_repeated_message_gets_the_stored_turn(agent: Agent) -> None:
    conversation = await agent.open()
    first, second = await agent.say(conversation, "hi"), await agent.say(conversation, "hi")
    assert first.content == second.content
    assert agent.dialogue.runs["m1"] == 1


async def test_the_same_id_for_something_else_is_refused(agent: Agent) -> None:
    conversation = await agent.open()
    await agent.say(conversation, "hi")
    answer = await agent.say(conversation, "bye")
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert len((await agent.read(conversation))["messages"]) == 3


async def test_a_colleagues_conversation_is_not_there(agent: Agent) -> None:
    conversation = await agent.open()
    unknown = "conv_" + "f" * 32
    for path, method, body in (
        ("", "GET", None),
        ("/messages", "POST", {"client_message_id": "m", "text": "hi"}),
        ("/events", "GET", None),
        ("/feedback", "POST", {"csat": 5}),
    ):
        answers = [
            await agent.call(method, f"/conversations/{known}{path}", TOM, json=body, headers={"X-Correlation-Id": "c"})
            for known in (conversation, unknown)
        ]
        assert [answer.status_code for answer in answers] == [404, 404], path
        assert answers[0].text.replace(conversation, unknown) == answers[1].text
    assert (await agent.call("GET", "/conversations", TOM)).json()["items"] == []


async def test_ids_of_any_shape_are_just_not_found(agent: Agent) -> None:
    for ident in ("x", "conv_", "%00", "a" * 3000, "conv_%F0%9F%98%80", "..%2F"):
        answer = await agent.call("GET", f"/conversations/{ident}")
        assert answer.status_code == 404, ident


async def test_seen_is_what_had_been_said_when_the_message_came(agent: Agent) -> None:
    conversation = await agent.open()
    greeting = (await agent.read(conversation))["messages"][0]["message_id"]
    await agent.say(conversation, "one", "m1")
    await agent.say(conversation, "two", "m2")
    await agent.say(conversation, "three", "m3", body={"after": greeting})
    seen = [(inbound.seen_seq, inbound.seq) for inbound in agent.dialogue.inbound]
    assert seen == [(1, 3), (3, 5), (1, 7)]


async def test_after_an_unknown_message_is_not_found(agent: Agent) -> None:
    conversation = await agent.open()
    answer = await agent.say(conversation, "hi", body={"after": "msg_none"})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert (await agent.call("GET", f"/conversations/{conversation}?after=msg_none")).status_code == 404


async def test_a_conversation_can_be_read_from_a_message_on(agent: Agent) -> None:
    conversation = await agent.open()
    greeting = (await agent.read(conversation))["messages"][0]["message_id"]
    await agent.say(conversation, "hi")
    later = await agent.call("GET", f"/conversations/{conversation}?after={greeting}")
    assert [message["text"] for message in later.json()["messages"]] == ["hi", "You said hi."]


async def test_customers_list_their_own_and_agents_everybodys(agent: Agent) -> None:
    mine = [await agent.open(order_id="BT-1003"), await agent.open()]
    await agent.call("POST", "/conversations", TOM, json={})
    own = (await agent.call("GET", "/conversations?user_id=u-tom")).json()["items"]
    assert [item["conversation_id"] for item in own] == mine[::-1]
    assert len((await agent.call("GET", "/conversations", DANA)).json()["items"]) == 3
    by_order = (await agent.call("GET", "/conversations?order_id=BT-1003", DANA)).json()["items"]
    assert [item["conversation_id"] for item in by_order] == mine[:1]
    by_user = (await agent.call("GET", "/conversations?user_id=u-tom", DANA)).json()["items"]
    assert len(by_user) == 1


async def test_a_list_goes_on_by_its_cursor(agent: Agent) -> None:
    mine = [await agent.open() for _ in range(3)]
    first = (await agent.call("GET", "/conversations?limit=2")).json()
    rest = (await agent.call("GET", f"/conversations?limit=2&cursor={first['next_cursor']}")).json()
    assert [item["conversation_id"] for item in first["items"] + rest["items"]] == mine[::-1]
    assert rest["next_cursor"] is None
    broken = await agent.call("GET", "/conversations?cursor=nonsense")
    assert (broken.status_code, broken.json()["code"]) == (422, "validation_failed")


async def test_a_routine_turn_takes_four_requests_to_the_store(agent: Agent) -> None:
    conversation = await agent.open()
    for number in range(6):
        agent.wire.requests.clear()
        await agent.say(conversation, "hi", f"m{number}")
        assert agent.wire.requests == ["batch_get_item", "update_item", "put_item", "update_item"]
    trace = (await agent.call("GET", f"/conversations/{conversation}/trace", DANA)).json()
    assert [turn["store_requests"] for turn in trace["turns"]] == [4] * 6
    assert trace["turns"][0]["client_message_id"] == "m0"


async def test_a_turn_that_breaks_is_an_error_and_can_be_tried_again(agent: Agent) -> None:
    conversation = await agent.open()
    answer = await agent.say(conversation, "break")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "broken" not in answer.text
    assert (await agent.say(conversation, "go on", "m2")).status_code == 200
    assert (await agent.say(conversation, "break")).status_code == 500
    assert agent.dialogue.runs["m1"] == 2


async def test_feedback_is_the_customers_or_the_agents(agent: Agent) -> None:
    conversation = await agent.open()
    path = f"/conversations/{conversation}/feedback"
    csat, label = {"csat": 5, "comment": "quick"}, {"label": "rightly_escalated"}
    assert (await agent.call("POST", path, json=csat)).status_code == 204
    assert (await agent.call("POST", path, DANA, json=label)).status_code == 204
    assert (await agent.call("POST", path, json=label)).status_code == 403
    assert (await agent.call("POST", path, DANA, json=csat)).status_code == 403
    assert (await agent.call("POST", path, json={"csat": 6})).status_code == 422


async def test_a_streamed_turn_tells_states_sentences_and_the_reply(agent: Agent) -> None:
    conversation = await agent.open()
    answer = await agent.say(conversation, "hi", headers={"Accept": "text/event-stream"})
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = [dict(line.split(": ", 1) for line in block.split("\n")) for block in answer.text.strip().split("\n\n")]
    assert [event["event"] for event in events] == ["state", "state", "delta", "delta", "reply"]
    assert [int(event["id"]) for event in events] == [1, 2, 3, 4, 5]
    assert json.loads(events[2]["data"]) == {"text": "You said hi."}
    assert TurnView.model_validate_json(events[-1]["data"]).reply is not None

    again = await agent.say(conversation, "hi", headers={"Accept": "text/event-stream", "Last-Event-ID": "3"})
    events = [dict(line.split(": ", 1) for line in block.split("\n")) for block in again.text.strip().split("\n\n")]
    assert [(event["event"], event["id"]) for event in events] == [("state", "4"), ("reply", "5")]
    assert agent.dialogue.runs["m1"] == 1


async def test_a_stream_that_cannot_begin_is_a_plain_problem(agent: Agent) -> None:
    conversation = await agent.open()
    await agent.say(conversation, "hi")
    answer = await agent.say(conversation, "other", headers={"Accept": "text/event-stream"})
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")


async def test_a_stream_that_breaks_ends_with_an_error(agent: Agent) -> None:
    conversation = await agent.open()
    answer = await agent.say(conversation, "break", headers={"Accept": "text/event-stream"})
    last = answer.text.strip().split("\n\n")[-1].split("\n")
    assert last[0] == "event: error"
    assert json.loads(last[1].removeprefix("data: "))["code"] == "internal_error"
