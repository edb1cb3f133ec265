"""Full service without the model: two hundred conversations, each with another of its faults, end as they should."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from agent_service.adapters.local_policy import LocalPolicyPassages
from local_stack.emulators.bedrock.script import CONNECTIONS, ERRORS, STREAM_ERRORS
from tests.fakes.bedrock import Emulated, Minds, minds_at
from tests.fakes.talk import Talk
from tests.fakes.world import World

PASSAGES = LocalPolicyPassages(Path(__file__).parents[3] / "docs" / "policies")
UNUSABLE = ("prose", "refusal", "empty", "no_content", "truncated", "wrong_types", "wrong_enum", "megabyte",
            "max_tokens", "guardrail_intervened", "malformed_model_output", "twice")  # fmt: skip
FAULTS = (*ERRORS, *STREAM_ERRORS, *CONNECTIONS, *UNUSABLE)
CONVERSATIONS = 200
PROMISED_S = 5.0
YES, NO, BUTTON = "yes", "no", "(button)"


@dataclass(frozen=True)
class Plan:
    """Who says what about which order, and the end it has to come to: outcome and what the order then holds."""

    user: str
    order: str | None
    said: tuple[str, ...]
    outcome: str
    pieces: dict[str, int] = field(default_factory=dict)


def plans() -> Iterator[Plan]:
    """Ten kinds of conversation, over and over with other numbers."""
    for n in range(1, CONVERSATIONS // 10 + 1):
        move = f"change {n} of the medium navy tees to large please"
        moved = {"HCT-NAV-M": 80 - n, "HCT-NAV-L": n}
        yield Plan("u-ana", "BT-1003", (move, YES), "applied", moved)
        yield Plan("u-tom", "BT-1003", (move, BUTTON), "applied", moved)
        yield Plan("u-ana", "BT-1003", (move, NO), "declined", {"HCT-NAV-M": 80})
        yield Plan("u-ana", "BT-1003", (f"{n + 20} of the M tees to L", f"yes but only {n}", YES), "applied", moved)
        question = "what is your policy on size changes in production?"
        yield Plan("u-ana", "BT-1003", (move, question, "where is my order?", YES), "applied", moved)
        yield Plan("u-raj", "BT-3001", ("cancel the order", YES), "pending_review")
        yield Plan("u-tom", "BT-1005", (f"make it {80 + n} pieces",), "escalated")
        yield Plan("u-mei", "BT-4004", (f"add {n} more of them", "I want to talk to a person"), "escalated")
        yield Plan("u-ana", None, (f"make it {60 + n} mediums on BT-1001", YES), "applied", {"HCT-NAV-M": 60 + n})
        yield Plan("u-lena", "BT-2001", (f"{150 - n} pieces are enough", YES), "applied", {"UJT-FORGRE-L": 150 - n})


@dataclass
class Score:
    """What two hundred conversations came to."""

    wrong: list[Any] = field(default_factory=list)
    turns: list[float] = field(default_factory=list)
    calls: int = 0
    unconfirmed: int = 0

    async def play(self, plan: Plan, minds: Minds) -> None:
        talk = Talk(World(), plan.user, minds[0], PASSAGES, minds[1])
        await talk.open(plan.order)
        for said in plan.said:
            agreed = said in (YES, BUTTON)
            began = time.monotonic()
            reply = await (talk.confirm() if said == BUTTON else talk.say(said))
            self.turns.append(time.monotonic() - began)
            self.calls += len(talk.turns[-1].trace["model_calls"])
            self.unconfirmed += not agreed and "apply" in talk.platform.named()
        order = talk.world.orders[reply["quote"]["order_id"] if reply["quote"] else talk.state["order_id"] or ""]
        held = {line.sku: line.quantity for line in order.lines}
        end = (reply["outcome"] or {}).get("kind")
        if end != plan.outcome or not plan.pieces.items() <= held.items():
            self.wrong.append((plan, end, held))


PATIENCE = [5, pytest.param(10_000, marks=[pytest.mark.ondemand, pytest.mark.timeout(900)])]
"""Failures in a row until the model is left alone; on demand it is asked in every turn."""


@pytest.mark.parametrize("failures", PATIENCE)
@pytest.mark.parametrize("quarter", range(4))
async def test_two_hundred_conversations_come_to_their_right_ends(
    bedrock: Emulated, failures: int, quarter: int
) -> None:
    score, minds, began = Score(), minds_at(bedrock.url, failures=failures), time.monotonic()
    for number, plan in list(enumerate(plans()))[quarter::4]:
        bedrock.forget()
        bedrock.plays(FAULTS[number % len(FAULTS)])
        await score.play(plan, minds)
    print(f"{len(score.turns)} turns, {len(score.wrong)} wrong ends, {score.calls} calls to the model, slowest "
          f"{max(score.turns):.2f} s, all {time.monotonic() - began:.1f} s")  # fmt: skip
    assert score.wrong == []
    assert score.unconfirmed == 0
    assert max(score.turns) < PROMISED_S


async def test_a_model_that_only_hangs_costs_a_few_customers_a_wait_and_not_all(bedrock: Emulated) -> None:
    bedrock.plays("hang")
    score, minds = Score(), minds_at(bedrock.url, failures=5, rest_s=600.0)
    for plan in list(plans())[:40]:
        await score.play(plan, minds)
    assert score.wrong == []
    assert score.calls == 5
    assert sum(turn > 2.5 for turn in score.turns) <= 5
