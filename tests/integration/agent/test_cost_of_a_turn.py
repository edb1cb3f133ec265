"""What a turn costs the store: at most five requests whatever kind it is, and as many bytes late as early."""

import pytest

from tests.fakes.talk import Explains
from tests.integration.agent.replicas import World
from tests.integration.agent.talking import Talking, Weighed, talking

MOST_REQUESTS = 5
KINDS: dict[str, tuple[str, str | None, list[str], str]] = {
    "asked in return": ("u-ana", None, ["change 20 to large"], "CLARIFY_REQUEST"),
    "offered": ("u-ana", "BT-1003", ["change 20 of the medium navy tees to large"], "AWAIT_CONFIRMATION"),
    "corrected": (
        "u-ana",
        "BT-1003",
        ["20 of the navy M tees to L", "no wait, make it 30"],
        "AWAIT_CONFIRMATION",
    ),
    "question beside": ("u-ana", "BT-1003", ["20 of the navy M tees to L", "where is my order?"], "AWAIT_CONFIRMATION"),
    "chosen": ("u-mei", "BT-4001", ["add 10 more softshells in navy, size M", "the first one"], "AWAIT_CONFIRMATION"),
    "applied": ("u-ana", "BT-1003", ["change 20 of the medium navy tees to large", "yes"], "COMPLETE"),
    "by button": ("u-ana", "BT-1003", ["change 20 of the medium navy tees to large", "!confirm"], "COMPLETE"),
    "declined": ("u-ana", "BT-1003", ["change 20 of the medium navy tees to large", "!decline"], "COMPLETE"),
    "pending review": ("u-raj", "BT-3001", ["cancel the order", "yes"], "COMPLETE"),
    "stray yes": ("u-ana", "BT-1003", ["yes"], "GREETING"),
    "shipped": ("u-tom", "BT-1005", ["make it 80 pieces"], "ESCALATE"),
    "human by words": ("u-ana", "BT-1003", ["talk to a person"], "ESCALATE"),
    "human by button": ("u-ana", "BT-1003", ["20 of the medium navy tees to large", "!talk_to_human"], "ESCALATE"),
    "human twice": ("u-ana", "BT-1003", ["talk to a person", "talk to a person"], "ESCALATE"),
    "return": ("u-ana", "BT-1003", ["I want to return the tees"], "ESCALATE"),
    "too many questions": ("u-ana", None, ["change an order"] + ["make them yellow"] * 4, "ESCALATE"),
}


@pytest.mark.parametrize("kind", KINDS)
async def test_no_kind_of_turn_makes_more_than_five_requests(world: World, kind: str) -> None:
    user, order, lines, state = KINDS[kind]
    talk = talking(world, user)
    await talk.open(order)
    for line in lines:
        before = talk.requests
        await (talk.press(line[1:]) if line.startswith("!") else talk.say(line))
        assert talk.requests - before <= MOST_REQUESTS
    assert talk.last["state"] == state
    entries = await talk.replica.store.transcript(talk.conversation)
    traced = [entry.outcome.trace["store_requests"] for entry in entries if entry.outcome and entry.outcome.trace]
    assert len(traced) == len(lines)
    assert set(traced) <= {MOST_REQUESTS - 1, MOST_REQUESTS}


async def test_an_escalation_that_is_owed_makes_no_more(world: World) -> None:
    talk = talking(world, "u-ana")
    await talk.open("BT-1003")
    talk.platform.down = {"create_escalation"}
    before = talk.requests
    await talk.say("talk to a person")
    assert talk.requests - before == MOST_REQUESTS
    assert (await talk.replica.talks.head(talk.conversation)).summary.owes


@pytest.mark.parametrize("kind", ["shipped", "too many questions", "return", "asked in return"])
async def test_a_turn_that_a_model_words_makes_no_more(world: World, kind: str) -> None:
    """What is spent on it is added up beside the turns (``test_day_ledger.py``)."""
    user, order, lines, state = KINDS[kind]
    words = Explains("The customer wants to change the order.")
    talk = talking(world, user, explainer=words)
    await talk.open(order)
    for line in lines:
        before = talk.requests
        await talk.say(line)
        assert talk.requests - before <= MOST_REQUESTS
    assert talk.last["state"] == state
    assert len(words.asked) == (state == "ESCALATE")


async def _turn_costs(talk: Talking, *lines: str) -> tuple[int, int]:
    wire = talk.replica.wire
    assert isinstance(wire, Weighed)
    weight, requests = wire.weight, talk.requests
    for line in lines:
        await talk.say(line)
    return wire.weight - weight, talk.requests - requests


async def test_the_two_hundredth_turn_costs_what_the_second_cost(world: World) -> None:
    """An offer, a question beside it, a correction: again and again in one conversation."""
    talk = talking(world, "u-ana")
    await talk.open("BT-1003")
    await talk.say("hello")
    round_of_turns = ("change 20 of the medium navy tees to large", "where is my order?", "no thanks")
    costs = [await _turn_costs(talk, *round_of_turns) for _ in range(67)]
    assert talk.said >= 200
    assert {requests for _, requests in costs} == {3 * (MOST_REQUESTS - 1)}
    weights = [weight for weight, _ in costs]
    assert max(weights) <= 1.05 * weights[0]
    assert weights[-1] <= 1.01 * weights[2]
