"""Who imports whom: the contracts hold, and each service starts with its own dependencies alone."""

import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

FOREIGN = {
    "platform_service.bootstrap": (
        "agent_service",
        "local_stack",
        "langgraph",
        "langchain",
        "langsmith",
        "opensearchpy",
        "moto",
    ),
    "agent_service.bootstrap": (
        "platform_service",
        "local_stack",
        "sqlalchemy",
        "psycopg",
        "procrastinate",
        "alembic",
        "moto",
    ),
    "policy_ingest.pipeline": ("agent_service", "platform_service", "local_stack", "sqlalchemy", "langgraph", "moto"),
    "brightthread.service.application": (
        "agent_service",
        "platform_service",
        "local_stack",
        "sqlalchemy",
        "langgraph",
        "boto3",
    ),
}
SLOW = ("langchain_aws", "opensearchpy", "pypdf", "PIL")

_ALONE = """
import importlib, sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {blocked!r}:
            raise ImportError(name + " does not belong to this service")
sys.meta_path.insert(0, Blocked())
importlib.import_module({module!r})
print(" ".join(sorted(name for name in {slow!r} if name in sys.modules)))
"""


def _imported(module: str, blocked: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    code = _ALONE.format(module=module, blocked=set(blocked), slow=SLOW)
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)


def test_import_contracts_hold() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-1000:]


@pytest.mark.parametrize("module", FOREIGN)
def test_each_service_imports_without_what_belongs_to_others(module: str) -> None:
    if not (ROOT / module.replace(".", "/")).with_suffix(".py").exists():
        pytest.skip(f"{module} is not there yet")
    ran = _imported(module, FOREIGN[module])
    assert ran.returncode == 0, ran.stderr[-2000:]


@pytest.mark.parametrize("module", ["platform_service.bootstrap", "agent_service.bootstrap"])
def test_what_is_slow_to_import_is_imported_when_it_is_needed(module: str) -> None:
    if not (ROOT / module.replace(".", "/")).with_suffix(".py").exists():
        pytest.skip(f"{module} is not there yet")
    ran = _imported(module, ())
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert ran.stdout.split() == []
