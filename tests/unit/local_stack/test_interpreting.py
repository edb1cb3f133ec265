"""``brightthread interpret``: one prediction a case, in order, and a clear word where a case cannot be read."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from agent_service.interpret.reader import RuleInterpreter
from local_stack.complaint import Complaint
from local_stack.interpreting import run_interpret

ROOT = Path(__file__).parents[3]
CONTEXT = {"user_id": "u-ana", "order_id": "BT-1002", "state": "GREETING"}
KEYS = {"intent", "order_id", "changes", "option", "missing", "frustrated"}


def predictions(tmp_path, *cases):
    data, out = tmp_path / "cases.jsonl", tmp_path / "out.jsonl"
    data.write_text("\n".join(json.dumps(case) for case in cases) + "\n", encoding="utf-8")
    run_interpret(data, out, RuleInterpreter())
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_every_case_has_its_prediction_in_order(tmp_path):
    texts = ["caps to 80", "", "where is it?", "x" * 3000, "caps to\u2028 90"]
    lines = predictions(tmp_path, *({"id": f"c-{n}", "context": CONTEXT, "text": t} for n, t in enumerate(texts)))
    assert [line["id"] for line in lines] == [f"c-{n}" for n in range(len(texts))]
    assert all(set(line) == {"id", "prediction", "model_calls", "ms"} for line in lines)
    assert all(set(line["prediction"]) == KEYS for line in lines)
    assert all(line["model_calls"] == 0 and line["ms"] >= 0 for line in lines)


def test_an_order_in_focus_that_the_user_cannot_see_is_asked_for(tmp_path):
    context = {**CONTEXT, "order_id": "BT-9999"}
    (line,) = predictions(tmp_path, {"id": "c", "context": context, "text": "caps to 80"})
    assert (line["prediction"]["order_id"], line["prediction"]["missing"]) == (None, ["order"])


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ({"id": "c", "text": "hi"}, "needs a text and a context"),
        ({"id": "c", "context": CONTEXT}, "needs a text and a context"),
        ({"id": "c", "context": {"user_id": "u-ana"}, "text": "hi"}, "needs a text and a context"),
        ({"id": "c", "context": {**CONTEXT, "user_id": "u-nobody"}, "text": "hi"}, "no customer"),
        ({"text": "hi", "context": CONTEXT}, "no object with an id"),
        ([1, 2], "no object with an id"),
    ],
)
def test_a_case_that_cannot_be_read_is_named(tmp_path, case, said):
    with pytest.raises(Complaint, match=said):
        predictions(tmp_path, case)


def test_a_reader_who_leaves_early_is_no_error():
    evaluated = f"{sys.executable} -m local_stack eval nlu --data tests/evals/held_cases.jsonl"
    told = subprocess.run(
        ["bash", "-c", f"{evaluated} | true; exit ${{PIPESTATUS[0]}}"], cwd=ROOT, capture_output=True, check=False
    )
    assert (told.returncode, told.stderr) == (0, b"")
