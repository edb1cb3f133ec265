"""The house of ``CONTRIBUTING.md``: which folders there are, how large things get, and what they may be called."""

import ast
import re
import subprocess
from statistics import median

import pytest

from tests.architecture.source import PACKAGES, ROOT, functions, lines, modules, modules_of_tests, shown, tree

FOLDERS = {
    ".ci", "agent_service", "brightthread", "docs", "infra", "local_stack", "platform_service", "policy_ingest",
    "tests",
}  # fmt: skip
TEST_FOLDERS = {"unit", "contract", "integration", "e2e", "evals", "infra", "architecture", "fakes", "bench"}
BANNED_NAMES = re.compile(r"(^|_)(utils?|helpers?|managers?|base|common|misc|stuff)($|_)")
MODULE_LINES, TEST_LINES, FUNCTION_LINES = 400, 500, 50
MEDIAN_MODULE, MEDIAN_FUNCTION = 100, 12


def _tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git clone: the list of tracked files is unknown")
    return listed.stdout.splitlines()


def test_top_level_folders_are_those_of_the_house() -> None:
    folders = {name.partition("/")[0] for name in _tracked() if "/" in name}
    assert folders <= FOLDERS


def test_tests_lie_in_the_folders_of_their_kind() -> None:
    folders = {name.split("/")[1] for name in _tracked() if name.startswith("tests/") and name.count("/") > 1}
    assert folders <= TEST_FOLDERS


def test_no_module_is_too_long() -> None:
    assert [shown(path) for path in modules() if lines(path) > MODULE_LINES] == []
    assert [shown(path) for path in modules_of_tests() if lines(path) > TEST_LINES] == []


def test_modules_are_short_as_a_rule() -> None:
    assert median(lines(path) for path in modules() if lines(path) > 1) <= MEDIAN_MODULE


def test_no_function_is_too_long() -> None:
    found = [f"{shown(path)}:{name}" for path in modules() for name, size in functions(path) if size > FUNCTION_LINES]
    assert found == []


def test_functions_are_short_as_a_rule() -> None:
    assert median(size for path in modules() for _, size in functions(path)) <= MEDIAN_FUNCTION


def test_modules_have_names_that_say_something() -> None:
    assert [shown(path) for path in modules() if BANNED_NAMES.search(path.stem)] == []


def test_every_module_says_what_it_is() -> None:
    assert [shown(path) for path in modules() if lines(path) > 1 and not ast.get_docstring(tree(path))] == []


def test_product_code_knows_no_mocks() -> None:
    mocking = re.compile(r"\bMock|MagicMock|unittest\.mock|monkeypatch")
    assert [shown(path) for path in modules() if mocking.search(path.read_text(encoding="utf-8"))] == []


def test_broad_excepts_are_explained() -> None:
    """``except Exception`` either raises again, or stands at an edge with the reason in its line."""
    found = []
    for path in modules():
        text = path.read_text(encoding="utf-8").splitlines()
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ExceptHandler) and _is_broad(node) and not _raises(node):
                found += [] if "# noqa: BLE001 - " in text[node.lineno - 1] else [f"{shown(path)}:{node.lineno}"]
    assert found == []


def _is_broad(handler: ast.ExceptHandler) -> bool:
    names = (
        {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)} if handler.type else {"Exception"}
    )
    return not names.isdisjoint({"Exception", "BaseException"})


def _raises(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(node, ast.Raise) for node in ast.walk(handler))


def test_nothing_sleeps_where_a_condition_belongs() -> None:
    """The local stack may poll the processes it starts, and a service a port that is about to open; all else waits."""
    polling = ROOT / "agent_service" / "adapters" / "local_endpoint.py"
    found = []
    for path in modules():
        if path.is_relative_to(ROOT / "local_stack") or path == polling:
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "time.sleep":
                found.append(f"{shown(path)}:{node.lineno}")
    assert found == []


@pytest.mark.parametrize("package", PACKAGES)
def test_packages_are_packages(package: str) -> None:
    folders = {path.parent for path in modules() if path.is_relative_to(ROOT / package)}
    assert [shown(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_tests_do_not_patch_our_own_modules() -> None:
    """Fakes are passed in; ``monkeypatch.setattr("our.module.name", …)`` and ``mock.patch`` are not used."""
    ours = "|".join(PACKAGES)
    patching = re.compile(rf"setattr\(\s*[\"'](?:{ours})\.|mock\.patch|@patch")
    found = [shown(path) for path in modules_of_tests() if patching.search(path.read_text(encoding="utf-8"))]
    assert [name for name in found if name != "tests/architecture/test_layout.py"] == []


def test_migrations_follow_one_after_the_other() -> None:
    versions = sorted((ROOT / "platform_service" / "migrations" / "versions").glob("0*.py"))
    said = [re.findall(r'^(?:down_)?revision = (?:"(\d+)"|None)$', path.read_text(), re.MULTILINE) for path in versions]
    numbers = [path.name[:4] for path in versions]
    assert said == [[own, before] for own, before in zip(numbers, ["", *numbers], strict=False)]
