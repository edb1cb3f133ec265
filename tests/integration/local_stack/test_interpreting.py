"""``brightthread interpret --interpreter model`` reads through the model that the agent's settings name."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from local_stack.__main__ import main
from tests.fakes.bedrock import Emulated, emulated

CONTEXT = {"user_id": "u-ana", "order_id": "BT-1003", "state": "GREETING"}
CASES = [
    {"id": "odd", "context": CONTEXT, "text": "three dozen of whatever is in the middle should come out one bigger"},
    {"id": "plain", "context": CONTEXT, "text": "change 20 of the medium tees to L"},
    {"id": "human", "context": CONTEXT, "text": "let me talk to a person"},
]
CHANGE = {"type": "change_size", "line_id": "BT-1003-1", "quantity": 36, "new_size": "L"}
READING = {"intent": "change_order", "order_id": "BT-1003", "changes": [CHANGE], "option": None, "missing": [],
           "frustrated": False}  # fmt: skip


@pytest.fixture(scope="module")
def bedrock() -> Iterator[Emulated]:
    with emulated() as found:
        yield found


@pytest.fixture
def words(tmp_path: Path) -> list[str]:
    """The command line without its command."""
    data = tmp_path / "cases.jsonl"
    data.write_text("\n".join(map(json.dumps, CASES)))
    return ["--data", str(data), "--out", str(tmp_path / "out.jsonl"), "--interpreter", "model"]


def test_predictions_are_those_of_the_model_with_the_rules_behind_it(
    bedrock: Emulated, words: list[str], monkeypatch: Any, capsys: Any
) -> None:
    monkeypatch.setenv("AGENT_INTERPRETER", "bedrock")
    monkeypatch.setenv("AGENT_BEDROCK__URL", bedrock.url)
    bedrock.plays("fenced", READING, match="three dozen")
    assert main(["interpret", *words]) == 0
    lines = [json.loads(line) for line in Path(words[3]).read_text().splitlines()]
    assert [line["id"] for line in lines] == ["odd", "plain", "human"]
    assert [line["model_calls"] for line in lines] == [1, 1, 0]
    assert lines[0]["prediction"]["changes"] == [CHANGE]
    assert lines[1]["prediction"]["changes"] == [CHANGE | {"quantity": 20}]
    assert "The model was asked 2 times; 1 of its readings were used." in capsys.readouterr().err


@pytest.mark.parametrize(("interpreter", "said"), [("rules", "No model is configured."), ("nobody:x", "nobody")])
def test_without_a_model_it_says_so_in_one_line(
    words: list[str], monkeypatch: Any, capsys: Any, interpreter: str, said: str
) -> None:
    monkeypatch.setenv("AGENT_INTERPRETER", interpreter)
    assert main(["interpret", *words]) == 1
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1
    assert said in lines[0]
