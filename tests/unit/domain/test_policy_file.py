"""The policy file is checked when it is read, and every wrong entry is named."""

import copy
from typing import Any

import pytest
import yaml

from platform_service.domain.order import Status
from platform_service.domain.policy import PolicyInvalid, Rule, Topic, parse
from tests.unit.domain.world import ROOT, policy


def document() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "platform_service" / "policy.yaml").read_text(encoding="utf-8"))
    return copy.deepcopy(loaded)


def test_the_shipped_policy_is_version_1_2_and_serves_its_whole_file() -> None:
    assert policy().version == "1.2"
    assert policy().document == document()


def test_numbers_come_from_the_file() -> None:
    changed = document()
    changed["matrix"]["IN_PRODUCTION"]["artwork"].update(fee_percent=12.5, days=9)
    cell = parse(changed).cell(Status.IN_PRODUCTION, Topic.ARTWORK)
    assert (cell.rule, cell.fee_percent, cell.days) == (Rule.ALLOWED, 1250, 9)


WRONG: list[tuple[list[str], Any, str]] = [
    (["policy_version"], 1.2, "policy_version: a text is needed (in quotes)"),
    (["matrix", "CREATED", "address", "rule"], "maybe", "matrix.CREATED.address.rule: one of allowed, denied, human"),
    (["matrix", "CREATED", "adress"], {"rule": "allowed"}, "matrix.CREATED.adress: unknown entry"),
    (["matrix", "SHIPED"], {}, "matrix.SHIPED: unknown entry"),
    (["matrix", "APPROVED", "artwork", "fee"], 15, "matrix.APPROVED.artwork.fee: a mapping is needed"),
    (["matrix", "APPROVED", "artwork", "fee_percent"], 15.125, "matrix.APPROVED.artwork.fee_percent: a percentage"),
    (["matrix", "APPROVED", "artwork", "fe_percent"], 15, "matrix.APPROVED.artwork.fe_percent: unknown entry"),
    (["matrix", "READY_TO_SHIP", "address", "redirect"], "yes", "matrix.READY_TO_SHIP.address.redirect: true or false"),
    (["lead_time_days", "CREATED"], -1, "lead_time_days.CREATED: a whole number"),
    (["limits", "line_max_pieces"], "500", "limits.line_max_pieces: a whole number"),
    (["limits", "line_max_pieces"], True, "limits.line_max_pieces: a whole number"),
    (["redirect", "carriers"], "ups", "redirect.carriers: a list of names"),
    (["support", "priorities", "frustrated"], "soon", "support.priorities.frustrated: no response time for 'soon'"),
    (["support", "weekdays"], [0], "support.weekdays: a list of ISO weekdays"),
    (["support", "opens_at_hour"], 20, "support.opens_at_hour: must lie before closes_at_hour"),
    (["artwork"], None, "artwork: a mapping is needed"),
]


@pytest.mark.parametrize(("path", "value", "problem"), WRONG)
def test_a_wrong_entry_is_named(path: list[str], value: Any, problem: str) -> None:
    wrong = document()
    holder = wrong
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    with pytest.raises(PolicyInvalid) as refusal:
        parse(wrong)
    assert any(found.startswith(problem) for found in refusal.value.problems), refusal.value.problems


def test_all_that_is_wrong_is_told_at_once() -> None:
    wrong = document()
    del wrong["limits"], wrong["matrix"]["CREATED"]["address"]
    with pytest.raises(PolicyInvalid, match=r"matrix\.CREATED\.address.*limits|limits.*matrix\.CREATED\.address"):
        parse(wrong)


@pytest.mark.parametrize("nothing", [None, [], "text"])
def test_a_file_that_is_no_mapping_is_refused(nothing: Any) -> None:
    with pytest.raises(PolicyInvalid):
        parse(nothing)
