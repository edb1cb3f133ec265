"""Conversations nobody scripted: what the state machine promises, told through the public API."""

import json
import os
import signal
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests import api_shapes as shapes
from tests.e2e.running_stack import Conversation, RunningStack, eventually
from tests.e2e.seed import COLLEAGUE, USER, spare_order

Json = dict[str, Any]
A = "/agent/v1/conversations"
pytestmark = pytest.mark.timeout(300)


def sam(stack: RunningStack, status: str, number: int) -> Conversation:
    return stack.conversation(USER, spare_order(status, number))


def url(conversation: Conversation, tail: str = "messages") -> str:
    return f"{A}/{conversation.conversation_id}/{tail}"


def confirm(quote: Json, **other: str) -> Json:
    option_id = quote["options"][0]["option_id"]
    return {"type": "confirm", "quote_id": quote["quote_id"], "option_id": option_id, "digest": quote["digest"]} | other


def statuses(stack: RunningStack, *quotes: Json) -> list[str]:
    return [stack.get(USER, f"/platform/v1/quotes/{quote['quote_id']}")["status"] for quote in quotes]


def told(stack: RunningStack, conversation: Conversation, word: str) -> Json:
    """The first message of staff or system with that word, once it is there."""

    def found() -> Json | None:
        messages = stack.get(USER, f"{A}/{conversation.conversation_id}")["messages"]
        others = [each for each in messages if each["role"] in ("system", "cx_agent") or each["outcome"] is None]
        return next((each for each in others if word in each["text"].lower() and each["role"] != "customer"), None)

    message: Json = eventually(found, 60)
    return message


def test_a_button_with_a_wrong_digest_or_a_gone_offer_applies_nothing(stack: RunningStack) -> None:
    talk = sam(stack, "CREATED", 20)
    talk.say("make it 70 mediums")
    first = talk.quote
    shown = talk.act(**confirm(first, digest="0" * 64))
    assert (shown["state"], shown["outcome"], shown["quote"]) == ("AWAIT_CONFIRMATION", None, first)
    talk.say("make it 75 instead")
    second = talk.quote
    shown = talk.act(**confirm(first))
    assert (shown["outcome"], shown["quote"]) == (None, second)
    declined = talk.act(type="decline")
    assert (declined["state"], declined["outcome"]["kind"]) == ("COMPLETE", "declined")
    gone = talk.act(**confirm(second))
    assert (gone["state"], gone["outcome"]["kind"], gone["quote"]) == ("COMPLETE", "answered", None)
    assert statuses(stack, first, second) == ["released", "released"]
    assert stack.get(USER, f"/platform/v1/orders/{spare_order('CREATED', 20)}")["version"] == 1


def test_a_yes_counts_only_for_what_was_seen(stack: RunningStack) -> None:
    talk = sam(stack, "CREATED", 21)
    greeting = talk.reply["message_id"]
    talk.say("make it 70 mediums")
    offer = talk.reply["message_id"]
    with stack.client(USER) as client:
        body = {"client_message_id": "early", "text": "yes", "after": greeting}
        early = client.post(url(talk), json=body)
        assert (early.json()["state"], early.json()["reply"]["outcome"]) == ("AWAIT_CONFIRMATION", None)
        assert client.post(url(talk), json=body).content == early.content
        other = client.post(url(talk), json=body | {"text": "yes!"})
        assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
        unknown = client.post(url(talk), json=body | {"client_message_id": "odd", "after": "msg_nothing"})
        assert unknown.status_code == 404
        late = client.post(url(talk), json={"client_message_id": "late", "text": "yes", "after": offer})
        assert late.json()["reply"]["outcome"]["kind"] == "applied"


def test_messages_at_once_are_answered_one_at_a_time_and_confirm_nothing_unseen(stack: RunningStack) -> None:
    talk = sam(stack, "CREATED", 22)
    texts = ["make it 70 mediums", "yes", "yes", "yes"]

    def post(number: int) -> httpx.Response:
        with stack.client(USER) as client:
            return client.post(url(talk), json={"client_message_id": f"p{number}", "text": texts[number]})

    with ThreadPoolExecutor(len(texts)) as pool:
        answers = list(pool.map(post, range(len(texts))))
    assert [answer.status_code for answer in answers] == [200] * 4
    assert all((a.json()["reply"]["outcome"] or {}).get("kind") != "applied" for a in answers)
    said = [each["text"] for each in talk.read()["messages"] if each["role"] == "customer"]
    assert sorted(said) == sorted(texts)


def test_a_double_click_applies_once(stack: RunningStack) -> None:
    talk = sam(stack, "CREATED", 23)
    talk.say("make it 70 mediums")
    action = confirm(talk.quote)

    def press(number: int) -> httpx.Response:
        with stack.client(USER) as client:
            return client.post(url(talk), json={"client_message_id": f"c{number}", "action": action})

    with ThreadPoolExecutor(3) as pool:
        outcomes = [answer.json()["reply"]["outcome"]["kind"] for answer in pool.map(press, range(3))]
    assert sorted(outcomes) == ["answered", "answered", "applied"]
    assert stack.get(USER, f"/platform/v1/orders/{spare_order('CREATED', 23)}")["version"] == 2


def test_the_fourth_unclear_message_goes_to_a_human(stack: RunningStack) -> None:
    talk = sam(stack, "CREATED", 24)
    replies = [talk.say(text) for text in ("blargh", "change something", "hmm the thing", "you know what i mean")]
    assert [reply["state"] for reply in replies] == [*["CLARIFY_REQUEST"] * 3, "ESCALATE"]
    assert replies[-1]["outcome"]["reason"] == "too_many_clarifications"


def test_questions_beside_an_offer_leave_it_waiting(stack: RunningStack) -> None:
    talk = sam(stack, "CREATED", 25)
    talk.say("make it 70 mediums")
    quote = talk.quote
    for question in ("is navy XL in stock?", "where is my order?", "what is your policy on artwork?", "thanks"):
        reply = talk.say(question)
        assert (reply["state"], reply["outcome"]["kind"]) == ("AWAIT_CONFIRMATION", "answered"), question
        assert reply["quote"] == quote
    assert talk.say("yes")["outcome"]["kind"] == "applied"


def test_an_open_escalation_is_given_again(stack: RunningStack) -> None:
    talk = sam(stack, "SHIPPED", 20)
    first = talk.say("make it 70 mediums")
    second = talk.say("talk to a person")
    third = talk.act(type="talk_to_human")
    ids = {reply["outcome"]["escalation_id"] for reply in (first, second, third)}
    assert len(ids) == 1
    eventually(lambda: stack.tickets_of(ids.copy().pop()))
    assert len(stack.tickets_of(ids.pop())) == 1


@pytest.mark.parametrize(
    ("status", "text", "state", "kind", "reason"),
    [
        ("READY_TO_SHIP", "cancel the order", "ESCALATE", "escalated", "needs_review"),
        ("READY_TO_SHIP", "make it 70 mediums", "COMPLETE", "denied", None),
        ("SHIPPED", "cancel it", "ESCALATE", "escalated", "order_shipped"),
        ("DELIVERED", "make it 70 mediums", "COMPLETE", "denied", None),
        ("DELIVERED", "I want to return them, the print is defective", "ESCALATE", "escalated", "needs_review"),
        ("CANCELLED", "make it 70 mediums", "COMPLETE", "denied", None),
        ("CREATED", "deliver it two weeks earlier", "ESCALATE", "escalated", "needs_review"),
        ("CREATED", "this is the worst service ever", "ESCALATE", "escalated", "frustrated"),
        ("CREATED", "make it 60 mediums", "COMPLETE", "denied", None),
    ],
)
def test_what_cannot_be_done_is_denied_or_handed_over(
    stack: RunningStack, status: str, text: str, state: str, kind: str, reason: str | None
) -> None:
    talk = sam(stack, status, 26)
    reply = talk.say(text)
    assert (reply["state"], reply["outcome"]["kind"], reply["outcome"]["reason"]) == (state, kind, reason)
    assert shapes.check(shapes.REPLY, reply) == []
    assert reply["quote"] is None
    kinds = {part["kind"] for part in reply["parts"]}
    assert ("ticket" in kinds) == (kind == "escalated")


def test_a_takeover_silences_the_assistant_until_it_is_released(stack: RunningStack) -> None:
    talk = sam(stack, "CREATED", 27)
    talk.say("make it 70 mediums")
    with stack.client("u-cx-dana") as dana, stack.client("u-cx-omar") as omar:
        assert dana.post(url(talk, "takeover"), json={}).json()["taken_over_by"] == "Dana Brooks"
        for tail, body in (("takeover", {}), ("reply", {"text": "hi"}), ("release", {})):
            answer = omar.post(url(talk, tail), json=body)
            assert (answer.status_code, answer.json()["code"]) == (409, "taken_over"), tail
        assert talk.say("yes") is None
        dana.post(url(talk, "reply"), json={"text": "Dana here."}).raise_for_status()
        assert dana.post(url(talk, "release"), json={}).json()["taken_over_by"] is None
    assert stack.get(USER, f"/platform/v1/orders/{spare_order('CREATED', 27)}")["version"] == 1
    roles = [message["role"] for message in talk.read()["messages"]]
    assert roles == ["assistant", "customer", "assistant", "system", "customer", "cx_agent", "system"]
    assert talk.say("yes")["outcome"]["kind"] == "applied"


def test_a_colleague_s_conversation_is_not_there(stack: RunningStack) -> None:
    talk = sam(stack, "CREATED", 28)
    with stack.client(COLLEAGUE) as sol:
        assert sol.get(f"{A}/{talk.conversation_id}").status_code == 404
        assert talk.conversation_id not in sol.get(A).text


def _events(answer: httpx.Response) -> list[tuple[str, Json, int]]:
    blocks = [dict(line.split(": ", 1) for line in block.splitlines()) for block in answer.text.strip().split("\n\n")]
    return [(block["event"], json.loads(block["data"]), int(block["id"])) for block in blocks]


def test_a_stream_ends_with_the_reply_and_can_be_resumed(stack: RunningStack) -> None:
    talk = sam(stack, "CREATED", 29)
    body = {"client_message_id": uuid.uuid4().hex, "text": "make it 70 mediums"}
    headers = {"Accept": "text/event-stream"}
    with stack.client(USER) as client:
        events = _events(client.post(url(talk), json=body, headers=headers))
        again = _events(client.post(url(talk), json=body, headers=headers | {"Last-Event-ID": str(events[1][2])}))
        plain = client.post(url(talk), json=body)
    assert [number for _, _, number in events] == list(range(1, len(events) + 1))
    states = [data["state"] for name, data, _ in events if name == "state"]
    assert states[-3:] == ["CHECK_FEASIBILITY", "PRESENT_OPTIONS", "AWAIT_CONFIRMATION"]
    assert "delta" in {name for name, _, _ in events}
    assert events[-1][0] == "reply"
    assert events[-1][1] == plain.json()
    assert [name for name, _, _ in again] == ["state", "reply"]
    assert again[-1][1] == events[-1][1]
    assert again[0][2] > events[1][2]


def test_what_others_cause_comes_by_itself(stack: RunningStack) -> None:
    talk = sam(stack, "CREATED", 30)
    heard: list[Json] = []
    listening = threading.Event()

    def listen() -> None:
        with stack.client(USER) as client, client.stream("GET", url(talk, "events"), timeout=60) as answer:
            listening.set()
            for line in answer.iter_lines():
                if line.startswith("data: "):
                    heard.append(json.loads(line.removeprefix("data: ")))
                if len(heard) == 2:
                    return

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    assert listening.wait(20)
    with stack.client("u-cx-dana") as dana:
        dana.post(url(talk, "reply"), json={"text": "Hello from Dana."}).raise_for_status()
    talk.say("make it 70 mediums")
    assert talk.confirm()["outcome"]["kind"] == "applied"
    thread.join(60)
    assert [(each["role"], each["author"]) for each in heard] == [("cx_agent", "Dana Brooks"), ("system", None)]
    assert heard[0]["text"] == "Hello from Dana."
    assert all(shapes.check(shapes.MESSAGE, each) == [] for each in heard)


def test_what_the_erp_refuses_is_taken_back_and_told(stack: RunningStack) -> None:
    order_id = spare_order("IN_PRODUCTION", 20)
    found = stack.odoo("sale.order", "search_read", domain=[["client_order_ref", "=", order_id]], fields=["id"])
    stack.odoo("sale.order", "action_lock", ids=[found[0]["id"]])
    before = stack.get(USER, f"/platform/v1/orders/{order_id}")
    talk = sam(stack, "IN_PRODUCTION", 20)
    talk.say("change 10 of the mediums to large")
    change_id = talk.confirm()["outcome"]["change_id"]
    eventually(lambda: stack.get(USER, f"/platform/v1/changes/{change_id}")["status"] == "reversed", 60)
    after = stack.get(USER, f"/platform/v1/orders/{order_id}")
    for same in ("lines", "delivery_date", "status"):
        assert after[same] == before[same]
    assert after["totals"]["total"] == before["totals"]["total"]
    message = told(stack, talk, "taken back")
    escalation_id = next(part for part in message["parts"] if part["kind"] == "ticket")["escalation_id"]
    escalation = stack.get(USER, f"/platform/v1/escalations/{escalation_id}")
    assert (escalation["reason"], escalation["priority"]) == ("change_failed", "urgent")


def test_a_review_can_be_withdrawn_and_a_new_change_says_that_one_waits(stack: RunningStack) -> None:
    talk = sam(stack, "APPROVED", 10)
    talk.say("cancel the order")
    review_id = talk.confirm()["outcome"]["review_id"]
    offer = talk.say("make it 70 mediums")
    assert "waiting" in offer["text"]
    talk.say("no")
    withdrawn = talk.say("withdraw the request")
    assert withdrawn["outcome"]["review_id"] == review_id
    with stack.client("u-cx-dana") as dana:
        answer = dana.post(f"/platform/v1/reviews/{review_id}/decision", json={"decision": "approve", "comment": ""})
        assert (answer.status_code, answer.json()["code"]) == (409, "already_decided")


def test_an_approval_after_the_order_moved_waits_for_the_customer_again(stack: RunningStack) -> None:
    talk = sam(stack, "APPROVED", 11)
    talk.say("cancel the order")
    review_id = talk.confirm()["outcome"]["review_id"]
    other = sam(stack, "APPROVED", 11)
    other.say("make it 70 mediums")
    assert other.confirm()["outcome"]["kind"] == "applied"
    with stack.client("u-cx-dana") as dana:
        said = {"decision": "approve", "comment": "fine"}
        assert dana.post(f"/platform/v1/reviews/{review_id}/decision", json=said).status_code == 200
    eventually(lambda: talk.read()["state"] == "AWAIT_CONFIRMATION", 60)
    waiting = talk.read()["pending"]["quote"]
    assert waiting["options"][0]["refund"]["amount"] == 110_000 - 2_500
    assert talk.act(**confirm(waiting))["outcome"]["kind"] == "pending_review"


def test_what_a_human_writes_in_the_ticket_appears_in_the_conversation(stack: RunningStack) -> None:
    talk = sam(stack, "SHIPPED", 21)
    escalation_id = talk.say("make it 70 mediums")["outcome"]["escalation_id"]
    ticket = eventually(lambda: stack.tickets_of(escalation_id), 60)[0]
    desk = stack.ready["zendesk"]
    comment = {"ticket": {"comment": {"body": "We are asking the carrier.", "public": True}}}
    httpx.put(
        f"{desk['url']}/api/v2/tickets/{ticket['id']}.json",
        json=comment,
        auth=("dana@brightthread.example/token", desk["api_token"]),
        timeout=20,
    ).raise_for_status()
    message = told(stack, talk, "asking the carrier")
    assert message["role"] == "cx_agent"


def test_an_agent_killed_in_a_turn_answers_the_same_message_once(stack: RunningStack) -> None:
    talk = sam(stack, "CREATED", 31)
    talk.say("make it 70 mediums")
    body = {"client_message_id": "killed", "action": confirm(talk.quote)}
    with stack.client(USER) as client, ThreadPoolExecutor(1) as pool:
        sent = pool.submit(_post, client, url(talk), body)
        stack.kill_service("agent")
        sent.result()
        eventually(lambda: stack.answers("agent"), 60)
        answer = eventually(lambda: _post(client, url(talk), body), 60)
        assert answer.json()["reply"]["outcome"]["kind"] == "applied"
        assert client.post(url(talk), json=body).content == answer.content
    assert stack.get(USER, f"/platform/v1/orders/{spare_order('CREATED', 31)}")["version"] == 2
    roles = [message["role"] for message in talk.read()["messages"][:5]]
    assert roles == ["assistant", "customer", "assistant", "customer", "assistant"]


def test_a_person_can_be_called_while_the_platform_is_away(stack: RunningStack) -> None:
    talk = sam(stack, "CREATED", 34)
    talk.say("make it 70 mediums")
    quote = talk.quote
    pid = stack.read_ready_file()["pids"]["platform"]
    os.kill(pid, signal.SIGSTOP)
    try:
        reply = talk.say("talk to a person")
    finally:
        os.kill(pid, signal.SIGCONT)
    assert (reply["state"], reply["outcome"]["kind"]) == ("ESCALATE", "escalated")
    escalation_id = reply["outcome"]["escalation_id"]
    assert shapes.made("esc")(escalation_id)
    eventually(lambda: len(stack.tickets_of(escalation_id)) == 1, 60)
    assert statuses(stack, quote) in (["open"], ["released"])
    assert stack.get(USER, f"/platform/v1/escalations/{escalation_id}")["reason"] == "customer_requested"


def _post(client: httpx.Client, path: str, body: Json) -> httpx.Response | None:
    try:
        answer = client.post(path, json=body)
    except httpx.TransportError:
        return None
    return answer if answer.status_code == 200 else None
