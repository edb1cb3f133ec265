"""The enforced policy: ``policy.yaml`` (loaded elsewhere) checked and made into typed values."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from platform_service.domain.order import Status
from platform_service.domain.policy_entries import Entries
from platform_service.domain.policy_terms import ArtworkRules, Cell, Policy, Rule, SupportRules, Topic

__all__ = ["ArtworkRules", "Cell", "Policy", "PolicyInvalid", "Rule", "SupportRules", "Topic", "parse"]


class PolicyInvalid(ValueError):
    """The policy file cannot be enforced; ``problems`` lists every wrong entry as ``path: what is wrong``."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("The policy file is not valid: " + "; ".join(problems))
        self.problems = problems


_CELL_KEYS = frozenset(
    {"rule", "fee_percent", "fee", "days", "days_at_least", "refund_percent", "deduction", "redirect"}
)


def parse(document: Any) -> Policy:
    """Check a loaded ``policy.yaml`` and return it typed; PolicyInvalid names every wrong or missing entry."""
    if not isinstance(document, Mapping):
        raise PolicyInvalid(["the file must hold a mapping"])
    entries = Entries()
    policy = _policy(entries, document)
    if entries.problems:
        raise PolicyInvalid(entries.problems)
    return policy


def _policy(entries: Entries, document: Mapping[str, Any]) -> Policy:
    limits = entries.mapping(document, "limits", "")
    review = entries.mapping(document, "human_review", "")
    redirect = entries.mapping(document, "redirect", "")
    options = entries.mapping(document, "options", "")
    returns = entries.mapping(document, "returns", "")
    return Policy(
        version=entries.text(document, "policy_version", ""),
        effective_from=entries.text(document, "effective_from", ""),
        document=document,
        matrix=_matrix(entries, entries.mapping(document, "matrix", "")),
        lead_time_days=_lead_times(entries, entries.mapping(document, "lead_time_days", "")),
        order_min_pieces=entries.whole(limits, "order_min_pieces", "limits."),
        line_max_pieces=entries.whole(limits, "line_max_pieces", "limits."),
        refund_above=entries.cents(review, "refund_above", "human_review."),
        max_clarifying_questions=entries.whole(review, "max_clarifying_questions", "human_review."),
        decision_within_hours=entries.whole(review, "decision_within_hours", "human_review."),
        redirect_carriers=entries.names(redirect, "carriers", "redirect."),
        redirect_tracking_statuses=entries.names(redirect, "tracking_statuses", "redirect."),
        artwork=_artwork(entries, entries.mapping(document, "artwork", "")),
        max_options=entries.whole(options, "max_options", "options."),
        max_alternatives=entries.whole(options, "max_alternatives", "options."),
        return_window_days=entries.whole(returns, "window_days", "returns."),
        support=_support(entries, entries.mapping(document, "support", "")),
    )


def _matrix(entries: Entries, rows: Mapping[str, Any]) -> Mapping[Status, Mapping[Topic, Cell]]:
    entries.unknown(rows, frozenset(Status), "matrix.")
    matrix = {}
    for status in Status:
        row = entries.mapping(rows, status, "matrix.")
        entries.unknown(row, frozenset(Topic), f"matrix.{status}.")
        matrix[status] = MappingProxyType({topic: _cell(entries, row, status, topic) for topic in Topic})
    return MappingProxyType(matrix)


def _cell(entries: Entries, row: Mapping[str, Any], status: Status, topic: Topic) -> Cell:
    entry = entries.mapping(row, topic, f"matrix.{status}.")
    path = f"matrix.{status}.{topic}."
    entries.unknown(entry, _CELL_KEYS, path)
    if entry.get("rule") not in set(Rule):
        entries.problems.append(f"{path}rule: one of {', '.join(Rule)} is needed")
        return Cell(Rule.DENIED)
    return Cell(
        rule=Rule(entry["rule"]),
        fee_percent=entries.percent(entry, "fee_percent", path, default=0),
        fee=entries.cents(entry, "fee", path),
        days=entries.whole(entry, "days", path, default=0),
        refund_percent=entries.percent(entry, "refund_percent", path, default=100),
        deduction=entries.cents(entry, "deduction", path),
        redirect=entries.flag(entry, "redirect", path),
    )


def _lead_times(entries: Entries, entry: Mapping[str, Any]) -> Mapping[Status, int]:
    entries.unknown(entry, frozenset(Status), "lead_time_days.")
    days = {status: entries.whole(entry, status, "lead_time_days.") for status in Status if status in entry}
    return MappingProxyType(days)


def _artwork(entries: Entries, entry: Mapping[str, Any]) -> ArtworkRules:
    return ArtworkRules(
        file_types=entries.names(entry, "file_types", "artwork."),
        vector_types=entries.names(entry, "vector_types", "artwork."),
        min_dpi=entries.whole(entry, "min_dpi", "artwork."),
        max_bytes=entries.whole(entry, "max_bytes", "artwork."),
    )


def _support(entries: Entries, entry: Mapping[str, Any]) -> SupportRules:
    hours = entries.mapping(entry, "response_hours", "support.")
    priorities = entries.mapping(entry, "priorities", "support.")
    weekdays = entry.get("weekdays")
    if not isinstance(weekdays, list) or not weekdays or not set(weekdays) <= set(range(1, 8)):
        entries.problems.append("support.weekdays: a list of ISO weekdays (1 to 7) is needed")
        weekdays = []
    rules = SupportRules(
        response_hours={name: entries.whole(hours, name, "support.response_hours.") for name in hours},
        priorities={reason: entries.text(priorities, reason, "support.priorities.") for reason in priorities},
        weekdays=frozenset(weekdays),
        opens_at_hour=entries.whole(entry, "opens_at_hour", "support."),
        closes_at_hour=entries.whole(entry, "closes_at_hour", "support."),
    )
    for reason, priority in rules.priorities.items():
        if priority not in rules.response_hours:
            entries.problems.append(f"support.priorities.{reason}: no response time for {priority!r}")
    if not rules.opens_at_hour < rules.closes_at_hour <= 24:
        entries.problems.append("support.opens_at_hour: must lie before closes_at_hour, which is at most 24")
    return rules
