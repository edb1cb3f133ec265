"""When a human answers: response targets counted in support hours (api.md, Response targets)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from platform_service.domain.policy_terms import SupportRules


def priority_of(reason: str, rules: SupportRules) -> str:
    """``urgent``, ``high`` or ``normal``; an unknown reason is a KeyError."""
    return rules.priorities[reason]


def expected_response_by(reason: str, now: datetime, time_zone: tzinfo, rules: SupportRules) -> datetime:
    """The end of the response target for ``reason``, in UTC: its hours are spent only while support is open.

    ``now`` is aware; the opening hours of ``rules`` are local times of ``time_zone``.
    """
    left = timedelta(hours=rules.response_hours[priority_of(reason, rules)])
    for opens, closes in _openings(now, time_zone, rules):
        start = max(opens, now.astimezone(UTC))
        if start + left <= closes:
            return start + left
        left -= closes - start
    raise AssertionError("support opens every week")


def _openings(now: datetime, time_zone: tzinfo, rules: SupportRules) -> Iterator[tuple[datetime, datetime]]:
    """The spans in which support is open and that end after ``now``, in UTC, in order; they never end."""
    day = now.astimezone(time_zone).date()
    while True:
        if day.isoweekday() in rules.weekdays:
            opens = _local(day, rules.opens_at_hour, time_zone)
            closes = _local(day, rules.closes_at_hour, time_zone)
            if closes > now:
                yield opens, closes
        day += timedelta(days=1)


def _local(day: date, hour: int, time_zone: tzinfo) -> datetime:
    """The instant of a full hour (0 to 24) on a day in that zone."""
    day, hour = (day + timedelta(days=1), 0) if hour == 24 else (day, hour)
    return datetime.combine(day, time(hour), time_zone).astimezone(UTC)
