"""``brightthread interpret`` and ``brightthread eval nlu``: a reader of messages run over a file of cases."""

import argparse
import asyncio
import json
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from agent_service.adapters.guarded_rules import GuardedRules
from agent_service.conversation.interpretation import (
    CustomerData,
    Interpretation,
    Interpreter,
    OfferedOption,
    Situation,
)
from agent_service.conversation.ports import ModelNotAvailable, Reader
from agent_service.interpret.reader import RuleInterpreter
from local_stack.complaint import Complaint
from local_stack.scoring import Tally
from local_stack.seed import Seed
from local_stack.seed_file import DEMO, read_seed
from local_stack.seed_views import customer_data

Json = dict[str, Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``interpret``: cases in, predictions out."""
    parser.add_argument("--data", type=Path, required=True, help="cases, one JSON object a line")
    parser.add_argument("--out", type=Path, required=True, help="predictions, one JSON object a line, in order")
    parser.add_argument("--seed", type=Path, default=DEMO, help="the orders and addresses the cases speak of")
    parser.add_argument("--interpreter", choices=["rules", "model"], default="rules")


class Desk:
    """Situations for cases: what each user sees is made once."""

    def __init__(self, seed: Seed, today: date) -> None:
        self._seed = seed
        self._today = today
        self._seen: dict[str, CustomerData] = {}

    def situation(self, case: Json) -> Situation:
        context = case["context"]
        user = context["user_id"]
        if user not in self._seen:
            self._seen[user] = self._world(str(case.get("id")), user)
        return Situation(
            user_id=user,
            order_id=context.get("order_id"),
            state=context["state"],
            assistant=context.get("assistant"),
            options=tuple(OfferedOption(o["n"], o["title"]) for o in context.get("options") or ()),
            request=tuple(context.get("request") or ()),
            data=self._seen[user],
            today=self._today.isoformat(),
        )

    def _world(self, case: str, user: str) -> CustomerData:
        if not any(known.id == user and known.company_id for known in self._seed.users):
            raise Complaint(f"Case {case} is of user {user!r}, who is no customer in the seed.", "Check --seed.")
        return customer_data(self._seed, user, self._today)


def run_interpret(data: Path, out: Path, interpreter: Interpreter, seed: Path = DEMO) -> int:
    """Writes one prediction for every case of ``data`` to ``out``; the exit code."""
    desk = Desk(read_seed(seed), datetime.now(UTC).date())
    cases = [_checked(case) for case in read_cases(data)]
    with out.open("w", encoding="utf-8") as sink:
        for case in cases:
            sink.write(json.dumps(predict(case, desk, interpreter), ensure_ascii=False) + "\n")
    return 0


def read_cases(path: Path) -> list[Json]:
    """The cases of a JSON Lines file; Complaint where it cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
        return [_object(json.loads(line), number) for number, line in enumerate(lines, 1) if line.strip()]
    except (OSError, ValueError, RecursionError) as error:
        raise Complaint(f"The cases in {path} cannot be read: {error}.", "Check --data.") from None


def _object(case: object, number: int) -> Json:
    if not isinstance(case, dict) or not isinstance(case.get("id"), str):
        raise ValueError(f"line {number} is no object with an id")
    return case


def _checked(case: Json) -> Json:
    """A case with all that a reader needs; Complaint that names what is missing."""
    context = case.get("context")
    sound = isinstance(context, dict) and isinstance(context.get("user_id"), str)
    sound = sound and isinstance(case["context"].get("state"), str)
    if not sound or not isinstance(case.get("text"), str):
        raise Complaint(
            f"Case {case['id']} needs a text and a context with user_id and state.",
            "See docs/evaluation.md for the format.",
        )
    return case


def predict(case: Json, desk: Desk, interpreter: Interpreter) -> Json:
    """The prediction line of one case, timed."""
    situation = desk.situation(case)
    started = time.perf_counter()
    found = interpreter.interpret(case["text"], situation)
    elapsed = (time.perf_counter() - started) * 1000
    calls = int(getattr(interpreter, "model_calls_last", 0))
    return {"id": case["id"], "prediction": as_prediction(found), "model_calls": calls, "ms": round(elapsed, 3)}


def as_prediction(found: Interpretation) -> Json:
    """An interpretation with the keys of ``expect``."""
    return {
        "intent": found.intent.value,
        "order_id": found.order_id,
        "changes": list(found.changes),
        "option": found.option,
        "missing": sorted(found.missing),
        "frustrated": found.frustrated,
    }


def add_eval_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``eval nlu``: cases with expectations in, scores out."""
    parser.add_argument("--data", type=Path, required=True, help="cases with expectations, one JSON object a line")
    parser.add_argument("--predictions", type=Path, help="score these (made by interpret) instead of reading anew")
    parser.add_argument("--seed", type=Path, default=DEMO, help="the orders and addresses the cases speak of")
    parser.add_argument("--interpreter", choices=["rules", "model"], default="rules")


def run_eval(data: Path, seed: Path, interpreter: Interpreter, predictions: Path | None = None) -> Tally:
    """The scores of a reader (or of predictions made before) on cases with expectations."""
    orders = read_seed(seed)
    desk = Desk(orders, datetime.now(UTC).date())
    single = frozenset(order.id for order in orders.orders if len(order.lines) == 1)
    made = {line["id"]: line for line in read_cases(predictions)} if predictions else {}
    tally = Tally()
    for case in read_cases(data):
        _checked(case)
        line = made.get(case["id"]) if predictions else predict(case, desk, interpreter)
        if line is None:
            raise Complaint(f"There is no prediction for case {case['id']}.", "Check --predictions.")
        tally.add(case, line, single)
    return tally


def eval_command(arguments: argparse.Namespace) -> int:
    """``brightthread eval nlu``; 1 where anything was confirmed that was not agreed to."""
    reader = chosen_interpreter(arguments.interpreter)
    tally = run_eval(arguments.data, arguments.seed, reader, arguments.predictions)
    print(tally.report())
    return 1 if tally.false_confirms else 0


def interpret_command(arguments: argparse.Namespace) -> int:
    """``brightthread interpret``."""
    reader = chosen_interpreter(arguments.interpreter)
    code = run_interpret(arguments.data, arguments.out, reader, arguments.seed)
    if isinstance(reader, ModelInterpreter):
        print(f"The model was asked {reader.asked} times; {reader.used} of its readings were used.", file=sys.stderr)
    return code


def chosen_interpreter(name: str) -> Interpreter:
    """The reader called ``name``; ``model`` is the one that the agent's settings name."""
    if name == "rules":
        return GuardedRules(RuleInterpreter())
    from agent_service.bootstrap import model_minds
    from agent_service.settings import ModelSettings

    settings = ModelSettings()
    if settings.interpreter == "rules":
        raise Complaint(
            "No model is configured.", "Set AGENT_INTERPRETER (docs/models.md), or use --interpreter rules."
        )
    try:
        reader, _ = model_minds(settings, GuardedRules(RuleInterpreter()))
    except ModelNotAvailable as problem:
        raise Complaint(str(problem), "See docs/models.md.") from None
    return ModelInterpreter(reader)


class ModelInterpreter:
    """The agent's reader over a model, one message at a time; of ``asked`` calls ``used`` brought the reading."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._loop = asyncio.Runner()
        self.model_calls_last = self.asked = self.used = 0

    def interpret(self, text: str, situation: Situation) -> Interpretation:
        reading = self._loop.run(self._reader.read(text, situation))
        self.model_calls_last = len(reading.model_calls)
        self.asked += len(reading.model_calls)
        self.used += reading.source == "model"
        return reading.interpretation

    def merge_answer(self, previous_text: str, answer: str, situation: Situation) -> Interpretation:
        return self._loop.run(self._reader.read(answer, situation, previous=previous_text)).interpretation
