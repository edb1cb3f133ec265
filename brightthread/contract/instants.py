"""Instants on the wire: RFC 3339, UTC, milliseconds, ``Z``."""

from datetime import UTC, datetime


def render(instant: datetime) -> str:
    """The instant as ``2026-11-21T09:30:00.000Z``; cut to milliseconds; naive is a ValueError."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def parse(text: str) -> datetime:
    """The instant that ``text`` (RFC 3339 with an offset) names, in UTC; anything else is a ValueError."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(UTC)
