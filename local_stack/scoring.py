"""Scores of predictions against expectations, as ``evals/README.md`` defines them."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(slots=True)
class Tally:
    """Counts over cases; rates are properties."""

    cases: int = 0
    intents: int = 0
    exact: int = 0
    false_confirms: list[str] = field(default_factory=list)
    wrong_changes: list[str] = field(default_factory=list)
    frustrated: list[int] = field(default_factory=lambda: [0, 0, 0])
    by_tag: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    milliseconds: list[float] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    def add(self, case: Json, line: Json, one_line_orders: frozenset[str]) -> None:
        """Counts one case with its prediction line."""
        expected, got = case["expect"], line["prediction"]
        same = key(expected, one_line_orders) == key(got, one_line_orders)
        self.cases += 1
        self.intents += expected["intent"] == got["intent"]
        self.exact += same
        self.milliseconds.append(float(line["ms"]))
        if not same:
            self.misses.append(case["id"])
        if got["intent"] == "confirm" and expected["intent"] != "confirm":
            self.false_confirms.append(case["id"])
        if got["intent"] in ("change_order", "correct") and got["changes"] and not got["missing"] and not same:
            self.wrong_changes.append(case["id"])
        self._frustration(bool(expected["frustrated"]), bool(got["frustrated"]))
        for tag in case.get("tags", ()):
            self.by_tag[tag][0] += same
            self.by_tag[tag][1] += 1

    def _frustration(self, expected: bool, got: bool) -> None:
        self.frustrated[0] += expected and got
        self.frustrated[1] += got and not expected
        self.frustrated[2] += expected and not got

    @property
    def f1(self) -> float:
        """F1 of the frustrated flag; 1.0 where nobody is and nobody is taken for it."""
        hit, wrong, missed = self.frustrated
        return 1.0 if not (hit or wrong or missed) else 2 * hit / (2 * hit + wrong + missed)

    def percentile(self, share: float) -> float:
        """The ``share`` quantile of the milliseconds a message took."""
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0

    def report(self) -> str:
        """The figures, a line each."""
        cases = self.cases or 1
        lines = [
            f"cases            {self.cases}",
            f"intent           {self.intents / cases:.1%}",
            f"exact match      {self.exact / cases:.1%}",
            f"frustrated F1    {self.f1:.2f}",
            f"false confirm    {len(self.false_confirms)} {' '.join(self.false_confirms)}".rstrip(),
            f"wrong change     {len(self.wrong_changes) / cases:.1%} {' '.join(self.wrong_changes)}".rstrip(),
            f"ms p50 / p95     {self.percentile(0.5):.2f} / {self.percentile(0.95):.2f}",
            f"not exact        {' '.join(self.misses) or 'none'}",
        ]
        tags = sorted(self.by_tag.items(), key=lambda pair: pair[1][0] / pair[1][1])
        lines += [f"  {tag:<24} {hit}/{total}" for tag, (hit, total) in tags if hit < total]
        return "\n".join(lines)


def key(answer: Json, one_line_orders: frozenset[str]) -> tuple[object, ...]:
    """What is compared: (intent, order, changes, option, missing), lists as sets; ruling 5 on one-line orders."""
    changes = set()
    for change in answer["changes"]:
        compared = dict(change)
        if compared["type"] == "change_artwork" and answer["order_id"] in one_line_orders:
            compared["line_id"] = None
        changes.add(json.dumps(compared, sort_keys=True))
    return answer["intent"], answer["order_id"], frozenset(changes), answer["option"], frozenset(answer["missing"])
