"""When a customer may expect a human's answer, where only the agent can say it (the platform is down, or a review).

Same rule as the platform's (``api.md``, response targets): urgent 1 h, high 4 h, normal 8 h of support time,
Monday to Friday 08:00 to 18:00; the agent counts them in UTC.
"""

from datetime import datetime, time, timedelta

OPENS, CLOSES = time(8), time(18)
TARGET_HOURS = {"frustrated": 1, "change_failed": 1}
TARGET_HOURS |= dict.fromkeys(("order_shipped", "refund_above_threshold", "needs_review", "dependency_down"), 4)
NORMAL_HOURS = 8


def expected_response(reason: str, now: datetime) -> datetime:
    """The end of the response target for ``reason``, counted from ``now`` (aware, UTC)."""
    left = timedelta(hours=TARGET_HOURS.get(reason, NORMAL_HOURS))
    moment = _opening(now)
    while (today := datetime.combine(moment.date(), CLOSES, now.tzinfo) - moment) < left:
        left -= today
        moment = _opening(datetime.combine(moment.date() + timedelta(days=1), OPENS, now.tzinfo))
    return moment + left


def _opening(moment: datetime) -> datetime:
    """``moment`` itself in support time, else the next opening."""
    if moment.time() >= CLOSES:
        moment = datetime.combine(moment.date() + timedelta(days=1), OPENS, moment.tzinfo)
    if moment.time() < OPENS:
        moment = datetime.combine(moment.date(), OPENS, moment.tzinfo)
    while moment.weekday() >= 5:
        moment = datetime.combine(moment.date() + timedelta(days=1), OPENS, moment.tzinfo)
    return moment
