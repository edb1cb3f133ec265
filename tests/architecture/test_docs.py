"""Documents tell the truth: every code, state, status, reason and setting stands in them."""

import re
from typing import Any, get_args

import pytest

from brightthread.contract.conversations import OutcomeKind, State
from brightthread.contract.escalations import EscalationReason
from brightthread.contract.order_changes import ChangeStatus
from brightthread.contract.orders import OrderStatus
from brightthread.contract.quotes import ReasonCode, Verdict
from brightthread.contract.reviews import ReviewStatus
from brightthread.service.body import DEFAULT_LIMIT, LIMITS
from brightthread.service.problems import CODES
from brightthread.service.strict_json import MAX_DEPTH
from local_stack.openapi_files import outdated
from tests.architecture.source import ROOT

DOCS = ROOT / "docs"
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def _text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def test_every_problem_code_stands_in_the_table_with_its_status_and_title() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\d{3}) \| ([^|]+) \|", _text("api/problems.md"), re.MULTILINE)
    assert {code: (int(status), title) for code, status, title in rows} == {
        code: (status, title) for code, (status, title, _) in CODES.items()
    }


def test_limits_of_bodies_are_the_ones_written_down() -> None:
    assert dict(LIMITS) == {"/messages": 64 * 1024, "/escalations": 1024 * 1024, "/artworks": 51 * 1024 * 1024}
    assert (DEFAULT_LIMIT, MAX_DEPTH) == (256 * 1024, 32)
    assert "Messages 64 KB, escalations 1 MB, uploads 51 MB, everything else 256 KB." in _text("api/problems.md")
    assert "at most 32 levels deep" in _text("api/problems.md")


@pytest.mark.parametrize(
    "names",
    [State, OrderStatus, ReasonCode, EscalationReason, OutcomeKind, Verdict, ReviewStatus, ChangeStatus],
    ids=["states", "statuses", "reasons", "escalations", "outcomes", "verdicts", "reviews", "changes"],
)
def test_glossary_knows_every_name(names: Any) -> None:
    glossary = _text("glossary.md")
    assert [name for name in get_args(names) if f"`{name}`" not in glossary] == []


def test_files_written_from_the_code_are_up_to_date() -> None:
    """Run ``brightthread openapi`` when this fails."""
    assert outdated() == []


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=lambda path: path.relative_to(DOCS).as_posix())
def test_links_lead_somewhere(path: Any) -> None:
    targets = LINK.findall(path.read_text(encoding="utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []
