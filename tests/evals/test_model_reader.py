"""What a model may do for and to the reading of messages: one that is always right, and one that never is."""

import json
import random
from datetime import date
from pathlib import Path
from typing import Any

from agent_service.adapters.bedrock import BedrockReader
from agent_service.conversation.interpretation import Intent
from agent_service.interpret.reader import RuleInterpreter
from local_stack.interpreting import Desk, as_prediction, read_cases
from local_stack.scoring import Tally
from local_stack.seed_file import DEMO, read_seed

CASES = read_cases(Path(__file__).parent / "own_cases.jsonl")
SEED = read_seed(DEMO)
SINGLE = frozenset(order.id for order in SEED.orders if len(order.lines) == 1)
ROW = {
    "model": "m",
    "input_tokens": 1,
    "output_tokens": 1,
    "cost_usd": 0.0,
    "duration_ms": 1,
    "stop_reason": "end_turn",
}


class Says:
    """A caller whose model says the same to everything."""

    def __init__(self, reading: Any) -> None:
        self.text = json.dumps(reading)

    async def call(self, messages: Any) -> Any:
        return self.text, (ROW,)


async def scores(said: Any) -> Tally:
    """Of a model that answers each case with ``said(case)``."""
    desk, tally, rules = Desk(SEED, date(2026, 11, 20)), Tally(), RuleInterpreter()
    for case in CASES:
        reading = await BedrockReader(rules, Says(said(case))).read(case["text"], desk.situation(case))
        line = {"id": case["id"], "prediction": as_prediction(reading.interpretation), "ms": 1}
        tally.add(case, line | {"model_calls": len(reading.model_calls)}, SINGLE)
    return tally


async def test_a_model_that_is_right_is_believed() -> None:
    tally = await scores(lambda case: case["expect"])
    assert tally.exact / tally.cases >= 0.99
    assert (tally.false_confirms, tally.wrong_changes) == ([], [])


async def test_a_model_that_answers_something_else_does_little_harm() -> None:
    chance = random.Random(7)
    tally = await scores(lambda case: chance.choice(CASES)["expect"])
    assert tally.exact / tally.cases >= 0.95
    assert tally.false_confirms == []
    assert len(tally.wrong_changes) / tally.cases <= 0.03


async def test_a_model_that_always_agrees_confirms_nothing() -> None:
    tally = await scores(lambda case: case["expect"] | {"intent": Intent.CONFIRM.value, "changes": [], "missing": []})
    assert tally.false_confirms == []
    assert tally.exact / tally.cases >= 0.99
