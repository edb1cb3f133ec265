"""The written policy customers read says what the enforced policy file says, and has a heading for every reference."""

import re
from functools import lru_cache

import pytest

from platform_service.domain.money import spoken
from platform_service.domain.order import Status
from platform_service.domain.policy import Cell, Policy, Rule, Topic
from platform_service.domain.reasons import heading_refs
from tests.unit.domain.world import ROOT, policy

COLUMNS = (
    Topic.QUANTITY_UP,
    Topic.QUANTITY_DOWN,
    Topic.SIZE_COLOR,
    Topic.ARTWORK,
    Topic.ADDRESS,
    Topic.CANCEL,
)
WRITTEN_STATUS = {status: status.value.capitalize().replace("_", " ") for status in Status}


@lru_cache
def written() -> str:
    return (ROOT / "docs" / "policies" / "order-changes.md").read_text(encoding="utf-8")


def sections() -> dict[str, str]:
    """Heading slug → text below it."""
    found = {}
    for part in re.split(r"^## ", written(), flags=re.MULTILINE)[1:]:
        heading, _, text = part.partition("\n")
        slug = re.sub(r"[^a-z0-9 -]", "", heading.lower()).strip().replace(" ", "-")
        found[slug] = re.sub(r"\s+", " ", text)
    return found


def percent(points: int) -> str:
    return f"{points / 100:g} %"


def days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"


def cell_as_written(topic: Topic, cell: Cell) -> str:
    if cell.rule is not Rule.ALLOWED:
        return "no" if cell.rule is Rule.DENIED else "a person decides"
    if topic is Topic.CANCEL:
        less = f" less {spoken(cell.deduction, 'USD')}" if cell.deduction else ""
        return f"{percent(cell.refund_percent)} refund{less}"
    if topic is Topic.QUANTITY_DOWN and cell.refund_percent == 0:
        return "no refund"
    fee = f"+{percent(cell.fee_percent)}" if cell.fee_percent else spoken(cell.fee, "USD") if cell.fee else ""
    return ", ".join(filter(None, [fee, f"+{days(cell.days)}" if cell.days else ""])) or "free"


@pytest.mark.parametrize("status", Status)
def test_the_written_table_says_what_the_policy_file_says(status: Status) -> None:
    row = next(line for line in written().splitlines() if line.startswith(f"| {WRITTEN_STATUS[status]} |"))
    cells = [cell.strip() for cell in row.strip("|").split("|")][1:]
    assert cells == [cell_as_written(topic, policy().cell(status, topic)) for topic in COLUMNS]


def numbers_by_section(rules: Policy) -> dict[str, list[str]]:
    """Every number a section may and must name, in order, as the policy file has them."""

    def cell(status: Status, topic: Topic) -> Cell:
        return rules.cell(status, topic)

    making, made = Status.IN_PRODUCTION, Status.READY_TO_SHIP
    address = rules.document["matrix"]["READY_TO_SHIP"]["address"]
    hours = rules.support
    return {
        "created": [percent(cell(Status.CREATED, Topic.CANCEL).refund_percent)],
        "approved": [
            percent(cell(Status.APPROVED, Topic.ARTWORK).fee_percent),
            str(cell(Status.APPROVED, Topic.ARTWORK).days),
            spoken(cell(Status.APPROVED, Topic.CANCEL).deduction, "USD"),
        ],
        "in-production": [
            percent(cell(making, Topic.QUANTITY_UP).fee_percent),
            str(cell(making, Topic.QUANTITY_UP).days),
            percent(cell(making, Topic.SIZE_COLOR).fee_percent),
            str(cell(making, Topic.SIZE_COLOR).days),
            percent(cell(making, Topic.ARTWORK).fee_percent),
            str(cell(making, Topic.ARTWORK).days),
            spoken(cell(making, Topic.ADDRESS).fee, "USD"),
            str(cell(making, Topic.ADDRESS).days),
            percent(cell(making, Topic.CANCEL).refund_percent),
        ],
        "ready-to-ship": [
            spoken(cell(made, Topic.ADDRESS).fee, "USD"),
            str(address["days_at_least"]),
            *[str(cell(made, Topic.ADDRESS).days)] * 2,
        ],
        "shipped": [],
        "delivered-returned-or-cancelled": [str(rules.return_window_days)],
        "stock": [],
        "sizes-and-colors": [],
        "artwork-files": [str(rules.artwork.max_bytes // 1024**2), str(rules.artwork.min_dpi)],
        "order-limits": [str(rules.order_min_pieces), str(rules.line_max_pieces), str(rules.order_min_pieces)],
        "delivery-dates": [],
        "lead-times": [str(rules.lead_time_days[status]) for status in (Status.CREATED, Status.APPROVED, making)],
        "redirecting-a-parcel": [],
        "refunds": [spoken(rules.refund_above, "USD")] * 2,
        "when-a-person-decides": [
            spoken(rules.refund_above, "USD"),
            str(rules.max_clarifying_questions),
            str(rules.decision_within_hours),
            f"{hours.opens_at_hour:02d}:00",
            f"{hours.closes_at_hour:02d}:00",
            *(str(hours.response_hours[priority]) for priority in ("urgent", "high", "normal")),
        ],
        "requests-that-change-nothing": [],
    }


def test_every_number_of_every_section_is_the_policy_files() -> None:
    found = {slug: re.findall(r"\$[\d,.]*\d|\d+:\d+|\d+(?:\.\d+)? %|\d+", text) for slug, text in sections().items()}
    assert found == numbers_by_section(policy())


def test_version_date_and_carriers_are_the_policy_files() -> None:
    assert f"Version {policy().version}, in force since {policy().effective_from}." in written()
    redirecting = sections()["redirecting-a-parcel"].lower().replace(" ", "_")
    assert all(carrier in redirecting for carrier in policy().redirect_carriers)
    formats = sections()["artwork-files"].lower()
    assert all(file_type in formats for file_type in policy().artwork.file_types)


def test_every_policy_reference_leads_to_a_heading() -> None:
    assert {f"order-changes#{slug}" for slug in sections()} == heading_refs()
