"""The time of this machine."""

from datetime import UTC, datetime


class SystemClock:
    """The port ``Clock``."""

    def now(self) -> datetime:
        instant = datetime.now(UTC)
        return instant.replace(microsecond=instant.microsecond // 1000 * 1000)
