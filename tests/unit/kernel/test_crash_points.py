"""Crash points kill where they are told to, cost nothing elsewhere, and never work in a deployment."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from brightthread.service.crash_points import (
    COMMITS,
    DEPLOYED,
    PLATFORM_POINTS,
    TURN_POINTS,
    TURN_STEPS,
    VARIABLE,
    CrashPointRefused,
    arm,
)

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import os
from brightthread.service.crash_points import arm, committed, committing, crash_point
arm(os.environ)
for _ in range(3):
    crash_point("erp.before_call")
    committing("apply")
    committed("apply")
print("done")
"""


def run(setting: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", PROGRAM], env={VARIABLE: setting}, capture_output=True, text=True)


def test_nothing_happens_unless_asked_for() -> None:
    assert run("").stdout == "done\n"
    assert run("tell.before_call").stdout == "done\n"
    assert run("erp.before_call:4").stdout == "done\n"


@pytest.mark.parametrize(
    "setting", ["erp.before_call", "erp.before_call:3", "apply.before_commit", "apply.after_commit"]
)
def test_the_process_ends_at_the_named_point_as_by_a_power_cut(setting: str) -> None:
    ended = run(setting)
    assert (ended.returncode, ended.stdout) == (-signal.SIGKILL, "")


@pytest.mark.parametrize("setting", ["no.such_point", "erp.before_call:0", "erp.before_call:x"])
def test_a_setting_that_names_no_point_stops_the_start(setting: str) -> None:
    with pytest.raises(CrashPointRefused):
        arm({VARIABLE: setting})


@pytest.mark.parametrize("sign", DEPLOYED)
def test_a_deployed_process_refuses_the_setting(sign: str) -> None:
    with pytest.raises(CrashPointRefused, match="deployment"):
        arm({VARIABLE: "erp.before_call", sign: "x"})
    arm({sign: "x"})


def test_every_point_is_passed_somewhere_and_no_other() -> None:
    code = _code("platform_service")
    commits = set(re.findall(r'committing\("(\w+)"\)', code))
    assert commits == set(re.findall(r'committed\("(\w+)"\)', code)) == set(COMMITS)
    plain = set(re.findall(r'crash_point\("([\w.]+)"\)', code))
    of_steps = {f"{system}.{when}" for system in ("erp", "shipping", "crm") for when in ("before_call", "after_call")}
    assert set(re.findall(r'crash_point\(f"\{system\}\.(\w+)"\)', code)) == {"before_call", "after_call"}
    commit_points = {f"{name}.{when}_commit" for name in commits for when in ("before", "in", "after")}
    assert plain | of_steps | commit_points == PLATFORM_POINTS


def test_every_point_of_a_turn_is_passed_somewhere_and_no_other() -> None:
    code = _code("agent_service")
    calls = {"create_quote", "apply", "create_escalation"}
    assert set(re.findall(r'crash_point\(f"turn\.(\w+)_\{name\}"\)', code)) == {"before", "after"}
    of_calls = {f"turn.{when}_{name}" for name in calls for when in ("before", "after")}
    assert calls <= set(TURN_STEPS)
    assert set(re.findall(r'crash_point\("([\w.]+)"\)', code)) | of_calls == TURN_POINTS


def _code(package: str) -> str:
    return "\n".join(path.read_text() for path in (ROOT / package).rglob("*.py"))
