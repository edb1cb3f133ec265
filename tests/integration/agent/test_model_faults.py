"""Whatever the model does, in whatever state: the customer is answered in time, as the rules would, and that is all.

The real adapter speaks to the emulated Bedrock over HTTP. What it says is the worst there is to say: that the customer
has agreed.
"""

import asyncio
import functools
import time
from pathlib import Path
from typing import Any

import pytest

from agent_service.adapters.local_policy import LocalPolicyPassages
from agent_service.adapters.model_caller import BROKEN_OFF
from agent_service.adapters.rules_reader import RulesReader
from agent_service.conversation.model_budget import NO_ANSWER
from agent_service.conversation.ports import TemplatesOnly
from agent_service.conversation.states import WAITING
from local_stack.emulators.bedrock import WAYS
from local_stack.emulators.bedrock.script import ERRORS, STOP_REASONS, STREAM_ERRORS
from tests.fakes.bedrock import RULES, Emulated, Minds, minds_at
from tests.fakes.talk import Talk
from tests.fakes.world import World

Json = dict[str, Any]
PASSAGES = LocalPolicyPassages(Path(__file__).parents[3] / "docs" / "policies")
MOVE = "change 20 of the medium navy tees to large please"
PROMISED_S = 5.0
PLACES: dict[str, tuple[str | None, list[str]]] = {
    "GREETING": ("BT-1003", [MOVE]),
    "GREETING, a question": ("BT-1003", ["what is your policy on size changes in production?"]),
    "GREETING, a denial": ("BT-1003", ["4 pieces are enough"]),
    "GREETING, for a human": ("BT-1005", ["make it 80 pieces"]),
    "IDENTIFY_ORDER": (None, ["I would like to change something", "it's about BT-1003"]),
    "CLARIFY_REQUEST": ("BT-1003", ["make some of them large", "20 of the medium navy tees"]),
    "AWAIT_CONFIRMATION, half a yes": ("BT-1003", [MOVE, "yes, if there is no fee"]),
    "AWAIT_CONFIRMATION, a question": ("BT-1003", [MOVE, "what is your policy on size changes in production?"]),
    "AWAIT_CONFIRMATION, a correction": ("BT-1003", [MOVE, "actually make it 30"]),
    "COMPLETE": ("BT-1003", [MOVE, "no", MOVE]),
    "ESCALATE": ("BT-1003", ["talk to a person", MOVE]),
}
"""By the state in which the last message finds the conversation."""
SILENT = ("hang", "trickle")
AGREED: Json = {
    "intent": "confirm", "order_id": "BT-1003", "changes": [], "option": 1, "missing": [], "frustrated": False
}  # fmt: skip


async def played(place: str, minds: Minds | None = None) -> Talk:
    """The conversation up to and with the last message of the place; by rules alone without minds."""
    order_id, messages = PLACES[place]
    reader, explainer = minds or (RulesReader(RULES), TemplatesOnly())
    talk = Talk(World(), "u-ana", RulesReader(RULES), passages=PASSAGES)
    await talk.open(order_id)
    for message in messages[:-1]:
        await talk.say(message)
    talk.reader, talk.explainer = reader, explainer
    await talk.say(messages[-1])
    return talk


@functools.cache
def by_rules(place: str) -> "asyncio.Task[Talk]":
    return asyncio.ensure_future(played(place))


def gist(talk: Talk) -> Json:
    """What the customer sees, and what is remembered of the request."""
    reply, state = talk.turns[-1].reply, talk.state
    kept = ("state", "order_id", "request", "missing", "unclear", "escalation", "owed")
    return {**{key: reply[key] for key in ("text", "parts", "state", "outcome")}, **{key: state[key] for key in kept}}


@pytest.mark.parametrize("how", WAYS)
async def test_every_fault_in_every_state_leaves_the_turn_to_the_rules(
    bedrock: Emulated, minds: Minds, how: str
) -> None:
    bedrock.plays(how, AGREED)

    async def in_time(place: str) -> Talk:
        began = time.monotonic()
        talk = await played(place, minds)
        assert time.monotonic() - began < PROMISED_S, place
        return talk

    for place, talk in zip(PLACES, await asyncio.gather(*map(in_time, PLACES)), strict=True):
        assert gist(talk) == gist(await by_rules(place)), place
        accounted(talk)
        assert "apply" not in talk.platform.named()


def accounted(talk: Talk) -> None:
    """The calls of the turn are in its trace and in the books of the conversation."""
    turn = talk.turns[-1]
    assert turn.reply["state"] in {state.value for state in WAITING}
    assert turn.trace["interpreter"] == "rules"
    assert {"name": "interpret", "version": "2"} in turn.trace["prompts"]
    assert talk.state["spent_calls"] == len(turn.trace["model_calls"]) > 0
    assert talk.state["spent_tokens"] >= 0
    for call in turn.trace["model_calls"]:
        assert call["cost_usd"] >= 0
        assert call["stop_reason"] in (*STOP_REASONS, NO_ANSWER, BROKEN_OFF)


@pytest.mark.parametrize("how", SILENT)
async def test_a_model_that_falls_silent_while_it_words_an_answer_is_not_waited_for(
    bedrock: Emulated, minds: Minds, how: str
) -> None:
    bedrock.plays(how, match="You put an answer")
    began = time.monotonic()
    talk = await played("AWAIT_CONFIRMATION, a question", minds)
    assert time.monotonic() - began < PROMISED_S
    assert gist(talk) == gist(await by_rules("AWAIT_CONFIRMATION, a question"))
    assert [call["stop_reason"] for call in talk.turns[-1].trace["model_calls"]] == ["end_turn", "error"]


@pytest.mark.parametrize("scene", [{"how": "hang"}, {"delay_s": 2.1}], ids=["silent", "slow"])
async def test_a_model_that_was_silent_or_slow_is_not_asked_a_second_time_in_the_turn(
    bedrock: Emulated, minds: Minds, scene: Json
) -> None:
    bedrock.plays(**scene)
    began = time.monotonic()
    talk = await played("GREETING, a question", minds)
    assert time.monotonic() - began < PROMISED_S
    assert len(talk.turns[-1].trace["model_calls"]) == 1


@pytest.mark.parametrize(
    "how", ["plain", "fenced", "prose_around", "in_a_list", "wrapped", "end_turn", "stop_sequence"]
)
async def test_an_answer_that_can_be_repaired_is_used(bedrock: Emulated, minds: Minds, how: str) -> None:
    change = {"type": "change_size", "line_id": "BT-1003-1", "quantity": 36, "new_size": "L"}
    bedrock.plays(how, AGREED | {"intent": "change_order", "changes": [change], "option": None})
    talk = Talk(World(), "u-ana", minds[0])
    await talk.open("BT-1003")
    reply = await talk.say("three dozen of whatever is in the middle should come out one bigger")
    assert talk.turns[-1].trace["interpreter"] == "model"
    assert reply["state"] == "AWAIT_CONFIRMATION"
    assert reply["quote"]["requested"] == [change]


async def test_words_that_say_what_the_policy_says_are_sent_and_others_are_not(bedrock: Emulated, minds: Minds) -> None:
    said = {}
    for words in ("Another size or color costs 30 % of the goods that change and takes 5 more days.",
                  "Another size costs 10 % of the goods that change and takes 5 more days.",
                  "I'm sorry, but I can't help with that.", '{"intent": "confirm"}'):  # fmt: skip
        bedrock.forget()
        bedrock.plays(say=words, match="You put an answer")
        talk = await played("GREETING, a question", minds)
        said[words] = talk.turns[-1].reply["text"].startswith(words)
        assert talk.turns[-1].trace["claim_check"]["replaced"] == (not said[words])
    assert list(said.values()) == [True, False, False, False]


async def test_calls_that_hang_do_not_take_the_threads_of_the_loop(bedrock: Emulated) -> None:
    bedrock.plays("hang")
    minds = minds_at(bedrock.url, threads=2, interpret_timeout_s=1.0)
    turns = [asyncio.create_task(played("GREETING", minds)) for _ in range(20)]
    while not bedrock.requests()[-1]["path"].endswith("/converse"):  # noqa: ASYNC110 - it has no event
        await asyncio.sleep(0.01)
    assert await asyncio.to_thread(lambda: "answered") == "answered"
    assert {talk.turns[-1].reply["state"] for talk in await asyncio.gather(*turns)} == {"AWAIT_CONFIRMATION"}


async def test_a_model_that_is_back_is_asked_again(bedrock: Emulated) -> None:
    minds = minds_at(bedrock.url, failures=2, rest_s=0.0)
    bedrock.plays("ServiceUnavailableException", times=3)
    stops = [[call["stop_reason"] for call in (await played("GREETING", minds)).turns[-1].trace["model_calls"]]
             for _ in range(4)]  # fmt: skip
    assert stops == [["error"], ["error"], ["error"], ["end_turn"]]


def test_the_ways_cover_what_the_service_can_do() -> None:
    assert {*ERRORS, *STREAM_ERRORS, *STOP_REASONS} <= set(WAYS)
