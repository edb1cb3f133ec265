"""The product works on data nobody here has seen: no name of the demo data stands in it."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import ROOT, modules, shown, tree

DEMO = ROOT / "local_stack" / "demo" / "demo.json"
SERVICES = ("brightthread", "platform_service", "agent_service", "policy_ingest", "infra")


def _demo_names() -> set[str]:
    """Ids, names and addresses of the demo data that no other data would share by chance."""
    demo = json.loads(DEMO.read_text(encoding="utf-8"))
    names: set[str] = set()
    for kind in ("companies", "users", "addresses", "artworks", "orders"):
        for entry in demo[kind]:
            names |= {str(entry[field]) for field in ("id", "order_id", "email", "street") if entry.get(field)}
            names |= {str(entry["name"])} if kind in ("companies", "users") else set()
    for product in demo["products"]:
        names |= set(re.findall(r"\b[A-Z]{2,4}-[A-Z]{3}-[A-Z0-9]{1,3}\b", json.dumps(product)))
    return names


def _words(path: Path) -> Iterator[str]:
    """Every text in a module's code, docstrings aside."""
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_no_name_of_the_demo_data_stands_in_the_product() -> None:
    names = _demo_names()
    assert len(names) > 20
    pattern = re.compile(
        r"(?<![\w-])(" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")(?![\w-])"
    )
    found = []
    for path in modules():
        if path.relative_to(ROOT).parts[0] in SERVICES:
            found += [f"{shown(path)}: {match[0]}" for text in _words(path) if (match := pattern.search(text))]
    assert found == []
