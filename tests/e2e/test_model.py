"""The running stack with a model that reads: the emulated Bedrock, scripted from outside."""

import json
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.e2e.running_stack import RunningStack

Json = dict[str, Any]
CHANGE: Json = {"type": "change_size", "line_id": "BT-1003-1", "quantity": 36, "new_size": "L"}
READING: Json = {"intent": "change_order", "order_id": "BT-1003", "changes": [CHANGE], "option": None, "missing": [],
                 "frustrated": False}  # fmt: skip
MOST_CALLS = 4


@pytest.fixture
def stack(make_stack: Callable[..., RunningStack], monkeypatch: pytest.MonkeyPatch) -> RunningStack:
    monkeypatch.setenv("AGENT_INTERPRETER", "bedrock")
    monkeypatch.setenv("AGENT_BEDROCK__CONVERSATION_BUDGET_CALLS", str(MOST_CALLS))
    made = make_stack()
    made.start()
    return made


def test_a_model_reads_a_change_that_is_confirmed_applied_and_accounted_for(stack: RunningStack) -> None:
    script = httpx.Client(base_url=stack.ready["bedrock"]["url"])
    script.post("/_emulator/script", json={"match": "three dozen", "say": READING, "how": "prose_around"})
    ana = stack.conversation("u-ana", "BT-1003")
    offer = ana.say("three dozen of whatever is in the middle should come out one bigger")
    assert offer["quote"]["requested"] == [CHANGE]
    assert ana.say("what is your policy on size changes in production?")["quote"] == offer["quote"]
    assert ana.confirm()["outcome"]["kind"] == "applied"

    script.post("/_emulator/script", json={"how": "hang"})
    began = time.monotonic()
    assert ana.say("now 10 more of the polos please")["state"] == "AWAIT_CONFIRMATION"
    assert time.monotonic() - began < 5
    assert ana.say("make it 12 more")["state"] == "AWAIT_CONFIRMATION"

    turns = stack.get("u-cx-dana", f"/agent/v1/conversations/{ana.conversation_id}/trace")["turns"][-5:]
    assert [turn["interpreter"] for turn in turns] == ["model", "rules", "button", "rules", "rules"]
    assert [[call["stop_reason"] for call in turn["model_calls"]] for turn in turns] == [
        ["end_turn"], ["end_turn", "end_turn"], [], ["error"], []
    ]  # fmt: skip
    assert turns[1]["prompts"] == [{"name": "interpret", "version": "2"}, {"name": "explain", "version": "1"}]
    assert all(call["cost_usd"] > 0 for turn in turns[:2] for call in turn["model_calls"])
    metrics = httpx.get(f"{stack.ready['agent']}/metrics").text
    assert f'model_calls_total{{model="{turns[0]["model_calls"][0]["model"]}"}} {MOST_CALLS}.0' in metrics


def test_a_model_s_words_are_streamed_while_it_speaks_and_the_reply_takes_their_place(stack: RunningStack) -> None:
    true = "Another size or color costs 30 % of the goods that change."
    lie = "Another size or color costs 10 % of the goods that change."
    script = httpx.Client(base_url=stack.ready["bedrock"]["url"])
    ana = stack.conversation("u-ana", "BT-1003")
    url = f"{stack.ready['base']}/agent/v1/conversations/{ana.conversation_id}/messages"
    headers = {"Authorization": f"Bearer {stack.token('u-ana')}", "Accept": "text/event-stream"}
    said = {}
    for name, words in (("true", f"{true} Changing another size takes 5 more days."), ("false", f"{true} {lie}")):
        scene = {"match": "You put an answer", "say": words, "pace_s": 0.05, "times": 1}
        script.post("/_emulator/script", json=scene)
        body = {"client_message_id": name, "text": "what is your policy on size changes in production?"}
        with httpx.stream("POST", url, json=body, headers=headers, timeout=30) as answer:
            said[name] = [
                (time.monotonic(), json.loads(line[6:])) for line in answer.iter_lines() if line[:5] == "data:"
            ]
        again = httpx.post(url, json=body, headers=headers | {"Last-Event-ID": "2"}, timeout=30).text
        assert [line for line in again.splitlines() if line[:6] == "event:"] == ["event: state", "event: reply"]
    heard = {name: [(at, data["text"]) for at, data in events if "text" in data] for name, events in said.items()}
    assert [text for _, text in heard["true"]] == [true, "Changing another size takes 5 more days."]
    assert heard["true"][1][0] - heard["true"][0][0] > 0.1
    assert said["true"][-1][1]["reply"]["text"] == f"{true} Changing another size takes 5 more days."
    assert [text for _, text in heard["false"]] == [true]
    assert lie not in said["false"][-1][1]["reply"]["text"]


def test_the_day_s_budget_outlives_the_process(
    make_stack: Callable[..., RunningStack], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AGENT_INTERPRETER", "bedrock")
    monkeypatch.setenv("AGENT_BEDROCK__DAILY_BUDGET_CALLS", "2")
    stack = make_stack()
    stack.start()
    said = "could a score of the medium ones come out one bigger"
    for calls in (1, 1, 0):
        assert _calls_for(stack, said) == calls
    stack.stop()
    stack.start()
    assert _calls_for(stack, said) == 0


def _calls_for(stack: RunningStack, text: str) -> int:
    """How often a model is asked for a message in a fresh conversation."""
    ana = stack.conversation("u-ana", "BT-1003")
    ana.say(text)
    trace = stack.get("u-cx-dana", f"/agent/v1/conversations/{ana.conversation_id}/trace")
    return len(trace["turns"][-1]["model_calls"])
