"""A human answers within hours of support, not hours of the night."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_service.domain.policy_terms import SupportRules
from platform_service.domain.support_hours import expected_response_by, priority_of

RULES = SupportRules(
    response_hours={"urgent": 1, "high": 4, "normal": 8},
    priorities={"frustrated": "urgent", "order_shipped": "high", "customer_requested": "normal"},
    weekdays=frozenset({1, 2, 3, 4, 5}),
    opens_at_hour=8,
    closes_at_hour=18,
)
ZONES = ("UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland")

instants = st.integers(0, 2 * 365 * 24 * 60 * 60_000).map(
    lambda ms: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)
)


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("reason", "now", "by"),
    [
        ("frustrated", "2026-11-18T10:00", "2026-11-18T11:00"),
        ("frustrated", "2026-11-18T17:00", "2026-11-18T18:00"),
        ("frustrated", "2026-11-18T17:30", "2026-11-19T08:30"),
        ("frustrated", "2026-11-18T18:00", "2026-11-19T09:00"),
        ("frustrated", "2026-11-18T03:00", "2026-11-18T09:00"),
        ("frustrated", "2026-11-20T17:30", "2026-11-23T08:30"),
        ("frustrated", "2026-11-21T12:00", "2026-11-23T09:00"),
        ("order_shipped", "2026-11-20T16:00", "2026-11-23T10:00"),
        ("customer_requested", "2026-11-18T09:00", "2026-11-18T17:00"),
        ("customer_requested", "2026-11-20T12:00", "2026-11-23T10:00"),
    ],
)
def test_targets_are_counted_in_support_hours(reason: str, now: str, by: str) -> None:
    assert expected_response_by(reason, _at(now), UTC, RULES) == _at(by)


def test_support_hours_are_local_time() -> None:
    new_york = ZoneInfo("America/New_York")
    assert expected_response_by("frustrated", _at("2026-11-18T10:00"), new_york, RULES) == _at("2026-11-18T14:00")


def test_night_of_the_clock_change_counts_no_hour_twice() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    friday_evening = datetime(2026, 3, 27, 17, 30, tzinfo=berlin)
    assert expected_response_by("frustrated", friday_evening, berlin, RULES) == _at("2026-03-30T06:30")


@given(
    st.sampled_from(sorted(RULES.priorities)),
    instants,
    st.sampled_from(ZONES),
)
def test_answer_falls_into_support_hours_and_is_never_too_early(reason: str, now: datetime, zone: str) -> None:
    by = expected_response_by(reason, now, ZoneInfo(zone), RULES)
    local = by.astimezone(ZoneInfo(zone))
    hours = RULES.response_hours[priority_of(reason, RULES)]
    assert by - now >= timedelta(hours=hours)
    assert by - now <= timedelta(days=4)
    assert local.isoweekday() in RULES.weekdays
    assert 8 * 60 < local.hour * 60 + local.minute + (local.second + local.microsecond > 0) <= 18 * 60


@given(instants, st.integers(0, 10_000))
def test_asking_later_is_never_answered_earlier(now: datetime, minutes: int) -> None:
    zone = ZoneInfo("Europe/Berlin")
    later = now + timedelta(minutes=minutes)
    assert expected_response_by("order_shipped", now, zone, RULES) <= expected_response_by(
        "order_shipped", later, zone, RULES
    )


def test_unknown_reasons_have_no_target() -> None:
    with pytest.raises(KeyError):
        priority_of("bored", RULES)
