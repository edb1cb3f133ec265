"""How old a signed webhook may be, and how two signatures are compared."""

import hmac
from datetime import datetime, timedelta

from platform_service.application.vendor_ports import WebhookForged, WebhookStale

TOLERANCE = timedelta(minutes=5)


def check(given: str, expected: str) -> None:
    """Compare in constant time. Raises WebhookForged."""
    if not hmac.compare_digest(given.encode(), expected.encode()):
        raise WebhookForged


def check_age(signed_at: datetime, now: datetime) -> None:
    """Refuse what was signed too long ago (or in a future no clock excuses). Raises WebhookStale."""
    if abs(now - signed_at) > TOLERANCE:
        raise WebhookStale
